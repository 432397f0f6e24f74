"""The lowest, best and highest number of all sources, and the rule by which the best was taken."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from sayso.events.levels import Grade
from sayso.events.ranges import RULES
from sayso.views.event import EventReport
from tests.events.factory import claim, document
from tests.events.whole import read_whole, told


def shown(report: EventReport) -> list[str]:
    return [
        f"{one.low:.0f}{'-' * one.open_below} {one.best:.0f} {one.high:.0f}{'+' * one.open_above} {one.rule}"
        f" ({', '.join(one.sources)})"
        for one in report.ranges
    ]


RANGES = [
    ("one source", ["killed: 3..9 | says: Mr Kos"], ["3 3 9 one_source (Mr Kos)"]),
    ("at least", ["killed: 60+ | says: Mr Kos"], ["60 60 60+ one_source (Mr Kos)"]),
    ("up to", ["killed: ..9 | says: Mr Kos"], ["9- 9 9 one_source (Mr Kos)"]),
    ("the latest word of each counts, not an earlier one",
     ["killed: 3 | says: Mr Kos", "killed: 9 | says: Mr Kos"], ["9 9 9 one_source (Mr Kos)"]),
    ("two that differ: the lower", ["killed: 9 | says: Reds=red", "killed: 4 | says: Blues=blue"],
     ["4 4 9 lower_figure (blue)"]),
    ("two of three agree", ["killed: 9 | says: Reds=red", "killed: 4 | says: Blues=blue", "killed: 9 | says: Mr Kos"],
     ["4 9 9 most_sources (red, Mr Kos)"]),
    ("two against two: the lower",
     ["killed: 9 | says: Reds=red", "killed: 4 | says: Blues=blue", "killed: 9 | says: Mr Kos", "killed: 4 | says: Mrs Janko"],
     ["4 4 9 lower_figure (blue, Mrs Janko)"]),
    ("ranges that meet", ["killed: 3..5 | says: Reds=red", "killed: 4..9 | says: Blues=blue"],
     ["3 4 9 most_sources (red, blue)"]),
    ("an open range allows what is above it", ["killed: 60+ | says: Reds=red", "killed: 80 | says: Blues=blue"],
     ["60 80 80+ most_sources (red, blue)"]),
    ("ten of one side are one", ["killed: 9 | says: Red Staff=red", "killed: 9 | says: Red Fleet=red", "killed: 4 | says: Mr Kos"],
     ["4 4 9 lower_figure (Mr Kos)"]),
    ("none at all is a number too", ["killed: 9 | says: Reds=red", "not killed: 0..0 | says: Blues=blue"],
     ["0 0 9 lower_figure (blue)"]),
    ("what is not counted alike is not compared",
     ["killed: 9 men/civilian | says: Reds=red", "killed: 4 men/combatant | says: Blues=blue"],
     ["9 9 9 one_source (red)", "4 4 4 one_source (blue)"]),
]  # fmt: skip


@pytest.mark.parametrize(("why", "words", "expected"), RANGES, ids=[row[0] for row in RANGES])
def test_ranges(why: str, words: list[str], expected: list[str]) -> None:
    assert shown(told(*words)) == expected, why


def test_the_page_tells_every_rule_and_level() -> None:
    page = (Path(__file__).parents[2] / "docs" / "accounts.md").read_text(encoding="utf-8")
    assert all(f"| `{name}` |" in page for name in (*RULES, *get_args(Grade)))


def test_copies_of_a_number_make_it_no_better() -> None:
    claims = [
        claim("shelling @ Lesna | 3 | killed: 9 | says: Mr Kos", "a"),
        claim("shelling @ Lesna | 3 | killed: 4 | says: Mrs Janko", "b"),
        claim("shelling @ Lesna | 3 | killed: 9 | says: Mr Kos", "c"),
    ]
    documents = [document("a"), document("b"), document("c", original_id="a")]
    assert shown(read_whole(claims, documents)) == ["4 4 9 lower_figure (Mrs Janko)"]


def test_losses_in_a_battle_are_compared_only_if_it_is_known_whose_they_are() -> None:
    def battle(*of: str) -> EventReport:
        words = ("killed: 90 {} | says: Reds=red", "killed: 40 {} | says: Blues=blue")
        return read_whole(
            [claim(f"clash @ Lesna | 3 | {one.format(of[0])}", name) for one, name in zip(words, "ab", strict=True)]
        )

    assert shown(battle("men/combatant")) == ["40 40 40 one_source (blue)", "90 90 90 one_source (red)"]
    assert battle("men/combatant").contradictions == ()
    assert shown(battle("villagers/civilian")) == ["40 40 90 lower_figure (blue)"]
    assert [one.about for one in battle("villagers/civilian").contradictions] == ["killed"]
