"""Records as they were read and decisions in, records as reviewers left them out. Nothing is written.

A ``Reviewed`` holds only what differs from what was read. Further decisions are worked out for the few records they touch;
in whatever portions decisions come, the outcome is the same.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sayso.records import Claim, Event, to_dict
from sayso.reviews.asread import AsRead
from sayso.reviews.correcting import Decided, Outcome, in_scope, replay, words_of
from sayso.reviews.finding import NO_DOCUMENT, Found, find
from sayso.reviews.grouping import Group, regrouped
from sayso.reviews.records import Decision, DecisionKind, same
from sayso.reviews.relinking import Claims, Linked, Making, relinked

ABOUT_A_CLAIM = ("accept", "reject", "correct", "add")
ABOUT_WORDS = ("set_actor", "set_place")
ABOUT_EVENTS = ("add", "merge", "split")
NOTHING_UNDONE = "there is no such decision in the log"
SOME = "{} of {} claims can't be found now: {}"


@dataclass(frozen=True, slots=True)
class NotApplied:
    """A decision that counts and could not be applied, or, where ``partly``, not to all that it names; and why."""

    decision: Decision
    reason: str
    partly: bool


@dataclass(frozen=True, slots=True)
class Change:
    """What further decisions changed: records that are new or read otherwise now, and the ids of those that are gone."""

    claims: tuple[Claim, ...] = ()
    claims_gone: tuple[str, ...] = ()
    events: tuple[Event, ...] = ()
    events_gone: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reviewed:
    """``decisions`` are all, the earliest first. ``claims`` by id: those that are new or differ from what was read,
    ``None`` for those that are gone. ``judged``: claims that were looked at, with the latest judgement (``accept``,
    ``reject``, ``correct`` or ``add``). ``found``: where the claims of each decision are now; ``refused``: why one can't
    be applied.
    """

    decisions: tuple[Decision, ...] = ()
    claims: Claims = field(default_factory=dict)
    judged: Mapping[str, DecisionKind] = field(default_factory=dict)
    found: Mapping[str, tuple[Found, ...]] = field(default_factory=dict)
    refused: Mapping[str, str] = field(default_factory=dict)
    linked: Linked = field(default_factory=Linked)

    @property
    def events(self) -> Mapping[str, Event | None]:
        """By id those that are new or differ from what was linked, ``None`` for those that are gone."""
        return self.linked.events

    @property
    def not_applied(self) -> tuple[NotApplied, ...]:
        """In the order in which they were made."""
        return tuple(_not_applied(self))

    @property
    def holding(self) -> int:
        """How many decisions count and are applied."""
        counting = in_force(self.decisions)
        return len(counting) - sum(not one.partly for one in self.not_applied if one.decision.decision_id in counting)


def reviewed(read: AsRead, making: Making, decisions: Iterable[Decision]) -> Reviewed:
    """All decisions applied to what was read."""
    return further(read, making, Reviewed(), decisions)[0]


def further(read: AsRead, making: Making, before: Reviewed, decisions: Iterable[Decision]) -> tuple[Reviewed, Change]:
    """These decisions as well, and what they changed. ``before`` was made with the same ``read`` and ``making``."""
    known = {one.decision_id: one for one in before.decisions}
    fresh = {one.decision_id: one for one in decisions if one.decision_id not in known}
    if not fresh:
        return before, Change()
    ordered = tuple(sorted((known | fresh).values(), key=lambda one: (one.made_at, one.decision_id)))
    sought = _sought(before.decisions, fresh.values())
    found = {**before.found, **_find(read, sought, ordered)}
    counted, counting = in_force(before.decisions), in_force(ordered)
    altered = [one for number, one in (counted | counting).items() if (number in counted) != (number in counting)]
    altered += [one for one in sought if one.decision_id in counted]

    about = by_claim(counting.values(), found)
    touched = {*by_claim(altered, before.found), *by_claim(altered, found)}
    touched |= _naming(read, altered, {*before.claims, *about})
    as_read = read.claims_by_id(touched)
    meant = [one for one in counting.values() if one.kind in ABOUT_WORDS]
    outcomes = _replayed(read, making, touched, as_read, about, meant)

    claims, judged = dict(before.claims), dict(before.judged)
    changed: dict[str, tuple[Claim | None, Claim | None]] = {}
    for number, outcome in outcomes.items():
        was = claims.pop(number, as_read.get(number))
        judged.pop(number, None)
        if outcome.claim != as_read.get(number):
            claims[number] = outcome.claim
        if outcome.judged is not None:
            judged[number] = outcome.judged
        if outcome.claim != was:
            changed[number] = was, outcome.claim
    replayed = {one.decision.decision_id for number in touched for one in about.get(number, ())}
    refused = {number: why for number, why in before.refused.items() if number in counting and number not in replayed}
    for outcome in outcomes.values():
        refused |= outcome.reasons

    groups = before.linked.groups
    if any(one.kind in ABOUT_EVENTS for one in altered):
        groups = _groups(read, counting.values(), found)
    versions = {number: [one for one in pair if one is not None] for number, pair in changed.items()}
    linked = relinked(read, making, before.linked, groups, claims, versions)
    change = Change(
        claims=tuple(now for _, (_, now) in sorted(changed.items()) if now is not None),
        claims_gone=tuple(sorted(number for number, (_, now) in changed.items() if now is None)),
        events=linked.events,
        events_gone=linked.gone,
    )
    return Reviewed(ordered, claims, judged, found, refused, linked.linked), change


def in_force(decisions: Sequence[Decision]) -> dict[str, Decision]:
    """Those that count, by id in their order (the earliest first): neither undone nor an ``undo``."""
    undone: set[str | None] = set()
    for one in reversed(decisions):
        if one.kind == "undo" and one.decision_id not in undone:
            undone.add(one.undoes)
    return {one.decision_id: one for one in decisions if one.kind != "undo" and one.decision_id not in undone}


def _sought(earlier: Iterable[Decision], fresh: Collection[Decision]) -> list[Decision]:
    """The decisions whose claims are to be found: fresh ones, and earlier ones about a claim that only these add."""
    added = {one.about[0].claim_id for one in fresh if one.kind == "add"}
    waiting = [one for one in earlier if any(place.claim_id in added for place in one.about)] if added else []
    return [*waiting, *fresh]


def _find(read: AsRead, sought: Sequence[Decision], all_of_them: Iterable[Decision]) -> dict[str, tuple[Found, ...]]:
    added = {one.about[0].claim_id for one in all_of_them if one.kind == "add"}
    wanted = {place.document_id for one in sought for place in one.about}
    documents = {document.document_id: document for document in read.documents_by_id(wanted)}
    claims: dict[str, list[Claim]] = {}
    for claim in read.claims_of(wanted):
        claims.setdefault(claim.document_id, []).append(claim)
    return {
        one.decision_id: tuple(
            find(
                place,
                documents.get(place.document_id),
                claims.get(place.document_id, ()),
                added,
                same_kind=one.kind in ("accept", "reject"),
            )
            for place in one.about
        )
        for one in sought
    }


def by_claim(decisions: Iterable[Decision], found: Mapping[str, tuple[Found, ...]]) -> dict[str, list[Decided]]:
    """``claim_id`` → the decisions about that claim, in their order."""
    about: dict[str, list[Decided]] = {}
    for one in decisions:
        place = found[one.decision_id][0] if one.kind in ABOUT_A_CLAIM and one.decision_id in found else None
        if place is not None and place.reason is None:
            about.setdefault(place.claim_id, []).append(Decided(one, place.shift))
    return about


def _naming(read: AsRead, decisions: Iterable[Decision], others: Collection[str]) -> set[str]:
    """Ids of the claims that have the words of these decisions, and of those that others changed and so may have them."""
    chosen = [one for one in decisions if one.kind in ABOUT_WORDS]
    if not chosen:
        return set()
    here = {one.about[0].document_id for one in chosen if one.after["scope"] == "document"}
    everywhere = {words_of(one) for one in chosen if one.after["scope"] == "ledger"}
    named = {number for number, words in read.names() if same(words) in everywhere} if everywhere else set()
    return {*others, *named, *(claim.claim_id for claim in read.claims_of(here))}


def _replayed(
    read: AsRead,
    making: Making,
    touched: Collection[str],
    claims: Mapping[str, Claim],
    about: Mapping[str, Sequence[Decided]],
    meant: Sequence[Decision],
) -> dict[str, Outcome]:
    """What the decisions make of each of these; ``claims`` as they were read, ``meant`` say what words mean."""
    homes = {number: about[number][0].decision.about[0].document_id for number in touched & about.keys()}
    homes |= {number: claim.document_id for number, claim in claims.items()}
    documents = {document.document_id: document for document in read.documents_by_id(homes.values())}
    by_words: dict[str, list[Decision]] = {}
    for one in meant:
        by_words.setdefault(words_of(one), []).append(one)
    outcomes = dict.fromkeys(touched - homes.keys(), Outcome(None))
    for number, home in homes.items():
        own = list(about.get(number, ()))
        words = _words([to_dict(claims.get(number)), *(one.decision.after for one in own)]) if meant else ()
        own += [Decided(one) for each in words for one in by_words.get(each, ()) if in_scope(one, home)]
        own.sort(key=lambda one: (one.decision.made_at, one.decision.decision_id))
        outcomes[number] = replay(
            claims.get(number), own, documents[home], making.sides.actor_side, making.lexicon.families.keys()
        )
    return outcomes


def _words(values: Any) -> set[str]:
    """What is named in the JSON of claims and their parts."""
    if isinstance(values, list):
        return {words for part in values for words in _words(part)}
    if isinstance(values, dict):
        here = {same(values[name]) for name in ("mention", "source") if isinstance(values.get(name), str)}
        return here.union(*(_words(part) for part in values.values()))
    return set()


def _groups(read: AsRead, decisions: Iterable[Decision], found: Mapping[str, tuple[Found, ...]]) -> dict[str, Group]:
    """Groups of claims that are not those of the stored events any more."""
    decided: list[tuple[DecisionKind, list[str]]] = []
    for one in decisions:
        places = found[one.decision_id]
        if one.kind in ABOUT_EVENTS and (one.kind != "add" or places[0].reason is None):
            decided.append((one.kind, [place.claim_id for place in places if place.reason is None]))
    events = read.events_of(number for _, named in decided for number in named)
    return regrouped({number: frozenset(event.claims) for event in events for number in event.claims}, decided)


def _not_applied(state: Reviewed) -> Iterator[NotApplied]:
    counting = in_force(state.decisions)
    known = {one.decision_id for one in state.decisions}
    for one in state.decisions:
        if one.kind == "undo" and one.undoes not in known:
            yield NotApplied(one, NOTHING_UNDONE, partly=False)
        if one.decision_id in counting:
            yield from _reason(one, state.found[one.decision_id], state.refused.get(one.decision_id))


def _reason(decision: Decision, places: Sequence[Found], refused: str | None) -> Iterator[NotApplied]:
    if decision.kind in ABOUT_WORDS:
        if decision.after["scope"] == "document" and places[0].reason == NO_DOCUMENT:
            yield NotApplied(decision, NO_DOCUMENT, partly=False)
        return
    missing = [place.reason for place in places if place.reason is not None]
    if refused is not None:
        yield NotApplied(decision, refused, partly=False)
    elif missing:
        left = len(places) - len(missing)
        lost = left < (2 if decision.kind == "merge" else 1) or (
            decision.kind == "add" and places[0].reason is not None
        )
        reason = missing[0] if len(places) == 1 else SOME.format(len(missing), len(places), missing[0])
        yield NotApplied(decision, reason, partly=not lost)
