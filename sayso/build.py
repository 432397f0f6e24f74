"""Files to a ledger: the one place that composes documents → claims → events over an engine and a store.

Every stage does only what is new or changed and commits as it goes: a build that was killed and is run again ends with the
ledger that one uninterrupted build makes. Nothing depends on the order of the inputs or on how many processes read.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import sayso
from sayso.documents import Found, read
from sayso.documents.copies import find_copies
from sayso.engines import local, work
from sayso.engines.outcome import Outcome
from sayso.events import link
from sayso.ledger import Ledger, Provenance, writing
from sayso.ledger.provenance import record
from sayso.reading.pipeline import Settings, fingerprint
from sayso.records import Document, Reading, SetAside

Progress = Callable[[str, int, int | None], None]
"""Called with the stage ("documents", "claims", "events"), how many are done, and of how many, if that is known."""
Make = Callable[[], Callable[[Document], Reading]]

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
    chosen = {"pipeline": settings.pipeline, "catalogue": str(settings.catalogue) if settings.catalogue else None}
    provenance = Provenance(sayso.__version__, chosen, fingerprint(settings))
    found = read([paths] if isinstance(paths, (str, Path)) else paths, mapping)
    return compose(found, Path(ledger), provenance, partial(work.reader, settings), jobs or local.cores(), progress)


def compose(
    found: Iterable[Found | SetAside],
    ledger: Path,
    provenance: Provenance,
    make: Make,
    jobs: int,
    progress: Progress | None = None,
) -> Counts:
    """The build of what was ``found``, by the reading function that ``make`` makes in each process."""
    report = progress or (lambda _stage, _done, _total: None)
    with Ledger(ledger) as store:
        with store.transaction() as connection:
            record(connection, provenance)
        new, met, refused = _add_documents(store, found, provenance, report)
        refused += _read_documents(store, provenance, make, jobs, report)
        with store.transaction() as connection:
            refused += writing.failures(connection)
            writing.set_aside(connection, refused)
        _link_claims(store, provenance, report)
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


def _add_documents(
    store: Ledger, found: Iterable[Found | SetAside], provenance: Provenance, report: Progress
) -> tuple[int, writing.Met, list[SetAside]]:
    """Documents into the ledger: how many ids were new, what was met, what was set aside."""
    refused: list[SetAside] = []
    new = done = 0
    with store.transaction() as connection:
        writing.begin_documents(connection)
    for batch in _batches(_fingerprinted(found, refused)):
        with store.transaction() as connection:
            new += writing.add_documents(connection, batch, provenance)
        done += len(batch)
        report("documents", done, None)
    with store.transaction() as connection:
        met = writing.settle_documents(connection)
    report("documents", done, done)
    return new, met, refused + list(met.clashes)


def _fingerprinted(found: Iterable[Found | SetAside], refused: list[SetAside]) -> Iterator[tuple[Document, bytes, str]]:
    """Each document with its bytes and the fingerprint of its content; the others go to ``refused``."""
    for item in found:
        if isinstance(item, SetAside):
            refused.append(SetAside(_printable(item.path), item.reason))
            continue
        custody = replace(item.document.custody, path=_printable(item.document.custody.path))
        document = replace(item.document, custody=custody)
        try:
            yield document, item.content, writing.content_fingerprint(document)
        except UnicodeEncodeError:
            refused.append(SetAside(custody.path, NOT_UNICODE))


def _printable(path: str) -> str:
    """The path, with bytes of a file name that are no UTF-8 written out."""
    return path.encode("utf-8", "backslashreplace").decode()


def _batches(
    found: Iterable[tuple[Document, bytes, str]],
) -> Iterator[list[tuple[Document, bytes, str]]]:
    batch: list[tuple[Document, bytes, str]] = []
    size = 0
    for item in found:
        batch.append(item)
        size += len(item[1])
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


def _link_claims(store: Ledger, provenance: Provenance, report: Progress) -> None:
    """Copies and events, made anew if any document or reading is new."""
    state = f"{provenance.version} {writing.state(store.connection)}"
    if writing.linked_state(store.connection) == state:
        return
    report("events", 0, 1)
    documents = store.documents()
    copies = find_copies(documents)
    documents = [replace(document, original_id=copies.get(document.document_id)) for document in documents]
    events = link(store.claims(), documents)
    with store.transaction() as connection:
        writing.put_links(connection, copies, events, provenance, state)
    report("events", 1, 1)
