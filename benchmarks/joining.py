"""What a new day costs: linking of 1 % new documents into a ledger, against linking all of it from scratch.

``python -m benchmarks.joining [CLAIMS ...]`` prints, for ledgers of about so many claims, seconds of both (on the core: the
processor's time), how many claims were linked anew, and how both grow. Whether the events are the same is checked.

The corpus is the bundled example many times over, moved in place and time: 50 fronts, each half a degree further east,
and on every front the same war again a week later. New are documents drawn by chance from the whole corpus, which is
harder than those of a day. Only linking is measured: copies are looked for among all documents each time
(``benchmarks.copies growth``).
"""

from __future__ import annotations

import argparse
import math
import random
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import sayso
from benchmarks.report import Figures, heading
from sayso.building import sides
from sayso.catalogue.lexicon import Lexicon
from sayso.documents import read
from sayso.events import join
from sayso.events.joining import Joined
from sayso.events.sides import Sides
from sayso.ledger import Ledger, Provenance, links, writing
from sayso.reading.pipeline import Reader
from sayso.reading.settings import Settings
from sayso.records import Claim, Document, Place, SetAside, Time

EXAMPLE = Path(__file__).parents[1] / "examples"
SETTINGS = Settings(catalogue=EXAMPLE / "catalogue")
SIZES = (10_000, 30_000, 100_000)
FRONTS, EAST, DAYS = 50, 0.5, 7
NEW, SEED, BATCH = 0.01, 4, 2_000
PROVENANCE = Provenance(sayso.__version__, {}, "0" * 64)


@dataclass(frozen=True, slots=True)
class Article:
    document: Document
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Took:
    """Seconds by the clock and on the core, and how many claims were linked anew."""

    seconds: float
    worked: float
    claims: int


def example() -> list[Article]:
    """The bundled dispatches and what is read in them."""
    reader = Reader(SETTINGS)
    found = [
        item.document
        for item in read([str(EXAMPLE / "dispatches")], {}, SETTINGS.catalogue)
        if not isinstance(item, SetAside)
    ]
    return [Article(one, reader.read(one).claims) for one in found]


def moved(articles: Sequence[Article], number: int) -> Iterator[Article]:
    """The articles at another front and in another week."""
    again, front = divmod(number, FRONTS)
    east, days = front * EAST, again * DAYS
    for one in articles:
        name = f"{number:05} {one.document.document_id}"
        document = replace(
            one.document, document_id=name, text="", published=_later(one.document.published, days), original_id=None
        )
        claims = tuple(
            replace(
                claim,
                claim_id=f"{number:05} {claim.claim_id}",
                document_id=name,
                places=tuple(_further(place, front, east) for place in claim.places),
                time=_at(claim.time, days),
            )
            for claim in one.claims
        )
        yield Article(document, claims)


def corpus(articles: Sequence[Article], claims: int) -> list[Article]:
    """About so many claims."""
    times = max(1, round(claims / sum(len(one.claims) for one in articles)))
    return [one for number in range(times) for one in moved(articles, number)]


def _further(place: Place, front: int, east: float) -> Place:
    # Regions are others, too: on one front only.
    region = place.admin1 and f"{place.admin1} {front}"
    where = place.place_id and f"{place.place_id} {front}"
    return replace(place, place_id=where, admin1=region, lon=None if place.lon is None else place.lon + east)


def _at(told: Time | None, days: int) -> Time | None:
    if told is None:
        return None
    return replace(told, start_date=_later(told.start_date, days), end_date=_later(told.end_date, days))


def _later(day: str | None, days: int) -> str | None:
    return day and (date.fromisoformat(day[:10]) + timedelta(days)).isoformat()


def put(store: Ledger, articles: Sequence[Article]) -> None:
    """Into the ledger what a build writes before it links."""
    for start in range(0, len(articles), BATCH):
        some = articles[start : start + BATCH]
        with store.transaction() as connection:
            found = [(one.document, b"", one.document.document_id) for one in some]
            writing.begin_documents(connection)
            writing.add_documents(connection, found, PROVENANCE)
            writing.settle_documents(connection)
            read_now = [writing.Read(one.document.document_id, one.claims) for one in some]
            writing.add_readings(connection, read_now, PROVENANCE)


def link(store: Ledger, lexicon: Lexicon, known: Sides) -> Took:
    started, worked = time.perf_counter(), time.process_time()
    joined: Joined = join(store, PROVENANCE, lexicon, known)
    with store.transaction() as connection:
        links.put(connection, joined.replaced, joined.claims, joined.events, PROVENANCE)
    return Took(time.perf_counter() - started, time.process_time() - worked, len(joined.claims))


def measure(articles: Sequence[Article], lexicon: Lexicon, known: Sides) -> tuple[Took, Took]:
    """From scratch, and with the new ones joined to the others; raises ``AssertionError`` if the events differ."""
    chance = random.Random(SEED)
    fresh = frozenset(chance.sample(range(len(articles)), max(1, round(NEW * len(articles)))))
    with tempfile.TemporaryDirectory() as folder:
        with Ledger(Path(folder) / "once.duckdb") as once:
            put(once, articles)
            whole, events = link(once, lexicon, known), _events(once)
        with Ledger(Path(folder) / "days.duckdb") as days:
            put(days, [one for i, one in enumerate(articles) if i not in fresh])
            link(days, lexicon, known)
            put(days, [articles[i] for i in sorted(fresh)])
            joined = link(days, lexicon, known)
            assert _events(days) == events, "events joined are not those from scratch"
    return whole, joined


def _events(store: Ledger) -> object:
    return store.query("SELECT count(*), bit_xor(hash(events)) FROM events")[1]


def figures() -> Figures:
    whole, joined = measure(corpus(example(), SIZES[0]), Lexicon.load(SETTINGS.catalogue), sides(SETTINGS))
    yield "1 % new documents, share of the time from scratch", joined.worked / whole.worked


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="benchmarks.joining", description=__doc__)
    parser.add_argument("claims", type=int, nargs="*", default=SIZES)
    options = parser.parse_args(arguments)
    print(heading("joining"))
    print(
        "claims  documents | from scratch: seconds (on the core) | 1 % new: seconds (on the core)  claims linked anew"
    )
    articles, lexicon, known = example(), Lexicon.load(SETTINGS.catalogue), sides(SETTINGS)
    measured: list[tuple[int, Took, Took]] = []
    for size in options.claims:
        made = corpus(articles, size)
        whole, joined = measure(made, lexicon, known)
        claims = sum(len(one.claims) for one in made)
        measured.append((claims, whole, joined))
        print(
            f"{claims:7,}  {len(made):7,} | {whole.seconds:7.1f} ({whole.worked:.1f}) | "
            f"{joined.seconds:6.1f} ({joined.worked:.1f})  {joined.claims:,}",
            flush=True,
        )
    (least, *first), (most, *last) = measured[0], measured[-1]
    if most > least:
        grown = [math.log(b.worked / a.worked) / math.log(most / least) for a, b in zip(first, last, strict=True)]
        print(f"growth: on the core as claims to the power {grown[0]:.2f} from scratch, {grown[1]:.2f} for 1 % new")
    return 0


if __name__ == "__main__":
    sys.exit(main())
