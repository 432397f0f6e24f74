"""The bundled example reads as the golden files say; ``make golden`` renews them after a change that was meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.golden import FILES, tables


@pytest.fixture(scope="module")
def found(ledger: Path) -> dict[str, str]:
    return tables(ledger)


@pytest.mark.parametrize("name", sorted(path.name for path in FILES.iterdir()))
def test_the_bundled_example_reads_as_before(found: dict[str, str], name: str) -> None:
    assert found[name] == Path(FILES / name).read_text(encoding="utf-8")
