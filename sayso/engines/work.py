"""What engines are given to run: picklable makers of pure functions, called once a process for what is heavy."""

from __future__ import annotations

from collections.abc import Callable

from sayso.reading.settings import Settings
from sayso.records import Document, Reading


def reader(settings: Settings) -> Callable[[Document], Reading]:
    """Loads parser, catalogue and gazetteer; the function reads one document."""
    from sayso.reading.pipeline import Reader  # only where something is read: it loads spaCy

    return Reader(settings).read
