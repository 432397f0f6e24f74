"""The encoder as a spaCy component: what it sees in a Doc is kept with it, and, where nothing else parses, it parses."""

from __future__ import annotations

from collections.abc import Sequence

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from sayso.encoder import PIPELINE
from sayso.encoder.model import Seen, shipped
from sayso.encoder.parsing import parse
from sayso.encoder.words import Words
from sayso.errors import SaysoError

REPLACED = ("tok2vec", "tagger", "parser", "ner")
"""Of the default pipeline: the encoder does their work."""
REMEMBERED = ("attribute_ruler", "lemmatizer")
"""Of the default pipeline: asked once for each form of word."""
SEEN = "sayso_seen"


class Encoder:
    """Sets ``doc.user_data["sayso_seen"]``; with ``words`` also tags, heads, dependencies, lemmas and entities."""

    def __init__(self, words: Words | None) -> None:
        self.model = shipped()
        self.words = words

    def __call__(self, doc: Doc) -> Doc:
        seen = self.model.see(doc)
        doc.user_data[SEEN] = seen
        if self.words is not None:
            parse(doc, self.model, seen)
            self.words.fill(doc)
        return doc


@Language.factory("sayso_encoder", default_config={"parses": True})
def encoder(nlp: Language, name: str, parses: bool) -> Encoder:  # noqa: ARG001  (spaCy's signature)
    return Encoder(Words(nlp.vocab, *(nlp.get_pipe(pipe) for pipe in REMEMBERED)) if parses else None)


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
    if parses:
        nlp.select_pipes(disable=REMEMBERED)
    return nlp


def seen_in(doc: Doc) -> Sequence[Seen]:
    """What the encoder sees in a Doc of a pipeline that ``load`` gave."""
    seen: Sequence[Seen] = doc.user_data[SEEN]
    return seen
