"""How tolls grew, by speaker and by side."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sayso.events.series import Point
from sayso.records import Source
from sayso.views.event import EventReport
from sayso.views.figures import figure
from tests.events.factory import claim, document
from tests.events.whole import SHELLING, read_whole, told


def point(one: Point) -> str:
    return f"{(one.said_on or 'no date')[-2:]}: {figure('killed', one.low, one.high)}"


def speakers(report: EventReport) -> list[str]:
    return [f"{one.name}: {', '.join(map(point, one.points))}" for one in report.series]


def sides(report: EventReport) -> list[str]:
    return [f"{one.side or 'no side'}: {', '.join(map(point, one.points))}" for one in report.accounts]


# What is said on the 4th, 5th and 6th; by speaker; by side.
GROWING = [
    (["killed: 3 | says: Red Staff=red", "killed: 9 | says: Red Staff=red"],
     ["Red Staff: 04: 3, 05: 9"], ["red: 04: 3, 05: 9"]),
    (["killed: 3 | says: Red Staff=red", "killed: 9 | says: Red Fleet=red"],
     ["Red Fleet: 05: 9", "Red Staff: 04: 3"], ["red: 04: 3, 05: 3 to 9"]),
    (["killed: 9 | says: Red Staff=red", "killed: 4 | says: Blue Staff=blue", "killed: 6 | says: Red Staff=red"],
     ["Blue Staff: 05: 4", "Red Staff: 04: 9, 06: 6"], ["blue: 05: 4", "red: 04: 9, 06: 6"]),
    (["killed: 3 | wounded: 5 | says: Mr Kos", "killed: 4 | says: Mr Kos"],
     ["Mr Kos: 04: 3, 05: 4", "Mr Kos: 04: 5"], ["no side: 04: 3, 05: 4", "no side: 04: 5"]),
    (["killed: 3+ | says: Mr Kos", "killed: ..9 | says: Mrs Janko"],
     ["Mr Kos: 04: at least 3", "Mrs Janko: 05: fewer than 10"], ["no side: 04: at least 3, 05: not given"]),
    (["not killed: 9 | says: Mr Kos", "not killed: 0..0 | says: Mr Kos"], ["Mr Kos: 05: 0"], ["no side: 05: 0"]),
]  # fmt: skip


@pytest.mark.parametrize(("words", "by_speaker", "by_side"), GROWING)
def test_series(words: list[str], by_speaker: list[str], by_side: list[str]) -> None:
    report = told(*words)
    assert speakers(report) == by_speaker
    assert sides(report) == by_side


def test_the_first_and_the_latest_of_a_side_and_the_claims_behind_each() -> None:
    (account,) = told("killed: 3 | says: Red Staff=red", "killed: 9 | says: Red Staff=red").accounts
    assert (account.first.claims, account.latest.claims) == (("a1",), ("b1",))
    assert (account.low, account.high) == (3, 9)


ONE_DAY = [
    (["3", "5"], "3 to 5"),
    (["60+", "62"], "62"),
    (["4+", "..9"], "4 to 9"),
    (["3..9", "5..20"], "5 to 9"),
    (["60+", "40"], "at least 40"),
    (["60+", "..40"], "40 to 60"),
    (["..9", "..7"], "up to 7"),
]


@pytest.mark.parametrize(("numbers", "expected"), ONE_DAY)
def test_the_numbers_of_one_day_are_one_point(numbers: list[str], expected: str) -> None:
    claims = [claim(f"{SHELLING} | killed: {number}", "a", i) for i, number in enumerate(numbers, 1)]
    assert speakers(read_whole(claims, [document("a", "1912-11-04")])) == [f"a News: 04: {expected}"]


def test_an_undated_number_never_takes_the_place_of_a_dated_one() -> None:
    claims = [
        claim(f"{SHELLING} | killed: 3 | says: Mr Kos", "a"),
        claim(f"{SHELLING} | killed: 9 | says: Mr Kos", "b"),
    ]
    report = read_whole(claims, [document("a", "1912-11-04"), document("b", None)])
    assert speakers(report) == ["Mr Kos: te: 9, 04: 3"]


SAID = [("1912-11-03", "03"), (None, "05"), ("1912-11-09", "05")]  # what is said after it was published is not believed


@pytest.mark.parametrize(("said_on", "day"), SAID)
def test_the_day_is_that_on_which_the_origin_said_so(said_on: str | None, day: str) -> None:
    one = replace(
        claim(f"{SHELLING} | killed: 3", "a"),
        attribution=(Source("Mr Kos", 0, 6, "said", "party", None, None, said_on),),
    )
    assert speakers(read_whole([one], [document("a", "1912-11-05")])) == [f"Mr Kos: {day}: 3"]


def test_a_copy_is_no_new_word_but_a_new_number_in_it_is() -> None:
    claims = [claim(f"{SHELLING} | killed: {n}", name) for name, n in (("a", 3), ("b", 3), ("c", 8))]
    documents = [
        document("a", "1912-11-04"),
        *(document(name, f"1912-11-0{day}", original_id="a") for name, day in (("b", 6), ("c", 5))),
    ]
    report = read_whole(claims, documents)
    assert speakers(report) == ["a News: 04: 3, 05: 8"]
    assert len(report.sources) == 1
