"""The encoder as a spaCy component: what it sees in a Doc is kept with it, and, where nothing else parses, it parses."""

from __future__ import annotations

from collections.abc import Sequence

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from sayso.encoder import PIPELINE
from sayso.encoder.model import Seen, shipped
from sayso.encoder.parsing import parse
from sayso.errors import SaysoError

REPLACED = ("tok2vec", "tagger", "parser", "ner")
"""Of the default pipeline: the encoder does their work."""
SEEN = "sayso_seen"


class Encoder:
    """Sets ``doc.user_data["sayso_seen"]``; with ``parses`` also tags, heads, dependencies and entities."""

    def __init__(self, parses: bool) -> None:
        self.model = shipped()
        self.parses = parses

    def __call__(self, doc: Doc) -> Doc:
        seen = self.model.see(doc)
        doc.user_data[SEEN] = seen
        if self.parses:
            parse(doc, self.model, seen)
        return doc


@Language.factory("sayso_encoder", default_config={"parses": True})
def encoder(nlp: Language, name: str, parses: bool) -> Encoder:  # noqa: ARG001  (spaCy's signature)
    return Encoder(parses)


def load(pipeline: str = PIPELINE) -> Language:
    """The spaCy pipeline that reads with the encoder. One that the user names parses by itself.

    Raises ``SaysoError`` if it is not installed.
    """
    parses = pipeline == PIPELINE
    try:
        nlp = spacy.load(pipeline, exclude=REPLACED if parses else ())
    except OSError as error:
        raise SaysoError(
            f"The spaCy pipeline '{pipeline}' is not installed: pip install it, or name another."
        ) from error
    nlp.add_pipe("sayso_encoder", first=True, config={"parses": parses})
    return nlp


def seen_in(doc: Doc) -> Sequence[Seen]:
    """What the encoder sees in a Doc of a pipeline that ``load`` gave."""
    seen: Sequence[Seen] = doc.user_data[SEEN]
    return seen
