"""A build killed at any moment and run again gives, byte for byte, what one uninterrupted build gives."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sayso.building import Inputs, compose
from sayso.errors import SaysoError
from sayso.ledger import Ledger
from tests.ledger import parts
from tests.ledger.parts import LATER, PROVENANCE, export, many

DOCUMENTS = 60
STEPS = 70
"""How many times such a build tells its progress, about."""
BUILD = f"""
import sys
from pathlib import Path
import sayso.building
from sayso.ledger import Ledger
from tests.ledger import parts

def tell(*step):
    print(*step, flush=True)

sayso.building.BATCH = 7
path, stage, jobs = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
provenance, items = (parts.PROVENANCE, parts.many) if stage == "first" else (parts.LATER, parts.changed)
tell("started")
with Ledger(path) as store:
    inputs = sayso.building.Inputs(items({DOCUMENTS}))
    sayso.building.compose(store, inputs, provenance, parts.slow_reader, parts.link, jobs, tell)
"""


def killed(path: Path, stage: str, jobs: int, steps: int, seconds: float) -> bool:
    """Starts a build, kills it so long after it has told of so many steps, and says whether it was still running."""
    command = [sys.executable, "-c", BUILD, str(path), stage, str(jobs)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        for _ in range(1 + steps):
            process.stdout.readline()
        time.sleep(seconds)
        running = process.poll() is None
        process.send_signal(signal.SIGKILL)
    return running


def check(path: Path) -> None:
    """What is there is consistent, whatever the moment."""
    try:
        with Ledger(path, read_only=True) as ledger:
            claims = {claim.claim_id for claim in ledger.claims()}
            documents = {document.document_id for document in ledger.documents()}
            assert all(set(event.claims) <= claims for event in ledger.events())
            assert all(claim.document_id in documents for claim in ledger.claims())
    except SaysoError as error:
        assert "no ledger" in str(error) or "empty database" in str(error)


@pytest.mark.parametrize(("jobs", "kills"), [(1, 2), (2, 1)])
def test_killed_at_random_points_and_run_again(tmp_path: Path, jobs: int, kills: int) -> None:
    chance = random.Random(jobs)
    path, whole = tmp_path / "killed.duckdb", tmp_path / "whole.duckdb"
    stopped = []
    for stage in ("first", "later"):
        for _ in range(kills):
            stopped.append(killed(path, stage, jobs, chance.randrange(STEPS), chance.uniform(0, 0.05)))
            check(path)
    assert any(stopped)
    for target in (path, whole):
        with Ledger(target) as store:
            compose(store, Inputs(parts.changed(DOCUMENTS)), LATER, parts.reader, parts.link, 1)
    assert export(path, tmp_path) == export(whole, tmp_path)


def test_what_was_read_before_the_kill_is_not_read_again(tmp_path: Path) -> None:
    path = tmp_path / "killed.duckdb"
    assert killed(path, "first", 1, steps=35, seconds=0)
    told: list[tuple[str, int, int | None]] = []
    with Ledger(path) as store:
        done = len(store.query("FROM readings")[1])
        inputs = Inputs(many(DOCUMENTS))
        compose(store, inputs, PROVENANCE, parts.reader, parts.link, 1, lambda *step: told.append(step))
    assert done > 0
    assert ("claims", 0, DOCUMENTS - done) in told
