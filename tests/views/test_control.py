"""Who is claimed to hold which place: small ledgers of made-up claims, and what a monitor should be told of them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.ledger import Ledger
from sayso.records import Claim, Custody, Document, EventType, Participant, Place, Time
from sayso.views.control import Spell, at_place, between, spells, statements
from tests.test_commands import sayso

TOOK = EventType("COERCE", "seize", "Battles", "Government regains territory")
HOLDS = EventType("MOBILIZE", None, "Strategic developments", "Other")
LEFT = EventType("RETREAT", "withdraw", "Strategic developments", "Non-violent transfer of territory")
SIEGE = EventType("COERCE", "restrict", "Strategic developments", "Other")
LIFTED = EventType("RETREAT", "access", "Strategic developments", "Other")
SHELLED = EventType("ASSAULT", "heavy-weapons", "Explosions/Remote violence", "Shelling/artillery/missile attack")
SIDES = {"red-army": "red", "red-guard": "red", "blue-army": "blue"}


def claim(
    number: int, event: EventType, actor: str | None, day: str, place: str = "Lesna", **changes: str
) -> tuple[Claim, Document]:
    """Claim ``number`` of a document of its own, that the actor did this to the place on the day."""
    where = Place(place, 10, 15, f"test:{place}", place, "XX", None, 1.0, 2.0, 1)
    parts = (Participant("agent", actor, actor, 0, 8),) if actor else ()
    told = Claim(
        claim_id=f"c{number}",
        document_id=f"d{number}",
        quote="…",
        start=0,
        end=20,
        event=event,
        status=changes.get("status", "actual"),  # type: ignore[arg-type]
        polarity=changes.get("polarity", "asserted"),  # type: ignore[arg-type]
        stance="endorsed",
        attribution=(),
        participants=(*parts, Participant("target", place, None, 10, 15)),
        places=(where,),
        time=Time(day, day, day, 1),
        quantities=(),
        evidence=None,
        confidence=1.0,
    )
    custody = Custody("0" * 64, None, "text/plain", "memory")
    outlet, copied = changes.get("outlet", "Gazette"), changes.get("copy_of")
    return told, Document(f"d{number}", None, outlet, None, None, day, None, "en", None, "…", copied, custody)


def found(*told: tuple[Claim, Document]) -> list[Spell]:
    documents = {document.document_id: document for _, document in told}
    return spells(
        statements(
            [one for one, _ in told],
            documents,
            lambda actor, _day: SIDES.get(actor),
            lambda actor: actor.replace("-", " "),
            lambda _claim, document: (None, document.outlet or ""),
        )
    )


def test_taking_ends_the_holding_of_others() -> None:
    red, blue = found(claim(1, TOOK, "red-army", "1921-05-01"), claim(2, TOOK, "blue-army", "1921-05-09"))
    assert (red.side, red.since, red.until, red.ended_by, red.contested) == (
        "red",
        "1921-05-01",
        "1921-05-09",
        ("c2",),
        False,
    )
    assert (blue.side, blue.since, blue.until, blue.contested) == ("blue", "1921-05-09", None, False)


def test_actors_of_one_side_hold_it_together() -> None:
    (spell,) = found(claim(1, TOOK, "red-army", "1921-05-01"), claim(2, HOLDS, "red-guard", "1921-05-09"))
    assert (spell.since, spell.last_told, spell.claims) == ("1921-05-01", "1921-05-09", ("c1", "c2"))


def test_two_who_hold_it_at_once_contest_it() -> None:
    red, blue = found(claim(1, TOOK, "red-army", "1921-05-01"), claim(2, HOLDS, "blue-army", "1921-05-03"))
    assert (red.contested_by, blue.contested_by) == (("c2",), ("c1",))
    assert red.until is None


def test_a_denial_contests_and_takes_nothing() -> None:
    (spell,) = found(
        claim(1, TOOK, "red-army", "1921-05-01"), claim(2, TOOK, "red-army", "1921-05-02", polarity="denied")
    )
    assert (spell.contested_by, spell.claims) == (("c2",), ("c1",))
    assert found(claim(3, TOOK, "red-army", "1921-05-02", polarity="denied")) == []


def test_a_denial_long_after_contests_nothing() -> None:
    (spell,) = found(
        claim(1, TOOK, "red-army", "1921-05-01"), claim(2, TOOK, "red-army", "1921-07-02", polarity="denied")
    )
    assert not spell.contested


@pytest.mark.parametrize("status", ["planned", "threatened", "possible", "hypothetical"])
def test_what_has_not_happened_gives_nobody_a_place(status: str) -> None:
    assert found(claim(1, TOOK, "red-army", "1921-05-01", status=status)) == []


def test_violence_alone_tells_nothing_of_control() -> None:
    assert found(claim(1, SHELLED, "red-army", "1921-05-01")) == []


def test_who_leaves_holds_it_no_more_and_nobody_else_is_inferred() -> None:
    (spell,) = found(claim(1, HOLDS, "red-army", "1921-05-01"), claim(2, LEFT, "red-army", "1921-05-04"))
    assert (spell.until, spell.ended_by) == ("1921-05-04", ("c2",))


def test_several_besiege_a_town_that_another_holds() -> None:
    told = found(
        claim(1, HOLDS, "blue-army", "1921-05-01"),
        claim(2, SIEGE, "red-army", "1921-05-02"),
        claim(3, LIFTED, "blue-army", "1921-05-20"),
    )
    assert [(spell.relation, spell.side, spell.until) for spell in told] == [
        ("holds", "blue", None),
        ("besieges", "red", "1921-05-20"),
    ]
    assert not any(spell.contested for spell in told)


def test_a_copy_tells_nothing_of_its_own() -> None:
    (spell,) = found(
        claim(1, TOOK, "red-army", "1921-05-01"), claim(2, TOOK, "red-army", "1921-05-05", copy_of="d1", outlet="Echo")
    )
    assert (spell.claims, spell.voices, spell.last_told) == (("c1",), ("Gazette",), "1921-05-01")


def test_places_and_days_are_chosen() -> None:
    told = found(
        claim(1, TOOK, "red-army", "1921-05-01"),
        claim(2, TOOK, "blue-army", "1921-05-09"),
        claim(3, HOLDS, "red-army", "1921-05-05", place="Drama"),
    )
    assert [spell.place for spell in at_place(told, "drama")] == ["Drama"]
    assert [spell.side for spell in between(at_place(told, "Lesna"), "1921-05-08", "1921-05-08")] == ["red"]
    assert [spell.side for spell in between(at_place(told, "Lesna"), "1921-05-09", "1921-05-09")] == ["blue"]


ACTS = st.tuples(
    st.sampled_from([TOOK, HOLDS, LEFT, SIEGE, LIFTED]),
    st.sampled_from(["red-army", "red-guard", "blue-army", None]),
    st.integers(1, 28).map(lambda day: f"1921-05-{day:02d}"),
    st.sampled_from(["asserted", "denied"]),
)


@given(st.lists(ACTS, max_size=12), st.randoms(use_true_random=False))
def test_the_order_of_the_claims_changes_nothing_and_spells_are_whole(acts, random) -> None:  # type: ignore[no-untyped-def]
    told = [claim(i, event, actor, day, polarity=how) for i, (event, actor, day, how) in enumerate(acts)]
    shuffled = random.sample(told, len(told))
    assert found(*told) == found(*shuffled)
    for spell in found(*told):
        assert spell.since <= spell.last_told
        assert spell.until is None or spell.last_told <= spell.until
        assert spell.claims and spell.contested == bool(spell.contested_by)


def test_the_map_opens_with_times_and_leads_to_claims(ledger: Path, tmp_path: Path) -> None:
    path = tmp_path / "control.geojson"
    done = sayso("control", ledger, "--map", path, "--picture", tmp_path / "control.svg")
    assert done.returncode == 0, done.stderr
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    with Ledger(ledger, read_only=True) as store:
        claims = {one.claim_id for one in store.claims()}
    assert features
    for feature in features:
        told = feature["properties"]
        assert told["start"][:10] == told["since"] and told["start"] < told["end"]
        assert set(told["claims"]) <= claims
    assert "<title>Who is claimed to hold which place</title>" in (tmp_path / "control.svg").read_text(encoding="utf-8")


def test_what_is_no_place_of_the_ledger_and_no_day_is_said_in_one_line(ledger: Path) -> None:
    unknown = sayso("control", ledger, "--place", "Nowhere")
    assert unknown.returncode == 1 and unknown.stderr.count("\n") == 1 and "Nowhere" in unknown.stderr
    assert sayso("control", ledger, "--on", "yesterday").returncode == 2
