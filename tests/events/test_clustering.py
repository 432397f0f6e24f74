"""Links must not chain: what a cluster may hold, however its pairs match."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.events import link
from sayso.events.clustering import clusters, clusters_of_texts, components
from tests.events.factory import LEXICON, claim, document, outlet_side

# fmt: off
CLUSTERS = [
    ("one event told by three",
     ["clash @ Lesna | 3", "clash @ Lesna | 3", "clash @ Lesna | 2-4"], ["a b c"]),
    ("days of fighting are not one event because longer spans bind them",
     ["clash @ Lesna | 1", "clash @ Lesna | 1-3", "clash @ Lesna | 4-6", "clash @ Lesna | 6"], ["a b", "c d"]),
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
    assert len(events) >= 4
    assert all(int(max(event.claims)[:2]) - int(min(event.claims)[:2]) <= 5 for event in events)


LIKELY = [(0, 1, 0.9), (1, 2, 0.8), (0, 2, 0.3), (3, 4, 0.5), (2, 3, 0.6)]


def test_clusters_are_joined_by_the_mean_of_their_pairs() -> None:
    # {0, 1} first; with 2: (0.8 + 0.3) / 2; of {2, 3} the mean with {0, 1} would be nothing but 1–2's.
    assert clusters(5, LIKELY, 0.5) == [[0, 1], [2, 3], [4]]
    assert clusters(5, LIKELY, 0.7) == [[0, 1], [2], [3], [4]]
    assert clusters(5, [], 0.1) == [[0], [1], [2], [3], [4]]


def test_components_are_held_together_by_pairs_at_the_threshold() -> None:
    assert components(5, LIKELY, 0.5) == [[0, 1, 2, 3, 4]]
    assert components(5, LIKELY, 0.6) == [[0, 1, 2, 3], [4]]
    assert components(5, LIKELY, 0.85) == [[0, 1], [2], [3], [4]]


PAIRS = st.dictionaries(
    st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda pair: pair[0] < pair[1]), st.floats(0.01, 1.0)
)


@given(PAIRS, st.floats(0.05, 1.0), st.randoms(use_true_random=False))
def test_every_position_in_one_cluster_whatever_the_order(
    likely: dict[tuple[int, int], float], threshold: float, random: Random
) -> None:
    pairs = [(*pair, likeness) for pair, likeness in likely.items()]
    found = clusters(8, pairs, threshold)
    assert sorted(member for cluster in found for member in cluster) == list(range(8))
    random.shuffle(pairs)
    assert clusters(8, pairs, threshold) == found
    # Nothing is in a cluster that is like no other member of it.
    for cluster in found:
        assert len(cluster) == 1 or all(
            any(likely.get((min(one, other), max(one, other)), 0.0) for other in cluster if other != one)
            for one in cluster
        )


@given(PAIRS, st.integers(5, 99))
def test_each_component_has_the_clusters_that_it_has_alone(likely: dict[tuple[int, int], float], percent: int) -> None:
    # Rounded, so that no average comes up to the threshold by the last digit of a float.
    pairs = [(*pair, round(likeness, 2)) for pair, likeness in likely.items()]
    threshold = (percent + 0.5) / 100
    alone = []
    for component in components(8, pairs, threshold):
        at = {member: position for position, member in enumerate(component)}
        within = [(at[one], at[other], likeness) for one, other, likeness in pairs if {one, other} <= at.keys()]
        alone += [[component[i] for i in cluster] for cluster in clusters(len(component), within, threshold)]
    assert sorted(alone) == clusters(8, pairs, threshold)


def never(_one: int, _other: int) -> bool:
    return False


def test_claims_of_one_text_are_one_before_other_texts_are_looked_at() -> None:
    pairs = [(0, 1, 0.7), (1, 2, 0.6)]
    assert clusters(3, pairs, 0.5) == [[0, 1], [2]]  # what the first leaves out the second tells
    assert clusters_of_texts("aab", pairs, never, 0.65, 0.5) == [[0, 1, 2]]
    assert clusters_of_texts("abc", pairs, never, 0.65, 0.5) == [[0, 1], [2]]
    assert clusters_of_texts("aab", pairs, lambda *both: both == (0, 2), 0.65, 0.5) == [[0, 1], [2]]


@given(
    st.lists(st.sampled_from("abc"), min_size=6, max_size=6),
    st.dictionaries(
        st.tuples(st.integers(0, 5), st.integers(0, 5)).filter(lambda pair: pair[0] < pair[1]), st.floats(0.05, 1.0)
    ),
)
def test_no_cluster_of_texts_reaches_over_the_border_of_a_component(
    texts: list[str], likely: dict[tuple[int, int], float]
) -> None:
    pairs = [(*pair, likeness) for pair, likeness in likely.items()]
    found = clusters_of_texts(texts, pairs, never, 0.6, 0.4)
    assert sorted(i for cluster in found for i in cluster) == list(range(6))
    component_of = {i: number for number, one in enumerate(components(6, pairs, 0.4)) for i in one}
    assert all(len({component_of[i] for i in cluster}) == 1 for cluster in found)
