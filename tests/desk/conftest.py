"""The desk of the bundled example, served as a user serves it, and Chromium to read it with.

Tests that need a browser skip where there is none. Whatever they do, a page that writes an error to its console or asks
anybody but the desk fails them.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from benchmarks import chromium
from benchmarks.serving import Served, served
from sayso.ledger import Ledger
from tests.desk.here import served_here
from tests.desk.watching import Watched, watched

WIDTHS = {"desktop": (1280, 900), "phone": (390, 844)}


@pytest.fixture(scope="session")
def store(ledger: Path) -> Iterator[Ledger]:
    with Ledger(ledger, read_only=True) as opened:
        yield opened


@pytest.fixture(scope="session")
def addresses(store: Ledger) -> dict[str, str]:
    """Every kind of page, with the most contested event and an article of it."""
    event = max(store.events(), key=lambda event: len(event.contradictions))
    claim = store.claim(event.contradictions[0].claims[0])
    copy = next(document for document in store.documents() if document.original_id)
    return {
        "overview": "/",
        "claims": "/?view=claims&q=torpedo",
        "nothing": "/?q=zeppelinflotilla",
        "event": f"/events/{event.event_id}",
        "citation": f"/cite/{event.event_id}",
        "document": f"/documents/{claim.document_id}",
        "copy": f"/documents/{copy.document_id}",
        "claim": f"/claims/{claim.claim_id}",
        "actors": "/actors",
        "actor": "/actors/ottoman-army",
        "places": "/places",
        "place": f"/places/{event.place.place_id}" if event.place else "/places",
        "outlets": "/outlets",
        "outlet": "/outlets/Iskar%20Telegraph",
        "control": "/control",
        "framing": "/framing",
        "framing of one": "/framing?actor=side%3Aottoman-empire",
        "sources": "/sources",
        "review": "/review",
        "api": "/api",
    }


@pytest.fixture(scope="session")
def desk(ledger: Path) -> Iterator[Served]:
    """The desk, for those who only read."""
    with served(ledger) as opened:
        yield opened


@pytest.fixture
def own_ledger(ledger: Path, tmp_path: Path) -> Path:
    """A copy of the ledger, for one who decides."""
    return Path(shutil.copy(ledger, tmp_path / "own.duckdb"))


@pytest.fixture
def own_desk(own_ledger: Path) -> Iterator[Served]:
    """A desk of one's own, for one who decides."""
    with served_here(own_ledger) as opened:
        yield opened


@pytest.fixture(scope="session")
def tried(ledger: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A desk on which anything may be tried: nothing that is tried there should change what others expect."""
    with served_here(Path(shutil.copy(ledger, tmp_path_factory.mktemp("tried") / "tried.duckdb"))) as opened:
        yield opened


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = chromium.found()
    if path is None:
        pytest.skip("no Chromium here: apt-get install chromium, or name one in CHROMIUM")
    with chromium.browser(path) as opened:
        yield opened


@pytest.fixture(params=WIDTHS)
def page(request: pytest.FixtureRequest, browser: Browser, desk: Served) -> Iterator[Page]:
    """A page of the desk, as wide as a desktop's window and as a phone's."""
    with watched(browser, desk.address, WIDTHS[request.param]) as opened:
        yield opened.page


@pytest.fixture
def wide(browser: Browser, desk: Served) -> Iterator[Page]:
    """A page of the desk, for what is the same at every width."""
    with watched(browser, desk.address, WIDTHS["desktop"]) as opened:
        yield opened.page


@pytest.fixture
def scriptless(browser: Browser, desk: Served) -> Iterator[Page]:
    """A page of the desk in a browser without script."""
    with watched(browser, desk.address, WIDTHS["desktop"], script=False) as opened:
        yield opened.page


@pytest.fixture
def reviewer(browser: Browser, own_desk: Served) -> Iterator[Watched]:
    """A page of a desk of one's own."""
    with watched(browser, own_desk.address, WIDTHS["desktop"]) as opened:
        yield opened
