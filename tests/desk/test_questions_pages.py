"""Control, framing, sources, export, citation: plots and files of what is claimed, each leading to its words."""

from __future__ import annotations

import csv
import io
import json
import re

import pyarrow.parquet
import pytest
from playwright.sync_api import Page, expect

from benchmarks.serving import Served
from sayso.ledger import Ledger
from sayso.records import to_dict
from tests.desk.asking import ask, get
from tests.desk.test_api import everything

FILTER = {"outlet": "Iskar Telegraph", "status": "actual"}
QUERY = "outlet=Iskar+Telegraph&status=actual"


def test_the_day_of_control_is_moved_by_the_slider(page: Page, desk: Served) -> None:
    days = get(desk, "/api/control/days")
    page.goto("/control")
    slider = page.get_by_role("slider", name="Day")
    slider.focus()
    slider.press("Home")
    expect(page.get_by_label("On", exact=True)).to_have_value(days[0])
    expect(page).to_have_url(re.compile(f"on={days[0]}"))
    first = page.get_by_role("table").inner_text()
    slider.press("End")
    expect(page).to_have_url(re.compile(f"on={days[-1]}"))
    expect(page.get_by_role("table")).not_to_have_text(first)


def test_control_is_played_and_stopped(wide: Page, desk: Served) -> None:
    days = get(desk, "/api/control/days")
    wide.goto("/control")
    wide.get_by_role("slider", name="Day").press("Home")
    wide.get_by_role("button", name="Play").click()
    expect(wide.get_by_label("On", exact=True)).not_to_have_value(days[0])
    wide.get_by_role("button", name="Pause").click()
    expect(wide.get_by_role("button", name="Play")).to_be_visible()


def test_who_holds_a_place_opens_to_the_claims_that_say_so(page: Page) -> None:
    page.goto("/control")
    page.get_by_role("table").get_by_role("link", name=re.compile("claim")).first.click()
    expect(page.get_by_role("heading", level=3).first).to_be_visible()
    page.get_by_role("main").locator("blockquote a").first.click()
    expect(page).to_have_url(re.compile("/documents/.*#claim-"))


def test_the_legend_of_the_map_counts_who_is_claimed_to_hold_how_many(wide: Page) -> None:
    wide.goto("/control")
    legend = wide.get_by_role("list", name="Who is claimed to hold how many places")
    expect(legend.get_by_role("listitem").first).to_contain_text(re.compile(r"\d"))
    expect(legend).to_contain_text("Contested")


def test_the_legend_of_framing_begins_with_capitals_as_others_do(desk: Served) -> None:
    keys = re.findall(r'class="key [^"]*">([^<]+)<', ask(desk, "/framing?actor=side:bulgaria").text)
    assert {"Other words", "Bulgarian general staff"} <= set(keys)
    assert all(key[0].isupper() or key.startswith("…") for key in keys)


def test_the_words_of_framing_open_to_where_they_stand(page: Page) -> None:
    page.goto("/framing")
    page.get_by_role("combobox", name="Actor or side").select_option("side:ottoman-empire")
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page).to_have_url(re.compile("actor=side"))
    bar = page.get_by_role("figure").first.get_by_role("link").nth(1)
    bar.click()
    expect(page.locator("#uses mark").first).to_be_visible()
    page.locator("#uses blockquote a").first.click()
    expect(page).to_have_url(re.compile("/documents/"))


def test_an_edge_of_who_cites_whom_opens_to_its_quotes(page: Page) -> None:
    page.goto("/sources")
    edge = page.get_by_role("figure").first.locator("a[href*='citing=']").first
    address = edge.get_attribute("href")
    assert address is not None
    page.goto(address)
    expect(page.get_by_role("heading", level=2, name=re.compile(" cites "))).to_be_visible()
    expect(page.locator("#claims blockquote").first).to_be_visible()


def test_the_counts_of_sources_open_to_their_claims(page: Page) -> None:
    page.goto("/sources")
    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name="Iskar Telegraph")).first
    count = row.get_by_role("link", name=re.compile(r"^[\d,]+$"))
    number = count.text_content()
    count.click()
    expect(page.get_by_role("link", name=f"{number} claims")).to_be_visible()


# Export


@pytest.mark.parametrize("records", ["events", "claims"])
def test_json_lines_hold_what_is_filtered_whole(desk: Served, store: Ledger, records: str) -> None:
    answer = ask(desk, f"/export?format=jsonl&records={records}&{QUERY}")
    rows = [json.loads(line) for line in answer.text.splitlines()]
    assert "attachment" in answer.headers["content-disposition"]
    assert {row[f"{records[:-1]}_id"] for row in rows} == _expected(desk, records)
    one = store.event(rows[0]["event_id"]) if records == "events" else store.claim(rows[0]["claim_id"])
    assert rows[0] == to_dict(one)


@pytest.mark.parametrize("records", ["events", "claims"])
def test_csv_holds_what_is_filtered(desk: Served, records: str) -> None:
    answer = ask(desk, f"/export?format=csv&records={records}&{QUERY}")
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert {row[f"{records[:-1]}_id"] for row in rows} == _expected(desk, records)
    assert not [value for row in rows for value in row.values() if value and value[0] in "=@\t\r"]


@pytest.mark.parametrize("records", ["events", "claims"])
def test_parquet_holds_what_is_filtered(desk: Served, records: str) -> None:
    answer = ask(desk, f"/export?format=parquet&records={records}&{QUERY}")
    table = pyarrow.parquet.read_table(io.BytesIO(answer.body))
    assert set(table.column(f"{records[:-1]}_id").to_pylist()) == _expected(desk, records)


@pytest.mark.parametrize("records", ["events", "claims"])
def test_geojson_holds_what_is_filtered_and_has_a_place(desk: Served, records: str) -> None:
    found = ask(desk, f"/export?format=geojson&records={records}&{QUERY}").json
    assert found["type"] == "FeatureCollection"
    ids = {feature["id"] for feature in found["features"]}
    assert ids and ids <= _expected(desk, records)
    for feature in found["features"]:
        assert feature["geometry"] is None or feature["geometry"]["type"] in ("Point", "MultiPoint")


def _expected(desk: Served, records: str) -> set[str]:
    items = everything(desk, f"/api/{records}", **FILTER)
    return {item["event_id"] if records == "events" else item["claim"]["claim_id"] for item in items}


@pytest.mark.parametrize("format_", ["csv", "jsonl", "geojson", "parquet"])
@pytest.mark.parametrize("records", ["events", "claims"])
def test_nothing_is_exported_as_a_file_that_can_be_read(desk: Served, format_: str, records: str) -> None:
    answer = ask(desk, f"/export?format={format_}&records={records}&q=zeppelinflotilla")
    assert answer.status == 200
    if format_ == "parquet":
        assert pyarrow.parquet.read_table(io.BytesIO(answer.body)).num_rows == 0
    if format_ == "geojson":
        assert answer.json["features"] == []


def test_what_is_filtered_is_exported_by_a_click(wide: Page, desk: Served) -> None:
    wide.goto(f"/?{QUERY}")
    with wide.expect_download() as told:
        wide.get_by_role("navigation", name="Export what is filtered").get_by_role("link", name="jsonl").click()
    rows = told.value.path().read_text(encoding="utf-8").splitlines()
    assert {json.loads(row)["event_id"] for row in rows} == _expected(desk, "events")


# Citation


def test_the_citation_has_every_quote_with_the_hash_of_its_bytes(page: Page, store: Ledger) -> None:
    event = max(store.events(), key=lambda event: len(event.contradictions))
    page.goto(f"/events/{event.event_id}")
    page.get_by_role("link", name="Cite or print").click()
    for claim in store.claims_by_id(event.claims).values():
        quoted = page.get_by_role("listitem").filter(has_text=f"Claim {claim.claim_id}")
        expect(quoted).to_contain_text(claim.quote)
        expect(quoted).to_contain_text(store.document(claim.document_id).custody.sha256)
    expect(page.get_by_role("main")).to_contain_text(event.event_id)


def test_the_citation_prints_without_the_pages_around_it(wide: Page, store: Ledger) -> None:
    event = max(store.events(), key=lambda event: len(event.contradictions))
    wide.goto(f"/cite/{event.event_id}")
    wide.emulate_media(media="print")
    expect(wide.get_by_role("navigation", name="Pages")).to_be_hidden()
    expect(wide.get_by_role("heading", level=1)).to_be_visible()
    assert wide.pdf().startswith(b"%PDF")
