"""Who cites whom: documents, claims and events in; citations, speakers, first reports and denials out, as plain rows.

A copy's claims are its original's and count once; that an outlet ran a copy is a citation of its own kind.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from sayso.catalogue.actors import Actors
from sayso.catalogue.folding import fold
from sayso.events.mentions import written
from sayso.events.voices import is_named
from sayso.records import Claim, Document, Event, Source

How = Literal["cites", "republishes"]
Lookup = Callable[[str], str | None]
NAME, UNNAMED = "name:", "unnamed:"
NO_OUTLET = "no outlet"


@dataclass(frozen=True, slots=True)
class Citation:
    """That one speaker credits another, with the claims; or that an outlet ran copies (``documents``) of another's."""

    citing: str
    cited: str
    how: How
    claims: tuple[str, ...]
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Speaker:
    """An outlet or a source. ``speaker_id`` is an ``actor_id``, a folded ``name:…`` or, of nobody named, ``unnamed:KIND``.

    ``claims``: those it tells, as an outlet or anywhere in a chain. Of an outlet's, ``own_voice`` credit nobody and
    ``unnamed`` only people without a name; ``no_named_source`` is the share of both. ``denied_later``: claims that it
    asserts and others deny on the same day or later; ``denied`` is their share of the asserted. ``first``: events that it
    is the first outlet to report, of ``shared`` that several do; ``first_with_others`` on the same day as others.
    """

    speaker_id: str
    label: str
    is_outlet: bool
    kind: str | None
    side: str | None
    claims: int
    own_voice: int
    unnamed: int
    no_named_source: float | None
    asserted: int
    denied_later: int
    denied: float | None
    first: int
    first_with_others: int
    shared: int


@dataclass(frozen=True, slots=True)
class FirstReport:
    """The outlets that reported an event on its first day (``published``), with their claims, and those that followed."""

    event_id: str
    title: str
    published: str
    outlets: tuple[str, ...]
    claims: tuple[str, ...]
    followed_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Denial:
    """A claim that others deny on the same day or later, with the claims that do."""

    claim_id: str
    event_id: str
    speakers: tuple[str, ...]
    denied_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sources:
    """Speakers, those of most claims first; citations, the most frequent first; first reports and denials by event."""

    speakers: tuple[Speaker, ...]
    citations: tuple[Citation, ...]
    first_reports: tuple[FirstReport, ...]
    denials: tuple[Denial, ...]


@dataclass(frozen=True, slots=True)
class _Told:
    """A claim with its document, the outlet's id and those of its chain, from the one cited to the origin."""

    claim: Claim
    document: Document
    outlet: str
    chain: tuple[str, ...]

    @property
    def speakers(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys((self.outlet, *self.chain)))

    @property
    def origin(self) -> str:
        return self.chain[-1] if self.chain else self.outlet


def sources_known(
    documents: Iterable[Document], claims: Iterable[Claim], events: Iterable[Event], actors: Actors
) -> Sources:
    """``sources`` with the outlets and names that the catalogue knows."""

    def actor_of(outlet: str) -> str | None:
        actor = actors.named(outlet)
        return actor.actor_id if actor is not None else None

    def name_of(actor_id: str) -> str | None:
        actor = actors.get(actor_id)
        return actor.name if actor is not None else None

    return sources(documents, claims, events, actor_of, name_of)


def sources(
    documents: Iterable[Document], claims: Iterable[Claim], events: Iterable[Event], actor_of: Lookup, name_of: Lookup
) -> Sources:
    """Who cites whom in these documents and how their claims fared. The order of the input changes nothing.

    ``actor_of``: an outlet's name to its ``actor_id``, so that an outlet and a source of that name are one; ``name_of``: an
    ``actor_id`` to the actor's name.
    """
    by_id = {document.document_id: document for document in documents}
    outlet_of = {number: _outlet_id(one, actor_of) for number, one in by_id.items()}
    told = [
        _Told(claim, document, outlet_of[document.document_id], tuple(map(speaker_id, claim.attribution)))
        for claim in sorted(claims, key=lambda claim: claim.claim_id)
        for document in [by_id[claim.document_id]]
        if document.original_id is None
    ]
    by_claim = {one.claim.claim_id: one for one in told}
    listed = sorted(events, key=lambda event: event.event_id)
    firsts = [row for event in listed for row in _first_report(event, by_claim)]
    denials = [row for event in listed for row in _denials(event, by_claim)]
    return Sources(
        speakers=tuple(_speakers(told, by_id.values(), outlet_of, firsts, denials, name_of)),
        citations=tuple(_citations(told, by_id, outlet_of)),
        first_reports=tuple(firsts),
        denials=tuple(denials),
    )


def speaker_id(link: Source) -> str:
    """Who a link of a chain is: the catalogue's actor, else the name, else people of a kind without a name."""
    if link.actor_id is not None:
        return link.actor_id
    if not is_named(link):
        return f"{UNNAMED}{link.kind}"
    return f"{NAME}{fold(link.source).removeprefix('the ')}"


def _outlet_id(document: Document, actor_of: Lookup) -> str:
    outlet = document.outlet or NO_OUTLET
    return actor_of(outlet) or f"{NAME}{fold(outlet) or outlet}"


def _citations(
    told: Sequence[_Told], documents: Mapping[str, Document], outlet_of: Mapping[str, str]
) -> list[Citation]:
    found: dict[tuple[str, str], list[_Told]] = {}
    for one in told:
        links = (one.outlet, *one.chain)
        for pair in dict.fromkeys(pairwise(links)):
            found.setdefault(pair, []).append(one)
    copies: dict[tuple[str, str], list[str]] = {}
    for document in documents.values():
        if document.original_id is not None and document.original_id in documents:
            pair = outlet_of[document.document_id], outlet_of[document.original_id]
            if pair[0] != pair[1]:
                copies.setdefault(pair, []).append(document.document_id)
    rows = [
        Citation(*pair, "cites", tuple(one.claim.claim_id for one in group), _documents(group))
        for pair, group in found.items()
    ]
    rows += [Citation(*pair, "republishes", (), tuple(sorted(numbers))) for pair, numbers in copies.items()]
    return sorted(rows, key=lambda row: (-len(row.claims), -len(row.documents), row.citing, row.cited, row.how))


def _documents(told: Iterable[_Told]) -> tuple[str, ...]:
    return tuple(sorted({one.document.document_id for one in told}))


def _first_report(event: Event, by_claim: Mapping[str, _Told]) -> list[FirstReport]:
    """Who asserted it first, where the days of publication are known and more than one outlet did."""
    told = [
        one
        for one in (by_claim[number] for number in event.claims if number in by_claim)
        if one.claim.polarity == "asserted" and written(one.document) is not None
    ]
    day = min((written(one.document) or "" for one in told), default=None)
    if day is None or len({one.outlet for one in told}) < 2:
        return []
    first = [one for one in told if written(one.document) == day]
    outlets = {one.outlet for one in first}
    followers = {one.outlet for one in told} - outlets
    return [
        FirstReport(
            event_id=event.event_id,
            title=event.title,
            published=day,
            outlets=tuple(sorted(outlets)),
            claims=tuple(sorted(one.claim.claim_id for one in first)),
            followed_by=tuple(sorted(followers)),
        )
    ]


def _denials(event: Event, by_claim: Mapping[str, _Told]) -> list[Denial]:
    told = [by_claim[number] for number in sorted(event.claims) if number in by_claim]
    denying = [one for one in told if one.claim.polarity == "denied"]
    rows = []
    for one in told:
        by = [other.claim.claim_id for other in denying if _denies(other, one)]
        if one.claim.polarity == "asserted" and by:
            rows.append(Denial(one.claim.claim_id, event.event_id, one.speakers, tuple(by)))
    return rows


def _denies(denial: _Told, one: _Told) -> bool:
    """Somebody else's denial, not before the claim: two articles of one day may be in either order."""
    days = written(one.document), written(denial.document)
    return denial.origin != one.origin and days[0] is not None and days[1] is not None and days[0] <= days[1]


def _speakers(
    told: Sequence[_Told],
    documents: Iterable[Document],
    outlet_of: Mapping[str, str],
    firsts: Sequence[FirstReport],
    denials: Sequence[Denial],
    name_of: Lookup,
) -> list[Speaker]:
    outlets: dict[str, list[str]] = {}
    for document in documents:
        outlets.setdefault(outlet_of[document.document_id], []).append(document.outlet or NO_OUTLET)
    links: dict[str, list[Source]] = {}
    spoken: dict[str, list[_Told]] = {outlet: [] for outlet in outlets}
    for one in told:
        for speaker in one.speakers:
            spoken.setdefault(speaker, []).append(one)
        for number, link in zip(one.chain, one.claim.attribution, strict=True):
            links.setdefault(number, []).append(link)
    denied = Counter(speaker for row in denials for speaker in row.speakers)
    first = Counter(outlet for row in firsts if len(row.outlets) == 1 for outlet in row.outlets)
    tied = Counter(outlet for row in firsts if len(row.outlets) > 1 for outlet in row.outlets)
    shared = Counter(outlet for row in firsts for outlet in (*row.outlets, *row.followed_by))
    rows = []
    for number, group in spoken.items():
        own = [one for one in group if one.outlet == number]
        own_voice = sum(not one.chain for one in own)
        unnamed = sum(bool(one.chain) and all(link.startswith(UNNAMED) for link in one.chain) for one in own)
        asserted = sum(one.claim.polarity == "asserted" for one in group)
        said = links.get(number, [])
        rows.append(
            Speaker(
                speaker_id=number,
                label=_label(number, outlets.get(number, []), said, name_of),
                is_outlet=number in outlets,
                kind=_most([link.kind for link in said]),
                side=None
                if number.startswith(UNNAMED)
                else _most([link.side for link in said if link.side is not None]),
                claims=len(group),
                own_voice=own_voice,
                unnamed=unnamed,
                no_named_source=(own_voice + unnamed) / len(own) if own else None,
                asserted=asserted,
                denied_later=denied[number],
                denied=denied[number] / asserted if asserted else None,
                first=first[number],
                first_with_others=tied[number],
                shared=shared[number],
            )
        )
    return sorted(rows, key=lambda row: (-row.claims, row.speaker_id))


def _label(number: str, outlets: Sequence[str], links: Sequence[Source], name_of: Lookup) -> str:
    """The outlet's or actor's name, else how the source is called most; people without a name by their kind."""
    if number.startswith(UNNAMED):
        return f"unnamed ({number.removeprefix(UNNAMED)})"
    return _most(outlets) or name_of(number) or _most([link.source for link in links]) or number


def _most(values: Sequence[str]) -> str | None:
    counts = Counter(values)
    return min(counts, key=lambda value: (-counts[value], value)) if counts else None
