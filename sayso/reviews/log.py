"""The log of decisions: JSON Lines beside the ledger, only ever added to. Decisions in, a file; the file, decisions out.

Several processes may append at once. A line that a crash cut off is passed over and noted; it never takes the next with it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from sayso.errors import SaysoError
from sayso.records import to_dict
from sayso.reviews.checking import decision_of
from sayso.reviews.records import Decision

PATIENCE = 10.0
"""Seconds to wait for another process that writes."""


@dataclass(frozen=True, slots=True)
class Log:
    """``decisions`` in the order they were written, ``torn`` the numbers of lines that were cut off; ``end`` is the byte
    after the last whole line."""

    decisions: tuple[Decision, ...]
    torn: tuple[int, ...]
    end: int


def read(path: Path, start: int = 0) -> Log:
    """The log, or what was appended after byte ``start`` (the ``end`` of an earlier reading); no file is an empty log.

    What has no line end yet is being written, or never was. Raises ``SaysoError`` naming a line that is no decision.
    """
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return Log((), (), 0)
    except OSError as error:
        raise SaysoError(f"{path} can't be read ({error.strerror or error}): check its permissions.") from error
    end = content.rfind(b"\n") + 1
    found: dict[str, Decision] = {}
    torn = []
    for number, line in enumerate(content[start:end].split(b"\n"), content.count(b"\n", 0, start) + 1):
        try:
            values = json.loads(line) if line.strip() else None
        except ValueError:
            torn.append(number)
            continue
        if values is not None:
            decision = decision_of(values, f"{path}, line {number}")
            found.setdefault(decision.decision_id, decision)
    return Log(tuple(found.values()), tuple(torn), end)


def append(path: Path, decisions: Iterable[Decision]) -> None:
    """Adds the decisions, one line each, and returns when they are on the disk. Raises ``SaysoError``."""
    lines = b"".join(json.dumps(to_dict(one), ensure_ascii=False).encode() + b"\n" for one in decisions)
    try:
        with FileLock(f"{path}.lock", timeout=PATIENCE), path.open("ab", buffering=0) as stream:
            if not _ends_whole(path):
                lines = b"\n" + lines
            while lines:
                lines = lines[stream.write(lines) :]
            os.fsync(stream.fileno())
    except Timeout as error:
        raise SaysoError(f"{path} is being written by another process: try again.") from error
    except OSError as error:
        raise SaysoError(f"{path} can't be written ({error.strerror or error}): check the folder.") from error


def _ends_whole(path: Path) -> bool:
    """Is the last line whole? A crash may have cut it off."""
    with path.open("rb") as stream:
        if stream.seek(0, os.SEEK_END) == 0:
            return True
        stream.seek(-1, os.SEEK_END)
        return stream.read() == b"\n"
