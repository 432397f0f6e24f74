"""Change points are found where there are some, and nowhere else; log-odds tell what is distinctive."""

from __future__ import annotations

import random
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.views.change_points import SHORTEST, Article, change_points
from sayso.views.log_odds import log_odds
from tests.views import corpus

SEEDS = range(60)


def series(seed: int, changed_on: date | None) -> list[Article]:
    made = corpus.counts(seed, changed_on)
    return [Article(f"{i:03}", day.isoformat(), words) for i, (day, words) in enumerate(made)]


def test_the_month_of_a_change_is_found_nine_times_in_ten() -> None:
    right = 0
    for seed in SEEDS:
        day = corpus.change_day(seed)
        articles = series(seed, day)
        (first, *_) = (one.day for one in articles if one.day >= day.isoformat())  # the first that can show it
        right += [change.first[:7] for change in change_points(articles)] == [first[:7]]
    assert right >= 0.9 * len(SEEDS)


def test_no_change_is_invented() -> None:
    assert [seed for seed in SEEDS if change_points(series(seed, None))] == []


def test_two_changes_are_both_found() -> None:
    days = [date(1912, 4, 10), date(1912, 9, 20)]
    first, second, back = (corpus.counts(1, day, 200) for day in (None, date(1911, 1, 1), None))
    made = [
        Article(f"{i:03}", a[0].isoformat(), (a if a[0] < days[0] else b if a[0] < days[1] else c)[1])
        for i, (a, b, c) in enumerate(zip(first, second, back, strict=True))
    ]
    assert [change.first[:7] for change in change_points(made)] == ["1912-04", "1912-09"]


def test_a_change_tells_the_words_that_came_and_went() -> None:
    made = [Article(str(i), f"1912-{1 + i // 10:02}-01", {"a" if i < 20 else "b": 2, "c": 1}) for i in range(40)]
    (change,) = change_points(made)
    assert (change.last, change.first) == ("1912-02-01", "1912-03-01")
    assert {shift.words for shift in change.shifts} == {"a", "b"}
    assert [(shift.before > shift.after) for shift in change.shifts if shift.words == "a"] == [True]
    assert len(change.before) == len(change.after) == 20


@pytest.mark.parametrize(
    "articles",
    [
        [],
        [Article("a", "1912-01-01", {"x": 3})],
        [Article(str(i), "1912-01-01", {"x": i % 2}) for i in range(40)],  # all of one day
        [Article(str(i), f"1912-01-{1 + i:02}", {}) for i in range(28)],
        [Article(str(i), f"1912-01-{1 + i:02}", {"x": 1} if i < 4 else {"y": 1}) for i in range(9)],  # too few
    ],
)
def test_nothing_to_tell(articles: list[Article]) -> None:
    assert change_points(articles) == []


COUNTS = st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 6), max_size=6)
ARTICLES = st.lists(st.tuples(st.integers(1, 28), COUNTS), max_size=60).map(
    lambda made: [Article(f"{i:02}", f"1912-01-{day:02}", counts) for i, (day, counts) in enumerate(made)]
)


@settings(deadline=None, max_examples=40)
@given(ARTICLES, st.randoms(use_true_random=False))
def test_the_order_of_articles_changes_nothing_and_sides_are_long_enough(
    articles: list[Article], random_: random.Random
) -> None:
    found = change_points(articles)
    shuffled = articles[:]
    random_.shuffle(shuffled)
    assert change_points(shuffled) == found
    for change in found:
        assert change.last < change.first
        assert min(len(change.before), len(change.after)) >= SHORTEST
        assert 0 < change.p <= 0.01
        for shift in change.shifts:
            assert 0 <= shift.before <= 1 and 0 <= shift.after <= 1


@given(COUNTS, COUNTS)
def test_log_odds_are_opposite_for_the_two_and_lie_in_their_interval(
    one: dict[str, int], other: dict[str, int]
) -> None:
    forth, back = log_odds(one, other), log_odds(other, one)
    assert forth.keys() == back.keys()
    for word, score in forth.items():
        assert score.low < score.value < score.high
        assert score.value == pytest.approx(-back[word].value)
        assert (score.low > 0) == (score.z > 1.959964)


def test_a_word_of_one_alone_is_the_most_distinctive_and_a_shared_one_is_not() -> None:
    found = log_odds({"bandits": 20, "army": 20}, {"fighters": 20, "army": 20})
    assert max(found, key=lambda word: found[word].value) == "bandits" and found["bandits"].low > 0
    assert found["army"].value == pytest.approx(0) and found["army"].low < 0 < found["army"].high
    assert found["fighters"].high < 0


def test_rare_words_are_drawn_to_the_shares_of_all() -> None:
    rare, common = {"x": 1, "y": 9}, {"x": 100, "y": 900}
    other = {"x": 1, "y": 999}
    assert log_odds(rare, other)["x"].z < log_odds(common, other)["x"].z
