"""The narrowest stretch around a place, and those within another, as looking at all of them would find."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sayso.views.spans import Spans

STRETCHES = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 12)).map(lambda span: (span[0], span[0] + span[1])))


@given(STRETCHES, st.integers(0, 40), st.integers(1, 6))
def test_around_and_within(stretches: list[tuple[int, int]], start: int, length: int) -> None:
    end = start + length
    found = Spans((first, last, (first, last)) for first, last in stretches)
    holding = [span for span in stretches if span[0] <= start and end <= span[1]]
    narrowest = found.around(start, end)
    assert (narrowest is None) == (not holding)
    if narrowest is not None:
        assert narrowest in holding and narrowest[1] - narrowest[0] == min(last - first for first, last in holding)
    assert sorted(found.within(start, end)) == sorted(span for span in stretches if start <= span[0] and span[1] <= end)


def test_of_equal_stretches_the_first_given_counts() -> None:
    assert Spans([(0, 5, "a"), (0, 5, "b")]).around(1, 2) == "a"
