"""What every benchmark prints first: the version and the machine that it measured."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator

import sayso

Figures = Iterator[tuple[str, float]]
"""Names of measures and their values, in the order of the table."""


def heading(name: str) -> str:
    """One line: benchmark, version of Sayso, Python, cores and architecture."""
    return (
        f"# {name} · sayso {sayso.__version__} · Python {platform.python_version()} · "
        f"{os.cpu_count()} cores {platform.machine()}"
    )
