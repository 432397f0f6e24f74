"""Numbers on every screen as reporting says them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.events.ranges import Range
from sayso.records import Measure, Quantity
from sayso.views.figures import counted, figure, measured, of_what, three

# The words of a claim, the bounds that are kept of them, what is shown.
SAID: list[tuple[str, float | None, float | None, str]] = [
    ("more than 30,000", 30001, None, "more than 30,000"),
    ("Over 12", 13, None, "more than 12"),
    ("at least 31", 31, None, "at least 31"),
    ("no fewer than 31", 31, None, "at least 31"),
    ("40 or more", 40, None, "at least 40"),
    ("dozens", 24, None, "at least 24"),
    ("more than several hundred", 300, None, "at least 300"),
    ("fewer than 500", None, 499, "fewer than 500"),
    ("up to 1,200", None, 1200, "up to 1,200"),
    ("No more than 9", None, 9, "up to 9"),
    ("About 60,000", 60000, 60000, "about 60,000"),
    ("20 or so", 20, 20, "about 20"),
    ("60,000", 60000, 60000, "60,000"),
    ("between 5 and 7", 5, 7, "between 5 and 7"),
    ("5 to 7", 5, 7, "5 to 7"),
    ("no", 0, 0, "0"),
    ("more than 4.5", 4.5, None, "more than 4.5"),
]


def said(words: str, low: float | None, high: float | None, measure: Measure = "killed") -> Quantity:
    return Quantity(measure, None, "unknown", low, high, words, 0, 0)


@pytest.mark.parametrize(("words", "low", "high", "shown"), SAID)
def test_a_number_is_shown_as_the_claim_says_it(words: str, low: float | None, high: float | None, shown: str) -> None:
    assert figure("killed", low, high, [said(words, low, high), said("about 8", 8, 8)]) == shown


# Bounds of which no claim's words are at hand, as in sums of several.
UNTOLD: list[tuple[Measure, float | None, float | None, str]] = [
    ("killed", 30001, None, "more than 30,000"),
    ("killed", 456, None, "at least 456"),
    ("killed", None, 499, "fewer than 500"),
    ("killed", None, 12, "up to 12"),
    ("killed", 0, 1200, "up to 1,200"),
    ("killed", 4800, 5800, "4,800 to 5,800"),
    ("killed", None, None, "not given"),
    ("area_km2", 301, None, "at least 301"),
]


@pytest.mark.parametrize(("measure", "low", "high", "shown"), UNTOLD)
def test_without_words_the_rounder_bound_is_taken(
    measure: Measure, low: float | None, high: float | None, shown: str
) -> None:
    assert figure(measure, low, high) == shown


def test_what_is_measured_has_no_next_number() -> None:
    assert figure("area_km2", 300, None, [said("more than 300 km2", 300, None, "area_km2")]) == "more than 300"


def test_words_of_other_numbers_do_not_count() -> None:
    assert figure("killed", 60, 60, [said("about 60", 60, 60, "wounded"), said("about 61", 61, 61)]) == "60"
    assert figure("killed", 60, 60, [said("about 60", 60, 60), said("60", 60, 60)]) == "60"


@given(st.integers(2, 10**7))
def test_a_bound_means_the_same_in_words(low: int) -> None:
    words = figure("killed", low, None)
    number = int(words.rpartition(" ")[2].replace(",", ""))
    assert low == number + (words == f"more than {number:,}")


def test_lowest_best_and_highest_are_each_as_claims_give_them() -> None:
    item = Range("killed", "unknown", "", 9, 9, 601, False, True, "lower_figure", ("Red",), ("a", "b"))
    told = [said("about 9", 9, 9), said("more than 600", 601, None), said("about 9", 9, 9, "wounded")]
    assert three(item, told) == ("about 9", "about 9", "more than 600")
    assert three(replace(item, low=601, best=601), told[1:]) == ("more than 600",) * 3
    assert three(replace(item, low=12, best=12, high=60, open_below=True), [said("60", 60, 60)]) == (
        "up to 12",
        "12",
        "at least 60",
    )


def test_what_is_counted_is_named_once_and_in_plain_words() -> None:
    assert (of_what("guns", "captured"), of_what("combatant", "killed")) == ("guns", "combatants")
    assert {of_what(of, "killed") for of in ("killed", "unknown", None, "")} == {""}
    assert (measured("shot_down"), measured("area_km2")) == ("shot down", "km² of land")
    assert (counted(1, "copy", "copies"), counted(2, "copy", "copies"), counted(1200, "claim")) == (
        "1 copy",
        "2 copies",
        "1,200 claims",
    )
