"""Links must not chain: what a cluster may hold, however its pairs match."""

from __future__ import annotations

import pytest

from sayso.events import link
from tests.events.factory import LEXICON, claim, document, outlet_side

# fmt: off
CLUSTERS = [
    ("one event told by three",
     ["clash @ Lesna | 3", "clash @ Lesna | 3", "clash @ Lesna | 2-4"], ["a b c"]),
    ("days of fighting are not one event because longer spans bind them",
     ["clash @ Lesna | 1", "clash @ Lesna | 1-3", "clash @ Lesna | 3-5", "clash @ Lesna | 5"], ["a b", "c d"]),
    ("one-day occurrences within three days, bound by a span",
     ["clash @ Lesna | 2", "clash @ Lesna | 2-4", "clash @ Lesna | 4"], ["a b c"]),
    ("a span of a week does not bind what happened at its ends",
     ["clash @ Lesna | 1", "clash @ Lesna | 1-7", "clash @ Lesna | 7"], ["a b", "c"]),
    ("from village to village, each near the next",
     ["clash @ Lesna | 3", "clash @ Lesna district | 3", "clash @ Brod | 3"], ["a b", "c"]),
]
# fmt: on


@pytest.mark.parametrize(("why", "words", "expected"), CLUSTERS, ids=[row[0] for row in CLUSTERS])
def test_clusters(why: str, words: list[str], expected: list[str]) -> None:
    claims = [claim(one, name) for one, name in zip(words, "abcdef", strict=False)]
    events = link(claims, [document(one.document_id, "1912-11-09") for one in claims], LEXICON, outlet_side)
    assert sorted(" ".join(number[0] for number in sorted(event.claims)) for event in events) == expected, why


def test_undated_reports_of_a_long_war_are_not_one_event() -> None:
    claims = [claim("shelling @ Lesna", f"{day:02}-") for day in range(1, 21)]
    documents = [document(f"{day:02}-", f"1912-11-{day:02}") for day in range(1, 21)]
    events = link(claims, documents, LEXICON, outlet_side)
    assert len(events) >= 7
    assert all(int(max(event.claims)[:2]) - int(min(event.claims)[:2]) <= 2 for event in events)
