"""Files to a ledger: the one place that composes documents → claims → events over an engine and a store.

Every stage does only what is new or changed and commits as it goes: a build that was killed and is run again ends with the
ledger that one uninterrupted build makes. Nothing depends on the order of the inputs or on how many processes read.
"""

from __future__ import annotations

import json
import os
import shutil
import time
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import sayso
from sayso.catalogue.lexicon import Lexicon
from sayso.documents import Found, listing, read
from sayso.documents.custody import shown
from sayso.engines import local, work
from sayso.engines.outcome import Outcome
from sayso.errors import SaysoError, SaysoWarning
from sayso.ledger import Ledger, Provenance, files, links, writing
from sayso.ledger.files import File
from sayso.ledger.provenance import record
from sayso.reading.settings import Settings, fingerprint
from sayso.records import Document, Reading, SetAside
from sayso.reviews import beside

if TYPE_CHECKING:
    from sayso.catalogue.actors import Actors
    from sayso.events.sides import Sides
    from sayso.reviews.applying import Reviewed
    from sayso.reviews.records import Decision
    from sayso.reviews.relinking import Making
    from sayso.views.event import EventReport

Progress = Callable[[str, int, int | None], None]
"""Called with the stage ("documents", "claims", "events"), how many are done, and of how many, if that is known."""
Make = Callable[[], Callable[[Document], Reading]]
Link = Callable[[Ledger, Provenance], None]
"""Brings copies, lifted passages and events of the ledger up to date with its documents and claims."""

BATCH = 50
BATCH_BYTES = 16_000_000
BATCH_SECONDS = 2.0
WORTH_A_PROCESS = 8
"""Documents: fewer are read sooner than another process has loaded its parser."""
SECONDS, SECONDS_A_CHARACTER = 60.0, 0.002
"""How long a document may take, some thirty times what it should."""
NOT_UNICODE = "its text or fields are not valid Unicode (half a surrogate pair): mend its encoding."


@dataclass(frozen=True, slots=True)
class Counts:
    """What a build did. ``read`` = ``new`` + ``changed`` + ``unchanged`` are documents met in this run, one an id;
    ``copies``, ``not_english``, ``claims`` and ``events`` are what the ledger holds now.
    """

    read: int
    new: int
    changed: int
    unchanged: int
    copies: int
    not_english: int
    claims: int
    events: int
    set_aside: tuple[SetAside, ...]


@dataclass(frozen=True, slots=True)
class Inputs:
    """What a run is given: what is found in ``fresh`` files, and the paths of ``known`` files that need no opening.

    ``taken_by`` is a word for all that taking documents out of files depends on.
    """

    found: Iterable[Found | SetAside]
    known: frozenset[str] = frozenset()
    fresh: tuple[File, ...] = ()
    taken_by: str = ""


def build(
    paths: str | Path | Iterable[str | Path],
    ledger: str | Path,
    settings: Settings | None = None,
    jobs: int | None = None,
    mapping: Mapping[str, str] | None = None,
    progress: Progress | None = None,
) -> Counts:
    """Reads files, folders and globs into the ledger at ``ledger``, made if it is not there.

    ``jobs`` processes read (all cores if not given); ``mapping`` renames fields of tabular input: ours → theirs.
    What can't be read is set aside and counted. Raises ``SaysoError`` if the ledger or the settings can't be used.
    """
    settings = settings or Settings()
    chosen = {"pipeline": settings.pipeline, "catalogue": _from_there(settings.catalogue, Path(ledger))}
    provenance = Provenance(sayso.__version__, chosen, fingerprint(settings))
    named = [paths] if isinstance(paths, (str, Path)) else list(paths)
    make, link = partial(work.reader, settings), partial(_link, settings)
    with Ledger(ledger) as store:
        inputs = _inputs(store, named, mapping or {}, settings, provenance)
        return compose(store, inputs, provenance, make, link, jobs or local.cores(), progress)


@contextmanager
def opened(ledger: str | Path, min_confidence: float = 0.0) -> Iterator[Ledger]:
    """The ledger, to be read, with what reviewers decided applied. With ``min_confidence`` as if its claims below it that
    no reviewer looked at had never been read: events and all that they tell are made anew from the others.

    What differs from the ledger's file is in a copy that is gone afterwards.
    """
    with Ledger(ledger, read_only=True) as store:
        decisions = decided(ledger)
        if min_confidence <= 0.0 and not decisions:
            yield store
            return
        provenance = _made_by(store)
    with TemporaryDirectory() as folder:
        copy = Path(folder) / "ledger.duckdb"
        shutil.copyfile(ledger, copy)
        with Ledger(copy) as store:
            store.path = Path(ledger)
            if min_confidence > 0.0:
                _forget_unsure(store, min_confidence, decisions, provenance)
            if decisions:
                state = reviewed(store, decisions)
                with store.transaction() as connection:
                    writing.put_reviewed(connection, state.claims, state.events, provenance)
            yield store


def decided(ledger: str | Path) -> tuple[Decision, ...]:
    """What reviewers decided, in the log beside the ledger. Raises ``SaysoError`` if a line of it is no decision."""
    if not beside(ledger).exists():
        return ()
    # imported only where there is a log: it loads pydantic
    from sayso.reviews import log

    return log.read(beside(ledger)).decisions


def reviewed(store: Ledger, decisions: Iterable[Decision]) -> Reviewed:
    """The decisions applied to a ledger as it was built."""
    from sayso.reviews import applying

    return applying.reviewed(store, making(store), decisions)


def making(store: Ledger) -> Making:
    """What the events of the ledger are made with."""
    from sayso.reviews.relinking import Making

    settings = settings_of(store)
    return Making(Lexicon.load(settings.catalogue), sides(settings))


def _forget_unsure(store: Ledger, min_confidence: float, decisions: Sequence[Decision], provenance: Provenance) -> None:
    """Removes claims of lower confidence that no decision is about, and links the others anew."""
    looked_at = {place.claim_id for places in reviewed(store, decisions).found.values() for place in places}
    query = "SELECT claim_id FROM claims WHERE confidence < ? AND claim_id NOT IN (SELECT unnest(?::VARCHAR[]))"
    with store.transaction() as connection:
        unsure = connection.execute(query, [min_confidence, list(looked_at)]).fetchall()
        writing.forget_claims(connection, [number for (number,) in unsure])
    _join_events(settings_of(store), store, provenance)


def settings_of(store: Ledger) -> Settings:
    """The settings of the ledger's last build. Warns where its catalogue is not where it was, seen from the ledger."""
    chosen = _made_by(store).settings
    if not chosen["catalogue"]:
        return Settings(chosen["pipeline"])
    catalogue = Path(os.path.normpath(store.path.absolute().parent / chosen["catalogue"]))
    if not catalogue.exists():
        warnings.warn(
            f"{catalogue}, the catalogue that {store.path} was built with, is not there: sides and names that are in it"
            " alone are not known. Put it back, or build the ledger again.",
            SaysoWarning,
            stacklevel=2,
        )
    return Settings(chosen["pipeline"], catalogue)


def _from_there(catalogue: Path | None, ledger: Path) -> str | None:
    """The path of the catalogue as seen from the ledger's folder, so that they may be moved together."""
    if catalogue is None:
        return None
    try:
        return Path(os.path.relpath(catalogue.absolute(), ledger.absolute().parent)).as_posix()
    except ValueError:  # on another drive
        return str(catalogue.absolute())


def _made_by(store: Ledger) -> Provenance:
    columns = "version, settings, fingerprint"
    rows = store.query(f"SELECT {columns} FROM provenance ORDER BY created_at DESC LIMIT 1")[1]
    if not rows:
        raise SaysoError(f"{store.path} is an empty ledger: add documents with sayso build.")
    ((version, settings, fingerprint),) = rows
    return Provenance(version, json.loads(settings), fingerprint)


def compose(
    store: Ledger,
    inputs: Inputs,
    provenance: Provenance,
    make: Make,
    link: Link,
    jobs: int,
    progress: Progress | None = None,
) -> Counts:
    """The build of these inputs, by the reading function that ``make`` makes in each process, and by ``link``."""
    report = progress or (lambda _stage, _done, _total: None)
    with store.transaction() as connection:
        record(connection, provenance)
    new, met, refused = _add_documents(store, inputs, provenance, report)
    refused += _read_documents(store, provenance, make, jobs, report)
    with store.transaction() as connection:
        refused += writing.failures(connection)
        writing.set_aside(connection, refused)
    _link_claims(store, provenance, link, report)
    return Counts(
        read=met.read,
        new=new,
        changed=met.changed,
        unchanged=met.read - new - met.changed,
        copies=store.count("documents", "original_id IS NOT NULL"),
        not_english=store.count("documents", "language <> 'en'"),
        claims=store.count("claims"),
        events=store.count("events"),
        set_aside=tuple(sorted(refused, key=lambda item: (item.path, item.reason))),
    )


def _inputs(
    store: Ledger,
    paths: Sequence[str | Path],
    mapping: Mapping[str, str],
    settings: Settings,
    provenance: Provenance,
) -> Inputs:
    """What is at these paths: files that the ledger knows are only hashed, the others read as they are asked for."""
    refused: list[SetAside] = []
    hashed: dict[Path, File] = {}
    for path in listing.files(paths):
        if isinstance(path, SetAside):
            refused.append(path)
        else:
            try:
                hashed[path] = files.hashed(path, shown(path))
            except OSError as error:
                refused.append(SetAside(shown(path), f"{listing.unreachable(error)}."))
    taken_by = f"{provenance.made_by} {json.dumps(dict(mapping), sort_keys=True)}"
    known = files.known(store.connection, list(hashed.values()), taken_by)
    fresh = {path: file for path, file in hashed.items() if file.path not in known}
    found = read(list(fresh), mapping, settings.catalogue) if fresh else iter(())
    return Inputs(chain(refused, found), known, tuple(fresh.values()), taken_by)


def _add_documents(
    store: Ledger, inputs: Inputs, provenance: Provenance, report: Progress
) -> tuple[int, writing.Met, list[SetAside]]:
    """Documents into the ledger: how many ids were new, what was met, what was set aside."""
    refused: list[SetAside] = []
    new = done = 0
    with store.transaction() as connection:
        writing.begin_documents(connection)
        remembered = files.meet(connection, inputs.known)
    for batch in _batches(_fingerprinted(inputs.found, refused)):
        with store.transaction() as connection:
            new += writing.add_documents(connection, batch, provenance)
        done += len(batch)
        report("documents", done, None)
    with store.transaction() as connection:
        met = writing.settle_documents(connection)
        files.remember(connection, inputs.fresh, refused, inputs.taken_by)
    report("documents", done, done)
    return new, met, [*refused, *remembered, *met.clashes]


def _fingerprinted(found: Iterable[Found | SetAside], refused: list[SetAside]) -> Iterator[tuple[Document, bytes, str]]:
    """Each document with its bytes and the fingerprint of its content; the others go to ``refused``."""
    for item in found:
        if isinstance(item, SetAside):
            refused.append(SetAside(_printable(item.path), _printable(item.reason)))
            continue
        try:
            yield item.document, item.content, writing.content_fingerprint(item.document)
        except UnicodeEncodeError:
            refused.append(SetAside(_printable(item.document.custody.path), NOT_UNICODE))


def _printable(words: str) -> str:
    """The words, with what is no Unicode in them written out."""
    return words.encode("utf-8", "backslashreplace").decode()


def _batches(
    found: Iterable[tuple[Document, bytes, str]],
) -> Iterator[list[tuple[Document, bytes, str]]]:
    batch: list[tuple[Document, bytes, str]] = []
    size = 0
    for item in found:
        batch.append(item)
        size += len(item[1]) + len(item[0].text)
        if len(batch) >= BATCH or size >= BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _read_documents(store: Ledger, provenance: Provenance, make: Make, jobs: int, report: Progress) -> list[SetAside]:
    """Readings of all documents that lack one, into the ledger; what was lost is given back, to be tried another time."""
    numbers = writing.unread(store.connection, provenance)
    if not numbers:
        return []
    jobs = min(jobs, -(-len(numbers) // WORTH_A_PROCESS))
    lost: list[SetAside] = []
    batch: list[writing.Read] = []
    committed = time.monotonic()
    report("claims", 0, len(numbers))
    for done, outcome in enumerate(local.run(make, _documents(store, numbers), jobs, _seconds), 1):
        if outcome.lost:
            lost.append(SetAside(outcome.item.custody.path, outcome.failure or ""))
        else:
            batch.append(_to_write(outcome))
        if len(batch) >= BATCH or time.monotonic() - committed > BATCH_SECONDS or done == len(numbers):
            with store.transaction() as connection:
                writing.add_readings(connection, batch, provenance)
            batch, committed = [], time.monotonic()
        report("claims", done, len(numbers))
    return lost


def _documents(store: Ledger, numbers: Sequence[str]) -> Iterator[Document]:
    """The documents, a few at a time, without what depends on other documents."""
    for start in range(0, len(numbers), BATCH):
        for document in store.documents_by_id(numbers[start : start + BATCH]):
            yield replace(document, original_id=None)


def _seconds(document: Document) -> float:
    return SECONDS + SECONDS_A_CHARACTER * len(document.text)


def _to_write(outcome: Outcome[Document, Reading]) -> writing.Read:
    claims = outcome.result.claims if outcome.result is not None else ()
    return writing.Read(outcome.item.document_id, claims, outcome.failure)


def _link_claims(store: Ledger, provenance: Provenance, link: Link, report: Progress) -> None:
    """Copies, passages and events, brought up to date if any document or reading is new."""
    state = f"{provenance.made_by} {writing.state(store.connection)}"
    if writing.linked_state(store.connection) == state:
        return
    report("events", 0, 1)
    link(store, provenance)
    with store.transaction() as connection:
        writing.put_linked_state(connection, state)
    report("events", 1, 1)


def _link(settings: Settings, store: Ledger, provenance: Provenance) -> None:
    """Copies among all documents, then the events that new, changed or removed documents touch."""
    # imported only where something changed: it loads datasketch
    from sayso.documents.copies import find_copies
    from sayso.documents.crediting import Credits

    copies = find_copies(store.unsorted("documents"), Credits.load(settings.catalogue), store.documents_by_id)
    with store.transaction() as connection:
        writing.put_copies(connection, copies.originals, copies.passages)
    _join_events(settings, store, provenance)


def _join_events(settings: Settings, store: Ledger, provenance: Provenance) -> None:
    # imported only where something changed: it loads spaCy
    from sayso.events import join

    joined = join(store, provenance, Lexicon.load(settings.catalogue), sides(settings))
    with store.transaction() as connection:
        links.put(connection, joined.replaced, joined.claims, joined.events, provenance)


def sides(settings: Settings) -> Sides:
    """Whose side outlets and actors are on, by the catalogue."""
    # imported only where it is asked for: it loads spaCy
    from spacy.lang.en import English

    from sayso.catalogue.actors import Actors
    from sayso.catalogue.sides import side_names
    from sayso.events.sides import Sides

    actors = Actors.load(English().vocab, settings.catalogue)  # a bare vocabulary can't tell one word from another
    return Sides(
        partial(_outlet_side, actors),
        partial(_actor_side, actors),
        partial(_actor_named, actors),
        partial(_called, side_names(actors, settings.catalogue)),
    )


def event_reports(store: Ledger, event_ids: Sequence[str] = ()) -> Iterator[EventReport]:
    """These events of a ledger read whole, or all of them by id. Raises ``SaysoError`` if there is no such event."""
    # imported only where it is asked for: it loads spaCy
    from sayso.events import lifted_claims
    from sayso.events.parts import parents, parts_of
    from sayso.views.event import event_report

    events = [store.event(number) for number in event_ids] or store.events()
    claims = store.claims_by_id(number for event in events for number in event.claims)
    documents = store.documents_by_id(claim.document_id for claim in claims.values())
    lifted = lifted_claims(claims.values(), store.passages())
    copied = {document.original_id for document in documents if document.original_id} | set(lifted.values())
    originals = store.documents_by_id(copied)
    settings = settings_of(store)
    known, lexicon = sides(settings), Lexicon.load(settings.catalogue)
    by_id = {document.document_id: document for document in (*originals, *documents)}
    parent_of = parents(store.event_parts())
    within = parts_of(parent_of)
    for event in events:
        number = event.event_id
        parent = store.event(parent_of[number]) if number in parent_of else None
        parts = [store.event(part) for part in within.get(number, ())]
        yield event_report(event, claims, by_id, lexicon, known, lifted, parent, parts)


def _called(names: Mapping[str, str], number: str) -> str:
    return names.get(number) or number.replace("-", " ")


def _actor_named(actors: Actors, name: str) -> str | None:
    actor = actors.get(name) or actors.named(name)
    return actor.speaks_for or actor.actor_id if actor is not None else None


def _actor_side(actors: Actors, actor_id: str, on: str | None) -> str | None:
    actor = actors.get(actor_id)
    return actor.side(on) if actor is not None else None


def _outlet_side(actors: Actors, document: Document) -> str | None:
    """The side of the document's outlet on the day of the document."""
    outlet = actors.named(document.outlet) if document.outlet else None
    outlet = outlet or (actors.at(document.url) if document.url else None)
    return outlet.side(document.published) if outlet is not None else None
