"""The bundled example reads as the golden files say; ``make golden`` renews them after a change that was meant."""

from __future__ import annotations

from difflib import SequenceMatcher, unified_diff
from pathlib import Path

import pytest

from tests.golden import FILES, tables

ALIKE = 0.95
"""Share of lines that are as before: float sums differ in their last digits by processor, and few readings hang on these."""


@pytest.fixture(scope="module")
def found(ledger: Path) -> dict[str, str]:
    return tables(ledger)


@pytest.mark.parametrize("name", sorted(path.name for path in FILES.iterdir()))
def test_the_bundled_example_reads_as_before(found: dict[str, str], name: str) -> None:
    before, now = Path(FILES / name).read_text(encoding="utf-8").splitlines(), found[name].splitlines()
    alike = SequenceMatcher(None, before, now, autojunk=False).ratio()
    assert alike >= ALIKE, "\n".join(unified_diff(before, now, "golden", "now", lineterm=""))
