"""Which sources of an event do not repeat each other, and with whom each claim counts. Mentions and their voices in.

Of claims that share a side, a named source or a text, one source counts. What is said from one's own knowledge and what was
heard from others can't be told apart by words alone: the number is of sources that do not share any of the three.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from sayso.events.mentions import UNDATED, Mention, written
from sayso.events.voices import Voice

Because = Literal["copy", "same source", "same side"]


@dataclass(frozen=True, slots=True)
class Repeat:
    """A claim that counts with a source, and why; ``name`` is who says it."""

    claim_id: str
    because: Because
    name: str


@dataclass(frozen=True, slots=True)
class Independent:
    """One source, by its side or else its name (``label``): its ``claims`` where it is first heard, what counts with it.

    ``name`` is who is heard first.
    """

    label: str
    side: str | None
    name: str
    claims: tuple[str, ...]
    repeats: tuple[Repeat, ...]


def independent(mentions: Sequence[Mention], voices: Sequence[Voice]) -> tuple[Independent, ...]:
    """The sources that assert it, in the order of ``mentions``: one a side, one a name, none for copies.

    None where it is only denied. Every claim that asserts it is in exactly one of them.
    """
    asserted = [(one, heard) for one, heard in zip(mentions, voices, strict=True) if not one.is_denial]
    return apart([one for one, _ in asserted], [heard for _, heard in asserted])


def apart(mentions: Sequence[Mention], voices: Sequence[Voice]) -> tuple[Independent, ...]:
    """As ``independent``, of all these claims whatever they say."""
    copies = repeated(mentions)
    heard = [(one, said.counted_with) for one, said in zip(mentions, voices, strict=True)]
    own = [(one, said) for one, said in heard if one.claim.claim_id not in copies]
    anchors = _anchors([said for _, said in own])
    by_speaker = {said.speaker: i for i, said in enumerate(anchors)}
    by_side = {said.side: i for i, said in enumerate(anchors) if said.side is not None}
    by_text: dict[str, int] = {}
    members: list[list[tuple[Mention, Voice]]] = [[] for _ in anchors]
    # A copy comes after what it repeats, so that it can count with it where it was read otherwise.
    for one, said in [*own, *((one, said) for one, said in heard if one.claim.claim_id in copies)]:
        number = by_speaker.get(said.speaker, by_side.get(said.side) if said.side is not None else None)
        if number is None:
            number = by_text[one.text_id]
        by_text.setdefault(one.text_id, number)
        members[number].append((one, said))
    order = {one.claim.claim_id: i for i, one in enumerate(mentions)}
    found = [_source(anchor, group, copies) for anchor, group in zip(anchors, members, strict=True)]
    return tuple(sorted(found, key=lambda source: order[source.claims[0]]))


def repeated(mentions: Sequence[Mention]) -> frozenset[str]:
    """The ``claim_id`` of what repeats the text of another document of these: of an original and its copies the original
    speaks, and of copies alone the first."""
    first: dict[str, tuple[bool, str, str]] = {}
    for one in mentions:
        first[one.text_id] = min(_rank(one), first.get(one.text_id, _rank(one)))
    return frozenset(one.claim.claim_id for one in mentions if _rank(one) != first[one.text_id])


def _rank(one: Mention) -> tuple[bool, str, str]:
    document = one.document
    return one.copied_from is not None, written(document) or UNDATED, document.document_id


def _anchors(voices: Sequence[Voice]) -> list[Voice]:
    """A voice for each source: every name without a side, then each side that has a name which does not count already; if
    it can be, one that no other side quotes.
    """
    anchors = {said.speaker: said for said in reversed(voices) if said.side is None}
    sides: dict[str, dict[str, Voice]] = {}
    for said in voices:
        if said.side is not None:
            sides.setdefault(said.side, {}).setdefault(said.speaker, said)
    quoted = Counter(speaker for speakers in sides.values() for speaker in speakers)
    for speakers in sides.values():
        free = [speaker for speaker in speakers if speaker not in anchors]
        if free:
            chosen = min(free, key=lambda speaker: quoted[speaker])
            anchors[chosen] = speakers[chosen]
    return list(anchors.values())


def _source(anchor: Voice, members: Sequence[tuple[Mention, Voice]], copies: frozenset[str]) -> Independent:
    first = next(one.document.document_id for one, said in members if said.speaker == anchor.speaker)
    claims, repeats = [], []
    for one, said in members:
        because = _because(one, said, anchor, copies)
        if because == "same source" and one.document.document_id == first:
            claims.append(one.claim.claim_id)
        else:
            repeats.append(Repeat(one.claim.claim_id, because, said.name))
    # Who is quoted by several sides is none of theirs.
    of_sides = {said.side for _, said in members if said.speaker == anchor.speaker}
    label, side = (anchor.label, anchor.side) if len(of_sides) == 1 else (anchor.name, None)
    return Independent(label, side, anchor.name, tuple(claims), tuple(repeats))


def _because(one: Mention, said: Voice, anchor: Voice, copies: frozenset[str]) -> Because:
    if one.claim.claim_id in copies:
        return "copy"
    return "same source" if said.speaker == anchor.speaker else "same side"
