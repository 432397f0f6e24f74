"""Pages of an event, an article, an actor, a place, an outlet: every number leads to the words that carry it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from benchmarks.serving import Served
from sayso.building import event_reports
from sayso.catalogue.sides import side_names
from sayso.ledger import Ledger
from sayso.records import Claim, Document, Event
from tests.desk.asking import ask


@pytest.fixture(scope="module")
def contested(store: Ledger) -> Event:
    """The most contested event."""
    return max(store.events(), key=lambda event: len(event.contradictions))


@pytest.fixture(scope="module")
def article(store: Ledger) -> Document:
    """An article whose text has what is more than one UTF-16 unit or byte, where there is one, else any with claims."""
    documents = [document for document in store.documents() if store.claims(document.document_id)]
    return max(documents, key=lambda document: (len(document.text.encode()) - len(document.text), document.document_id))


def text(page: Page) -> Locator:
    return page.locator("#text")


def records(page: Page) -> Locator:
    return page.get_by_role("complementary", name="What was read")


# An event


def test_an_event_tells_each_sides_account_with_its_words(page: Page, store: Ledger) -> None:
    told = max(store.events(), key=lambda event: len(event.accounts))
    page.goto(f"/events/{told.event_id}")
    table = page.get_by_role("table", name="Accounts by side")
    sides = {account.side for account in told.accounts}
    names = side_names(())
    for side in sides:
        name = names[side] if side is not None else "no side"
        expect(table.get_by_role("rowheader", name=name, exact=True).first).to_be_visible()
    expect(
        page.get_by_role("figure").get_by_role("group", name="What each side said, day by day").first
    ).to_be_visible()
    first = table.get_by_role("link").first
    first.click()
    expect(page).to_have_url(re.compile("#quote-"))


def test_an_event_leads_to_the_whole_that_it_is_told_as_a_part_of(page: Page, store: Ledger) -> None:
    report = next(one for one in event_reports(store) if one.parent is not None)
    assert report.parent is not None
    page.goto(f"/events/{report.event.event_id}")
    page.get_by_text("Told as a part of").get_by_role("link", name=report.parent.title).click()
    expect(page).to_have_url(re.compile(report.parent.event_id))
    expect(page.get_by_text("Told as its parts").locator("+ ul").get_by_role("link").first).to_be_visible()


def test_a_plot_of_an_event_has_one_thing_counted(page: Page, store: Ledger) -> None:
    reports = list(event_reports(store))
    report = max(reports, key=lambda one: len({(item.measure, item.thing) for item in one.accounts}))
    things = {item.of for item in report.accounts if item.measure == "captured"}
    assert {"generals", "Ottoman soldiers", "guns of calibres"} <= things
    page.goto(f"/events/{report.event.event_id}")
    generals = page.get_by_role("figure").filter(has=page.get_by_text("Captured: generals", exact=True))
    assert generals.locator("a title").all_text_contents() == [
        "Bulgaria, 1913-03-27: captured 13 generals",
        "Serbia, 1913-03-30: captured 2 generals",
    ]
    told = page.get_by_role("table", name="Accounts by side")
    for thing in things:  # what one number alone is told of is no plot
        expect(told.get_by_role("cell", name=thing, exact=True).first).to_be_visible()
        if thing != "generals":
            expect(page.get_by_role("figure").filter(has_text=thing)).to_have_count(0)


def test_an_event_folds_copies_under_their_original(page: Page, store: Ledger) -> None:
    copies = {document.document_id: document.original_id for document in store.documents() if document.original_id}
    home = {claim.claim_id: claim.document_id for claim in store.claims()}
    event = next(event for event in store.events() if any(home[number] in copies for number in event.claims))
    copy = store.document(next(home[number] for number in event.claims if home[number] in copies))
    page.goto(f"/events/{event.event_id}")
    articles = page.get_by_role("region", name="Articles")
    folded = articles.get_by_role("link", name=copy.outlet or "")
    expect(folded).to_be_hidden()
    articles.get_by_text(re.compile(r"^\d+ cop(y|ies)$")).first.click()
    expect(folded).to_be_visible()


def test_an_event_names_the_bytes_of_its_articles(page: Page, store: Ledger, contested: Event) -> None:
    page.goto(f"/events/{contested.event_id}")
    document = store.document(store.claim(contested.claims[0]).document_id)
    hashed = page.get_by_role("region", name="Articles").get_by_title(document.custody.sha256)
    expect(hashed).to_be_visible()


def test_an_event_leads_to_its_neighbours_and_its_place(page: Page, contested: Event) -> None:
    page.goto(f"/events/{contested.event_id}")
    around = page.get_by_role("region", name="Near it in place and time")
    expect(around.get_by_role("region", name=re.compile("^Map of the place"))).to_be_visible()
    around.get_by_role("heading", level=3).get_by_role("link").first.click()
    expect(page).to_have_url(re.compile("/events/"))
    expect(page).not_to_have_url(re.compile(contested.event_id))


def test_every_event_opens(desk: Served, store: Ledger) -> None:
    for event in store.events():
        assert ask(desk, f"/events/{event.event_id}").status == 200, event.title


# An article


def test_the_text_of_an_article_is_the_document_to_the_code_point(wide: Page, store: Ledger) -> None:
    for document in store.documents():
        wide.goto(f"/documents/{document.document_id}")
        assert text(wide).evaluate("element => element.textContent") == document.text


def test_the_marks_of_every_claim_are_its_quote(wide: Page, article: Document, store: Ledger) -> None:
    wide.goto(f"/documents/{article.document_id}")
    for claim in store.claims(article.document_id):
        marked = text(wide).locator(f'mark[data-claim~="{claim.claim_id}"]')
        assert "".join(marked.all_text_contents()) == claim.quote


def test_a_click_on_words_shows_their_record(page: Page, article: Document, store: Ledger) -> None:
    page.goto(f"/documents/{article.document_id}")
    claim = _alone(store.claims(article.document_id))
    mark = text(page).locator(f'mark[data-claim="{claim.claim_id}"]').first
    mark.click()
    expect(page).to_have_url(re.compile(f"#claim-{claim.claim_id}"))
    record = records(page).locator(f"#record-{claim.claim_id}")
    expect(record).to_have_attribute("aria-current", "true")
    expect(record).to_be_in_viewport()
    expect(record).to_contain_text(claim.quote)


def test_a_record_lights_its_words(wide: Page, article: Document, store: Ledger) -> None:
    wide.goto(f"/documents/{article.document_id}")
    claim = _alone(store.claims(article.document_id))
    mark = text(wide).locator(f'mark[data-claim="{claim.claim_id}"]').first
    before = mark.evaluate(LOOKS)
    records(wide).locator(f"#record-{claim.claim_id}").hover()
    assert mark.evaluate(LOOKS) != before


def test_layers_are_switched_on_and_off(page: Page, article: Document, store: Ledger) -> None:
    page.goto(f"/documents/{article.document_id}")
    claim = next(one for one in store.claims(article.document_id) if one.places and one.places[0].end)
    place = text(page).locator("mark.place").filter(has_text=claim.places[0].mention).first
    switch = page.get_by_role("group", name="Show").get_by_role("checkbox", name="places")
    off = place.evaluate(LOOKS)
    switch.check()
    assert place.evaluate(LOOKS) != off
    page.reload()
    expect(page.get_by_role("group", name="Show").get_by_role("checkbox", name="places")).to_be_checked()
    switch.uncheck()
    assert place.evaluate(LOOKS) == off


def test_an_article_says_where_it_came_from(page: Page, article: Document) -> None:
    page.goto(f"/documents/{article.document_id}")
    page.get_by_text("Where it came from").click()
    expect(page.get_by_text(article.custody.sha256)).to_be_visible()
    expect(page.get_by_text(article.custody.path, exact=False).first).to_be_visible()


def test_a_copy_names_its_original_and_the_original_its_copies(page: Page, store: Ledger) -> None:
    copy = next(document for document in store.documents() if document.original_id)
    original = store.document(copy.original_id or "")
    page.goto(f"/documents/{copy.document_id}")
    page.get_by_role("link", name=original.title or "", exact=True).click()
    expect(page).to_have_url(re.compile(f"/documents/{original.document_id}"))
    page.get_by_text("1 copy of it").click()
    expect(page.get_by_role("link", name=copy.title or "", exact=True)).to_be_visible()


def test_a_claims_address_leads_to_its_words(page: Page, article: Document, store: Ledger) -> None:
    claim = store.claims(article.document_id)[-1]
    page.goto(f"/claims/{claim.claim_id}")
    expect(page).to_have_url(re.compile(f"/documents/{article.document_id}#claim-{claim.claim_id}"))
    expect(text(page).locator(f'mark[data-claim~="{claim.claim_id}"]').first).to_be_in_viewport()


def test_one_goes_from_claim_to_claim_by_keyboard(wide: Page, article: Document, store: Ledger) -> None:
    wide.goto(f"/documents/{article.document_id}")
    first, second = store.claims(article.document_id)[:2]
    wide.keyboard.press("j")
    expect(records(wide).locator("[aria-current=true]")).to_have_id(f"record-{first.claim_id}")
    wide.keyboard.press("j")
    expect(records(wide).locator("[aria-current=true]")).to_have_id(f"record-{second.claim_id}")
    wide.keyboard.press("k")
    expect(records(wide).locator("[aria-current=true]")).to_have_id(f"record-{first.claim_id}")


LOOKS = "element => { const s = getComputedStyle(element); return [s.backgroundColor, s.borderBottom, s.textDecoration, s.outline, s.boxShadow, s.backgroundImage].join('|'); }"
"""How words look, to tell whether a reader sees a change."""


def _alone(claims: list[Claim]) -> Claim:
    """A claim whose words no other claim shares."""
    return next(
        one
        for one in claims
        if all(other is one or other.end <= one.start or one.end <= other.start for other in claims)
    )


# Actors, places, outlets


def test_an_actors_page_tells_its_names_sides_and_what_is_claimed_of_it(page: Page) -> None:
    page.goto("/actors")
    page.get_by_role("link", name="Ottoman Army", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ottoman Army")
    expect(page.get_by_role("main")).to_contain_text("Turkish troops")
    expect(page.get_by_role("main")).to_contain_text("Ottoman Empire until 1 November 1922")
    page.get_by_role("link", name=re.compile(r"^\d+ claims of it$")).click()
    expect(page).to_have_url(re.compile("actor=ottoman-army"))
    expect(page.get_by_role("region", name="What answers").locator("blockquote").first).to_be_visible()


def test_a_places_page_tells_who_is_claimed_to_hold_it(page: Page) -> None:
    page.goto("/places")
    page.get_by_role("link", name="Edirne", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Edirne")
    held = page.get_by_role("table").filter(has=page.get_by_role("columnheader", name="On the word of"))
    expect(held.get_by_role("row").nth(1)).to_be_visible()
    held.get_by_role("link").first.click()
    expect(page).to_have_url(re.compile("/documents/.*#claim-"))


def test_an_outlets_page_leads_to_its_articles_framing_and_citations(page: Page) -> None:
    page.goto("/outlets")
    page.get_by_role("link", name="Iskar Telegraph", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Iskar Telegraph")
    expect(page.get_by_role("link", name="its words").first).to_be_visible()
    expect(page.get_by_role("heading", name="Whom it credits")).to_be_visible()
    page.get_by_role("link", name="Third Army enters Kirk Kilisse").click()
    expect(page).to_have_url(re.compile("/documents/"))


def test_a_bar_of_a_plot_leads_to_the_claims_that_it_counts(wide: Page) -> None:
    wide.goto("/outlets/Iskar%20Telegraph")
    bar = wide.get_by_role("figure").first.get_by_role("link").first
    bar.click()
    expect(wide).to_have_url(re.compile("view=claims"))
    expect(wide.get_by_role("region", name="What answers").locator("blockquote").first).to_be_visible()


@pytest.mark.parametrize(
    "path", ["/events/none", "/documents/none", "/claims/none", "/actors/none", "/places/none", "/outlets/None"]
)
def test_a_record_that_is_not_there_is_told_in_a_sentence(desk: Served, path: str) -> None:
    answer = ask(desk, path)
    assert answer.status == 404
    assert "none" in answer.text.lower() and "Traceback" not in answer.text
