"""The codebook's table of types is that of the reference data."""

from __future__ import annotations

from pathlib import Path

from tests.golden import CODEBOOK, types_table


def test_the_codebook_lists_every_type() -> None:
    assert types_table() in Path(CODEBOOK).read_text(encoding="utf-8")
