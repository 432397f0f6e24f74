"""The bundled example day by day, in any order: the ledger of one build, byte for byte."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from sayso.building import build
from sayso.ledger import Ledger
from tests.golden import EXAMPLE, SETTINGS, example_ledger
from tests.ledger.parts import export

DAYS = 3


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return example_ledger(tmp_path_factory.mktemp("once") / "once.duckdb")


@pytest.mark.parametrize("seed", [1, 2])
def test_by_days(once: Path, tmp_path: Path, seed: int) -> None:
    dispatches = sorted(EXAMPLE.glob("*.md"))
    random.Random(seed).shuffle(dispatches)
    path = tmp_path / "days.duckdb"
    for day in range(DAYS):
        build(dispatches[day::DAYS], path, SETTINGS, jobs=1)
    assert export(path, tmp_path) == export(once, tmp_path)
    with Ledger(path, read_only=True) as days, Ledger(once, read_only=True) as whole:
        for table in ("passages", "linked_documents", "linked_claims"):
            query = f"FROM {table} ORDER BY ALL"
            assert days.query(query)[1] == whole.query(query)[1]
