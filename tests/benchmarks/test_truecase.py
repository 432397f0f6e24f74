"""Case given back to texts in capitals."""

from __future__ import annotations

import pytest
from spacy.language import Language

from benchmarks.truecase import Truecaser
from sayso.catalogue.gazetteer import Gazetteer


@pytest.fixture(scope="module")
def case(nlp: Language) -> Truecaser:
    return Truecaser(nlp, Gazetteer.open())


@pytest.mark.parametrize(
    "text",
    [
        "Rebels shot the mayor of Belgrade on Tuesday, General Ruiz said.",
        "The farmers of San Tirso met the Colombian minister. Nobody was hurt.",
        "The League of the North [LON] blew up two bridges on 3 May, but it may not have planned the attack.",
    ],
)
def test_names_keep_capitals_and_the_rest_does_not(case: Truecaser, text: str) -> None:
    expected = text.replace("League of the North", "league of the north")
    assert case.cased(text.upper()) == expected


def test_offsets_stay(case: Truecaser) -> None:
    text = 'THE U.S. ARMY LEFT.  "NO," SAID COL DIAZ -- AND \'TWAS SO [WORDS INDISTINCT]'
    assert case.cased(text).upper() == text


def test_a_text_with_case_is_left_alone(case: Truecaser) -> None:
    assert case.cased("NATO said so.") == "NATO said so."
