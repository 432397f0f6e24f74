"""The catalogue's entries: actors with their names and dated sides, conflicts, nations, read from their files.

Rows in, records out, every wrong row named. How they are found in a text is ``actors.py``'s affair.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

from sayso.catalogue import files
from sayso.errors import SaysoError

T = TypeVar("T")
APOSTROPHES = str.maketrans("’‘ʿʾ`", "'''''")
KINDS = frozenset(
    "armed_force armed_group alliance government ministry state organisation person media monitor agency party".split()
)


@dataclass(frozen=True, slots=True)
class Affiliation:
    """The side an actor belongs to, from the day ``since`` to the day ``until``; ``None`` is open."""

    side: str
    since: str | None
    until: str | None

    def holds(self, on: str | None) -> bool:
        if on is None:
            return self.since is None and self.until is None
        return _within(on, self.since, self.until)


@dataclass(frozen=True, slots=True)
class Actor:
    """``speaks_for``: the ``actor_id`` of the body whose word a person's is, as its head's or spokesman's."""

    actor_id: str
    name: str
    kind: str
    country: str | None
    aliases: tuple[str, ...]
    domains: tuple[str, ...]
    affiliations: tuple[Affiliation, ...]
    speaks_for: str | None = None

    def side(self, on: str | None) -> str | None:
        """The side on an ISO date, the later of two that meet on it; without a date, that of an only affiliation."""
        return side_on(self.affiliations, on)


@dataclass(frozen=True, slots=True)
class Alias:
    """A name and when it counts.

    ``local``: only in a text about the actor's country ("Federal Police"); ``metonym``: a place that stands for its
    government; ``surname``: only after a title, or where the text also has the full name.
    """

    name: str
    local: bool = False
    metonym: bool = False
    surname: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """An actor as the catalogue has it."""

    actor: Actor
    names: tuple[Alias, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Whom generic words mean in some countries and years.

    ``phrases``: folded phrase → (side, actor_id); ``communities``: "kurdish" → side; ``backed``: patron's side → side of
    those it backs.
    """

    conflict_id: str
    countries: frozenset[str]
    since: str | None
    until: str | None
    phrases: Mapping[str, tuple[str, str | None]]
    communities: Mapping[str, str]
    backed: Mapping[str, str]

    def covers(self, country: str, on: str) -> bool:
        return country in self.countries and _within(on, self.since, self.until)


@dataclass(frozen=True, slots=True)
class Nation:
    """``adjective``: the first of its adjectives, as the names of its institutions have it ("Turkish army").

    A community that is no state ("Kurdish") has no country; its side is the conflict's.
    """

    adjective: str
    country: str | None
    affiliations: tuple[Affiliation, ...]


def entries(extra: Path | None = None) -> list[Entry]:
    """The catalogue's entries, one an id, a user's after ours. Raises ``SaysoError`` naming one that is wrong."""
    listed = files.load("actors", extra) or []
    rows = {row["id"]: _from_table(row) for row in files.table("actors", extra)}
    return list({**rows, **{entry.actor.actor_id: entry for entry in map(_from_yaml, listed)}}.values())


def listed_at(domains: Mapping[str, T], url: str) -> T | None:
    """What is listed under the domain that the URL is on, or under a parent of it."""
    try:
        host = urlsplit(url if "//" in url else f"//{url}").hostname or ""
    except ValueError:  # "http://[half an address"
        return None
    while host and host not in domains:
        host = host.partition(".")[2]
    return domains.get(host)


def _from_yaml(row: Mapping[str, Any]) -> Entry:
    names = (row["name"], *(row.get("aliases") or ())) if "name" in row else ()
    aliases = tuple(Alias(name) if isinstance(name, str) else Alias(**name) for name in names)
    return _entry(row, aliases, row.get("domains") or (), tuple(map(affiliation, row.get("affiliations") or ())))


def _from_table(row: Mapping[str, str]) -> Entry:
    aliases = tuple(map(Alias, (row["name"], *_parts(row["aliases"]))))
    return _entry(row, aliases, tuple(_parts(row["domains"] or "")), tuple(map(affiliation, _parts(row["sides"]))))


def _entry(
    row: Mapping[str, Any], names: tuple[Alias, ...], domains: Iterable[str], affiliations: tuple[Affiliation, ...]
) -> Entry:
    actor_id, country = row.get("id"), row.get("country") or None
    if not actor_id or not names:
        raise SaysoError(f"actors: an entry lacks its id or name: {dict(row)}.")
    if row.get("kind") not in KINDS:
        raise SaysoError(
            f"actors: '{actor_id}' has the kind '{row.get('kind')}'; it must be one of {', '.join(sorted(KINDS))}."
        )
    if country is not None and not (isinstance(country, str) and re.fullmatch("[A-Z]{2}", country)):
        raise SaysoError(f"actors: '{actor_id}' has the country '{country}'; it must be a two-letter code in quotes.")
    for day in (day for affiliation in affiliations for day in (affiliation.since, affiliation.until) if day):
        if not _is_date(day):
            raise SaysoError(f"actors: '{actor_id}' has the date '{day}'; it must be like 2012-01-23.")
    others = tuple(alias.name for alias in names[1:] if not alias.metonym)
    actor = Actor(
        actor_id, names[0].name, row["kind"], country, others, tuple(domains), affiliations, row.get("speaks_for")
    )
    return Entry(actor, names)


def affiliation(row: Mapping[str, Any] | str) -> Affiliation:
    """``{side, since, until}``, or in a table ``side 2012-01-23/2017-01-28`` with either date left out."""
    if isinstance(row, str):
        side, _, days = row.partition(" ")
        since, _, until = days.partition("/")
        return Affiliation(side, since or None, until or None)
    return Affiliation(row["side"], *(None if row.get(key) is None else str(row[key]) for key in ("since", "until")))


def _parts(words: str) -> Iterable[str]:
    return (part.strip() for part in words.split(";") if part.strip())


def _is_date(day: str) -> bool:
    try:
        return date.fromisoformat(day).isoformat() == day
    except ValueError:
        return False


def _within(on: str, since: str | None, until: str | None) -> bool:
    return (since is None or since <= on) and (until is None or on <= until)


def side_on(affiliations: Sequence[Affiliation], on: str | None) -> str | None:
    if on is None and len(affiliations) == 1:
        return affiliations[0].side
    return next((affiliation.side for affiliation in reversed(affiliations) if affiliation.holds(on)), None)


def conflict_of(row: Mapping[str, Any]) -> Conflict:
    return Conflict(
        conflict_id=row["id"],
        countries=frozenset(row["countries"]),
        since=row.get("since"),
        until=row.get("until"),
        phrases={plain(words): (one["side"], one.get("actor")) for one in row["phrases"] for words in one["words"]},
        communities={word.lower(): side for word, side in (row.get("communities") or {}).items()},
        backed=row.get("backed") or {},
    )


def plain(text: str) -> str:
    return " ".join(text.lower().replace("-", " ").translate(APOSTROPHES).replace("'", "").split())
