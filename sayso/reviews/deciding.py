"""Makes a decision out of what a reviewer gave: checked against the claim and the words of its document.

Nothing is written or applied here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from sayso.errors import SaysoError
from sayso.records import Claim, Document, to_dict
from sayso.reviews.checking import check, check_words, corrected_value, is_item, record_of
from sayso.reviews.records import ActorMeant, Decision, DecisionKind, PlaceMeant, added_id, anchor, identity, same


def decide(
    reviewer: str,
    kind: DecisionKind,
    claims: Sequence[Claim] = (),
    document: Document | None = None,
    field: str | None = None,
    before: Any = None,
    after: Any = None,
    why: str | None = None,
) -> Decision:
    """The decision of a reviewer about ``claims`` as they read now, made at this moment. Raises ``SaysoError`` in one line.

    ``correct``: one claim, its ``document``, a ``field`` and its value ``after`` as JSON (for ``quote`` an object of
    ``quote``, ``start``, ``end``); of a list also one item, ``before`` → ``after``, where null is an item that is new or
    goes. ``add``: the ``document``, ``after`` a whole claim as JSON (its ``claim_id`` may be null), and in ``claims``
    one of the event that it joins, or none. ``set_actor``, ``set_place``: one claim that has the words, ``after`` an
    ``ActorMeant`` or ``PlaceMeant`` as JSON. ``merge``, ``split``: the claims that become one event.
    ``note``: ``why`` is the note.
    """
    about = tuple(map(anchor, claims))
    if kind == "add":
        added = _added(after, document)
        about, after = (anchor(added), *about), to_dict(added)
    elif kind in ("accept", "reject"):
        before = to_dict(claims[0]) if claims else None
    decision = Decision("", _now(), reviewer.strip(), kind, about, field, before, after, why or None, None)
    if kind == "correct" and claims:
        decision = _correction(decision, claims[0], document)
    check(decision)
    if kind in ("set_actor", "set_place"):
        _check_mention(decision, claims[0])
    return replace(decision, decision_id=identity(decision))


def undo(reviewer: str, decision_id: str, why: str | None = None) -> Decision:
    """The decision that another one, or another undoing, no longer counts."""
    decision = Decision("", _now(), reviewer.strip(), "undo", (), None, None, None, why or None, decision_id)
    check(decision)
    return replace(decision, decision_id=identity(decision))


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _correction(decision: Decision, claim: Claim, document: Document | None) -> Decision:
    """With the value that the field has now, and all words found in the document."""
    field = decision.field or ""
    if not is_item(decision):
        decision = replace(decision, before=_as_it_reads(claim, field))
    elif decision.before is not None and decision.before not in _as_it_reads(claim, field):
        raise SaysoError(f"{field}: the claim has no such item now: look at it again.")
    check(decision)
    check_words({decision.field: decision.after}, _text_of(document, claim.document_id))
    single = is_item(decision)
    written = None if single and decision.after is None else corrected_value(field, decision.after, single)
    return replace(decision, after=to_dict(written))  # numbers written as the records have them


def _as_it_reads(claim: Claim, field: str) -> Any:
    if field == "quote":
        return {"quote": claim.quote, "start": claim.start, "end": claim.end}
    return to_dict(getattr(claim, field, None))


def _added(after: Any, document: Document | None) -> Claim:
    """The claim, with its id. A reviewer is sure of it."""
    values = dict(after) if isinstance(after, dict) else {}
    known = {"claim_id": "", "confidence": 1.0, "document_id": document.document_id if document is not None else None}
    claim = record_of(Claim, values | known)
    check_words(to_dict(claim), _text_of(document, claim.document_id))
    return replace(claim, claim_id=added_id(claim.document_id, claim.start, claim.end, claim.event))


def _text_of(document: Document | None, document_id: str) -> str:
    if document is None or document.document_id != document_id:
        raise SaysoError(f"the words can't be checked: give the document '{document_id}'.")
    return document.text


def _check_mention(decision: Decision, claim: Claim) -> None:
    """Raises ``SaysoError`` if the words that are to mean something are not the claim's."""
    if decision.kind == "set_actor":
        mention = record_of(ActorMeant, decision.after).mention
        words = [part.mention for part in claim.participants] + [link.source for link in claim.attribution]
    else:
        mention = record_of(PlaceMeant, decision.after).mention
        words = [place.mention for place in claim.places]
    if same(mention) not in map(same, words):
        raise SaysoError(f"mention: the claim does not name '{mention}' there.")
