"""``import sayso`` gives what the command line does, and loads little until it is asked."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import sayso
from sayso.records import SetAside
from tests.golden import EXAMPLE


def test_the_functions_go_the_whole_way(tmp_path: Path) -> None:
    (path,) = EXAMPLE.glob("12*.md")
    (found,) = sayso.read([path])
    assert not isinstance(found, SetAside)
    claims = sayso.claims(found.document)
    counts = sayso.build([path], tmp_path / "one.duckdb", jobs=1)
    assert counts.claims == len(claims) > 3
    with sayso.Ledger(tmp_path / "one.duckdb", read_only=True) as ledger:
        assert {claim.claim_id for claim in ledger.claims()} == {claim.claim_id for claim in claims}


def test_importing_loads_no_parser() -> None:
    code = "import sys, sayso; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_what_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="nothing"):
        sayso.nothing  # noqa: B018
