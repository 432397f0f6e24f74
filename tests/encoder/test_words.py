"""What is remembered of words is what spaCy's rules say of them in their text."""

from __future__ import annotations

import pytest
from spacy.language import Language

from sayso.encoder.model import shipped
from sayso.encoder.parsing import parse


@pytest.mark.parametrize(
    "text",
    [
        "There were two raids on the fort; there's no doubt, and they were repelled.",
        "It's the consul's view that he'd have left. He hadn't, and won't.",
        "The shelling had been heavier than reported, and having fallen the town was burning.\n\n  That which fell, fell.",
        "   \n",
        "",
    ],
)
def test_words_are_filled_as_the_rules_would(nlp: Language, text: str) -> None:
    doc, other = nlp(text), nlp.make_doc(text)
    model = shipped()
    parse(other, model, model.see(other))
    other = nlp.get_pipe("lemmatizer")(nlp.get_pipe("attribute_ruler")(other))
    assert [(word.pos_, str(word.morph), word.lemma_) for word in doc] == [
        (word.pos_, str(word.morph), word.lemma_) for word in other
    ]
