"""The log of decisions: nothing is lost, nothing is overwritten, and what a crash cut off takes nothing with it."""

from __future__ import annotations

import json
import multiprocessing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.errors import SaysoError
from sayso.records import to_dict
from sayso.reviews import beside, log
from sayso.reviews.deciding import decide, undo
from sayso.reviews.records import Decision
from tests.reviews.corpus import SMALL


def notes(reviewer: str, count: int) -> list[Decision]:
    return [
        decide(reviewer, "note", [SMALL.claim("a1")], why=f"{reviewer} {number} “é\u2028”") for number in range(count)
    ]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "war.reviews.jsonl"


def test_the_log_is_beside_the_ledger() -> None:
    assert beside("wars/1912.duckdb") == Path("wars/1912.reviews.jsonl")
    assert beside("war.1912") != beside("war.1913")


def test_what_is_appended_is_read_in_the_same_order(path: Path) -> None:
    assert log.read(path) == log.Log((), (), 0)
    first, second = notes("Ann", 2), notes("Ben", 2)
    log.append(path, first)
    log.append(path, second)
    found = log.read(path)
    assert found.decisions == (*first, *second) and found.torn == () and found.end == path.stat().st_size


def test_only_what_was_appended_since_is_read_from_where_an_earlier_reading_ended(path: Path) -> None:
    log.append(path, notes("Ann", 2))
    end = log.read(path).end
    later = notes("Ben", 1)
    log.append(path, later)
    assert log.read(path, end).decisions == tuple(later)


@given(st.integers(1, 400))
@settings(max_examples=20, deadline=None)
def test_a_line_that_a_crash_cut_off_takes_nothing_with_it(cut: int) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "war.reviews.jsonl"
        kept, lost, next_ = notes("Ann", 1), notes("Ben", 1), notes("Cem", 1)
        log.append(path, kept)
        whole = path.stat().st_size
        log.append(path, lost)
        written = path.read_bytes()
        path.write_bytes(written[: max(whole + 1, len(written) - cut)])
        assert log.read(path).decisions == tuple(kept)
        log.append(path, next_)
        found = log.read(path)
        # the line end alone may be what is missing: then the decision is whole
        assert found.decisions == ((*kept, *next_) if found.torn else (*kept, *lost, *next_))
        assert path.read_bytes().startswith(written[: max(whole + 1, len(written) - cut)])


def test_the_same_decision_twice_is_one(path: Path) -> None:
    decisions = notes("Ann", 1)
    log.append(path, decisions)
    log.append(path, decisions)
    assert log.read(path).decisions == tuple(decisions)


def _append(path: Path, reviewer: str) -> None:
    for one in notes(reviewer, 20):
        log.append(path, [one])


def test_two_processes_that_write_at_once_lose_nothing(path: Path) -> None:
    started = [
        multiprocessing.get_context("spawn").Process(target=_append, args=(path, name)) for name in ("Ann", "Ben")
    ]
    for process in started:
        process.start()
    for process in started:
        process.join()
        assert process.exitcode == 0
    found = log.read(path)
    assert found.torn == () and len(found.decisions) == 40
    for name in ("Ann", "Ben"):
        written = [str(one.why).split()[1] for one in found.decisions if one.reviewer == name]
        assert written == [str(number) for number in range(20)]


WRONG = [
    ({"kind": "praise"}, "kind: Input should be 'accept'"),
    ({"why": None}, "note: it is empty"),
    ({"reviewer": "a\nb"}, "reviewer: give a name"),
    ({"made_at": "yesterday"}, "made_at: write it in UTC"),
    ({"about": []}, "note: it can't be about 0 claims"),
    ({"undoes": "x"}, "note: an undo names a decision, and nothing else does"),
    ({"verdict": "yes"}, "verdict: there is no such field"),
]


@pytest.mark.parametrize(("change", "said"), WRONG)
def test_a_line_that_is_no_decision_is_named(path: Path, change: dict[str, object], said: str) -> None:
    (good,) = notes("Ann", 1)
    log.append(path, [good])
    with path.open("a", encoding="utf-8") as stream:
        stream.write(json.dumps(to_dict(good) | change) + "\n")
    with pytest.raises(SaysoError) as error:
        log.read(path)
    assert f"{path}, line 2: {said}" in str(error.value) and "\n" not in str(error.value)


def test_a_log_that_can_not_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(SaysoError, match="can't be written"):
        log.append(tmp_path / "file" / "war.reviews.jsonl", [undo("Ann", "0123")])
