"""The reporting words: what is loaded, what a user adds, what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from spacy.language import Language

from sayso.catalogue.cues import Cues
from sayso.errors import SaysoError
from sayso.reading.attribution import attributions
from sayso.reading.quotations import find_quotations
from tests.reading.marking import marked


def test_words_carry_their_effects() -> None:
    cues = Cues.load()
    assert cues.verbs["threaten"]["infinitive"].status == "threatened"
    assert cues.verbs["deny"]["clause"].polarity == "denied"
    assert cues.verbs["claim"]["clause"].stance == "distanced"
    assert cues.nouns["report"]["clause"].manner == "speech"
    assert cues.kinds["spokesman"] == "official"
    assert ("according", "to") in cues.prepositions


def test_a_preposition_named_on_is_no_boolean() -> None:
    """YAML takes a bare ``on`` for true."""
    cues = Cues.load()
    names = {frame for frames in (*cues.verbs.values(), *cues.nouns.values()) for frame in frames}
    assert all(isinstance(frame, str) for frame in names)


def test_a_user_adds_words(nlp: Language, tmp_path: Path) -> None:
    (tmp_path / "cues.yaml").write_text(
        "verbs:\n  - {frames: [clause], words: [heliograph], stance: distanced}\n", encoding="utf-8"
    )
    text, credits = marked("[1s The post] [1u heliographed] [1c that the fort had fallen].")
    stances = [
        attributions(nlp(text), credits, find_quotations(nlp(text)), cues)[0].stance
        for cues in (Cues.load(), Cues.load(tmp_path))
    ]
    assert stances == ["neutral", "distanced"]


def test_a_wrong_value_is_named(tmp_path: Path) -> None:
    (tmp_path / "cues.yaml").write_text(
        "verbs:\n  - {frames: [clause], words: [wire], stance: doubtful}\n", encoding="utf-8"
    )
    with pytest.raises(SaysoError, match="doubtful"):
        Cues.load(tmp_path)
