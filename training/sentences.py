"""Reads the annotated sentences: ``load`` turns a folder of YAML files into sentences whose annotations are offsets.

A string of an annotation must stand in its text as whole words; ``word#2`` is its second occurrence, and a list gives the
parts of a broken span. Entries with neither ``said`` nor ``events`` are of other kinds and are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from sayso.catalogue import files
from sayso.errors import SaysoError

Span = tuple[int, int]
Spans = tuple[Span, ...]

STATUSES = ("actual", "planned", "threatened", "possible", "hypothetical")
POLARITIES = ("asserted", "denied")
PARTS = ("source", "cue", "content")
ROLES = ("agent", "target", "victim", "instrument", "place", "time", "count")
NTH = re.compile(r"(.*\S)#([1-9]\d*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Said:
    """Who is credited, by which words, with what; the parts of a broken span in order, a missing one empty."""

    source: Spans
    cue: Spans
    content: Spans


@dataclass(frozen=True, slots=True)
class Event:
    """The word that reports an occurrence, what kind it is, and who, to whom, where, when, how many."""

    trigger: Span
    type: str
    status: str = "actual"
    polarity: str = "asserted"
    roles: Mapping[str, Spans] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence or a short passage with everything that it says of who says what and of what happened."""

    text: str
    said: tuple[Said, ...]
    events: tuple[Event, ...]


def load(folder: Path) -> list[Sentence]:
    """The annotated sentences of every ``.yaml`` of ``folder``, in name order."""
    types = frozenset(files.load("event_types.yaml"))
    return [sentence for path in sorted(folder.glob("*.yaml")) for sentence in _load_file(path, types)]


def _load_file(path: Path, types: frozenset[str]) -> Iterator[Sentence]:
    try:
        entries = yaml.safe_load(path.read_text(encoding="utf-8")) or []
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise SaysoError(f"{path} is not valid YAML ({' '.join(str(error).split())}): mend it.") from error
    if not isinstance(entries, list):
        raise SaysoError(f"{path} is not a list of entries: begin each with '- text:'.")
    for number, entry in enumerate(entries, start=1):
        try:
            if isinstance(entry, dict) and ("said" in entry or "events" in entry):
                yield _sentence(entry, types)
        except ValueError as error:
            raise SaysoError(f"{path}, entry {number}: {error}") from error


def _sentence(entry: dict[str, Any], types: frozenset[str]) -> Sentence:
    _known(entry, ("text", "said", "events"))
    text = entry.get("text")
    if not isinstance(text, str) or not text.strip():
        raise ValueError("there is no text.")
    return Sentence(
        text=text,
        said=tuple(_said(text, one) for one in _mappings(entry, "said")),
        events=tuple(_event(text, one, types) for one in _mappings(entry, "events")),
    )


def _said(text: str, one: dict[str, Any]) -> Said:
    _known(one, PARTS)
    source, cue, content = (_spans(text, one.get(part)) for part in PARTS)
    if not content:
        raise ValueError("an attribution has no content.")
    return Said(source, cue, content)


def _event(text: str, one: dict[str, Any], types: frozenset[str]) -> Event:
    _known(one, ("trigger", "type", "status", "polarity", *ROLES))
    trigger = _spans(text, one.get("trigger"))
    if len(trigger) != 1:
        raise ValueError("an event needs one trigger.")
    return Event(
        trigger=trigger[0],
        type=_one_of(types, "type", one.get("type")),
        status=_one_of(STATUSES, "status", one.get("status", "actual")),
        polarity=_one_of(POLARITIES, "polarity", one.get("polarity", "asserted")),
        roles={role: _spans(text, one[role]) for role in ROLES if role in one},
    )


def _spans(text: str, given: object) -> Spans:
    """The spans of a string, or of each of a list; none for nothing."""
    if given is None:
        return ()
    return tuple(_span(text, str(one)) for one in (given if isinstance(given, list) else [given]))


def _span(text: str, given: str) -> Span:
    nth = NTH.fullmatch(given)
    words, wanted = (nth[1], int(nth[2])) if nth else (given, 1)
    whole = rf"(?:\b|(?!\w)){re.escape(words)}(?:\b|(?<!\w))"
    found = [match.span() for match in re.finditer(whole, text) if words]
    if len(found) < wanted:
        raise ValueError(f"'{given}' is not in the text.")
    return found[wanted - 1]


def _mappings(entry: dict[str, Any], key: str) -> list[dict[str, Any]]:
    given = entry.get(key) or []
    if not isinstance(given, list) or not all(isinstance(one, dict) for one in given):
        raise ValueError(f"'{key}' is not a list of mappings.")
    return given


def _known(given: dict[str, Any], keys: tuple[str, ...]) -> None:
    for key in given:
        if key not in keys:
            raise ValueError(f"'{key}' is none of {', '.join(keys)}.")


def _one_of(known: frozenset[str] | tuple[str, ...], name: str, value: object) -> str:
    if value not in known:
        raise ValueError(f"there is no {name} '{value}'.")
    return str(value)
