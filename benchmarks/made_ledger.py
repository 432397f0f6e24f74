"""A ledger of a made-up war, as large as you like: written as a build writes, so that every command works on it.

``python -m benchmarks.made_ledger OUT.duckdb --claims 100000`` writes the ledger and, beside it, the catalogue of its
actors (``OUT.catalogue``). The claims of each occurrence are made into events by Sayso's own linking, so that accounts,
independent sources and contradictions are what a build would give. Equal seeds give equal records.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path

import sayso
from benchmarks.made_war import Article, War
from benchmarks.report import heading
from sayso.building import sides
from sayso.catalogue.lexicon import Lexicon
from sayso.events import lifted_claims, link
from sayso.ledger import KINDS, Ledger, Provenance, writing
from sayso.ledger.provenance import record
from sayso.ledger.rows import insert
from sayso.reading.settings import Settings, fingerprint
from sayso.records import Claim, Document, Event, Passage, to_dict

CLAIMS, SEED, BATCH = 100_000, 5, 250


def write(path: Path, claims: int = CLAIMS, seed: int = SEED) -> Path:
    """Writes the ledger anew, in the place of one that is there, and gives its path back."""
    war = War(seed)
    settings = Settings(catalogue=war.catalogue(path.with_suffix(".catalogue")))
    chosen = {"pipeline": settings.pipeline, "catalogue": str(settings.catalogue)}
    provenance = Provenance(sayso.__version__, chosen, fingerprint(settings))
    path.unlink(missing_ok=True)
    documents: dict[str, Document] = {}
    occurrences: dict[int, list[Claim]] = {}
    copies: dict[str, str] = {}
    passages: list[Passage] = []
    with Ledger(path) as store:
        with store.transaction() as connection:
            record(connection, provenance)
            writing.begin_documents(connection)
        articles = war.articles(claims)
        while batch := list(islice(articles, BATCH)):
            _add(store, batch, provenance)
            for article in batch:
                documents[article.document.document_id] = article.document
                for claim, number in zip(article.claims, article.about, strict=True):
                    occurrences.setdefault(number, []).append(claim)
                if article.copy_of is not None:
                    copies[article.document.document_id] = article.copy_of
                if article.lifted is not None:
                    passages.append(article.lifted)
        events = _events(occurrences, documents, passages, settings)
        with store.transaction() as connection:
            writing.settle_documents(connection)
            writing.put_copies(connection, copies, passages)
            insert(connection, "events", [to_dict(event) | {"made_by": provenance.made_by} for event in events])
            writing.put_linked_state(connection, "made")
    return path


def _add(store: Ledger, articles: Sequence[Article], provenance: Provenance) -> None:
    found = [(one.document, one.document.text.encode(), writing.content_fingerprint(one.document)) for one in articles]
    with store.transaction() as connection:
        writing.add_documents(connection, found, provenance)
        writing.add_readings(
            connection, [writing.Read(one.document.document_id, one.claims) for one in articles], provenance
        )


def _events(
    occurrences: Mapping[int, Sequence[Claim]],
    documents: Mapping[str, Document],
    passages: Sequence[Passage],
    settings: Settings,
) -> Iterator[Event]:
    known, lexicon = sides(settings), Lexicon.load(settings.catalogue)
    for claims in occurrences.values():
        about = [documents[number] for number in {claim.document_id for claim in claims}]
        lifted = lifted_claims(claims, passages)
        yield from link(claims, about, lexicon, known.outlet_side, known.actor_side, lifted, known.actor_named)


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="benchmarks.made_ledger", description=__doc__)
    parser.add_argument("ledger", type=Path)
    parser.add_argument("--claims", type=int, default=CLAIMS)
    parser.add_argument("--seed", type=int, default=SEED)
    options = parser.parse_args(arguments)
    print(heading("made ledger"))
    started = time.perf_counter()
    with Ledger(write(options.ledger, options.claims, options.seed), read_only=True) as store:
        counts = {kind: store.count(kind) for kind in KINDS}
        contested = store.count("events", "len(contradictions) > 0")
        copies = store.count("documents", "original_id IS NOT NULL")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(", ".join(f"{number:,} {kind}" for kind, number in counts.items()), f"({contested:,} contested)")
    print(f"{copies:,} copies; {options.ledger.stat().st_size / 1e6:,.0f} MB on disk")
    print(f"made in {time.perf_counter() - started:.0f} s with {peak:,.0f} MB of memory")


if __name__ == "__main__":
    main()
