"""The engine: every item has its outcome, whatever happens to the process that it is given to."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from sayso.engines import local
from sayso.errors import SaysoError

Function = Callable[[int], int]


def adder(more: int) -> Function:
    return partial(_added, more)


def _added(more: int, item: int) -> int:
    if item == 13:
        raise ValueError("no such floor")
    if item == 14:
        raise SaysoError("Floor 14 is closed: take the stairs.")
    if item == 15:
        os._exit(1)
    if item == 16:
        raise MemoryError
    if item == 17:
        time.sleep(60)
    print("what is printed does no harm")
    return item + more


def refuser() -> Function:
    raise SaysoError("The model is not installed: install it.")


def dier() -> Function:
    os._exit(1)


def unpicklable() -> Callable[[int], object]:
    return lambda item: (lambda: item) if item == 3 else item


def outcomes(items: range, jobs: int) -> dict[int, tuple[int | None, str | None, bool]]:
    found = local.run(partial(adder, 100), items, jobs, lambda _: 2.0)
    return {outcome.item: (outcome.result, outcome.failure, outcome.lost) for outcome in found}


@pytest.mark.parametrize("jobs", [1, 2])
def test_every_item_has_its_outcome(jobs: int) -> None:
    found = outcomes(range(15), jobs)
    assert found.keys() == set(range(15))
    assert [found[item] for item in range(13)] == [(item + 100, None, False) for item in range(13)]
    assert found[13] == (None, "reading it failed (ValueError: no such floor): please report it.", False)
    assert found[14] == (None, "Floor 14 is closed: take the stairs.", False)


def test_an_item_that_ends_or_outlasts_its_process_is_lost_alone() -> None:
    found = outcomes(range(15, 24), 2)
    assert [found[item][2] for item in range(15, 24)] == [True, True, True] + [False] * 6
    assert "ended the process" in str(found[15][1])
    assert "memory" in str(found[16][1])
    assert "longer than 2 s" in str(found[17][1])


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_goes_wrong_at_the_start_is_raised(jobs: int) -> None:
    with pytest.raises(SaysoError, match="The model is not installed"):
        list(local.run(refuser, range(3), jobs, lambda _: 2.0))


def test_a_process_that_does_not_start_is_said() -> None:
    with pytest.raises(SaysoError, match="ended as it started"):
        list(local.run(dier, range(3), 2, lambda _: 2.0))


def test_a_result_that_cannot_be_sent_is_a_failure_of_its_item() -> None:
    found = {outcome.item: outcome for outcome in local.run(unpicklable, range(5), 2, lambda _: 9.0)}
    assert [found[item].result for item in (0, 1, 2, 4)] == [0, 1, 2, 4]
    assert found[3].failure is not None


def test_items_are_taken_as_they_are_needed_and_processes_ended_early() -> None:
    taken = []

    def items() -> object:
        for item in range(1000):
            taken.append(item)
            yield item

    running = local.run(partial(adder, 1), items(), 2, lambda _: 9.0)  # type: ignore[arg-type]
    next(running)
    running.close()  # type: ignore[attr-defined]
    assert len(taken) <= 2 * local.AHEAD


def test_a_program_needs_no_guard(tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(
        "import sys\nsys.path.insert(0, sys.argv[1])\n"
        "from functools import partial\nfrom sayso.engines import local\nfrom tests.test_build_engine import adder\n"
        "print(sorted(outcome.result for outcome in local.run(partial(adder, 1), range(4), 2, lambda _: 9.0)))\n",
        encoding="utf-8",
    )
    command = [sys.executable, str(program), str(Path(__file__).parents[1])]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == "[1, 2, 3, 4]\n"
