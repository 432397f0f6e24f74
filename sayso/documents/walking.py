"""Paths, folders and globs to the files in them, in order of name."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from sayso.records import SetAside


def files_of(paths: Iterable[str | Path]) -> Iterator[Path | SetAside]:
    """The files that the paths name, folders walked lazily; hidden files are passed over, link loops entered once."""
    for path in map(str, paths):
        if Path(path).is_dir():
            yield from _walked(Path(path))
        elif Path(path).exists():
            yield Path(path)
        else:
            # a pattern may be absolute, which Path.glob does not take
            matches = sorted(glob.glob(path, recursive=True)) if glob.has_magic(path) else []  # noqa: PTH207
            if not matches:
                yield SetAside(path, "there is no such file or folder: check the path.")
            yield from files_of(matches)


def _walked(root: Path) -> Iterator[Path | SetAside]:
    entered: set[str] = set()
    refused: list[SetAside] = []

    def refuse(error: OSError) -> None:
        refused.append(SetAside(str(error.filename), "the folder can't be opened: check its permissions."))

    for folder, folders, names in os.walk(root, followlinks=True, onerror=refuse):
        real = os.path.realpath(folder)
        if real in entered:
            folders.clear()
            continue
        entered.add(real)
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(folder, name) for name in sorted(names) if not name.startswith("."))
    yield from refused
