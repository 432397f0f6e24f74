"""What a reviewer gives is checked before it is a decision: what is wrong is said in one line that names the field."""

from __future__ import annotations

from typing import Any

import pytest

from sayso.errors import SaysoError
from sayso.records import to_dict
from sayso.reviews.checking import CORRECTABLE, decision_of
from sayso.reviews.deciding import decide, undo
from tests.reviews.corpus import SMALL

D1, TEXT = SMALL.claim("d1"), SMALL.document("d").text
AGENT = to_dict(D1.participants[0])
PLACE = to_dict(D1.places[0])
QUANTITY = {
    "measure": "killed",
    "of": None,
    "category": "unknown",
    "low": 2,
    "high": 5,
    "text": TEXT[:7],
    "start": 0,
    "end": 7,
}

GOOD: list[tuple[str, Any, Any]] = [
    ("quote", {"quote": TEXT[:8], "start": 0, "end": 8}, None),
    ("event", to_dict(SMALL.claim("c1").event), None),
    ("status", "planned", None),
    ("evidence", None, None),
    ("time", None, None),
    ("time", {"mention": None, "start_date": "1912-11-01", "end_date": "1912-11-02", "precision": 2}, None),
    ("participants", [], None),
    ("participants", AGENT | {"role": "target"}, AGENT),
    ("participants", None, AGENT),
    ("quantities", QUANTITY, None),
    ("places", [PLACE | {"precision": 4}], None),
]


@pytest.mark.parametrize(("field", "after", "before"), GOOD)
def test_what_fits_is_taken_and_is_the_same_when_read_again(field: str, after: Any, before: Any) -> None:
    decision = decide("Ann", "correct", [D1], SMALL.document("d"), field, before, after, why="so it reads")
    assert decision.about[0].claim_id == "d1" and decision.after == after
    assert decision_of(to_dict(decision), "line 1") == decision
    if before is None and not isinstance(after, dict):
        assert decision.before == to_dict(getattr(D1, field))


BAD: list[tuple[str, Any, Any, str]] = [
    ("colour", "red", None, "a claim has no field 'colour' to correct"),
    ("claim_id", "x", None, "a claim has no field 'claim_id' to correct"),
    ("status", "maybe", None, "status: Input should be 'actual'"),
    ("status", None, None, "status: Input should be 'actual'"),
    ("quote", {"quote": "Kosel", "start": 0, "end": 5}, None, "quote.quote: the document does not read so from 0 to 5"),
    ("quote", {"quote": "", "start": 4, "end": 4}, None, "quote.quote: the document does not read so from 4 to 4"),
    ("time", {"mention": None, "start_date": "3 May", "end_date": None, "precision": 1}, None, "time: start_date"),
    ("places", [PLACE | {"precision": 8}], None, "places: 0.precision: it can't be 8"),
    ("places", [PLACE | {"lat": None}], None, "places: 0.lat: give lat and lon, or neither"),
    ("places", [PLACE | {"colour": "red"}], None, "places: 0.colour: there is no such field"),
    ("participants", AGENT | {"role": "chief"}, AGENT, "participants: role: Input should be 'agent'"),
    ("participants", AGENT | {"start": 1}, AGENT, "participants.mention: the document does not read so"),
    ("participants", None, AGENT | {"role": "target"}, "participants: the claim has no such item now"),
    ("quantities", QUANTITY | {"low": 6}, None, "quantities: low: it is more than high"),
    ("quantities", QUANTITY | {"low": float("nan")}, None, "quantities: the value is not valid JSON"),
    ("event", {"plover": "ASSAULT\ud800", "mode": None, "acled": None, "acled_sub": None}, None, "not valid JSON"),
]


@pytest.mark.parametrize(("field", "after", "before", "said"), BAD)
def test_what_does_not_fit_is_said_in_one_line(field: str, after: Any, before: Any, said: str) -> None:
    with pytest.raises(SaysoError) as error:
        decide("Ann", "correct", [D1], SMALL.document("d"), field, before, after)
    assert said in str(error.value) and "\n" not in str(error.value)


def test_an_added_claim_is_checked_as_a_whole_and_has_an_id_of_its_own() -> None:
    like = to_dict(D1) | {"claim_id": None, "confidence": None}
    added = decide("Ann", "add", document=SMALL.document("d"), after=like)
    again = decide("Ben", "add", document=SMALL.document("d"), after=like | {"status": "planned"})
    assert added.about[0].claim_id == again.about[0].claim_id == added.after["claim_id"] != "d1"
    assert added.after["confidence"] == 1.0
    for change, said in (
        ({"quote": "Kosel"}, "quote: the document"),
        ({"polarity": "no"}, "polarity: Input should be"),
    ):
        with pytest.raises(SaysoError, match=said):
            decide("Ann", "add", document=SMALL.document("d"), after=like | change)
    with pytest.raises(SaysoError, match="quote: Field required"):
        decide("Ann", "add", document=SMALL.document("d"), after="a claim")


WORDS = {"mention": "Kosel", "actor_id": "red-army", "scope": "ledger"}


def test_the_other_kinds_are_checked_too() -> None:
    for kind, claims, more, said in [
        ("accept", [], {}, "can't be about 0 claims"),
        ("merge", [D1], {}, "can't be about 1 claims"),
        ("note", [D1], {"why": " "}, "it is empty"),
        ("reject", [D1], {"field": "status"}, "a correction names a field"),
        ("set_actor", [D1], {"after": WORDS}, "the claim does not name 'Kosel' there"),
        ("set_actor", [D1], {"after": WORDS | {"scope": "world"}}, "scope: Input should be"),
        ("set_place", [D1], {"after": WORDS}, "Field required"),
    ]:
        with pytest.raises(SaysoError, match=said):
            decide("Ann", kind, claims, **more)  # type: ignore[arg-type]
    with pytest.raises(SaysoError, match="reviewer"):
        undo(" ", "0123")
    with pytest.raises(SaysoError, match="give the document 'd'"):
        decide("Ann", "correct", [D1], SMALL.document("a"), "status", after="planned")


def test_every_field_but_what_identifies_a_claim_can_be_corrected() -> None:
    assert set(to_dict(D1)) - set(CORRECTABLE) == {"claim_id", "document_id", "start", "end", "confidence"}
