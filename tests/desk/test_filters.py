"""What is asked for goes into an address and comes back; what is no filter is refused in one line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.datastructures import QueryParams

from sayso.desk.filters import FACETS, Filters, chosen, parsed, without, written
from sayso.errors import SaysoError

words = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1, max_size=20).filter(str.strip)
values = st.lists(words, max_size=3, unique=True).map(lambda found: tuple(sorted(found)))
days = st.dates().map(lambda day: day.isoformat())
boxes = st.tuples(*[st.integers(-90, 90).map(float)] * 4).map(
    lambda box: (box[0], min(box[1::2]), box[2], max(box[1::2]))
)
filters = st.builds(
    Filters,
    q=words.map(lambda text: " ".join(text.split())),
    bbox=st.none() | boxes,
    first=st.none() | st.just("1912-10-18"),
    last=st.none() | days.filter(lambda day: day >= "1912-10-18"),
    confidence=st.sampled_from([0.0, 0.25, 1.0]),
    contested=st.booleans(),
    unreviewed=st.booleans(),
    **dict.fromkeys(FACETS, values),
)


@given(filters)
def test_filters_survive_an_address(asked: Filters) -> None:
    assert parsed(QueryParams(written(asked))) == asked


@given(filters)
def test_every_filter_that_is_chosen_can_be_taken_away(asked: Filters) -> None:
    found = chosen(asked)
    assert all(rest != asked and len(chosen(rest)) == len(found) - 1 for _, _, rest in found)
    for name, _, _ in found:
        asked = without(asked, name)
    assert asked == Filters()


@pytest.mark.parametrize(
    ("query", "complaint"),
    [
        ("from=1912-13-01", "no day"),
        ("from=1913-01-02&to=1913-01-01", "turn them round"),
        ("bbox=1,2,3", "no box"),
        ("bbox=0,50,1,40", "no box"),
        ("bbox=nan,0,1,1", "no box"),
        ("confidence=1.5", "0 to 1"),
        ("confidence=high", "0 to 1"),
        ("q=" + "x" * 301, "longer than 300"),
        ("&".join(f"kind={n}" for n in range(51)), "more than 50"),
        ("outlet=%00", "a character that is none"),
    ],
)
def test_what_is_no_filter_is_refused_in_one_line(query: str, complaint: str) -> None:
    with pytest.raises(SaysoError, match=complaint) as error:
        parsed(QueryParams(query))
    assert "\n" not in str(error.value)
