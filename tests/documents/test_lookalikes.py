"""Which texts are worth comparing, and where two texts run side by side."""

from __future__ import annotations

import random
from itertools import product

import numpy as np
import pytest
from datasketch import MinHash
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.documents.alignment import Anchors, _matches, anchored, covered, stretches
from sayso.documents.lookalikes import lookalikes, signatures
from sayso.documents.words import Rarity, Texts, hashed, phrases, spans

WORDS = [f"w{number}" for number in range(400)]


def text(seed: int, words: int = 120) -> str:
    chance = random.Random(seed)
    return " ".join(chance.choice(WORDS) for _ in range(words))


def pairs(texts: list[str]) -> list[list[int]]:
    found: list[list[int]] = lookalikes(Texts.of(texts)).tolist()
    return found


def test_signatures_are_those_of_datasketch() -> None:
    rows = [np.random.default_rng(seed).integers(0, 2**32, 9 * seed, dtype=np.uint32) for seed in (1, 2, 3)]
    theirs = list(MinHash.generator([row.tolist() for row in rows], num_perm=16, seed=5, hashfunc=int))
    starts = np.array([0, 9, 27])
    ours = np.stack(list(signatures(np.concatenate(rows), starts, theirs[0].permutations)), axis=1)
    assert [row.tolist() for row in ours] == [one.hashvalues.tolist() for one in theirs]


def test_texts_with_a_passage_in_common_are_worth_comparing() -> None:
    passage = text(9, 40)
    assert pairs([text(1), f"{text(2)} {passage} {text(3)}", text(4), f"{passage} {text(5)}"]) == [[3, 1]]


def test_a_phrase_that_all_have_makes_few_pairs() -> None:
    texts = [f"{text(seed)} the ministry of war made known today that {text(seed + 1000)}" for seed in range(130)]
    assert len(pairs(texts)) < len(texts)


def test_many_of_one_text_make_few_pairs_that_hold_all_together() -> None:
    found = pairs([text(1)] * 90)
    assert len(found) < 5 * 90
    assert {later for later, _ in found} == set(range(1, 90))


@pytest.mark.parametrize("texts", [[], [""], ["", "a", "a b c"], ["a b c d", "a b c d"]])
def test_few_or_short_texts(texts: list[str]) -> None:
    assert pairs(texts) == ([[1, 0]] if len(texts) == 2 else [])


@given(st.text(max_size=300))
def test_every_word_has_its_span(content: str) -> None:
    found = spans(content)
    assert len(found) == len(hashed(content))
    assert all(0 <= start < end <= len(content) for start, end in found)
    assert [hashed(content[start:end]).tolist() for start, end in found] == [
        [word] for word in hashed(content).tolist()
    ]


def aligned(one: str, other: str) -> list[tuple[str, str]]:
    words, others = one.split(), other.split()
    return [
        (" ".join(words[found.start : found.end]), " ".join(others[found.other_start : found.other_end]))
        for found in stretches(Anchors.of(hashed(one)), Anchors.of(hashed(other)))
    ]


def test_a_stretch_goes_over_words_changed_put_in_and_left_out() -> None:
    one = "the guns at lesna fired all night and two horses were hit"
    other = "the guns at brod fired nearly all night and horses were hit"
    assert aligned(f"{text(1, 20)} {one}", f"{other} {text(2, 20)}") == [(one, other)]


def test_stretches_may_change_places() -> None:
    first, second = text(1, 30), text(2, 30)
    assert aligned(f"{first} {second}", f"{second} {first}") == [(first, first), (second, second)]


@settings(max_examples=50, deadline=None)
@given(st.lists(st.text("abc ", max_size=60), min_size=1, max_size=6))
def test_anchors_of_many_pairs_are_counted_as_those_of_one(written: list[str]) -> None:
    texts = Texts.of(written)
    ones, others = (np.array(row) for row in zip(*product(range(len(texts)), repeat=2), strict=True))
    counted = anchored(texts, ones, others).tolist()
    alone = [Anchors.of(texts[number]) for number in range(len(texts))]
    assert counted == [len(_matches(alone[one], alone[other])[0]) for one, other in zip(ones, others, strict=True)]


def test_a_text_told_twice_is_held_twice() -> None:
    once = text(1, 30)
    assert aligned(once, f"{once} {text(2, 30)} {once}") == [(once, once), (once, once)]


@settings(max_examples=50, deadline=None)
@given(st.lists(st.sampled_from("abcdefg"), max_size=60), st.lists(st.sampled_from("abcdefg"), max_size=60))
def test_stretches_lie_in_their_texts(one: list[str], other: list[str]) -> None:
    for found in stretches(Anchors.of(hashed(" ".join(one))), Anchors.of(hashed(" ".join(other)))):
        assert 0 <= found.start < found.end <= len(one)
        assert 0 <= found.other_start < found.other_end <= len(other)


def test_what_is_covered_counts_once() -> None:
    assert covered([(0, 4), (2, 6), (3, 5), (8, 10)], 10) == 0.8
    assert covered([], 10) == covered([], 0) == 0.0


def test_a_word_that_few_texts_have_tells_more() -> None:
    texts = Texts.of(f"shells fell on {name} today" for name in ("lesna", "brod", *("zeta",) * 200))
    rarity = Rarity.of(texts)
    assert rarity.shared(texts[0], texts[0]) == (1.0, 1.0)
    assert max(rarity.shared(texts[0], texts[1])) < 0.2
    assert phrases(texts[0], 6).size == 0
