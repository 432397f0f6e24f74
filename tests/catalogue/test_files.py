"""Reference data: what a user's file adds, and which words are words."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.catalogue import files
from sayso.errors import SaysoError


@pytest.mark.parametrize(
    ("written", "read"), [("on", "on"), ("no", "no"), ("off", "off"), ("yes", "yes"), ("true", True), ("false", False)]
)
def test_only_true_and_false_are_booleans(tmp_path: Path, written: str, read: object) -> None:
    (tmp_path / "words.yaml").write_text(f"words: [at, {written}]\n", encoding="utf-8")
    assert files.load("words.yaml", tmp_path) == {"words": ["at", read]}


def test_a_key_given_twice_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "words.yaml").write_text("seize: [fort]\nhold: [hill]\nseize: [mill]\n", encoding="utf-8")
    with pytest.raises(SaysoError, match=r"words\.yaml .*'seize' is given twice.* line 3"):
        files.load("words.yaml", tmp_path)


def test_a_key_may_stand_in_two_entries(tmp_path: Path) -> None:
    (tmp_path / "words.yaml").write_text("- {name: a}\n- {name: b}\n", encoding="utf-8")
    assert files.load("words.yaml", tmp_path) == [{"name": "a"}, {"name": "b"}]
