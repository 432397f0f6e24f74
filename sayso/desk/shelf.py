"""The records of an opened ledger on disk, each by its id, and full-text search over quotes and texts (FTS5, BM25).

Written once when the desk opens, and again where a decision changes a record. Which of them answer is decided elsewhere.
"""

from __future__ import annotations

import json
import re
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from sayso.desk.columns import Numbers
from sayso.errors import SaysoError
from sayso.export.jsonl import line
from sayso.records import Claim, Document, Event, Passage, to_dict

Kind = Literal["documents", "claims", "events"]
Ranks = NDArray[np.float64]
Raw = Mapping[str, Any]
"""A record as JSON has it."""
SCHEMA = """
CREATE TABLE documents (number INTEGER PRIMARY KEY, id TEXT UNIQUE NOT NULL, original_id TEXT, record TEXT NOT NULL);
-- `record`: as it is now, null where it is gone; `was`: as it was read, '' where that is the same, null where it is new.
CREATE TABLE claims (
    number INTEGER PRIMARY KEY, id TEXT UNIQUE NOT NULL, document_id TEXT NOT NULL, record TEXT, was TEXT
);
CREATE TABLE events (number INTEGER PRIMARY KEY, id TEXT UNIQUE NOT NULL, record TEXT, was TEXT);
CREATE TABLE event_claims (claim_id TEXT PRIMARY KEY, event_id TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE mentions (claim_id TEXT NOT NULL, words TEXT NOT NULL);
CREATE TABLE passages (document_id TEXT NOT NULL, record TEXT NOT NULL);
CREATE INDEX claims_of_document ON claims (document_id);
CREATE INDEX copies_of_document ON documents (original_id) WHERE original_id IS NOT NULL;
CREATE INDEX passages_of_document ON passages (document_id);
CREATE VIRTUAL TABLE quotes USING fts5 (words, content='', tokenize='unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE texts USING fts5 (title, words, content='', tokenize='unicode61 remove_diacritics 2');
"""
READ = "CASE WHEN was = '' THEN record ELSE was END"
BATCH = 500
TERM = re.compile(r'"([^"]*)"|(\S+)')
WORD = re.compile(r"\w+")


class NotHereError(SaysoError):
    """There is no such record."""


class Shelf:
    """Records as JSON, by kind and id. ``number`` is a record's row, counted from 0 in the order in which they were put."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._local = threading.local()
        self._opened: list[sqlite3.Connection] = []
        self._lock = threading.Lock()
        with self.writing() as connection:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.executescript(SCHEMA)

    def close(self) -> None:
        with self._lock:
            for connection in self._opened:
                connection.close()
            self._opened.clear()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """All that is put inside is seen by readers at once, or not at all."""
        connection = self._connection()
        with connection:
            yield connection

    @contextmanager
    def reading(self) -> Iterator[None]:
        """All that is read inside by this thread is of one moment."""
        connection = self._connection()
        connection.execute("BEGIN")
        try:
            yield
        finally:
            connection.rollback()

    def add_documents(self, connection: sqlite3.Connection, documents: Iterable[tuple[int, Document]]) -> None:
        rows, words = [], []
        for number, document in documents:
            rows.append((number, document.document_id, document.original_id, line(document)))
            words.append((number, document.title or "", document.text))
        connection.executemany("INSERT INTO documents VALUES (?, ?, ?, ?)", rows)
        connection.executemany("INSERT INTO texts (rowid, title, words) VALUES (?, ?, ?)", words)

    def add_claims(self, connection: sqlite3.Connection, claims: Iterable[tuple[int, Raw, str]]) -> None:
        """Claims as they were read, each with its JSON text."""
        rows, words, mentions = [], [], []
        for number, claim, text in claims:
            rows.append((number, claim["claim_id"], claim["document_id"], text, ""))
            words.append((number, _words(claim)))
            mentions += [(claim["claim_id"], mention) for mention in _mentions(claim)]
        connection.executemany("INSERT INTO claims VALUES (?, ?, ?, ?, ?)", rows)
        connection.executemany("INSERT INTO quotes (rowid, words) VALUES (?, ?)", words)
        connection.executemany("INSERT INTO mentions VALUES (?, ?)", mentions)

    def add_events(self, connection: sqlite3.Connection, events: Sequence[tuple[int, Event, str]]) -> None:
        """Events as they were linked, each with its JSON text."""
        rows = [(number, event.event_id, text, "") for number, event, text in events]
        connection.executemany("INSERT INTO events VALUES (?, ?, ?, ?)", rows)
        claims = ((number, event.event_id) for _, event, _ in events for number in event.claims)
        connection.executemany("INSERT INTO event_claims VALUES (?, ?)", claims)

    def add_passages(self, connection: sqlite3.Connection, passages: Iterable[Passage]) -> None:
        rows = [(passage.document_id, line(passage)) for passage in passages]
        connection.executemany("INSERT INTO passages VALUES (?, ?)", rows)

    def put_claim(self, connection: sqlite3.Connection, number: int, claim: Claim) -> None:
        """A claim as it is now, in the place of what it was."""
        self.take(connection, "claims", number)
        connection.execute(
            "INSERT INTO claims VALUES (?, ?, ?, ?, NULL) ON CONFLICT (number) DO UPDATE SET record = excluded.record",
            [number, claim.claim_id, claim.document_id, line(claim)],
        )
        connection.execute("INSERT INTO quotes (rowid, words) VALUES (?, ?)", [number, _words(to_dict(claim))])

    def put_event(self, connection: sqlite3.Connection, number: int, event: Event) -> None:
        """An event as it is now, in the place of what it was."""
        self.take(connection, "events", number)
        connection.execute(
            "INSERT INTO events VALUES (?, ?, ?, NULL) ON CONFLICT (number) DO UPDATE SET record = excluded.record",
            [number, event.event_id, line(event)],
        )

    def take(self, connection: sqlite3.Connection, kind: Literal["claims", "events"], number: int) -> None:
        """Takes what is there of this number away, and keeps what was read."""
        row = connection.execute(f"SELECT record FROM {kind} WHERE number = ?", [number]).fetchone()
        if row is None or row[0] is None:
            return
        if kind == "claims":
            # FTS5 keeps no words of its own here, and must be told which it forgets.
            forgotten = number, _words(json.loads(row[0]))
            connection.execute("INSERT INTO quotes (quotes, rowid, words) VALUES ('delete', ?, ?)", forgotten)
        connection.execute(
            f"UPDATE {kind} SET was = CASE WHEN was = '' THEN record ELSE was END, record = NULL WHERE number = ?",
            [number],
        )

    def numbers(self, kind: Kind, ids: Sequence[str]) -> dict[str, int]:
        """The numbers of these ids; ids that are not there, and never were, are left out."""
        return dict(self._where(f"SELECT id, number FROM {kind} WHERE id", ids))

    def one(self, kind: Kind, number: str) -> str:
        """The record of this id, as JSON. Raises ``NotHereError`` if there is none."""
        row = self._connection().execute(f"SELECT record FROM {kind} WHERE id = ?", [number]).fetchone()
        if row is None or row[0] is None:
            raise NotHereError(f"The ledger has no {kind[:-1]} '{number[:80]}'.")
        return str(row[0])

    def by_id(self, kind: Kind, ids: Sequence[str]) -> list[str]:
        """The records of these ids, in their order; ids that are not there are left out."""
        found = dict(self._where(f"SELECT id, record FROM {kind} WHERE record IS NOT NULL AND id", ids))
        return [found[number] for number in ids if number in found]

    def by_number(self, kind: Kind, numbers: Sequence[int]) -> list[str]:
        """The records of these numbers, in their order."""
        found = dict(self._where(f"SELECT number, record FROM {kind} WHERE record IS NOT NULL AND number", numbers))
        return [found[number] for number in numbers if number in found]

    def all(self, kind: Kind) -> Iterator[str]:
        """All records of a kind, by id."""
        query = f"SELECT record FROM {kind} WHERE record IS NOT NULL ORDER BY id"
        yield from (row[0] for row in self._connection().execute(query))

    def claims_of(self, document_id: str) -> list[str]:
        """The claims of a document."""
        query = "SELECT record FROM claims WHERE record IS NOT NULL AND document_id = ?"
        return [record for (record,) in self._connection().execute(query, [document_id])]

    def copies_of(self, document_id: str) -> list[str]:
        """The documents that are copies of this one, by id."""
        query = "SELECT record FROM documents WHERE original_id = ? ORDER BY id"
        return [record for (record,) in self._connection().execute(query, [document_id])]

    def passages_of(self, document_ids: Sequence[str]) -> list[str]:
        """What these documents lifted."""
        return [record for (record,) in self._where("SELECT record FROM passages WHERE document_id", document_ids)]

    def read_by_id(self, kind: Literal["claims", "events"], ids: Sequence[str]) -> list[str]:
        """The records of these ids as they were read."""
        return [record for (record,) in self._where(f"SELECT {READ} FROM {kind} WHERE {READ} IS NOT NULL AND id", ids)]

    def read_of(self, document_ids: Sequence[str]) -> list[str]:
        """The claims of these documents as they were read."""
        query = f"SELECT {READ} FROM claims WHERE {READ} IS NOT NULL AND document_id"
        return [record for (record,) in self._where(query, document_ids)]

    def events_read_of(self, claim_ids: Sequence[str]) -> list[str]:
        """The ids of the events that these claims were linked into."""
        found = self._where("SELECT event_id FROM event_claims WHERE claim_id", claim_ids)
        return sorted({number for (number,) in found})

    def names(self) -> Iterator[tuple[str, str]]:
        """The id of each claim with each of the words that, as it was read, it has for somebody or some place."""
        yield from self._connection().execute("SELECT claim_id, words FROM mentions")

    def found(self, words: str) -> tuple[Numbers, Numbers]:
        """The numbers of the claims in whose quotes and sources, and of the documents in whose title and text, all words
        stand. Words in double quotes stand in a row, ``word*`` is a beginning.
        """
        quotes = self._matching("SELECT group_concat(rowid) FROM quotes WHERE quotes MATCH ?", words)
        texts = self._matching("SELECT group_concat(rowid) FROM texts WHERE texts MATCH ?", words)
        return quotes[0].astype(np.intp), texts[0].astype(np.intp)

    def ranked(self, words: str) -> tuple[tuple[Numbers, Ranks], tuple[Numbers, Ranks]]:
        """The same, each with its rank (BM25; the lower the better); words of a title count as four."""
        query = "SELECT group_concat(rowid), group_concat(rank) FROM {0} WHERE {0} MATCH ?"
        quotes, of_quotes = self._matching(query.format("quotes"), words)
        texts, of_texts = self._matching(f"{query.format('texts')} AND rank MATCH 'bm25(4.0, 1.0)'", words)
        return (quotes.astype(np.intp), of_quotes), (texts.astype(np.intp), of_texts)

    def _matching(self, query: str, words: str) -> list[Ranks]:
        """The columns of a query that joins each to one text: one step of SQLite's, in which other threads may run, not one
        a row.
        """
        asked = _query(words)
        row = self._connection().execute(query, [asked]).fetchone() if asked is not None else [None, None]
        return [np.fromstring(column or "", np.float64, sep=",") for column in row]

    def _where(self, query: str, values: Sequence[Any]) -> Iterator[tuple[Any, ...]]:
        """The rows of a query whose last condition is that something is one of the values."""
        for start in range(0, len(values), BATCH):
            some = values[start : start + BATCH]
            yield from self._connection().execute(f"{query} IN ({', '.join('?' * len(some))})", some)

    def _connection(self) -> sqlite3.Connection:
        """This thread's own."""
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = sqlite3.connect(self.path, check_same_thread=False)
            connection.execute("PRAGMA synchronous = OFF")
            with self._lock:
                self._opened.append(connection)
            self._local.connection = connection
        return connection


def terms(words: str) -> list[str]:
    """The words that are looked for, to be lit in what is found: without signs and stars, phrases whole."""
    found = [phrase or word for phrase, word in TERM.findall(words)]
    return [" ".join(WORD.findall(term)) for term in found if WORD.search(term)]


def _query(words: str) -> str | None:
    """The words in FTS5's language, in which nothing that a user writes has a meaning but quotes and a last star."""
    parts = []
    for phrase, word in TERM.findall(words):
        inside = " ".join(WORD.findall(phrase or word))
        if inside:
            parts.append(f'"{inside}"' + ("*" if word.endswith("*") else ""))
    return " ".join(parts) or None


def _words(claim: Raw) -> str:
    sources = [source["source"] for source in claim["attribution"]]
    return " ".join([claim["quote"], *sources, *(place["name"] or "" for place in claim["places"])])


def _mentions(claim: Raw) -> set[str]:
    named = [one["mention"] for one in (*claim["participants"], *claim["places"])]
    return {*named, *(source["source"] for source in claim["attribution"])}
