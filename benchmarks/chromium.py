"""Debian's Chromium without a screen, for what only a browser can show. It asks nobody but the pages that it is sent to."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def found() -> str | None:
    """The path of Chromium: what ``CHROMIUM`` names, else ``chromium`` where programs are looked for."""
    return os.environ.get("CHROMIUM") or shutil.which("chromium")


@contextmanager
def browser(path: str) -> Iterator[Browser]:
    """Chromium, closed at the end."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield opened
        opened.close()
