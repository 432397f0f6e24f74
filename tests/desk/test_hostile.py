"""An article that means harm: whatever it holds is shown as the text it is, and nothing of it runs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from playwright.sync_api import Browser, Page, expect

from benchmarks.serving import Served
from sayso.building import build
from sayso.ledger import Ledger, writing
from sayso.records import Claim, Document
from tests.desk.asking import ask, get
from tests.desk.conftest import WIDTHS
from tests.desk.here import served_here
from tests.desk.watching import watched

RUNS = "window.hacked = 1"
SCRIPT = f"<script>{RUNS}</script>"
IMAGE = f'<img src="/nowhere" onerror="{RUNS}">'
BREAKER = f"\"' onfocus={RUNS} autofocus x='>"
CLOSER = "</textarea></title></script></style>--><svg onload='window.hacked = 1'>"
TEMPLATE = "{{ 7 * 191 }}{% for x in y %}${7 * 191}"
TURNED = "safe\u202egnp.exe"
SIGNS = "[/i] [bold] \\u003cscript\\u003e &lt;b&gt; 😀👩‍👩‍👧‍👦"
ALL = " ".join((SCRIPT, IMAGE, BREAKER, CLOSER, TEMPLATE, SIGNS))
NUMBER = "a/b?c=d#e&f \"'><script>"
"""An article may bring its own id."""
LONG = 1_000_000
TEXT = (
    f"LESNA. Gunners of the {IMAGE} brigade shelled the {SCRIPT} bridge at Varna on 3 November 1912, killing 12 people, "
    f"the {BREAKER} ministry said.\n\nIt denied that {CLOSER} troops had attacked the town of {TEMPLATE} on Tuesday. "
    f"{TURNED} {SIGNS}\n\nThe army captured 40 soldiers near Varna, a spokesman of {SCRIPT} said."
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of such articles; what is read in them, and names that no reading would give, in its claims."""
    folder = tmp_path_factory.mktemp("hostile")
    day = "1912-11-05"
    rows = [
        {"id": NUMBER, "title": ALL, "outlet": f"The {ALL}", "byline": ALL, "published": day, "text": TEXT},
        {"id": "url", "url": f"javascript:{RUNS}", "outlet": "Vell Courier", "published": day, "text": TEXT},
        {"id": "null", "title": "a\x00b", "outlet": "c\x00d", "published": day, "text": f"{TEXT} e\x00f"},
        {"id": "turned", "title": TURNED, "outlet": "[/i]", "published": day, "text": TEXT.replace("12", "13")},
        {"id": "long", "title": "L" * 5000, "outlet": "Long", "published": day, "text": "x" * LONG + ". " + TEXT},
    ]
    lines = folder / "articles.jsonl"
    lines.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    ledger = folder / "hostile.duckdb"
    build([str(lines)], ledger, jobs=1)
    with Ledger(ledger) as store, store.transaction() as connection:
        document = next(one for one in store.documents() if one.document_id == "url")
        claims = tuple(_with_names(claim) for claim in store.claims(document.document_id))
        made_by = store.query("SELECT made_by FROM provenance")[1][0][0]
        state = store.query("SELECT state FROM linked")[1][0][0]
        events = store.events()
        connection.execute("DELETE FROM claims WHERE document_id = 'url'")
        writing.insert(connection, "claims", [writing.to_dict(claim) | {"made_by": made_by} for claim in claims])
        assert events and state
    return ledger


def _with_names(claim: Claim) -> Claim:
    """The claim with names of actors, places and things counted that mean harm."""
    return replace(
        claim,
        attribution=tuple(replace(link, source=ALL, actor_id=BREAKER, side=SCRIPT) for link in claim.attribution),
        participants=tuple(replace(part, mention=ALL, actor_id=IMAGE) for part in claim.participants),
        places=tuple(replace(place, mention=ALL, name=SCRIPT, admin1=BREAKER) for place in claim.places),
        quantities=tuple(replace(count, of=ALL, text=SCRIPT) for count in claim.quantities),
    )


@pytest.fixture(scope="module")
def hostile(made: Path) -> Iterator[Served]:
    with served_here(made) as opened:
        yield opened


@pytest.fixture(scope="module")
def documents(made: Path) -> dict[str, Document]:
    with Ledger(made, read_only=True) as store:
        return {document.document_id: document for document in store.documents()}


@pytest.fixture
def victim(browser: Browser, hostile: Served) -> Iterator[Page]:
    """A reader of these articles."""
    with watched(browser, hostile.address, WIDTHS["desktop"]) as opened:
        yield opened.page


def shown(words: str) -> str:
    """The words as a page can hold them: HTML has no null character, and leaving it out would shift every offset."""
    return words.replace("\x00", "\ufffd")


def unharmed(page: Page) -> None:
    assert page.evaluate("window.hacked") is None
    assert (
        page.evaluate("document.querySelectorAll('img[src=\"/nowhere\"], svg[onload], [onerror], [onfocus]').length")
        == 0
    )
    assert page.get_by_role("main").count() == 1


def test_the_ledger_holds_what_is_meant_to_harm(made: Path, documents: dict[str, Document]) -> None:
    with Ledger(made, read_only=True) as store:
        claims = store.claims()
    assert any("<" in claim.quote for claim in claims)
    assert any(claim.document_id == "url" and claim.participants for claim in claims)
    assert len(documents["long"].text) > LONG
    assert any("<script>" in (document.title or "") for document in documents.values())


def test_titles_and_outlets_are_shown_as_they_are(victim: Page, documents: dict[str, Document]) -> None:
    for document in documents.values():
        victim.goto(f"/documents/{quote(document.document_id, safe='')}")
        expect(victim.get_by_role("heading", level=1)).to_have_text(shown(document.title or document.document_id))
        unharmed(victim)


def test_the_text_is_shown_as_it_is(victim: Page, documents: dict[str, Document]) -> None:
    for document in documents.values():
        victim.goto(f"/documents/{quote(document.document_id, safe='')}")
        assert victim.locator("#text").evaluate("element => element.textContent") == shown(document.text)
        victim.keyboard.press("j")
        unharmed(victim)


def test_a_line_without_end_makes_no_page_wider(victim: Page) -> None:
    victim.goto("/documents/long")
    assert victim.evaluate("document.documentElement.scrollWidth <= innerWidth + 1")


def test_turned_words_turn_only_themselves(victim: Page) -> None:
    victim.goto("/documents/turned")
    title = victim.get_by_role("heading", level=1)
    assert title.evaluate(
        "element => ['isolate', 'bidi-override', 'isolate-override', 'plaintext'].includes(getComputedStyle(element).unicodeBidi)"
    )


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/?view=claims",
        "/actors",
        "/places",
        "/outlets",
        "/control",
        "/framing",
        "/sources",
        "/review",
        "/?sort=newest",
    ],
)
def test_lists_show_it_as_text(victim: Page, address: str) -> None:
    victim.goto(address, wait_until="networkidle")
    unharmed(victim)


def test_pages_of_names_show_them_as_text(victim: Page, hostile: Served, documents: dict[str, Document]) -> None:
    for document in documents.values():
        if document.outlet:
            victim.goto(f"/outlets/{quote(document.outlet, safe='')}", wait_until="networkidle")
            expect(victim.get_by_role("heading", level=1)).to_have_text(shown(document.outlet))
            unharmed(victim)
    for item in get(hostile, "/api/events")["items"]:
        for page in ("events", "cite"):
            victim.goto(f"/{page}/{item['event_id']}", wait_until="networkidle")
            unharmed(victim)


def test_links_lead_where_they_say(victim: Page, documents: dict[str, Document]) -> None:
    """An id with a slash, a question mark and a hash is one path, and no link runs script."""
    victim.goto("/?view=claims")
    links = victim.locator("a").evaluate_all("links => links.map((link) => link.href)")
    assert all(link.startswith(("http://127.0.0.1", "data:")) for link in links)
    victim.goto(f"/outlets/{quote(documents[NUMBER].outlet or '', safe='')}")
    victim.get_by_role("table").get_by_role("link").first.click()
    expect(victim.get_by_role("heading", level=1)).to_have_text(shown(documents[NUMBER].title or ""))
    victim.goto("/documents/url")
    victim.get_by_text("Where it came from").click()
    assert victim.locator("a[href^='javascript']").count() == 0


@pytest.mark.parametrize("words", [SCRIPT, IMAGE, BREAKER, CLOSER, TEMPLATE, TURNED, SIGNS])
def test_words_that_are_looked_for_are_shown_as_text(victim: Page, words: str) -> None:
    victim.goto(f"/?{urlencode({'q': words, 'view': 'claims'})}", wait_until="networkidle")
    expect(victim.get_by_role("form", name="Filters").get_by_role("searchbox", name="Words")).to_have_value(words)
    unharmed(victim)
    assert "1337" not in victim.get_by_role("main").inner_text()


@pytest.mark.parametrize("name", ["kind", "outlet", "actor", "place", "side", "region", "country"])
def test_values_of_filters_are_shown_as_text(victim: Page, name: str) -> None:
    for value in (SCRIPT, IMAGE, BREAKER):
        victim.goto(f"/?{urlencode({name: value})}", wait_until="networkidle")
        unharmed(victim)


@pytest.mark.parametrize(
    "path", ["/events/", "/documents/", "/actors/", "/places/", "/outlets/", "/cite/", "/nowhere/"]
)
def test_what_is_not_there_is_named_as_text(hostile: Served, path: str) -> None:
    answer = ask(hostile, path + quote(IMAGE, safe=""))
    assert answer.status == 404
    assert "<img" not in answer.text


def test_files_of_it_are_what_they_say_they_are(hostile: Served) -> None:
    for form in ("csv", "jsonl", "geojson", "parquet"):
        answer = ask(hostile, f"/export?format={form}&records=claims")
        assert answer.status == 200
        assert answer.headers["content-disposition"].startswith("attachment")
        assert answer.headers["x-content-type-options"] == "nosniff"
    assert ask(hostile, "/api/claims").headers["content-type"].startswith("application/json")
