"""Which expression dates a word: sentences with one word in capitals as the event, and the words that date it."""

from __future__ import annotations

from datetime import date

import pytest
from spacy.language import Language

from sayso.reading.times import find_times, time_of

PUBLISHED = date(1912, 11, 5)

DATED: list[tuple[str, str, str | None]] = [
    # Attached to the word or its clause
    ("Government forces shelled the town on Sunday, killing five people.", "shelled", "Sunday"),
    ("Government forces shelled the town on Sunday, killing five people.", "killing", "Sunday"),
    ("Five men were killed in an attack on Monday.", "killed", "Monday"),
    ("Five men were killed in an attack on Monday.", "attack", "Monday"),
    ("The army attacked on Friday and took the bridge.", "took", "Friday"),
    ("On October 3 rebels entered Prilep and burned the mill.", "burned", "October 3"),
    # Of two, its own
    ("The town, which was captured in 1908, was shelled on Friday.", "captured", "1908"),
    ("The town, which was captured in 1908, was shelled on Friday.", "shelled", "Friday"),
    ("Soldiers who arrived on Thursday attacked the fort.", "attacked", None),
    # Since when somebody is in power
    ("The party in power since 1903 burned two villages.", "burned", None),
    ("The governor, in office since 1908, closed the port.", "closed", None),
    ("The king, in power since 1903, closed the port on Friday.", "closed", "Friday"),
    ("The lake villages have burned since 1911.", "burned", "1911"),
    # Lengths and repetitions date nothing
    ("They shelled the port for three days.", "shelled", None),
    ("They shell the port every day.", "shell", None),
    ("Sixty were killed in the past 24 hours.", "killed", "the past 24 hours"),
    # The narrative goes on
    ("On October 3 rebels entered Prilep. They burned twelve houses.", "burned", "October 3"),
    ("On October 3 rebels entered Prilep. They will burn twelve houses.", "burn", None),
    ("On October 3 rebels entered Prilep. Smoke rose. They burned twelve houses.", "burned", "October 3"),
    ("On October 3 rebels entered Prilep.\n\nThey burned twelve houses.", "burned", None),
    ("In 1908 rebels entered Prilep. They burned twelve houses.", "burned", None),
    ("The bridge was held until it was blown up on Friday.", "held", None),
    ("On October 3 rebels entered Prilep. The day before, they burned a mill.", "burned", "The day before"),
]

SAID: list[tuple[str, str, str, str | None]] = [
    (
        "The ministry said on Monday that rebels had attacked the fort two days earlier.",
        "said on Monday",
        "attacked",
        "two days earlier",
    ),
    ("The ministry said on Monday that rebels had attacked the fort.", "said on Monday", "attacked", None),
    ("On Monday the governor said rebels had taken the fort on Sunday.", "On Monday", "taken", "Sunday"),
]


@pytest.mark.parametrize(("text", "event", "expected"), DATED)
def test_time_of(nlp: Language, text: str, event: str, expected: str | None) -> None:
    assert _time_of(nlp, text, event, []) == expected


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("Sixty men have been killed since the revolt began in March 1911.", None),
        ("Sixty men have been killed since the beginning of the revolt in March 1911.", None),
        ("Sixty men have been killed since March 1911.", "1912-11-05"),
        ("Sixty men were killed in March 1911.", "1911-03-31"),
    ],
)
def test_what_goes_on_since_then_has_no_end(nlp: Language, text: str, end: str | None) -> None:
    doc = nlp(text)
    found = time_of(doc, find_times(doc, PUBLISHED), next(token.i for token in doc if token.text == "killed"), [])
    assert found is not None
    assert (found.start_date, found.end_date) == ("1911-03-01", end)


@pytest.mark.parametrize(("text", "saying", "event", "expected"), SAID)
def test_the_time_of_saying_dates_no_event(
    nlp: Language, text: str, saying: str, event: str, expected: str | None
) -> None:
    start = text.index(saying)
    assert _time_of(nlp, text, event, [(start, start + len(saying))]) == expected


def _time_of(nlp: Language, text: str, event: str, exclude: list[tuple[int, int]]) -> str | None:
    doc = nlp(text)
    token = next(token.i for token in doc if token.text == event)
    found = time_of(doc, find_times(doc, PUBLISHED), token, exclude)
    return found.mention if found is not None else None
