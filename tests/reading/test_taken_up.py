"""Bodies that are taken up by a short name or by what they are, or brought in so and named below: whose word it is."""

from __future__ import annotations

import pytest

from sayso.reading.pipeline import Reader
from tests.reading.test_occurrences import claims

SOHR = "The Syrian Observatory for Human Rights said four shells had hit a mill. "
TAKEN_UP = [
    (SOHR + "The Observatory said two millers had been killed.", "sohr"),
    (SOHR + "The Britain-based group said two millers had been killed.", "sohr"),
    (SOHR + "The monitoring group said two millers had been killed.", "sohr"),
    (SOHR + "The ministry said two millers had been killed.", None),
    (SOHR + "The Hill Observatory said two millers had been killed.", None),
    (
        SOHR + "Amnesty International said a dam had burst. The London-based group said two millers had been killed.",
        None,
    ),
]


@pytest.mark.parametrize(("text", "expected"), TAKEN_UP)
def test_a_body_is_taken_up_by_a_short_name_or_by_what_it_is(reader: Reader, text: str, expected: str | None) -> None:
    last = next(claim for claim in reversed(claims(reader, text)) if claim.quantities)
    assert last.attribution[-1].actor_id == expected


NAMED_BELOW = [
    ("Shells killed two millers on Monday, a monitor said.\n\n" + SOHR, "sohr"),
    ("Two millers were killed on Monday, according to a war monitor.\n\n" + SOHR, "sohr"),
    ("A monitoring group said shells had killed two millers on Monday.\n\n" + SOHR, "sohr"),
    ("Shells killed two millers on Monday, a minister said.\n\n" + SOHR, None),
    (
        "Shells killed two millers on Monday, a monitor said.\n\n"
        + SOHR
        + "Amnesty International said a dam had burst.",
        None,
    ),
]


@pytest.mark.parametrize(("text", "expected"), NAMED_BELOW)
def test_a_body_that_the_lead_brings_in_is_the_one_that_is_named_below(
    reader: Reader, text: str, expected: str | None
) -> None:
    first = next(claim for claim in claims(reader, text) if claim.quantities)
    assert first.attribution[-1].actor_id == expected
