"""A message as Sayso reads it: its text with case given back, the parse, and the reading."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Span

from benchmarks.corpora import plain
from benchmarks.muc_keys import Message
from benchmarks.truecase import Truecaser
from sayso.catalogue.actors import ActorMention
from sayso.reading.pipeline import Reader
from sayso.records import Claim, Reading


@dataclass(frozen=True, slots=True)
class Read:
    """One message. Offsets are those of ``doc.text``, which differs from the message's body in case only."""

    message: Message
    doc: Doc
    reading: Reading
    actors: tuple[ActorMention, ...]
    country: str | None

    @property
    def sentences(self) -> list[Span]:
        return [sentence for sentence in self.doc.sents if sentence.text.strip()]

    def claims_in(self, sentence: Span) -> list[Claim]:
        return [claim for claim in self.reading.claims if sentence.start_char <= claim.start < sentence.end_char]


class MessageReader:
    """Reads messages with Sayso's own reader, of which it keeps the parse."""

    def __init__(self, reader: Reader | None = None) -> None:
        self.reader = reader or Reader()
        self.case = Truecaser(self.reader.nlp, self.reader.gazetteer)

    def read(self, messages: Iterable[Message]) -> Iterator[Read]:
        for message in messages:
            yield self.read_one(message)

    def read_one(self, message: Message) -> Read:
        text = self.case.cased(message.body)
        sent = message.sent.isoformat() if message.sent else None
        reading = self.reader.read(plain(message.docid, text, sent))
        return self.put_together(message, self.reader.nlp(text), reading)

    def put_together(self, message: Message, doc: Doc, reading: Reading) -> Read:
        country = self.home(message)
        countries = [country] if country else []
        sent = message.sent.isoformat() if message.sent else None
        return Read(message, doc, reading, tuple(self.reader.actors.find(doc, countries, sent)), country)

    def home(self, message: Message) -> str | None:
        """The country of the dateline."""
        name = message.country or message.city
        if name is None:
            return None
        found = self.reader.gazetteer.exact(name.title())
        nations = [entry.country for entry in found if entry.country in LATIN]
        return nations[0] if nations else found[0].country if found else None


LATIN = ("SV", "CO", "GT", "PE", "HN", "CL", "BO", "AR", "EC")
"""The nine countries whose incidents were asked for."""
