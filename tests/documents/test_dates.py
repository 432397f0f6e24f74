from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.documents import dates


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("1912-10-25", "1912-10-25"),
        ("1912-10-25T10:00:00Z", "1912-10-25"),
        ("1912-10-25 10:00:00+02:00", "1912-10-25"),
        ("25 October 1912", "1912-10-25"),
        ("October 25, 1912", "1912-10-25"),
        ("Oct. 25th, 1912", "1912-10-25"),
        ("25 Oct 1912", "1912-10-25"),
        ("25-Oct-1912", "1912-10-25"),
        ("Fri 25 Oct 1912", "1912-10-25"),
        ("Friday, October 25, 1912 at 2:05 pm", "1912-10-25"),
        ("Fri, 25 Oct 1912 10:00:00 GMT", "1912-10-25"),
        ("25.10.1912", "1912-10-25"),
        ("10/25/1912", "1912-10-25"),
        ("25/10/1912", "1912-10-25"),
        ("1912/10/25", "1912-10-25"),
        ("4/4/1912", "1912-04-04"),
        ("Fri, 10/11/1912 - 14:05", "1912-10-11"),  # 10 November was a Sunday
        ("Sat, 02/03/1912 - 14:05", None),  # both were Saturdays
        ("25-10-1912", "1912-10-25"),
        ("02-03-1912", None),
        ("02/03/1912", None),  # which of the two is the month?
        ("October 1912", None),
        ("1912", None),
        ("31 February 1912", None),
        ("yesterday", None),
        ("25 October", None),
        ("25.10.12", None),
        ("", None),
    ],
)
def test_days(written: str, day: str | None) -> None:
    assert dates.day(written) == day


@given(st.text(alphabet="0123456789-/. ,:TZMarchJuneth", max_size=40))
def test_no_text_makes_it_raise(written: str) -> None:
    assert dates.day(written) is None or len(dates.day(written) or "") == 10
