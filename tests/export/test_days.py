"""Where the axis of a picture begins and ends, and what is named along it."""

from __future__ import annotations

from datetime import MAXYEAR

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.export.days import Axis, bulk, iso, marks, ordinal, stretches, told

DAYS = st.lists(st.integers(1, ordinal(f"{MAXYEAR}-12-31")), min_size=1, max_size=60)


def days(*told: str) -> list[int]:
    return [ordinal(day) for day in told]


WAR = [day for month in range(1, 13) for day in days(f"1912-{month:02}-03", f"1912-{month:02}-20")]


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ([], ("1912-01-03", "1912-12-20")),
        (["1851-01-01"], ("1912-01-03", "1912-12-20")),
        (["1851-01-01", "1999-05-05"], ("1912-01-03", "1912-12-20")),
        (["1913-04-01"], ("1912-01-03", "1913-04-01")),  # not far
        (["1851-01-01", "1852-01-01", "1853-01-01"], ("1851-01-01", "1912-12-20")),  # not few
    ],
)
def test_a_few_days_far_from_all_others_do_not_stretch_an_axis(more: list[str], expected: tuple[str, str]) -> None:
    first, last = bulk([*WAR, *days(*more)])
    assert (iso(first), iso(last)) == expected


def test_of_no_days_and_of_one_there_is_an_axis() -> None:
    assert bulk([]) == (1, 1)
    assert Axis(5, 5, 10.0, 100.0).at(5) == 10.0


@pytest.mark.parametrize(
    ("first", "last", "unit", "names"),
    [
        ("1912-10-30", "1912-11-02", "day", ["1912-10-30", "1912-10-31", "1912-11-01", "1912-11-02"]),
        ("1912-11-20", "1913-02-03", "month", ["1912-11", "1912-12", "1913-01", "1913-02"]),
    ],
)
def test_days_are_put_together_as_their_number_asks(first: str, last: str, unit: str, names: list[str]) -> None:
    found, shown = stretches(ordinal(first), ordinal(last), 120)
    assert (found, [one.name for one in shown]) == (unit, names)


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("1912-10-30", "1912-11-01", ["1912-10-30", "1912-10-31", "1912-11-01"]),
        ("1912-10-30", "1913-02-03", ["1912-11", "1912-12", "1913-01", "1913-02"]),
        ("1911-10-01", "1913-02-03", ["1911-10", "1912-01", "1912-04", "1912-07", "1912-10", "1913-01"]),
        ("1905-05-01", "1914-02-03", [str(year) for year in range(1906, 1915)]),
    ],
)
def test_marks_are_first_days_of_months_or_years(first: str, last: str, expected: list[str]) -> None:
    assert [name for _, name in marks(ordinal(first), ordinal(last))] == expected


def test_days_in_words() -> None:
    assert told(days("1850-01-01")) == "of 1850-01-01"
    assert told(days("1850-02-01", "1850-01-01")) == "from 1850-01-01 to 1850-02-01"


@given(DAYS)
def test_every_day_of_an_axis_is_in_one_stretch_and_few_are_beyond_it(found: list[int]) -> None:
    first, last = bulk(found)
    assert sum(not first <= day <= last for day in found) <= len(found) / 10
    _, shown = stretches(first, last, 120)
    assert 1 <= len(shown) <= 121
    assert all(sum(one.first <= day < one.end for one in shown) == 1 for day in found if first <= day <= last)
    assert len(marks(first, last)) <= 12
    axis = Axis(first, last, 50.0, 400.0)
    assert all(50 <= axis.at(day) <= 450 for day in found)
