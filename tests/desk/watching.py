"""A page that is watched: what its console says, what it asks of others, what dialogs it opens."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Literal

from playwright.sync_api import Browser, ConsoleMessage, Dialog, Page, Request

WAIT = 15_000
"""Milliseconds until something that should be there is missed."""


@dataclass
class Watched:
    """A page and what it did wrong so far."""

    page: Page
    address: str
    faults: list[str] = field(default_factory=list)

    def said(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.faults.append(f"console: {message.text} ({message.location.get('url')})")

    def asked(self, request: Request) -> None:
        if not request.url.startswith((f"{self.address}/", "data:", f"blob:{self.address}/")):
            self.faults.append(f"asked another: {request.url}")

    def alerted(self, dialog: Dialog) -> None:
        self.faults.append(f"dialog: {dialog.message}")
        dialog.dismiss()


@contextmanager
def watched(
    browser: Browser,
    address: str,
    size: tuple[int, int],
    script: bool = True,
    scheme: Literal["dark", "light"] = "light",
) -> Iterator[Watched]:
    """A page of the site at ``address``; at the end it must have done nothing wrong."""
    context = browser.new_context(
        base_url=address,
        viewport={"width": size[0], "height": size[1]},
        java_script_enabled=script,
        color_scheme=scheme,
        reduced_motion="reduce",
    )
    context.set_default_timeout(WAIT)
    opened = Watched(context.new_page(), address)
    context.on("console", opened.said)
    context.on("request", opened.asked)
    context.on("dialog", opened.alerted)
    context.on("weberror", lambda error: opened.faults.append(f"uncaught: {error.error}"))
    try:
        yield opened
    finally:
        context.close()
    assert not opened.faults, "; ".join(opened.faults)
