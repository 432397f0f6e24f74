"""What the words of a claim tell before they are read: which texts are alike, by what means, who did it to whom."""

from __future__ import annotations

import pytest

from sayso.events.wording import alike, wording
from sayso.records import Participant
from tests.events.factory import LEXICON, claim, document

MEANS = [
    ("Mortars fell on the market of Lesna", {"Shelling/artillery/missile attack"}),
    ("the airstrike on Lesna", {"Air/drone strike"}),
    ("chlorine was smelled after the shells hit", {"Chemical weapon", "Shelling/artillery/missile attack"}),
    ("the mortgage on the house in Lesna", set()),
    ("shellfish was sold at Lesna", set()),
]


@pytest.mark.parametrize(("words", "expected"), MEANS)
def test_means_by_their_words(words: str, expected: set[str]) -> None:
    assert wording(claim("attack", quote=words), document("a"), LEXICON).means == expected


SORTS = [
    ("agent", "rebel gunmen", {"nonstate"}, set()),
    ("agent", "government troops", {"state"}, set()),
    ("agent", "the reports", set(), set()),
    ("victim", "three villagers", set(), {"civilian"}),
    ("target", "insurgents", set(), {"combatant"}),
]


@pytest.mark.parametrize(("role", "words", "acting", "suffering"), SORTS)
def test_sorts_of_participants(role: str, words: str, acting: set[str], suffering: set[str]) -> None:
    told = claim("attack", participants=(Participant(role, words, None, 0, 0),))  # type: ignore[arg-type]
    found = wording(told, document("a"), LEXICON)
    assert (found.acting, found.suffering) == (acting, suffering)


def test_forms_of_a_word_are_one_and_common_words_tell_nothing() -> None:
    text = "Guns bombarded the harbour. Later the bombarding of the harbour went on."
    one, other = ("bombarded the harbour", "the bombarding of the harbour")
    first, second = (wording(claim("attack", quote=words), document("a", text=text), LEXICON) for words in (one, other))
    assert first.words == second.words == {"bomba", "harbo"}
    assert alike(first.words, second.words) == pytest.approx(1.0)
    assert alike(first.words, frozenset()) == 0.0
    assert first.opening >= first.words
