"""What every benchmark prints first: the version and the machine that it measured."""

from __future__ import annotations

import os
import platform

import sayso


def heading(name: str) -> str:
    """One line: benchmark, version of Sayso, Python, cores and architecture."""
    return (
        f"# {name} · sayso {sayso.__version__} · Python {platform.python_version()} · "
        f"{os.cpu_count()} cores {platform.machine()}"
    )
