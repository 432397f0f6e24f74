"""What decisions make of claims and events: by single examples, and by invariants of any decisions in any portions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from sayso.records import Claim, Event, Participant, to_dict
from sayso.reviews.applying import Change, Reviewed, further, reviewed
from sayso.reviews.deciding import decide, undo
from sayso.reviews.records import Decision
from tests.events.factory import PLACES
from tests.reviews.corpus import MAKING, SMALL, War, article, made_at, war


def left(war: War, decisions: Sequence[Decision]) -> tuple[dict[str, Claim], dict[str, Event], Reviewed]:
    """The claims and events that stand after these decisions, by id, each made in the second of its place."""
    state = reviewed(war, MAKING, [made_at(one, second) for second, one in enumerate(decisions)])
    return *standing(war, state), state


def standing(war: War, state: Reviewed) -> tuple[dict[str, Claim], dict[str, Event]]:
    claims: dict[str, Claim | None] = {claim.claim_id: claim for claim in war.claims}
    events: dict[str, Event | None] = {event.event_id: event for event in war.stored}
    claims.update(state.claims)
    events.update(state.events)
    return (
        {number: claim for number, claim in claims.items() if claim is not None},
        {number: event for number, event in events.items() if event is not None},
    )


def together(events: dict[str, Event]) -> list[str]:
    """The claims of each event, as one word an event."""
    return sorted(" ".join(sorted(event.claims)) for event in events.values())


def correct(
    number: str, field: str, after: Any, before: Any = None, reviewer: str = "Ann", in_: War = SMALL
) -> Decision:
    claim = in_.claim(number)
    return decide(reviewer, "correct", [claim], in_.document(claim.document_id), field, before, after)


def reject(number: str, reviewer: str = "Ann") -> Decision:
    return decide(reviewer, "reject", [SMALL.claim(number)])


def accept(number: str, reviewer: str = "Ann") -> Decision:
    return decide(reviewer, "accept", [SMALL.claim(number)])


def merge(*numbers: str) -> Decision:
    return decide("Ann", "merge", [SMALL.claim(number) for number in numbers])


def split(*numbers: str) -> Decision:
    return decide("Ann", "split", [SMALL.claim(number) for number in numbers])


def add(like: str, start: int, end: int, into: str | None = None, **fields: Any) -> Decision:
    """A claim as ``like`` that nobody read, in these words of its document."""
    claim = SMALL.claim(like)
    document = SMALL.document(claim.document_id)
    known = {"quote": document.text[start:end], "start": start, "end": end, "attribution": [], "participants": []}
    joined = [SMALL.claim(into)] if into is not None else []
    return decide(
        "Ann", "add", joined, document, after=to_dict(claim) | known | {"places": [], "quantities": []} | fields
    )


ALL = ["a1 a2 b1 b3", "b2 c1", "c2", "d1"]


def test_without_decisions_nothing_differs() -> None:
    claims, events, state = left(SMALL, [])
    assert together(events) == ALL
    assert tuple(claims.values()) == SMALL.claims and state == Reviewed()


def test_a_rejected_claim_goes_and_its_event_is_told_by_the_others() -> None:
    claims, events, state = left(SMALL, [reject("b1")])
    assert "b1" not in claims and together(events) == ["a1 a2 b3", "b2 c1", "c2", "d1"]
    event = events[SMALL.event("a1").event_id]
    assert event.accounts != SMALL.event("a1").accounts and state.judged == {"b1": "reject"}


def test_an_event_whose_every_claim_is_rejected_goes_and_comes_back_when_that_is_undone() -> None:
    decision = made_at(reject("d1"), 0)
    state = reviewed(SMALL, MAKING, [decision])
    assert together(standing(SMALL, state)[1]) == ALL[:3]
    after, change = further(SMALL, MAKING, state, [made_at(undo("Ann", decision.decision_id), 1)])
    assert change == Change((SMALL.claim("d1"),), (), (SMALL.event("d1"),), ())
    assert (after.claims, after.events, after.judged) == ({}, {}, {})


def test_accepting_changes_no_record() -> None:
    state = left(SMALL, [accept("a1")])[2]
    assert (state.claims, state.events, state.judged, state.holding) == ({}, {}, {"a1": "accept"}, 1)


def test_the_later_of_two_judgements_counts() -> None:
    assert "a1" in left(SMALL, [reject("a1", "Ann"), accept("a1", "Ben")])[0]
    assert "a1" not in left(SMALL, [accept("a1", "Ann"), reject("a1", "Ben")])[0]


def test_the_later_correction_of_one_field_counts_and_both_of_two_fields() -> None:
    both = [correct("c1", "stance", "distanced"), correct("c1", "evidence", "video", reviewer="Ben")]
    claim = left(SMALL, [*both, correct("c1", "stance", "endorsed", reviewer="Ben")])[0]["c1"]
    assert (claim.stance, claim.evidence) == ("endorsed", "video")


def test_a_claim_that_is_no_more_actual_leaves_its_event_and_one_that_becomes_so_gets_one() -> None:
    claims, events, _ = left(SMALL, [correct("b2", "status", "planned"), correct("d1", "status", "possible")])
    assert claims["b2"].status == "planned" and together(events) == ["a1 a2 b1 b3", "c1", "c2"]
    planned = replace(SMALL.claim("d1"), status="threatened")
    read = war((SMALL.document("d"), [planned]))
    assert read.stored == ()
    assert together(left(read, [correct("d1", "status", "actual", in_=read)])[1]) == ["d1"]


def test_a_corrected_place_is_that_of_its_event() -> None:
    place = to_dict(SMALL.claim("a1").places[0])
    precision, admin1, lat, lon = PLACES["Brod"]
    brod = place | {
        "place_id": "test:Brod",
        "name": "Brod",
        "admin1": admin1,
        "lat": lat,
        "lon": lon,
        "precision": precision,
    }
    claims, events, _ = left(SMALL, [split("a1"), split("a2"), correct("a1", "places", brod, place)])
    assert claims["a1"].places[0].name == "Brod"
    named = {event.claims: event.place.name for event in events.values() if event.place is not None}
    assert (named["a1",], named["b1", "b3"]) == ("Brod", "Lesna")
    assert ("a2",) not in named  # the sentence before tells where it was: good enough to link by, not to be told


def test_an_item_of_a_list_is_changed_added_and_removed_and_the_others_stay() -> None:
    agent, target = SMALL.claim("d1").participants
    text = SMALL.document("d").text
    start = text.index("Kosel")
    new = to_dict(Participant("instrument", "Kosel", None, start, start + 5))
    other = to_dict(replace(target, actor_id=None))
    decisions = [
        correct("d1", "participants", other, to_dict(target)),
        correct("d1", "participants", new, reviewer="Ben"),
        correct("d1", "participants", None, to_dict(agent)),
    ]
    assert to_dict(left(SMALL, decisions)[0]["d1"].participants) == [other, new]


def test_two_reviewers_change_the_same_item_and_the_later_counts() -> None:
    agent = to_dict(SMALL.claim("d1").participants[0])
    first = correct("d1", "participants", agent | {"actor_id": "red-air-force"}, agent)
    second = correct("d1", "participants", agent | {"role": "instrument"}, agent, "Ben")
    assert to_dict(left(SMALL, [first, second])[0]["d1"].participants[0]) == agent | {"role": "instrument"}
    gone = left(SMALL, [correct("d1", "participants", None, agent), second])[2]
    assert [one.reason for one in gone.not_applied] == ["the claim has no such item now"]


def test_the_words_of_a_claim_are_corrected_and_its_id_stays() -> None:
    document = SMALL.document("c")
    start = document.text.index("blue-army")
    words = {"quote": document.text[start : start + 9], "start": start, "end": start + 9}
    claim = left(SMALL, [correct("c1", "quote", words)])[0]["c1"]
    assert (claim.quote, claim.start, claim.end) == ("blue-army", start, start + 9)


def test_an_added_claim_is_an_event_of_its_own_or_in_the_one_that_is_named() -> None:
    alone = left(SMALL, [add("d1", 0, 8)])
    (number,) = alone[0].keys() - {claim.claim_id for claim in SMALL.claims}
    assert together(alone[1]) == sorted([*ALL, number]) and alone[2].judged[number] == "add"
    joined = left(SMALL, [add("d1", 0, 8, into="c2")])[1]
    assert together(joined) == sorted(["a1 a2 b1 b3", "b2 c1", " ".join(sorted(["c2", number])), "d1"])
    planned = left(SMALL, [add("d1", 0, 8, status="planned")])
    assert number in planned[0] and together(planned[1]) == ALL


def test_events_are_merged_and_split_and_that_can_be_undone() -> None:
    merged = made_at(merge("a1", "d1"), 0)
    assert together(left(SMALL, [merged])[1]) == ["a1 a2 b1 b3 d1", "b2 c1", "c2"]
    parted = made_at(split("b1", "b3"), 1)
    assert together(left(SMALL, [merged, parted])[1]) == ["a1 a2 d1", "b1 b3", "b2 c1", "c2"]
    assert together(left(SMALL, [merged, parted, undo("Ben", merged.decision_id)])[1]) == [
        "a1 a2",
        "b1 b3",
        "b2 c1",
        "c2",
        "d1",
    ]


def test_undoing_an_undo_brings_the_decision_back() -> None:
    first = made_at(reject("a1"), 0)
    second = made_at(undo("Ben", first.decision_id), 1)
    assert "a1" in left(SMALL, [first, second])[0]
    assert "a1" not in left(SMALL, [first, second, undo("Ann", second.decision_id)])[0]


def test_a_merge_holds_though_one_of_its_claims_is_rejected_later() -> None:
    assert together(left(SMALL, [merge("a1", "d1"), reject("a1")])[1])[0] == "a2 b1 b3 d1"


def test_an_actor_is_set_for_all_mentions_of_the_same_words_here_or_everywhere() -> None:
    def decision(scope: str) -> Decision:
        after = {"mention": "Red-army", "actor_id": "blue-guard", "scope": scope}
        return decide("Ann", "set_actor", [SMALL.claim("a1")], after=after)

    def agents(claims: dict[str, Claim]) -> list[str | None]:
        return [claims[number].participants[0].actor_id for number in ("a1", "d1", "c1")]

    assert agents(left(SMALL, [decision("document")])[0]) == ["blue-guard", "red-army", "blue-army"]
    assert agents(left(SMALL, [decision("ledger")])[0]) == ["blue-guard", "blue-guard", "blue-army"]
    said = {"mention": "the mayor", "actor_id": "red-army", "scope": "ledger"}
    (source,) = left(SMALL, [decide("Ann", "set_actor", [SMALL.claim("b1")], after=said)])[0]["b1"].attribution
    assert (source.actor_id, source.side) == ("red-army", "red")


def test_a_place_is_set_for_all_mentions_of_the_same_words() -> None:
    after = to_dict(SMALL.claim("c2").places[0])
    meant = {name: after[name] for name in ("place_id", "name", "country", "admin1", "lat", "lon", "precision")}
    set_place = decide("Ann", "set_place", [SMALL.claim("a1")], after=meant | {"mention": "Lesna", "scope": "ledger"})
    claims, events, _ = left(SMALL, [set_place])
    assert {claims[number].places[0].name for number in ("a1", "b1", "b3")} == {"Brod"}
    assert claims["a1"].places[0].mention == "Lesna" and events[SMALL.event("a1").event_id].title.count("Brod") == 1


def test_what_is_corrected_after_words_were_given_a_meaning_stays_as_corrected() -> None:
    agent = to_dict(SMALL.claim("a1").participants[0])
    after = {"mention": "red-army", "actor_id": None, "scope": "ledger"}
    meant = decide("Ann", "set_actor", [SMALL.claim("d1")], after=after)
    own = correct("a1", "participants", [agent | {"actor_id": "red-air-force"}])
    assert left(SMALL, [meant, own])[0]["a1"].participants[0].actor_id == "red-air-force"
    assert left(SMALL, [own, meant])[0]["a1"].participants[0].actor_id is None


def test_a_kind_of_event_that_the_catalogue_does_not_have_is_not_applied() -> None:
    kind = to_dict(SMALL.claim("d1").event)
    state = left(
        SMALL, [correct("d1", "event", kind | {"mode": "sea"}), add("d1", 0, 8, event=kind | {"mode": "sea"})]
    )[2]
    assert [one.reason for one in state.not_applied] == ["the catalogue has no such kind of event"] * 2
    assert (state.claims, state.events) == ({}, {})


def test_a_note_changes_nothing() -> None:
    state = left(SMALL, [decide("Ann", "note", [SMALL.claim("a1")], why="see the map")])[2]
    assert (state.claims, state.events, state.judged, state.holding) == ({}, {}, {}, 1)


def test_an_accept_of_what_another_reviewer_corrected_before_does_not_confirm_that() -> None:
    state = left(SMALL, [correct("a1", "status", "planned"), accept("a1", "Ben")])[2]
    assert [(one.decision.reviewer, one.reason) for one in state.not_applied] == [
        ("Ben", "the claim reads otherwise now")
    ]
    assert state.judged == {"a1": "correct"}


# After another reading of the same documents


def read_again(document: str, *told: str, before: str = "") -> War:
    """Another reading: the claims of a document get other ids."""
    articles = []
    for known in SMALL.documents:
        if known.document_id == document:
            new, claims = article(document, *told, before=before, outlet=known.outlet)
            articles.append((new, [replace(claim, claim_id=f"new{claim.claim_id}") for claim in claims]))
        else:
            articles.append((known, [claim for claim in SMALL.claims if claim.document_id == known.document_id]))
    return war(*articles)


SAME = ("shelling @ Kosel | 2 | by: red-army | on: blue-guard",)
OTHER_KIND = ("clash @ Kosel | 2 | by: red-army | on: blue-guard",)
OTHER_PLACE = ("shelling @ Kosel | 2 | by: red-army | on: blue-army",)


def test_decisions_hold_for_the_claim_that_is_read_in_the_same_words_now() -> None:
    again = read_again("d", *SAME)
    assert "newd1" not in left(again, [reject("d1")])[0]
    assert left(again, [correct("d1", "status", "planned")])[0]["newd1"].status == "planned"
    assert left(again, [accept("d1")])[2].judged == {"newd1": "accept"}
    assert together(left(again, [merge("d1", "c2")])[1])[-1] == "c2 newd1"


def test_decisions_move_with_their_words() -> None:
    again = read_again("d", *SAME, before="Kosel, Monday. ")
    agent = to_dict(SMALL.claim("d1").participants[0])
    changed = agent | {"actor_id": None}
    claim = left(again, [correct("d1", "participants", changed, agent)])[0]["newd1"]
    assert to_dict(claim.participants[0]) == changed | {"start": agent["start"] + 15, "end": agent["end"] + 15}
    claims, _, state = left(again, [add("d1", 9, 17)])
    (added,) = [claim for number, claim in claims.items() if state.judged.get(number) == "add"]
    assert again.document("d").text[added.start : added.end] == added.quote == "red-army"


NOT_FOUND = [
    (reject("d1"), OTHER_KIND, "no claim of that kind of event is read in its words any more"),
    (accept("d1"), OTHER_PLACE, "its words do not stand in the document any more"),
    (correct("d1", "status", "planned"), (), "its words do not stand in the document any more"),
    (correct("d1", "status", "planned"), (*SAME, *SAME), "its words stand in the document more than once now"),
]


@pytest.mark.parametrize(("decision", "told", "reason"), NOT_FOUND)
def test_what_can_not_be_applied_again_is_listed_with_the_reason(
    decision: Decision, told: tuple[str, ...], reason: str
) -> None:
    before = "Sir: " if len(told) == 2 else ""
    again = read_again("d", *told, before=before)
    claims, events, state = left(again, [decision])
    assert [(one.reason, one.partly) for one in state.not_applied] == [(reason, False)] and state.holding == 0
    assert (claims, events) == standing(again, Reviewed())


def test_a_correction_of_another_kind_of_event_holds_for_what_is_read_there_now() -> None:
    again = read_again("d", *OTHER_KIND)
    kind = to_dict(SMALL.claim("c2").event)
    assert left(again, [correct("d1", "event", kind)])[0]["newd1"].event == SMALL.claim("c2").event


def test_an_accept_does_not_hold_for_what_is_read_otherwise_now() -> None:
    again = read_again("d", "shelling @ Kosel | 4 | by: red-army | on: blue-guard")
    state = left(again, [accept("d1")])[2]
    assert [one.reason for one in state.not_applied] == ["the claim reads otherwise now"] and state.judged == {}


def test_a_document_that_is_gone_and_a_merge_that_lost_a_claim_are_listed() -> None:
    smaller = war(
        *((one, [c for c in SMALL.claims if c.document_id == one.document_id]) for one in SMALL.documents[:3])
    )
    gone = "its document is not in the ledger any more"
    state = left(smaller, [reject("d1")])[2]
    assert [(one.reason, one.partly) for one in state.not_applied] == [(gone, False)]
    _, events, state = left(smaller, [merge("b2", "c2", "d1"), merge("a1", "d1")])
    assert together(events) == ["a1 a2 b1 b3", "b2 c1 c2"]
    assert [(one.reason, one.partly) for one in state.not_applied] == [
        (f"1 of 3 claims can't be found now: {gone}", True),
        (f"1 of 2 claims can't be found now: {gone}", False),
    ]
    assert state.holding == 1


def test_a_decision_about_an_added_claim_waits_for_it_and_goes_with_it() -> None:
    added = made_at(add("d1", 0, 8), 0)
    claim = reviewed(SMALL, MAKING, [added]).claims[added.about[0].claim_id]
    assert claim is not None
    rejected = made_at(decide("Ben", "reject", [claim]), 1)
    first, _ = further(SMALL, MAKING, Reviewed(), [rejected])
    assert [one.reason for one in first.not_applied] == ["no claim is read in its words any more"]
    second, _ = further(SMALL, MAKING, first, [added])
    assert second == reviewed(SMALL, MAKING, [added, rejected]) and second.judged == {claim.claim_id: "reject"}
    third, _ = further(SMALL, MAKING, second, [made_at(undo("Ann", added.decision_id), 2)])
    assert third.claims == {}
    assert [one.reason for one in third.not_applied] == [
        "the claim was added by a decision that does not count any more"
    ]


def test_an_undo_of_nothing_is_listed() -> None:
    state = left(SMALL, [undo("Ann", "0123456789abcdef")])[2]
    assert [one.reason for one in state.not_applied] == ["there is no such decision in the log"] and state.holding == 0
