"""Reference data: what a user's file adds, and which words are words."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.catalogue import files


@pytest.mark.parametrize(
    ("written", "read"), [("on", "on"), ("no", "no"), ("off", "off"), ("yes", "yes"), ("true", True), ("false", False)]
)
def test_only_true_and_false_are_booleans(tmp_path: Path, written: str, read: object) -> None:
    (tmp_path / "words.yaml").write_text(f"words: [at, {written}]\n", encoding="utf-8")
    assert files.load("words.yaml", tmp_path) == {"words": ["at", read]}
