"""Stand-ins for what a build composes: inputs, a reader that needs no parser, copies and events by the plainest rules."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from sayso.documents import Found
from sayso.export import jsonl
from sayso.ledger import Ledger, Provenance, links, writing
from sayso.ledger import provenance as provenance_of
from sayso.records import (
    Account,
    Claim,
    Contradiction,
    Custody,
    Document,
    Event,
    EventType,
    Participant,
    Passage,
    Place,
    Quantity,
    Reading,
    Source,
    Time,
)

Item = TypeVar("Item")
PROVENANCE = Provenance("0.0.1", {"pipeline": "none"}, "a" * 64)
LATER = Provenance("0.0.2", {"pipeline": "none"}, "b" * 64)
TYPE = EventType("ASSAULT", "artillery", "Explosions/Remote violence", "Shelling/artillery/missile attack")
TEXT = "The consul at {} said that shells killed at least 4.5 men and wounded some in the “lower” town — Čaršija."


def found(number: str, text: str = "", path: str = "", **fields: str | None) -> Found:
    """A document as the documents stage gives it."""
    text = text or TEXT.format(number)
    content = text.encode("utf-8", "surrogatepass")
    known: dict[str, str | None] = {
        "url": None,
        "outlet": "Zeta Courier",
        "first_publisher": None,
        "byline": None,
        "published": "1912-10-24",
        "first_published": None,
        "language": "en",
        "title": f"Dispatch {number}",
    }
    custody = Custody(hashlib.sha256(content).hexdigest(), None, "text/plain", path or f"in/{number}.txt")
    return Found(Document(document_id=number, text=text, original_id=None, custody=custody, **known | fields), content)


def many(count: int) -> list[Found]:
    return [found(f"d{number:03}") for number in range(count)]


def changed(count: int) -> list[Found]:
    """``many``, and every fourth of them with another text."""
    return [
        found(item.document.document_id, "The fort fell.") if n % 4 == 0 else item for n, item in enumerate(many(count))
    ]


def claim(document: Document) -> Claim:
    """One claim with something in every field."""
    number = hashlib.sha256(f"{document.document_id}{document.text}".encode()).hexdigest()[:16]
    return Claim(
        claim_id=number,
        document_id=document.document_id,
        quote=document.text,
        start=0,
        end=len(document.text),
        event=TYPE,
        status="actual",
        polarity="asserted",
        stance="neutral",
        attribution=(Source("The consul", 0, 10, "said", "official", None, "zeta", "1912-10-23"),),
        participants=(Participant("victim", "men", None, 0, 3), Participant("instrument", "shells", None, 0, 6)),
        places=(Place("town", 0, 4, "x:1", "Town", "BA", None, 43.5, 18.0, 1), Place("y", 0, 1, *[None] * 7)),
        time=Time("Thursday", "1912-10-24", None, 1),
        quantities=(Quantity("killed", "men", "unknown", 4.5, None, "at least 4.5", 0, 3),),
        evidence="none_offered",
        confidence=0.1,
    )


def reader() -> Callable[[Document], Reading]:
    return read


def slow_reader() -> Callable[[Document], Reading]:
    def read_slowly(document: Document) -> Reading:
        time.sleep(0.02)
        return read(document)

    return read_slowly


def unlucky_reader() -> Callable[[Document], Reading]:
    """Fails at "cannot", and takes its process with it at "dies"."""

    def read_or_fail(document: Document) -> Reading:
        if "cannot" in document.text:
            raise ValueError("this\ncannot be read")
        if "dies" in document.text:
            os._exit(3)
        if "sleeps" in document.text:
            time.sleep(60)
        return read(document)

    return read_or_fail


def no_reader() -> Callable[[Document], Reading]:
    raise AssertionError("nothing was to be read")


def read(document: Document) -> Reading:
    claims = (claim(document),) if document.language == "en" else ()
    return Reading(document.document_id, claims, (), (), (), ())


def find_copies(documents: Sequence[Document]) -> dict[str, str]:
    """Same text, same original: the first by id."""
    first: dict[str, str] = {}
    copies = {}
    for document in sorted(documents, key=lambda document: document.document_id):
        original = first.setdefault(document.text, document.document_id)
        if original != document.document_id:
            copies[document.document_id] = original
    return copies


def link(store: Ledger, provenance: Provenance) -> None:
    """An event for the claims of every document whose id ends alike."""
    documents, claims = store.documents(), store.claims()
    known = {document.document_id for document in documents}
    groups: dict[str, list[Claim]] = {}
    for item in claims:
        assert item.document_id in known
        groups.setdefault(item.document_id[-1], []).append(item)
    passages = [Passage(number, 4, 10, min(known), 0, 6) for number in sorted(known)[1:]]
    events = [_event(name, group) for name, group in groups.items()]
    with store.transaction() as connection:
        writing.put_copies(connection, find_copies(documents), passages)
        links.put(connection, [claim.claim_id for claim in claims], [], events, provenance)


def _event(name: str, claims: list[Claim]) -> Event:
    numbers = tuple(sorted(item.claim_id for item in claims))
    first = claims[0]
    account = Account("zeta", "killed", None, 4.5, None, numbers)
    dispute = Contradiction(("zeta", "alpha"), "killed", numbers[:2])
    place = replace(first.places[0], start=0, end=0)
    return Event(f"e{name}", TYPE, place, first.time, numbers, (account,), 1, (dispute,), f"Shelling {name}")


def export(path: Path, folder: Path) -> bytes:
    """The ledger's JSON Lines."""
    target = folder / "export.jsonl"
    with Ledger(path, read_only=True) as ledger:
        jsonl.write(ledger, target)
    return target.read_bytes()


def shuffled(items: Sequence[Item], seed: int) -> Iterator[Item]:
    keys = [hashlib.sha256(f"{seed} {number}".encode()).digest() for number in range(len(items))]
    return (item for _, item in sorted(zip(keys, items, strict=True), key=lambda pair: pair[0]))


def store(path: Path, items: Sequence[Found], provenance: Provenance = PROVENANCE) -> None:
    """Puts documents, their claims and events into a ledger, without a build."""
    with Ledger(path) as ledger:
        with ledger.transaction() as connection:
            provenance_of.record(connection, provenance)
            writing.begin_documents(connection)
            fingerprinted = [(i.document, i.content, writing.content_fingerprint(i.document)) for i in items]
            writing.add_documents(connection, fingerprinted, provenance)
            writing.settle_documents(connection)
            readings = [writing.Read(i.document.document_id, read(i.document).claims) for i in items]
            writing.add_readings(connection, readings, provenance)
        link(ledger, provenance)
