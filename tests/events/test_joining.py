"""Documents come day by day, change and go: the events are always those that linking everything at once gives."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.events import join, lifted_claims, link
from sayso.events.joining import Joined
from sayso.events.sides import Sides
from sayso.events.voices import nobody
from sayso.ledger import Ledger, links, writing
from sayso.ledger import provenance as provenance_of
from sayso.records import Claim, Document, Passage
from tests.events.factory import LEXICON, actor_side, claim, document, outlet_side
from tests.events.test_invariants import WORDS
from tests.ledger.parts import LATER, PROVENANCE

SIDES = Sides(outlet_side, actor_side, nobody)


@dataclass(frozen=True)
class Article:
    """``copy_of`` and ``lifts_from`` are ids of other articles; they count where those are there."""

    day: int
    outlet: str
    told: tuple[tuple[str, ...], ...]
    copy_of: str | None = None
    lifts_from: str | None = None


Articles = Mapping[str, Article]
NAMES = [f"d{number}" for number in range(7)]
ARTICLE = st.builds(
    Article,
    st.integers(2, 9),
    st.sampled_from(["Red Star", "Blue Post", "Neutral"]),
    st.lists(WORDS, min_size=1, max_size=4).map(tuple),
    st.sampled_from([None, None, *NAMES]),
    st.sampled_from([None, None, *NAMES]),
)
CHANGES = st.dictionaries(st.sampled_from(NAMES), st.none() | ARTICLE, min_size=1, max_size=4)
"""What a day brings: an article new or changed, or ``None`` where one is gone."""


def documents_of(articles: Articles) -> list[Document]:
    return [
        replace(document(name, f"1912-11-{one.day:02}", one.outlet), text=repr(one.told))
        for name, one in articles.items()
    ]


def claims_of(articles: Articles) -> list[Claim]:
    return [
        claim(f"{what} @ {where} {' '.join(rest)}", name, number)
        for name, one in articles.items()
        for number, (what, where, *rest) in enumerate(one.told, 1)
    ]


def copies_of(articles: Articles) -> dict[str, str]:
    return {name: one.copy_of for name, one in articles.items() if one.copy_of in articles and one.copy_of != name}


def passages_of(articles: Articles) -> list[Passage]:
    """The first claim of an article stands in what it lifted."""
    lifting = [(name, one.lifts_from) for name, one in articles.items() if one.lifts_from in articles]
    return [Passage(name, 90, 160, of, 0, 70) for name, of in lifting if of != name and name not in copies_of(articles)]


def put(store: Ledger, articles: Articles, changed: Mapping[str, Article | None]) -> None:
    """Into the ledger what a build writes before it links: documents, readings, copies and passages."""
    here = {name: article for name, article in changed.items() if article is not None}
    with store.transaction() as connection:
        provenance_of.record(connection, PROVENANCE)
        gone = [name for name, article in changed.items() if article is None]
        writing.forget_readings(connection, gone)
        connection.execute("DELETE FROM documents WHERE document_id IN (SELECT unnest(?))", [gone])
        writing.begin_documents(connection)
        found = [(one, b"", writing.content_fingerprint(one)) for one in documents_of(here)]
        writing.add_documents(connection, found, PROVENANCE)
        writing.settle_documents(connection)
        read = [writing.Read(name, tuple(claims_of({name: article}))) for name, article in here.items()]
        writing.add_readings(connection, read, PROVENANCE)
        writing.put_copies(connection, copies_of(articles), passages_of(articles))


def joined(store: Ledger) -> Joined:
    found = join(store, PROVENANCE, LEXICON, SIDES)
    with store.transaction() as connection:
        links.put(connection, found.replaced, found.claims, found.events, PROVENANCE)
    return found


def held(store: Ledger) -> dict[str, list[tuple[object, ...]]]:
    tables = ("events", "linked_claims", "linked_documents")
    return {table: store.query(f"FROM {table} ORDER BY ALL")[1] for table in tables}


@settings(max_examples=15, deadline=None)
@given(st.lists(CHANGES, min_size=1, max_size=4))
def test_events_of_many_days_are_those_of_all_at_once(days: Sequence[Mapping[str, Article | None]]) -> None:
    articles: dict[str, Article] = {}
    with tempfile.TemporaryDirectory() as folder, Ledger(Path(folder) / "days.duckdb") as store:
        for day in days:
            articles = {name: one for name, one in (articles | day).items() if one is not None}  # type: ignore[operator]
            put(store, articles, day)
            joined(store)
        with Ledger(Path(folder) / "once.duckdb") as once:
            put(once, articles, articles)
            joined(once)
            assert held(store) == held(once)
        claims, copies = claims_of(articles), copies_of(articles)
        documents = [replace(one, original_id=copies.get(one.document_id)) for one in documents_of(articles)]
        lifted = lifted_claims(claims, passages_of(articles))
        assert store.events() == link(claims, documents, LEXICON, outlet_side, actor_side, lifted)


# fmt: off
LATER_NEWS = [
    ("another strike on the town",              ("shelling", "Lesna", "| 3"),        {"a", "n"}),
    ("as near as the places are exact",         ("shelling", "Lesna district", "| 3"), {"a", "n"}),
    ("on another day",                          ("shelling", "Lesna", "| 9"),        {"n"}),
    ("at the other end of the country",         ("shelling", "Port Vell", "| 3"),    {"n"}),
    ("of another kind",                         ("displacement", "Lesna", "| 3"),       {"n"}),
    ("in a town that has news of its own",      ("shelling", "Kosel", "| 5"),        {"b", "n"}),
    ("of a rare kind, without a place",         ("chemical_attack", "", "| 7"),      {"c", "n"}),
    ("of a number, without a place",            ("attack", "", "| 7", "| killed: 62"), {"c", "n"}),
    ("two days from what it tells",             ("chemical_attack", "Brod", "| 9", "| killed: 62"), {"c", "n"}),
    ("of a number, three days from it",         ("chemical_attack", "Brod", "| 10", "| killed: 62"), {"n"}),
]
# fmt: on


@pytest.mark.parametrize(("why", "told", "anew"), LATER_NEWS, ids=[row[0] for row in LATER_NEWS])
def test_only_what_a_new_claim_may_touch_is_linked_anew(
    tmp_path: Path, why: str, told: tuple[str, ...], anew: set[str]
) -> None:
    articles = {
        "a": Article(4, "Red Star", (("shelling", "Lesna", "| 3"),)),
        "b": Article(6, "Red Star", (("shelling", "Kosel", "| 5"),)),
        "c": Article(8, "Red Star", (("chemical_attack", "Brod", "| 7", "| killed: 62"),)),
    }
    with Ledger(tmp_path / "days.duckdb") as store:
        put(store, articles, articles)
        joined(store)
        more = {"n": Article(6, "Neutral", (told,))}
        put(store, articles | more, more)
        assert {one.document_id for one in joined(store).claims} == anew, why
        assert joined(store) == Joined(frozenset(), (), ())


def test_other_settings_link_everything_anew(tmp_path: Path) -> None:
    articles = {"a": Article(4, "Red Star", (("shelling", "Lesna", "| 3"),))}
    with Ledger(tmp_path / "days.duckdb") as store:
        put(store, articles, articles)
        joined(store)
        assert len(join(store, LATER, LEXICON, SIDES).events) == 1


@pytest.mark.parametrize("seed", range(3))
def test_a_long_chain_of_claims_is_cut_and_mended(tmp_path: Path, seed: int) -> None:
    """Each day's claim matches those of the day before and after: what is in the middle holds both ends together."""
    chance = random.Random(seed)
    articles = {f"d{day:02}": Article(day, "Neutral", (("clash", "Lesna", ""),)) for day in range(3, 28)}
    with Ledger(tmp_path / "days.duckdb") as store:
        here: dict[str, Article] = {}
        for name in chance.sample(sorted(articles), len(articles)):
            here[name] = articles[name]
            put(store, here, {name: articles[name]})
            joined(store)
        assert len(store.query("SELECT DISTINCT component FROM linked_claims")[1]) == 1
        middle = {f"d{day}": None for day in range(12, 16)}
        put(store, {name: one for name, one in here.items() if name not in middle}, middle)
        joined(store)
        assert len(store.query("SELECT DISTINCT component FROM linked_claims")[1]) == 2
        with Ledger(tmp_path / "once.duckdb") as once:
            left = {name: one for name, one in articles.items() if name not in middle}
            put(once, left, left)
            joined(once)
            assert held(store) == held(once)
