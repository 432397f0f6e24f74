"""A filter over columns lets through what a reader who looks at every claim would; so it does after claims were changed."""

from __future__ import annotations

import math
from datetime import date

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sayso.desk.columns import NONE, Columns, Row
from sayso.desk.filters import FACETS, Filters

DAY = 698_000  # an ordinal in 1912
some = st.sampled_from(["a", "b", "c"])
values = st.lists(some, max_size=3).map(tuple)


@st.composite
def rows(draw: st.DrawFn) -> Row:
    placed = draw(st.booleans())
    first = draw(st.sampled_from([0, DAY, DAY + 1, DAY + 5]))
    return Row(
        event=draw(st.sampled_from([NONE, 0, 1, 2])),
        facets={name: draw(values) for name in FACETS},
        lat=draw(st.integers(-80, 80)) if placed else math.nan,
        lon=draw(st.integers(-179, 179)) if placed else math.nan,
        first=first,
        last=first + draw(st.integers(0, 3)) if first else 0,
        confidence=draw(st.sampled_from([0.25, 0.5, 0.75])),
        contested=draw(st.booleans()),
        reviewed=draw(st.booleans()),
    )


facet = st.lists(some, max_size=2, unique=True).map(tuple)
filters = st.builds(
    Filters,
    kind=facet,
    actor=facet,
    side=facet,
    outlet=facet,
    bbox=st.none()
    | st.sampled_from([(-20.0, -20.0, 60.0, 40.0), (170.0, -90.0, -170.0, 90.0), (-200.0, 0.0, 200.0, 90.0)]),
    first=st.none() | st.just("1912-01-25"),
    last=st.none() | st.just("1912-01-27"),
    confidence=st.sampled_from([0.0, 0.5]),
    contested=st.booleans(),
    unreviewed=st.booleans(),
)


def answers(row: Row, asked: Filters) -> bool:
    """As somebody would who looks at the one claim."""
    named = all(not getattr(asked, name) or set(getattr(asked, name)) & set(row.facets[name]) for name in FACETS)
    begins = asked.first is None or row.last >= date.fromisoformat(asked.first).toordinal()
    ends = asked.last is None or 0 < row.first <= date.fromisoformat(asked.last).toordinal()
    return bool(
        named
        and begins
        and ends
        and (asked.bbox is None or inside(row, asked.bbox))
        and row.confidence >= asked.confidence
        and (row.contested or not asked.contested)
        and not (row.reviewed and asked.unreviewed)
    )


def inside(row: Row, box: tuple[float, float, float, float]) -> bool:
    west, south, east, north = box
    if math.isnan(row.lat) or not south <= row.lat <= north:
        return False
    return any(west <= row.lon + turn <= (east if east >= west else east + 360) for turn in (-360, 0, 360))


def answering(columns: Columns, asked: Filters) -> list[int]:
    return [int(row) for row in columns.rows(columns.masks(asked).values())]


def counted(columns: Columns, asked: Filters) -> dict[str, int]:
    facet = columns.facets["actor"]
    return dict(facet.most(facet.counts(np.array(answering(columns, asked), np.intp))))


@given(st.lists(rows(), min_size=1, max_size=12), filters)
def test_a_filter_lets_through_what_a_reader_would(told: list[Row], asked: Filters) -> None:
    assert answering(Columns(told), asked) == [number for number, row in enumerate(told) if answers(row, asked)]


@given(st.lists(rows(), min_size=1, max_size=8), st.data(), filters)
def test_changed_claims_answer_as_they_are_now(told: list[Row], data: st.DataObject, asked: Filters) -> None:
    before, now = Columns(told), dict(enumerate(told))
    columns, answered = before, answering(before, asked)
    for _ in range(data.draw(st.integers(1, 5))):
        put = {number: data.draw(rows()) for number in data.draw(st.sets(st.integers(0, len(now) - 1)))}
        put |= {len(now) + more: data.draw(rows()) for more in range(data.draw(st.integers(0, 2)))}
        columns = columns.changed(put)
        now |= put
    gone = data.draw(st.sampled_from(sorted(now)))
    columns = columns.changed({}, [gone])
    assert answering(columns, asked) == [n for n, row in sorted(now.items()) if n != gone and answers(row, asked)]
    left = Columns([row for number, row in sorted(now.items()) if number != gone])
    assert counted(columns, asked) == counted(left, asked)
    assert answering(before, asked) == answered


@given(st.lists(rows(), min_size=1, max_size=12))
def test_facets_count_the_claims_that_have_a_value(told: list[Row]) -> None:
    columns = Columns(told)
    expected: dict[str, int] = {}
    for row in told:
        if row.contested:
            for value in set(row.facets["actor"]):
                expected[value] = expected.get(value, 0) + 1
    assert counted(columns, Filters(contested=True)) == expected
