"""Claims → Events: candidate pairs, how likely each is, clusters, and what the claims of each cluster say together."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from sayso.catalogue.lexicon import Lexicon
from sayso.events.accounts import accounts_of
from sayso.events.blocking import candidates, neighbours
from sayso.events.clustering import NEVER, Pair, clusters_of_texts
from sayso.events.contradictions import contradiction, disputes_of
from sayso.events.independence import independent
from sayso.events.mentions import NOTHING_LIFTED, ActorSide, Lifted, Mention, in_order, mentions_of
from sayso.events.parts import parted
from sayso.events.scene import placed
from sayso.events.scoring import compare, ruled_out, shipped
from sayso.events.series import told_by
from sayso.events.titles import title
from sayso.events.voices import ActorNamed, OutletSide, nobody, voice
from sayso.events.wording import wording
from sayso.records import Claim, Document, Event, EventType, Place, Time

COARSEST = 7
WORTH_COUNTING = 0.02
"""Pairs that are less likely are left out of the averages, which they hardly change."""


WITHIN_A_TEXT = 0.6
"""How likely claims of one text have to be of one occurrence to be taken as such before other texts are looked at."""


def _no_side(_actor: str, _on: str | None) -> None:
    return None


def link(
    claims: Iterable[Claim],
    documents: Iterable[Document],
    lexicon: Lexicon,
    outlet_side: OutletSide,
    actor_side: ActorSide = _no_side,
    lifted: Lifted = NOTHING_LIFTED,
    actor_named: ActorNamed = nobody,
) -> list[Event]:
    """Every claim with status ``actual`` in exactly one event, denials with what they deny; events in order of their ids.

    ``documents`` are those of the claims and carry ``original_id`` where they are copies. ``outlet_side`` gives the side
    of a document's outlet; ``actor_side`` that of an ``actor_id`` on an ISO date, by which actors of one side are not
    taken for strangers to each other; ``actor_named`` the ``actor_id`` of a name, by which an outlet that is cited is known
    as the same. ``lifted`` tells of claims in words of another document. The order of claims and documents changes nothing.
    """
    by_id = {document.document_id: document for document in documents}
    mentions = prepared(claims, by_id, lexicon, actor_side, lifted)
    pairs = matches(mentions, range(len(mentions)))
    groups = grouped(mentions, pairs, shipped().threshold)
    return events_of(mentions, groups, lexicon, outlet_side, actor_named)


def prepared(
    claims: Iterable[Claim], documents: Mapping[str, Document], lexicon: Lexicon, actor_side: ActorSide, lifted: Lifted
) -> list[Mention]:
    """Those of the claims that are actual, by id, ready to be compared; all claims of a document have to come at once."""
    actual = sorted((claim for claim in claims if claim.status == "actual"), key=lambda claim: claim.claim_id)
    mentions = mentions_of(actual, documents, lexicon, actor_side, lifted)
    worded = [replace(one, wording=wording(one.claim, one.document, lexicon)) for one in mentions]
    return parted(placed(worded), lexicon)


def matches(mentions: Sequence[Mention], among: Collection[int]) -> list[Pair]:
    """Pairs of positions ``among`` these and how likely they are of one occurrence; those that can't be are left out.

    How likely depends on nothing but the two, where each has got its place from the other claims of its document. Which
    are neighbours depends on all claims of a document, which have to be there.
    """
    positions, chosen = sorted(among), frozenset(among)
    met = {(positions[one], positions[other]) for one, other in candidates([mentions[i] for i in positions])}
    met |= {pair for pair in neighbours(mentions) if chosen.issuperset(pair)}
    verdicts = ((one, other, compare(mentions[one], mentions[other]).strength) for one, other in sorted(met))
    return [pair for pair in verdicts if pair[-1] >= WORTH_COUNTING]


def grouped(mentions: Sequence[Mention], pairs: Sequence[Pair], threshold: float) -> list[list[int]]:
    """The positions of mentions by occurrence: each position once, members in order."""
    texts = [one.claim.document_id for one in mentions]
    position = {one.claim.claim_id: i for i, one in enumerate(mentions)}
    told_apart = {
        (min(i, position[number]), max(i, position[number]), NEVER)
        for i, one in enumerate(mentions)
        for number in (*one.wholes, *one.siblings)
    }
    return clusters_of_texts(
        texts,
        [*pairs, *sorted(told_apart)],
        lambda one, other: ruled_out(mentions[one], mentions[other]) is not None,
        WITHIN_A_TEXT,
        threshold,
    )


def events_of(
    mentions: Sequence[Mention],
    groups: Iterable[Sequence[int]],
    lexicon: Lexicon,
    outlet_side: OutletSide,
    actor_named: ActorNamed,
) -> list[Event]:
    """An event for each group of positions, in the order of their ids."""
    found = (event_of([mentions[i] for i in group], lexicon, outlet_side, actor_named) for group in groups)
    return sorted(found, key=lambda event: event.event_id)


def event_of(members: Sequence[Mention], lexicon: Lexicon, outlet_side: OutletSide, actor_named: ActorNamed) -> Event:
    """What these claims say together; at least one of them, in any order."""
    ordered = in_order(members)
    voices = [voice(one, outlet_side, actor_named) for one in ordered]
    # Copies tell nothing that their originals do not: what is most often said is counted without them.
    telling = [one for one in ordered if one.copied_from is None] or ordered
    event, place, time = _type(telling), _place(telling), _time(telling)
    first = min(one.claim.claim_id for one in ordered)
    return Event(
        event_id=hashlib.sha256(f"event\x1f{first}".encode()).hexdigest()[:16],
        event=event,
        place=place,
        time=time,
        claims=tuple(one.claim.claim_id for one in ordered),
        accounts=accounts_of(ordered, voices),
        independent_sources=len(independent(ordered, voices)),
        contradictions=tuple(
            contradiction(dispute, ordered) for dispute in disputes_of(ordered, voices, told_by(ordered, voices))
        ),
        title=title(event, place, time, lexicon),
    )


def _type(members: Sequence[Mention]) -> EventType:
    """The most frequent of the types that tell a mode, or of all if none does."""
    counted = Counter(one.claim.event for one in members)
    return min(counted, key=lambda event: (event.mode is None, -counted[event], repr(event)))


def _place(members: Sequence[Mention]) -> Place | None:
    """The most frequent of the most exact places; failing those that link, the most exact of all named. What only other
    claims of a text tell is good enough to link by, not to be told.
    """
    spots = [spot for one in members if not one.carried for spot in one.spots]
    if spots:
        counted = Counter(spot.identity for spot in spots)
        return min(spots, key=lambda spot: (spot.precision, -counted[spot.identity], spot.identity)).place
    places = [place for one in members for place in one.claim.places]
    return min(
        places, key=lambda place: (place.precision or COARSEST, place.place_id or "~", place.start), default=None
    )


def _time(members: Sequence[Mention]) -> Time | None:
    """Of the most exact times the days that most claims give, of equals those that most other claims' days allow."""
    dated = [one for one in members if one.dated and one.claim.time is not None]
    counted = Counter((one.first, one.last) for one in dated)

    def support(first: int | None, last: int | None) -> int:
        return sum(
            n for (start, end), n in counted.items() if (start or 0) <= (last or 0) and (first or 0) <= (end or 0)
        )

    supported = {days: support(*days) for days in counted}
    best = min(
        dated,
        key=lambda one: (
            one.claim.time.precision or COARSEST if one.claim.time is not None else COARSEST,
            -counted[one.first, one.last],
            -supported[one.first, one.last],
            one.first,
            one.last,
        ),
        default=None,
    )
    return best.claim.time if best is not None else None
