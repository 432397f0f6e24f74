"""Fixtures shared by all tests: heavy things are loaded once a session."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from spacy.language import Language

from sayso.encoder.component import load
from sayso.reading.pipeline import Reader
from tests.golden import example_ledger

SHARED = Path(os.environ.get("SAYSO_SHARED", Path(__file__).parents[2] / "shared")) / "data"


@pytest.fixture(scope="session")
def nlp() -> Language:
    return load()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The development data, which are never part of the project: tests that use them skip where they are missing."""
    if not SHARED.is_dir():
        pytest.skip("development data not here")
    return SHARED


@pytest.fixture(scope="session")
def reader() -> Reader:
    return Reader()


@pytest.fixture(scope="session")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ledger of the bundled example, to be read only."""
    return example_ledger(tmp_path_factory.mktemp("example") / "example.duckdb")
