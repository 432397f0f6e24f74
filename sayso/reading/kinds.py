"""What each token of a section is known to be, from the mentions found in it: the classes that occurrences ask for."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from sayso.catalogue.actors import ActorMention
from sayso.reading.quantities import Counted
from sayso.reading.senses import Kinds
from sayso.records import Place, TimeMention

STATE_KINDS = frozenset({"armed_force", "government", "ministry", "state"})
ACTING = frozenset({"nsubj", "nsubjpass", "agent"})
SPEAKERS = frozenset({"media", "agency", "monitor"})
ENTITIES = {"PERSON": "person", "NORP": "force", "DATE": "time", "TIME": "time"}


def kinds_of(
    doc: Doc,
    actors: Sequence[ActorMention],
    places: Sequence[Place],
    times: Sequence[TimeMention],
    counted: Sequence[Counted],
) -> Kinds:
    """Token indices by kind. Catalogue and gazetteer go before the parser's own entities."""
    kinds: dict[str, set[int]] = {"place": set(), "force": set(), "person": set(), "state": set(), "time": set()}
    for entity in doc.ents:
        if entity.label_ in ENTITIES:
            kinds[ENTITIES[entity.label_]].update(range(entity.start, entity.end))
    for place in places:
        kinds["place"].update(_tokens(doc, place.start, place.end))
    kinds["person"] -= kinds["place"]
    for item in counted:
        if item.quantity.measure == "area_km2":
            kinds["place"].update(_tokens(doc, item.quantity.start, item.quantity.end))
    for time in times:
        kinds["time"].update(_tokens(doc, time.start, time.end))
    for actor in actors:
        tokens = range(actor.first, actor.last)
        if actor.metonym and doc[actor.last - 1].dep_ not in ACTING:
            continue  # a capital or country that does nothing is a place
        if actor.kind == "person":
            kinds["person"].update(tokens)
        elif actor.kind not in SPEAKERS:
            kinds["force"].update(tokens)
        if actor.kind in STATE_KINDS:
            kinds["state"].update(tokens)
    return kinds


def _tokens(doc: Doc, start: int, end: int) -> range:
    span = doc.char_span(start, end, alignment_mode="expand")
    return range(span.start, span.end) if span is not None else range(0)
