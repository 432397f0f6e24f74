"""The model that ships: small enough to ship, told by its card, and of one mind about a text whatever is read beside it."""

from __future__ import annotations

import numpy as np
from spacy.language import Language

from sayso.encoder import SHIPPED
from sayso.encoder.component import seen_in
from sayso.encoder.model import shipped
from sayso.encoder.tokens import tokenizer

TEXTS = [
    "The ministry said that the fort had fallen.",
    "Two shells hit the bridge at Brod, the consul said. “Nobody was hurt,” he added.\n\nThe bishop left in 1912.",
    "A mill burned down.",
]
MOST_BYTES = 30_000_000


def test_it_is_one_small_file() -> None:
    assert SHIPPED.stat().st_size < MOST_BYTES


def test_what_it_sees_does_not_depend_on_what_else_is_read() -> None:
    model = shipped()
    alone = {text: model.see(tokenizer()(text)) for text in TEXTS}
    for text in reversed(TEXTS * 2):
        for one, other in zip(alone[text], model.see(tokenizer()(text)), strict=True):
            assert np.array_equal(one.scores, other.scores)
            assert np.array_equal(one.arcs, other.arcs)


def test_batches_change_no_parse(nlp: Language) -> None:
    for batch_size in (1, 2, 3):
        for doc, text in zip(nlp.pipe(TEXTS, batch_size=batch_size), TEXTS, strict=True):
            alone = nlp(text)
            assert doc.to_json() == alone.to_json()
            assert all(np.array_equal(a.scores, b.scores) for a, b in zip(seen_in(doc), seen_in(alone), strict=True))


def test_it_parses(nlp: Language) -> None:
    doc = nlp("Two shells hit the old bridge at Brod on Monday.")
    verb = next(token for token in doc if token.text == "hit")
    assert (verb.dep_, verb.pos_, verb.head) == ("ROOT", "VERB", verb)
    assert next(token for token in doc if token.text == "shells").head == verb
    assert [doc.text for doc in doc.sents] == [doc.text]
    assert ("Monday", "DATE") in [(entity.text, entity.label_) for entity in doc.ents]
