"""The overview as a reader uses it: filters, map, timeline and list filter each other, and the address has what holds."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from sayso.building import event_reports
from sayso.ledger import Ledger

PAPER = "getComputedStyle(document.documentElement).backgroundColor + getComputedStyle(document.body).backgroundColor"


def results(page: Page) -> Locator:
    return page.get_by_role("region", name="What answers")


def events(page: Page) -> Locator:
    return results(page).get_by_role("heading", level=3).get_by_role("link")


def filters(page: Page) -> Locator:
    """The filters, brought into view where they are folded."""
    form = page.get_by_role("form", name="Filters")
    words = form.get_by_role("searchbox", name="Words")
    if not words.is_visible():
        form.get_by_text("Filters", exact=True).click()
    return form


def facet(page: Page, name: str) -> Locator:
    """A facet, unfolded."""
    found = filters(page).locator("details.facet").filter(has=page.get_by_text(name, exact=True))
    if not found.get_by_role("checkbox").first.is_visible():
        found.locator("summary").click()
    return found


def asked(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def opened(page: Page, address: str = "/") -> None:
    page.goto(address)
    expect(results(page)).not_to_have_attribute("aria-busy", "true")


def test_the_most_contested_event_and_its_contradicting_quotes_are_two_clicks_away(page: Page, store: Ledger) -> None:
    most = max(store.events(), key=lambda event: len(event.contradictions))
    (report,) = event_reports(store, [most.event_id])
    quotes = {quote.claim_id: quote.quote for quote in report.quotes}
    opened(page)
    expect(events(page).first).to_have_text(most.title)
    events(page).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(most.title)
    for number, dispute in enumerate(report.contradictions):
        shown = page.get_by_role("region", name=re.compile("Contradiction on")).nth(number)
        expect(shown.get_by_role("heading", name=dispute.about)).to_be_visible()
        for side in (dispute.one, dispute.other):
            expect(shown).to_contain_text(side.label)
            for claim in side.claims:
                expect(shown.get_by_text(quotes[claim], exact=True).first).to_be_visible()
    claim = report.contradictions[0].one.claims[0]
    page.get_by_role("region", name=re.compile("Contradiction on")).first.get_by_text(quotes[claim], exact=True).click()
    expect(page).to_have_url(re.compile(f"/documents/.*#claim-{claim}"))
    expect(page.locator(f'mark[data-claim~="{claim}"]').first).to_be_in_viewport()


def test_a_facet_filters_the_list_and_the_address_says_so(page: Page) -> None:
    opened(page)
    facet(page, "Kind").get_by_role("checkbox", name=re.compile("^Arrests")).check()
    expect(page).to_have_url(re.compile("kind=Arrests"))
    titles = [item["title"] for item in page.request.get("/api/events?kind=Arrests").json()["items"]]
    assert any(title.startswith("Arrests") for title in titles)
    expect(events(page)).to_have_text(titles)
    page.reload()
    expect(events(page)).to_have_text(titles)


def test_an_event_of_another_title_says_how_many_of_its_claims_match(page: Page) -> None:
    kind = "Shelling/artillery/missile attack"
    found = page.request.get("/api/events", params={"kind": kind}).json()["items"]
    other = next(item for item in found if item["kind"] != kind)
    whole = next(item for item in found if item["answering"] == item["claims"])
    opened(page, f"/?{urlencode({'kind': kind})}")

    def row(item: Mapping[str, Any]) -> Locator:
        return results(page).locator(f"[data-event='{item['event_id']}']")

    expect(row(other)).to_contain_text(re.compile(rf"{other['answering']} of {other['claims']} claims match"))
    expect(row(whole)).not_to_contain_text("match")


def test_back_and_forward_go_through_the_filters_that_were_chosen(page: Page) -> None:
    opened(page)
    everything = events(page).all_text_contents()
    filters(page).get_by_role("checkbox", name="Contested only").check()
    expect(page).to_have_url(re.compile("contested=1"))
    expect(events(page)).not_to_have_count(len(everything))
    contested = events(page).all_text_contents()
    assert 0 < len(contested) < len(everything)
    page.go_back()
    expect(page).not_to_have_url(re.compile("contested=1"))
    expect(events(page)).to_have_text(everything)
    expect(filters(page).get_by_role("checkbox", name="Contested only")).not_to_be_checked()
    page.go_forward()
    expect(events(page)).to_have_text(contested)
    expect(filters(page).get_by_role("checkbox", name="Contested only")).to_be_checked()


def test_what_is_chosen_is_named_and_taken_away_by_a_click(page: Page) -> None:
    opened(page, "/?kind=Arrests&contested=1")
    chip = filters(page).get_by_role("link", name=re.compile("Arrests"))
    chip.click()
    expect(page).not_to_have_url(re.compile("kind=Arrests"))
    expect(page).to_have_url(re.compile("contested=1"))


def test_words_are_found_and_lit_in_the_quotes(page: Page) -> None:
    opened(page)
    search = page.get_by_role("searchbox", name="Search quotes and articles")
    search.fill("torpedo")
    search.press("Enter")
    expect(page).to_have_url(re.compile("q=torpedo"))
    results(page).get_by_role("link", name=re.compile(r"^[\d,]+ claims?$")).click()
    expect(page).to_have_url(re.compile("view=claims"))
    lit = results(page).locator("mark")
    expect(lit.first).to_have_text(re.compile("^torpedo", re.IGNORECASE))


def test_words_that_nobody_wrote_give_a_sentence_not_an_empty_page(page: Page) -> None:
    opened(page, "/?q=zeppelinflotilla")
    expect(results(page)).to_contain_text("Nothing in this ledger answers")


def test_days_are_chosen_in_the_form(page: Page) -> None:
    opened(page)
    form = filters(page)
    form.get_by_label("From", exact=True).fill("1913-03-01")
    form.get_by_label("To", exact=True).fill("1913-03-31")
    expect(page).to_have_url(re.compile("from=1913-03-01.*to=1913-03-31|to=1913-03-31.*from=1913-03-01"))
    expect(events(page).first).to_contain_text("1913")
    assert all("March 1913" in title or "1913" in title for title in events(page).all_text_contents())


def test_a_brush_on_the_timeline_gives_days(page: Page) -> None:
    opened(page)
    timeline = page.get_by_role("region", name=re.compile("^Timeline of events by day from"))
    timeline.scroll_into_view_if_needed()
    box = timeline.bounding_box()
    assert box is not None
    middle = box["y"] + box["height"] * 0.4
    page.mouse.move(box["x"] + box["width"] * 0.3, middle)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.6, middle, steps=8)
    page.mouse.up()
    expect(page).to_have_url(re.compile("from=19"))
    chosen = asked(page)
    assert "1912-01-01" < chosen["from"][0] < chosen["to"][0] < "1913-12-31"
    expect(filters(page).get_by_label("From", exact=True)).to_have_value(chosen["from"][0])


def test_the_timeline_is_brushed_by_keyboard_too(wide: Page) -> None:
    opened(wide)
    timeline = wide.get_by_role("region", name=re.compile("^Timeline of events by day from"))
    timeline.focus()
    timeline.press("ArrowRight")
    expect(wide).to_have_url(re.compile("from=19"))
    wide.get_by_role("region", name=re.compile("^Timeline of events by day")).press("Escape")
    expect(wide).not_to_have_url(re.compile("from="))


def test_a_box_on_the_map_leaves_what_lies_in_it(page: Page) -> None:
    opened(page)
    whole = page.get_by_role("region", name="Map of events")
    whole.scroll_into_view_if_needed()
    expect(whole.get_by_role("list", name=re.compile("Places in view")).get_by_role("button").first).to_be_attached()
    whole.get_by_role("button", name="Draw a box").click()
    box = whole.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] * 0.35, box["y"] + box["height"] * 0.35)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.65, box["y"] + box["height"] * 0.65, steps=8)
    page.mouse.up()
    expect(page).to_have_url(re.compile("bbox="))
    west, south, east, north = map(float, asked(page)["bbox"][0].split(","))
    assert west < east and south < north
    whole.get_by_role("button", name="Take the box away").click()
    expect(page).not_to_have_url(re.compile("bbox="))


def test_a_place_of_the_map_is_chosen_by_keyboard(page: Page) -> None:
    opened(page)
    places = page.get_by_role("list", name=re.compile("Places in view")).get_by_role("button")
    alone = places.filter(has_not_text=" more, ").first
    expect(alone).to_be_attached()
    name = (alone.text_content() or "").partition(",")[0]
    alone.focus()
    alone.press("Enter")
    expect(page).to_have_url(re.compile("place="))
    expect(filters(page).get_by_role("link", name=re.compile(re.escape(name)))).to_be_visible()


def test_the_list_goes_on_on_further_pages(page: Page, store: Ledger) -> None:
    opened(page)
    seen = events(page).all_text_contents()
    more = results(page).get_by_role("link", name="More")
    while more.count():
        shown = events(page).first.text_content()
        more.click()
        expect(events(page).first).not_to_have_text(shown or "")
        seen += events(page).all_text_contents()
    assert len(seen) == store.count("events")


@pytest.mark.parametrize("order", ["oldest", "newest"])
def test_the_order_of_the_list_is_chosen(wide: Page, order: str) -> None:
    opened(wide, "/?from=1912-10-01&to=1913-08-31")
    results(wide).get_by_role("link", name=order, exact=True).click()
    expect(wide).to_have_url(re.compile(f"sort={order}"))
    expect(results(wide).get_by_role("link", name=order, exact=True)).to_have_attribute("aria-current", "true")
    expect(events(wide).first).to_contain_text("1912" if order == "oldest" else "1913")


def test_the_theme_is_kept_from_page_to_page(page: Page) -> None:
    opened(page)
    before = page.evaluate(PAPER)
    page.get_by_role("button", name=re.compile("Show in dark colours")).click()
    dark = page.evaluate(PAPER)
    assert dark != before
    page.goto("/actors")
    assert page.evaluate(PAPER) == dark


def test_no_page_is_wider_than_the_window(page: Page, addresses: dict[str, str]) -> None:
    for name, address in addresses.items():
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth + 1"), name


# Without script


def test_without_script_one_reads_and_filters_all_the_same(scriptless: Page, store: Ledger) -> None:
    scriptless.goto("/")
    most = max(store.events(), key=lambda event: len(event.contradictions))
    expect(events(scriptless).first).to_have_text(most.title)
    form = scriptless.get_by_role("form", name="Filters")
    form.get_by_role("checkbox", name="Contested only").check()
    form.get_by_role("button", name="Show", exact=True).click()
    expect(scriptless).to_have_url(re.compile("contested=1"))
    expect(events(scriptless)).to_have_count(sum(bool(event.contradictions) for event in store.events()))
    facet(scriptless, "Outlet").get_by_role("checkbox", name=re.compile("^Iskar Telegraph")).check()
    form.get_by_role("button", name="Show", exact=True).click()
    expect(scriptless).to_have_url(re.compile("outlet=Iskar"))
    events(scriptless).first.click()
    scriptless.get_by_role("region", name="Contradictions").locator("blockquote a").first.click()
    expect(scriptless).to_have_url(re.compile("/documents/"))
    expect(scriptless.get_by_role("complementary", name="What was read")).to_contain_text("On whose word")


def test_without_script_every_page_reads(scriptless: Page, addresses: dict[str, str]) -> None:
    for address in addresses.values():
        scriptless.goto(address)
        expect(scriptless.get_by_role("heading", level=1)).to_have_count(1)
        assert len(scriptless.get_by_role("main").inner_text()) > 40


def test_borders_of_regions_are_fetched_by_those_who_come_close_alone(page: Page) -> None:
    asked_for: list[str] = []
    page.on("request", lambda request: asked_for.append(urlsplit(request.url).path))
    opened(page, "/?q=zeppelinflotilla")
    page.wait_for_function("performance.getEntriesByName(new URL('/static/map/water-50m.json', location).href).length")
    assert "/static/map/regions.json" not in asked_for
    with page.expect_response("**/static/map/regions.json") as fetched:
        for _ in range(5):
            page.get_by_role("button", name="Zoom in").click()
    assert len(fetched.value.json()["objects"]["regions"]["geometries"]) > 150
