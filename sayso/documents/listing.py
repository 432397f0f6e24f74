"""Paths, folders and globs to the files they name, lazily and in the order of their names.

Hidden files and folders (of a leading dot) inside a folder are passed over. A folder reached twice (a link that goes
round in a circle, a path given twice) is walked once.
"""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from sayso.documents.custody import shown
from sayso.records import SetAside

Identity = tuple[int, int]  # device and inode


def files(paths: Sequence[str | Path]) -> Iterator[Path | SetAside]:
    """The files that ``paths`` name, each once, and a ``SetAside`` for each path that names none."""
    seen: set[Identity] = set()
    for named in paths:
        yield from _named(Path(named), seen)


def _named(path: Path, seen: set[Identity]) -> Iterator[Path | SetAside]:
    if os.path.lexists(path):
        yield from _walk(path, seen)
    elif glob.has_magic(str(path)):
        matches = sorted(glob.glob(str(path), recursive=True))  # noqa: PTH207 - Path.glob takes no absolute pattern
        if not matches:
            yield SetAside(shown(path), "matches no file: check the pattern.")
        for match in matches:
            yield from _walk(Path(match), seen)
    else:
        yield SetAside(shown(path), "does not exist: check the path.")


def _walk(top: Path, seen: set[Identity]) -> Iterator[Path | SetAside]:
    """Everything under ``top``, depth first. Held in memory: the names of the folders between here and there."""
    waiting: list[Iterator[Path]] = [iter((top,))]
    while waiting:
        path = next(waiting[-1], None)
        if path is None:
            waiting.pop()
            continue
        try:
            status = path.stat()
            if path.is_dir():
                if _is_new(status, seen):
                    waiting.append(iter(_entries(path)))
            elif not path.is_file():
                yield SetAside(shown(path), "is not a regular file: copy what it gives into a file and name that.")
            elif path is not top or _is_new(status, seen):
                yield path
        except OSError as error:
            yield SetAside(shown(path), f"{unreachable(error)}.")


def _entries(folder: Path) -> list[Path]:
    with os.scandir(folder) as entries:
        return [folder / name for name in sorted(entry.name for entry in entries if not entry.name.startswith("."))]


def _is_new(status: os.stat_result, seen: set[Identity]) -> bool:
    identity = (status.st_dev, status.st_ino)
    if identity in seen:
        return False
    seen.add(identity)
    return True


def unreachable(error: OSError) -> str:
    """Why a path can't be reached and what to do, as the end of a sentence without its full stop."""
    if isinstance(error, FileNotFoundError):
        return "is gone, or is a link to nothing: put it back and run again"
    if isinstance(error, PermissionError):
        return "may not be read: give yourself the permission to read it"
    return f"can't be read ({error.strerror or error}): copy it to another place and try that"
