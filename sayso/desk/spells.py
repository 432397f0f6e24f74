"""Claimed control as the desk shows it: all spells of a ledger, kept until a decision is made, and those of a day."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.desk.desk import Desk
from sayso.records import Claim, Document
from sayso.views.control import RELATIONS, Spell, between, spells, told

KINDS = frozenset(sub or plover for plover, _mode, sub in RELATIONS)
"""Kinds among which claims of control are."""


@dataclass(frozen=True, slots=True)
class Day:
    """Who is claimed to hold or besiege what on a day; of all days where ``on`` is null."""

    on: str | None
    spells: tuple[Spell, ...]


def on(desk: Desk, day: str | None) -> Day:
    """The spells of a day, or all."""
    found = all_spells(desk)
    return Day(day, tuple(between(found, day, day)) if day is not None else found)


def days(desk: Desk) -> list[str]:
    """The days on which a spell begins or ends."""
    found = all_spells(desk)
    return sorted({spell.since for spell in found} | {spell.until for spell in found if spell.until is not None})


def at(desk: Desk, place_id: str) -> list[Spell]:
    """The spells at a place."""
    return [spell for spell in all_spells(desk) if spell.place_id == place_id]


def all_spells(desk: Desk) -> tuple[Spell, ...]:
    """All spells, by place and first day."""
    return desk.kept("spells", lambda: _spells(desk))


def _spells(desk: Desk) -> tuple[Spell, ...]:
    claims = desk.rows(Claim, desk.columns.rows([desk.columns.facets["kind"].having(KINDS)]))
    documents = desk.some(Document, dict.fromkeys(claim.document_id for claim in claims))
    by_id = {document.document_id: document for document in documents}
    return tuple(spells(told(claims, by_id, desk.lexicon, desk.sides, desk.matchers.actors, desk.settings.catalogue)))
