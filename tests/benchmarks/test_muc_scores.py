"""When fillers agree and how templates are paired and counted."""

from __future__ import annotations

import pytest

from benchmarks.muc_keys import DATE, TYPE, VICTIM_EFFECT, VICTIM_NUMBER, Filler, Option, Template
from benchmarks.muc_scores import Tally, compared, paired, score
from benchmarks.muc_values import agreement, dates_agree, locations_agree


def filler(value: str, *references: str, optional: bool = False) -> Filler:
    return Filler((Option(value, references),), optional)


@pytest.mark.parametrize(
    ("wanted", "given", "worth"),
    [
        ("04 MAR 90", "04 MAR 90", 1.0),
        ("- 04 MAR 90", "04 MAR 90", 0.5),
        ("- 04 MAR 90", "02 MAR 90", 0.0),
        ("01 MAR 90 - 04 MAR 90", "03 MAR 90", 0.5),
        ("01 MAR 90", "02 MAR 90", 0.0),
    ],
)
def test_dates(wanted: str, given: str, worth: float) -> None:
    assert dates_agree(wanted, given) == worth


@pytest.mark.parametrize(
    ("wanted", "given", "worth"),
    [
        ("LIRIA: ANSON (CITY)", "LIRIA: ANSON (PORT)", 1.0),
        ("LIRIA: ANSON (CITY)", "LIRIA", 0.5),
        ("LIRIA: NORTH (REGION): ANSON (CITY)", "LIRIA: SOUTH (REGION): ANSON (CITY)", 0.5),
        ("LIRIA: ANSON (CITY)", "LIRIA: TEMS (CITY)", 0.0),
        ("LIRIA", "OSTEN", 0.0),
    ],
)
def test_places(wanted: str, given: str, worth: float) -> None:
    assert locations_agree(wanted, given) == worth


def test_a_right_value_of_somebody_else_is_half_right() -> None:
    assert agreement(VICTIM_EFFECT, filler("DEATH", "TWO SAILORS"), filler("DEATH", "SAILORS")) == 1.0
    assert agreement(VICTIM_EFFECT, filler("DEATH", "SAILORS"), filler("DEATH", "COOK")) == 0.5
    assert agreement(VICTIM_NUMBER, filler("~100", "SAILORS"), filler("100", "SAILORS")) == 0.5
    assert agreement(VICTIM_NUMBER, filler("100", "SAILORS"), filler("PLURAL", "SAILORS")) == 0.0


def test_an_optional_filler_may_be_missing() -> None:
    theirs = (filler("DEATH", "MAYOR"), filler("INJURY", "GUARD", optional=True))
    assert compared(VICTIM_EFFECT, theirs, (filler("DEATH", "MAYOR"),)) == Tally(correct=1)
    assert compared(VICTIM_EFFECT, theirs, ()) == Tally(missing=1)
    assert compared(VICTIM_EFFECT, theirs[:1], (filler("NO INJURY", "MAYOR"),)) == Tally(incorrect=1)


def template(number: int, kind: str, day: str, optional: bool = False) -> Template:
    return Template("D", str(number), optional, {TYPE: (filler(kind),), DATE: (filler(day),)})


def test_templates_are_paired_by_what_agrees_and_never_across_types() -> None:
    first, second = template(1, "ATTACK", "01 MAR 90"), template(2, "KIDNAPPING", "02 MAR 90")
    mine = [template(1, "KIDNAPPING", "01 MAR 90"), template(2, "ARSON", "01 MAR 90")]
    assert paired([first, second], mine) == [(first, mine[1]), (second, mine[0])]


def test_templates_alone_are_missing_or_spurious_but_optional_ones_are_not_missing() -> None:
    gold = {"D": [template(1, "ATTACK", "01 MAR 90"), template(2, "KIDNAPPING", "01 MAR 90", optional=True)]}
    result = score({"D": [template(1, "ROBBERY", "01 MAR 90")]}, gold)
    assert result.templates == Tally(spurious=1, missing=1)
    assert result.slots[DATE] == Tally(spurious=1, missing=1)
    assert score(gold, gold).slots[DATE].measures == (1.0, 1.0, 1.0)
