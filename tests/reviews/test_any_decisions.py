"""Whatever reviewers decide, in whatever portions and order it comes: one outcome, and events that are told by their claims."""

from __future__ import annotations

from collections.abc import Mapping

from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.errors import SaysoError
from sayso.events.linking import event_of
from sayso.events.mentions import mentions_of
from sayso.events.scene import placed
from sayso.records import Claim, Event, to_dict
from sayso.reviews.applying import Reviewed, further, reviewed
from sayso.reviews.deciding import decide, undo
from sayso.reviews.records import Decision
from tests.reviews.corpus import MAKING, SMALL, made_at
from tests.reviews.test_applying import standing

VALUES: Mapping[str, tuple[object, ...]] = {
    "status": ("actual", "planned", "possible"),
    "polarity": ("asserted", "denied"),
    "event": tuple(to_dict(SMALL.claim(number).event) for number in ("a1", "c1")),
    "time": (None, {"mention": None, "start_date": "1912-11-02", "end_date": "1912-11-02", "precision": 1}),
}
KINDS = (
    "accept",
    "reject",
    "correct",
    "drop",
    "add",
    "merge",
    "split",
    "set_actor",
    "set_place",
    "note",
    "undo",
    "undo",
)
Seed = tuple[str, int, int, int, int]
SEEDS = st.lists(
    st.tuples(st.sampled_from(KINDS), st.integers(0, 99), st.integers(0, 99), st.integers(0, 99), st.integers(0, 30)),
    max_size=14,
)


def decisions_of(seeds: list[Seed]) -> list[Decision]:
    """Decisions about the claims as they read when each is made, in that order; some in the same second."""
    made: list[Decision] = []
    state = Reviewed()
    for seed in seeds:
        try:
            decision = made_at(_decided(seed, state, made), seed[4])
        except SaysoError:
            continue  # such a decision can't be made
        made.append(decision)
        state, _ = further(SMALL, MAKING, state, [decision])
    return made


def _decided(seed: Seed, state: Reviewed, made: list[Decision]) -> Decision:
    kind, one, other, third, _ = seed
    known = [claim for _, claim in sorted(standing(SMALL, state)[0].items())]
    claim, another = known[one % len(known)], known[other % len(known)]
    document = SMALL.document(claim.document_id)
    reviewer = ("Ann", "Ben")[third % 2]
    if kind == "correct":
        field = sorted(VALUES)[other % len(VALUES)]
        return decide(reviewer, "correct", [claim], document, field, after=VALUES[field][third % len(VALUES[field])])
    if kind == "drop":
        field = ("places", "quantities", "participants")[other % 3]
        items = to_dict(getattr(claim, field))
        before = items[third % len(items)] if items else None
        return decide(reviewer, "correct", [claim], document, field, before, None)
    if kind == "add":
        start = other % (len(document.text) - 5)
        end = start + 5
        after = to_dict(claim) | {"quote": document.text[start:end], "start": start, "end": end}
        return decide(reviewer, "add", [another] if third % 2 else [], document, after=after)
    if kind in ("merge", "split"):
        return decide(reviewer, kind, [claim, another] if claim != another else [claim])  # type: ignore[arg-type]
    if kind in ("set_actor", "set_place"):
        scope = ("document", "ledger")[third % 2]
        if kind == "set_actor":
            words = [part.mention for part in claim.participants] or ["-"]
            after = {"mention": words[0], "actor_id": ("blue-guard", None)[other % 2], "scope": scope}
        else:
            words = [place.mention for place in claim.places] or ["-"]
            place = to_dict(SMALL.claim(("c2", "d1")[other % 2]).places[0])
            del place["start"], place["end"]
            after = place | {"mention": words[0], "scope": scope}
        return decide(reviewer, kind, [claim], after=after)  # type: ignore[arg-type]
    if kind == "undo":
        if not made:
            raise SaysoError("nothing to undo")
        return undo(reviewer, made[other % len(made)].decision_id)
    return decide(reviewer, kind, [claim], why="look again")  # type: ignore[arg-type]


@settings(deadline=None, max_examples=60)
@given(SEEDS, st.data())
def test_one_by_one_in_any_order_is_as_all_at_once(seeds: list[Seed], data: st.DataObject) -> None:
    decisions = decisions_of(seeds)
    whole = reviewed(SMALL, MAKING, decisions)
    state = Reviewed()
    claims: dict[str, Claim] = {claim.claim_id: claim for claim in SMALL.claims}
    events: dict[str, Event] = {event.event_id: event for event in SMALL.stored}
    waiting = data.draw(st.permutations(decisions))
    while waiting:
        size = data.draw(st.integers(1, 3))
        state, change = further(SMALL, MAKING, state, waiting[:size])
        waiting = waiting[size:]
        assert claims.keys() >= set(change.claims_gone) and events.keys() >= set(change.events_gone)
        assert all(claims.get(claim.claim_id) != claim for claim in change.claims)
        assert all(events.get(event.event_id) != event for event in change.events)
        claims = {number: claim for number, claim in claims.items() if number not in change.claims_gone}
        events = {number: event for number, event in events.items() if number not in change.events_gone}
        claims.update({claim.claim_id: claim for claim in change.claims})
        events.update({event.event_id: event for event in change.events})
    assert state == whole and state.not_applied == whole.not_applied
    assert (claims, events) == standing(SMALL, whole)


@settings(deadline=None, max_examples=40)
@given(SEEDS)
def test_every_actual_claim_is_in_one_event_and_events_are_told_by_their_claims(seeds: list[Seed]) -> None:
    claims, events = standing(SMALL, reviewed(SMALL, MAKING, decisions_of(seeds)))
    actual = [claim for _, claim in sorted(claims.items()) if claim.status == "actual"]
    assert sorted(number for event in events.values() for number in event.claims) == [one.claim_id for one in actual]
    texts = {document.document_id: document for document in SMALL.documents}
    mentions = {
        one.claim.claim_id: one for one in placed(mentions_of(actual, texts, MAKING.lexicon, MAKING.sides.actor_side))
    }
    for event in events.values():
        told = [mentions[number] for number in event.claims]
        assert event == event_of(told, MAKING.lexicon, MAKING.sides.outlet_side, MAKING.sides.actor_named)


@settings(deadline=None, max_examples=30)
@given(SEEDS)
def test_undoing_everything_leaves_what_was_read(seeds: list[Seed]) -> None:
    decisions = decisions_of(seeds)
    others = [one for one in decisions if one.kind != "undo"]
    undone = [made_at(undo("Ann", one.decision_id), 60 + second) for second, one in enumerate(others)]
    state = reviewed(SMALL, MAKING, [*others, *undone])
    assert (state.claims, state.events, state.judged, state.holding, state.not_applied) == ({}, {}, {}, 0, ())
