"""A reviewer at work: by keyboard, with nothing overwritten, nothing lost, and everything still there after a rebuild."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from benchmarks.serving import Served, served
from sayso.building import build
from sayso.ledger import Ledger
from sayso.records import Claim, Event
from tests.desk.asking import ask, get
from tests.desk.conftest import WIDTHS
from tests.desk.here import served_here
from tests.desk.watching import Watched, watched
from tests.golden import EXAMPLE, SETTINGS

JSON = {"content-type": "application/json"}
NO_TYPE = {"plover": "PRAISE", "mode": None, "acled": "Parades", "acled_sub": None}
"""An event of no type that the codebook has."""
SELECT = """([text, start, end]) => {
  const walker = document.createTreeWalker(document.querySelector('#text'), NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  let at = 0, begun = false;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const length = node.nodeValue.length;
    if (!begun && at + length > start) { range.setStart(node, start - at); begun = true; }
    if (begun && at + length >= end) { range.setEnd(node, end - at); break; }
    at += length;
  }
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""
"""Selects what stands between two UTF-16 offsets of the article, as a mouse would."""


@pytest.fixture
def log(own_ledger: Path) -> Path:
    """Where the decisions are kept."""
    return own_ledger.with_suffix(".reviews.jsonl")


def decisions(log: Path) -> list[dict[str, Any]]:
    if not log.exists():
        return []
    return [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]


def kinds(desk: Served) -> list[str]:
    return [decision["kind"] for decision in get(desk, "/api/decisions")]


def decided(page: Page, desk: Served, expected: Sequence[str]) -> None:
    """Waits until these kinds of decisions are kept."""
    for _ in range(100):
        if kinds(desk) == list(expected):
            return
        page.wait_for_timeout(100)
    assert kinds(desk) == list(expected)


def introduced(page: Page, name: str = "Ana") -> None:
    """Says who one is, which is asked for once."""
    dialog = page.get_by_role("dialog", name="Reviewer")
    dialog.get_by_role("textbox").fill(name)
    dialog.get_by_role("button", name="Keep").click()


def queue(page: Page) -> Locator:
    return page.get_by_role("region", name="Claims to review").get_by_role("article")


def current(page: Page) -> str:
    return page.locator(".card[aria-current=true]").get_attribute("data-claim") or ""


def post(desk: Served, **proposal: Any) -> Any:
    answer = ask(desk, "/api/decisions", "POST", JSON, json.dumps(proposal).encode())
    assert answer.status == 200, answer.text
    return answer.json


def told_once(store: Ledger) -> Claim:
    """A claim of an event of several claims."""
    event = max(store.events(), key=lambda event: (len(event.claims), event.event_id))
    return store.claim(event.claims[0])


def test_claims_are_accepted_and_rejected_one_key_each(reviewer: Watched, own_desk: Served, log: Path) -> None:
    page = reviewer.page
    page.goto("/review")
    first, second, third = (queue(page).nth(n).get_attribute("data-claim") for n in range(3))
    page.keyboard.press("a")
    introduced(page)
    expect(page.locator(".card[aria-current=true]")).to_have_attribute("data-claim", second or "")
    page.keyboard.press("r")
    page.keyboard.press("a")
    decided(page, own_desk, ["accept", "reject", "accept"])
    kept = decisions(log)
    assert [one["about"][0]["claim_id"] for one in kept] == [first, second, third]
    assert {one["reviewer"] for one in kept} == {"Ana"}
    assert ask(own_desk, f"/api/claims/{second}").status == 404
    assert get(own_desk, f"/api/claims/{first}")["claim_id"] == first
    unreviewed = get(own_desk, "/api/claims", unreviewed="1")["total"]
    assert unreviewed == get(own_desk, "/api/claims")["total"] - 2


def test_twenty_claims_take_less_than_twenty_seconds(reviewer: Watched, own_desk: Served) -> None:
    page = reviewer.page
    page.goto("/review")
    page.keyboard.press("a")
    introduced(page)
    for _ in range(19):
        page.keyboard.press("a")
        page.wait_for_timeout(300)
    decided(page, own_desk, ["accept"] * 20)


def test_a_decision_is_taken_back_and_both_stay_in_the_log(reviewer: Watched, own_desk: Served, log: Path) -> None:
    page = reviewer.page
    page.goto("/review")
    claim = current(page) or queue(page).first.get_attribute("data-claim")
    before = get(own_desk, f"/api/claims/{claim}")
    page.keyboard.press("r")
    introduced(page)
    decided(page, own_desk, ["reject"])
    assert ask(own_desk, f"/api/claims/{claim}").status == 404
    page.keyboard.press("u")
    decided(page, own_desk, ["reject", "undo"])
    assert get(own_desk, f"/api/claims/{claim}") == before
    first, second = decisions(log)
    assert second["undoes"] == first["decision_id"]


def test_a_field_is_corrected_in_a_form(reviewer: Watched, own_desk: Served, store: Ledger) -> None:
    page, claim = reviewer.page, told_once(store)
    page.goto(f"/documents/{claim.document_id}#claim-{claim.claim_id}")
    expect(page.locator(".card[aria-current=true]")).to_have_id(f"record-{claim.claim_id}")
    page.keyboard.press("c")
    introduced(page)
    form = page.get_by_role("form", name="Correct the claim")
    form.get_by_role("combobox", name="status").select_option("possible")
    form.get_by_label("Why").fill("The ministry only fears it.")
    form.get_by_role("button", name="Save").click()
    decided(page, own_desk, ["correct"])
    (decision,) = get(own_desk, "/api/decisions")
    assert (decision["field"], decision["before"], decision["after"]) == ("status", "actual", "possible")
    assert decision["why"] == "The ministry only fears it."
    assert get(own_desk, f"/api/claims/{claim.claim_id}")["status"] == "possible"
    page.reload()
    expect(page.locator(f"#record-{claim.claim_id}")).to_contain_text("possible")


def test_the_words_of_a_claim_are_corrected_by_selecting_others(
    reviewer: Watched, own_desk: Served, store: Ledger
) -> None:
    page, claim = reviewer.page, told_once(store)
    text = store.document(claim.document_id).text
    shorter = text[claim.start : claim.end].rsplit(" ", 1)[0].rstrip(" ,")
    page.goto(f"/documents/{claim.document_id}#claim-{claim.claim_id}")
    page.keyboard.press("c")
    introduced(page)
    expect(page.get_by_role("form", name="Correct the claim")).to_be_visible()
    _select(page, text, claim.start, claim.start + len(shorter))
    page.get_by_role("toolbar", name="Selected words").get_by_role("button", name="the claim's words").click()
    page.get_by_role("form", name="Correct the claim").get_by_role("button", name="Save").click()
    decided(page, own_desk, ["correct"])
    found = get(own_desk, f"/api/claims/{claim.claim_id}")
    assert (found["quote"], found["start"], found["end"]) == (shorter, claim.start, claim.start + len(shorter))


def test_a_missed_claim_is_added_by_selecting_its_words(reviewer: Watched, own_desk: Served, store: Ledger) -> None:
    page = reviewer.page
    documents = [document for document in store.documents() if store.claims(document.document_id)]
    document = max(documents, key=lambda one: (len(one.text.encode()) - len(one.text), one.document_id))
    last = document.text.rstrip().rpartition("\n")[2]
    start = document.text.index(last)
    words = last[: last.index(" ", 20)]
    page.goto(f"/documents/{document.document_id}")
    _select(page, document.text, start, start + len(words))
    page.get_by_role("toolbar", name="Selected words").get_by_role("button", name="Add a missed claim").click()
    form = page.get_by_role("form", name="Add a claim")
    form.get_by_role("combobox", name="polarity").select_option("asserted")
    form.get_by_role("button", name="Save").click()
    introduced(page)
    decided(page, own_desk, ["add"])
    added = [one for one in _claims(own_desk, document.document_id) if one["quote"] == words and one["start"] == start]
    assert added and added[0]["end"] == start + len(words)
    expect(page.locator(f"#record-{added[0]['claim_id']}")).to_contain_text(words)


def test_a_note_is_left_and_shown(reviewer: Watched, own_desk: Served) -> None:
    page = reviewer.page
    page.goto("/review")
    page.keyboard.press("j")
    page.keyboard.press("n")
    introduced(page)
    note = page.get_by_role("textbox", name="Note")
    note.fill("Ask <b>the archive</b> & the museum.")
    note.press("Enter")
    decided(page, own_desk, ["note"])
    page.reload()
    log = page.get_by_role("region", name="Decisions, the latest first")
    expect(log).to_contain_text("Ask <b>the archive</b> & the museum.")


def test_events_are_merged(reviewer: Watched, own_desk: Served, store: Ledger) -> None:
    page = reviewer.page
    event, other = _neighbours(page, store)
    page.get_by_role("combobox", name="Merge with event").select_option(other["event_id"])
    page.get_by_role("button", name="Merge").click()
    introduced(page)
    decided(page, own_desk, ["merge"])
    page.wait_for_url(f"**/events/{_event_of(own_desk, event.claims[0])}")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    (merged,) = {get(own_desk, "/api/claims", page=1) and _event_of(own_desk, number) for number in event.claims}
    assert {_event_of(own_desk, number) for number in other["claims"]} == {merged}


def test_claims_are_taken_out_of_an_event(reviewer: Watched, own_desk: Served, store: Ledger) -> None:
    page = reviewer.page
    event = max(store.events(), key=lambda event: (len(event.claims), event.event_id))
    page.goto(f"/events/{event.event_id}")
    group = page.get_by_role("region", name="Put together or take apart")
    boxes = group.get_by_role("checkbox")
    chosen = boxes.last.get_attribute("value") or ""
    boxes.last.check()
    group.get_by_role("button", name="Make the chosen claims an event of their own").click()
    introduced(page)
    decided(page, own_desk, ["split"])
    apart = {_event_of(own_desk, number) for number in event.claims if number != chosen}
    assert len(apart) == 1
    assert _event_of(own_desk, chosen) not in apart


def test_an_actor_is_set_for_all_mentions(reviewer: Watched, own_desk: Served, store: Ledger) -> None:
    page = reviewer.page
    claim, mention = _twice_named(store)
    page.goto(f"/documents/{claim.document_id}#claim-{claim.claim_id}")
    expect(page.locator(".card[aria-current=true]")).to_have_id(f"record-{claim.claim_id}")
    page.keyboard.press("c")
    introduced(page)
    who = page.get_by_role("form", name="Correct the claim").get_by_role("group", name="Who", exact=True)
    row = who.locator(".row").filter(has_text=mention).first
    row.get_by_role("textbox", name="actor").or_(row.get_by_role("combobox", name="actor", exact=True)).first.fill(
        "greek-navy"
    )
    row.get_by_role("combobox", name="actor so meant").select_option(label="all of the ledger")
    page.get_by_role("form", name="Correct the claim").get_by_role("button", name="Save").click()
    for _ in range(100):
        if "set_actor" in kinds(own_desk):
            break
        page.wait_for_timeout(100)
    assert "set_actor" in kinds(own_desk)
    for one in store.claims():
        for number, part in enumerate(one.participants):
            if part.mention == mention:
                found = get(own_desk, f"/api/claims/{one.claim_id}")["participants"][number]
                assert found["actor_id"] == "greek-navy"


def test_what_the_desk_refuses_is_said_at_the_claim(reviewer: Watched, own_desk: Served) -> None:
    page = reviewer.page
    page.goto("/review")
    claim = queue(page).first.get_attribute("data-claim") or ""
    post(own_desk, reviewer="Boro", kind="reject", claims=[claim])
    page.keyboard.press("a")
    introduced(page)
    expect(page.get_by_role("alert")).to_contain_text("Not kept")
    assert kinds(own_desk) == ["reject"]
    reviewer.faults[:] = [fault for fault in reviewer.faults if "api/decisions" not in fault]


# Two at once


def test_two_reviewers_at_once_lose_nothing(browser: Browser, own_desk: Served, own_ledger: Path, log: Path) -> None:
    """One reads in a desk of the same ledger that is another process; both decide on the same claims."""
    with (
        served(own_ledger) as second_desk,
        watched(browser, own_desk.address, WIDTHS["desktop"]) as ana,
        watched(browser, second_desk.address, WIDTHS["desktop"]) as boro,
    ):
        for one in (ana, boro):
            one.page.goto("/review")
        ana.page.keyboard.press("a")
        introduced(ana.page, "Ana")
        boro.page.keyboard.press("a")
        introduced(boro.page, "Boro")
        for _ in range(5):
            ana.page.keyboard.press("a")
            boro.page.keyboard.press("a")
        for desk, page in ((own_desk, ana.page), (second_desk, boro.page)):
            decided(page, desk, ["accept"] * 12)
    kept = decisions(log)
    assert [one["reviewer"] for one in kept].count("Ana") == [one["reviewer"] for one in kept].count("Boro") == 6
    assert len({one["decision_id"] for one in kept}) == 12


def test_disagreements_are_listed_with_kappa(reviewer: Watched, own_desk: Served, store: Ledger) -> None:
    first, second, third = (claim.claim_id for claim in store.claims()[:3])
    for claim in (first, second):
        post(own_desk, reviewer="Ana", kind="accept", claims=[claim])
        post(own_desk, reviewer="Boro", kind="accept", claims=[claim])
    post(own_desk, reviewer="Ana", kind="accept", claims=[third])
    post(own_desk, reviewer="Boro", kind="reject", claims=[third])
    reviewer.page.goto("/review")
    agreement = reviewer.page.get_by_role("region", name="Agreement")
    expect(agreement.get_by_role("row").filter(has_text="Ana").first).to_contain_text("Boro")
    expect(agreement).to_contain_text("kappa")


# Afterwards


def test_decisions_survive_a_rebuild(own_ledger: Path, ledger: Path, log: Path, store: Ledger) -> None:
    rejected, corrected = store.claims()[0], store.claims()[-1]
    stance = "distanced" if corrected.stance != "distanced" else "neutral"
    with served_here(own_ledger) as desk:
        post(desk, reviewer="Ana", kind="reject", claims=[rejected.claim_id])
        about = {"claims": [corrected.claim_id], "document_id": corrected.document_id}
        post(desk, reviewer="Ana", kind="correct", field="stance", after=stance, **about)
    own_ledger.unlink()
    shutil.copy(ledger, own_ledger)
    build([str(EXAMPLE)], own_ledger, SETTINGS, jobs=1)
    with served_here(own_ledger) as desk:
        assert ask(desk, f"/api/claims/{rejected.claim_id}").status == 404
        assert get(desk, f"/api/claims/{corrected.claim_id}")["stance"] == stance
        assert kinds(desk) == ["reject", "correct"]
    assert len(decisions(log)) == 2


def test_the_decisions_are_exported_as_lines_and_as_annotations(own_desk: Served, store: Ledger) -> None:
    claim = store.claims()[0]
    post(own_desk, reviewer="Ana", kind="accept", claims=[claim.claim_id])
    (line,) = ask(own_desk, "/review/export?format=jsonl").text.splitlines()
    assert json.loads(line)["about"][0]["claim_id"] == claim.claim_id
    found = ask(own_desk, "/review/export?format=annotations").json
    assert "http://www.w3.org/ns/anno.jsonld" in str(found["@context"])
    selectors = str(found)
    assert "TextQuoteSelector" in selectors and "TextPositionSelector" in selectors
    assert claim.quote in selectors


def test_without_script_a_claim_is_still_judged(browser: Browser, own_desk: Served) -> None:
    with watched(browser, own_desk.address, WIDTHS["desktop"], script=False) as opened:
        opened.page.goto("/review")
        first = queue(opened.page).first
        first.get_by_role("textbox", name="Reviewer").fill("Ana")
        first.get_by_role("button", name="Accept").click()
        expect(opened.page).to_have_url(re.compile("/review"))
    assert kinds(own_desk) == ["accept"]


@pytest.mark.parametrize(
    "proposal",
    [
        {"reviewer": "", "kind": "accept"},
        {"reviewer": "Ana", "kind": "praise"},
        {"reviewer": "Ana", "kind": "accept", "claims": ["none"]},
        {"reviewer": "Ana", "kind": "correct", "field": "status", "after": "certain"},
        {
            "reviewer": "Ana",
            "kind": "correct",
            "field": "quote",
            "after": {"quote": "never written", "start": 0, "end": 13},
        },
        {"reviewer": "Ana", "kind": "undo", "undoes": "none"},
        {"reviewer": "Ana", "kind": "add", "after": {}},
        {"reviewer": "Ana", "kind": "correct", "field": "event", "after": NO_TYPE},
    ],
)
def test_what_is_no_decision_is_refused_in_one_sentence(tried: Served, store: Ledger, proposal: dict[str, Any]) -> None:
    claim = store.claims()[0]
    whole = {"claims": [claim.claim_id], "document_id": claim.document_id} | proposal
    answer = ask(tried, "/api/decisions", "POST", JSON, json.dumps(whole).encode())
    assert 400 <= answer.status < 500
    assert isinstance(answer.json["detail"], str) and "\n" not in answer.json["detail"]
    assert get(tried, f"/api/claims/{claim.claim_id}")["claim_id"] == claim.claim_id


def _select(page: Page, text: str, start: int, end: int) -> None:
    """Selects the words between two code points of the article."""
    units = [len(text[:offset].encode("utf-16-le")) // 2 for offset in (start, end)]
    page.evaluate(SELECT, [text, *units])


def _claims(desk: Served, document_id: str) -> list[dict[str, Any]]:
    first = get(desk, "/api/claims")
    pages = [get(desk, "/api/claims", page=page) for page in range(1, first["pages"] + 1)]
    claims = [item["claim"] for page in pages for item in page["items"]]
    return [claim for claim in claims if claim["document_id"] == document_id]


def _event_of(desk: Served, claim_id: str) -> str | None:
    first = get(desk, "/api/claims")
    for page in range(1, first["pages"] + 1):
        for item in get(desk, "/api/claims", page=page)["items"]:
            if item["claim"]["claim_id"] == claim_id:
                event: str | None = item["event_id"]
                return event
    return None


def _neighbours(page: Page, store: Ledger) -> tuple[Event, dict[str, Any]]:
    """Opens an event that has another one near it, and gives both."""
    for event in sorted(store.events(), key=lambda event: (-len(event.claims), event.event_id)):
        page.goto(f"/events/{event.event_id}")
        others = page.get_by_role("combobox", name="Merge with event").get_by_role("option")
        if others.count() > 1:
            number = others.nth(1).get_attribute("value") or ""
            return event, {"event_id": number, "claims": store.event(number).claims}
    raise AssertionError("no event of the example has a neighbour")


def _twice_named(store: Ledger) -> tuple[Claim, str]:
    """A claim with a participant whose words claims of several documents have."""
    homes: dict[str, set[str]] = {}
    for claim in store.claims():
        for part in claim.participants:
            homes.setdefault(part.mention, set()).add(claim.document_id)
    mention = next(words for words in sorted(homes) if len(homes[words]) > 1)
    claim = next(one for one in store.claims() if any(part.mention == mention for part in one.participants))
    return claim, mention
