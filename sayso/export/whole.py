"""Files that appear whole or not at all: written beside their place under another name, then renamed."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from sayso.errors import SaysoError


@contextmanager
def whole_path(path: Path) -> Iterator[Path]:
    """A path to write to; it becomes ``path`` when all went well, and is removed when not."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        yield part
        part.replace(path)
    except OSError as error:
        raise SaysoError(f"{path} can't be written ({error.strerror or error}): check the folder.") from error
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def whole_file(path: Path) -> Iterator[TextIO]:
    """A UTF-8 text stream into a file that appears whole."""
    with whole_path(path) as part, part.open("w", encoding="utf-8", newline="") as stream:
        yield stream


@contextmanager
def output(path: Path | None) -> Iterator[TextIO]:
    """``whole_file``, or standard output as UTF-8 where there is no path."""
    if path is not None:
        with whole_file(path) as stream:
            yield stream
        return
    stream = io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8", newline="")
    try:
        yield stream
    finally:
        stream.flush()
        stream.detach()
