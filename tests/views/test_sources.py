"""Who cites whom, who is first, who is denied: on a made-up war, and on any claims at all."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.export import graphml, sources_picture
from sayso.records import Claim, Document, Event, Source
from sayso.views.sources import Sources, Speaker, sources
from tests.events import factory

GRAPH = "{http://graphml.graphdrawing.org/xmlns}"


ACTORS = {"Vell Courier": "vell-courier"}
NAMES_OF = {"red-army": "Army of the Reds"}


def told(documents: list[Document], claims: list[Claim], events: list[Event]) -> Sources:
    return sources(documents, claims, events, ACTORS.get, NAMES_OF.get)


def made(
    *rows: tuple[str, str, str, str], copies: dict[str, str] | None = None
) -> tuple[list[Document], list[Claim], list[Event]]:
    """Rows (document, outlet, day of November 1912, claim) of one event."""
    documents: dict[str, Document] = {}
    claims = []
    for i, (number, outlet, day, words) in enumerate(rows):
        original = (copies or {}).get(number)
        documents[number] = factory.document(number, f"1912-11-{day}", outlet, original_id=original)
        claims.append(factory.claim(words, number, i))
    numbers = tuple(claim.claim_id for claim in claims)
    event = Event("e", claims[0].event, None, None, numbers, (), 1, (), "Shelling: Lesna")
    return list(documents.values()), claims, [event]


def speaker(found: Sources, number: str) -> Speaker:
    (one,) = (row for row in found.speakers if row.speaker_id == number)
    return one


STORY = made(
    ("a", "Vell Courier", "05", "shelling @ Lesna | says: Blue Guard"),
    ("a", "Vell Courier", "05", "shelling @ Lesna | says: a villager > Blue Guard"),
    ("b", "Port Post", "06", "shelling @ Lesna"),
    ("b", "Port Post", "06", "shelling @ Lesna | says: officials"),
    ("c", "Hill Herald", "05", "shelling @ Lesna | says: Vell Courier"),
    ("d", "Red Star", "07", "not shelling @ Lesna | says: Red Army"),
    ("e", "Copy Cat", "08", "shelling @ Lesna | says: Blue Guard"),
    copies={"e": "a"},
)


def test_who_cites_whom_along_chains() -> None:
    found = told(*STORY)
    cites = {(row.citing, row.cited): (len(row.claims), row.documents) for row in found.citations if row.how == "cites"}
    assert cites == {
        ("vell-courier", "name:blue guard"): (1, ("a",)),
        ("vell-courier", "unnamed:anonymous"): (1, ("a",)),
        ("unnamed:anonymous", "name:blue guard"): (1, ("a",)),
        ("name:port post", "unnamed:anonymous"): (1, ("b",)),
        ("name:hill herald", "name:vell courier"): (1, ("c",)),
        ("name:red star", "name:red army"): (1, ("d",)),
    }
    copies = [row for row in found.citations if row.how == "republishes"]
    assert [(row.citing, row.cited, row.claims, row.documents) for row in copies] == [
        ("name:copy cat", "vell-courier", (), ("e",))
    ]


def test_claims_without_a_named_source() -> None:
    found = told(*STORY)
    rows = [speaker(found, number) for number in ("vell-courier", "name:port post", "name:red star", "name:copy cat")]
    assert [(row.claims, row.own_voice, row.unnamed, row.no_named_source) for row in rows] == [
        (2, 0, 0, 0.0),
        (2, 1, 1, 1.0),
        (1, 0, 0, 0.0),
        (0, 0, 0, None),
    ]
    assert speaker(found, "unnamed:anonymous").no_named_source is None


def test_the_first_to_report_and_those_who_follow() -> None:
    (first,) = told(*STORY).first_reports
    assert (first.published, first.outlets, first.followed_by) == (
        "1912-11-05",
        ("name:hill herald", "vell-courier"),
        ("name:port post",),
    )
    assert first.claims == ("a0", "a1", "c4")
    found = told(*STORY)
    assert [(row.first, row.first_with_others, row.shared) for row in (speaker(found, "vell-courier"),)] == [(0, 1, 1)]


@pytest.mark.parametrize(
    ("rows", "denied"),
    [
        ([("a", "One", "05", "shelling"), ("b", "Two", "06", "not shelling | says: Red Army")], ["a0"]),
        ([("a", "One", "05", "shelling"), ("b", "Two", "05", "not shelling")], ["a0"]),  # of one day: in either order
        ([("a", "One", "07", "shelling"), ("b", "Two", "06", "not shelling")], []),  # the denial came before
        ([("a", "One", "05", "shelling"), ("b", "One", "06", "not shelling")], []),  # nobody else denies it
        ([("a", "One", "05", "not shelling"), ("b", "Two", "06", "not shelling")], []),
        ([("a", "One", "05", "shelling"), ("b", "Two", "06", "shelling")], []),
    ],
)
def test_denied_later(rows: list[tuple[str, str, str, str]], denied: list[str]) -> None:
    found = told(*made(*rows))
    assert [row.claim_id for row in found.denials] == denied
    assert speaker(found, "name:one").denied_later == len(denied)


def test_a_known_actor_has_its_own_name_and_others_the_one_they_are_called_by() -> None:
    documents, claims, events = made(
        ("a", "One", "05", "shelling | says: They"), ("a", "One", "05", "shelling | says: Hill Guard")
    )
    claims[0] = replace(claims[0], attribution=(replace(claims[0].attribution[0], actor_id="red-army"),))
    labels = {row.speaker_id: row.label for row in told(documents, claims, events).speakers}
    assert labels == {"name:one": "One", "red-army": "Army of the Reds", "name:hill guard": "Hill Guard"}


def test_an_event_of_one_outlet_or_without_days_has_no_first_report() -> None:
    alone = made(("a", "One", "05", "shelling"), ("b", "One", "06", "shelling"))
    assert told(*alone).first_reports == ()
    documents, claims, events = made(("a", "One", "05", "shelling"), ("b", "Two", "06", "shelling"))
    undated = [replace(document, published=None) for document in documents]
    assert told(undated, claims, events).first_reports == ()


NAMES = st.sampled_from(["Blue Guard", "the Blue Guard", "officials", "\x00<b>&\"'", "Ž", "", "villagers"])
LINKS = st.builds(
    Source,
    source=NAMES,
    start=st.just(0),
    end=st.just(1),
    cue=st.none(),
    kind=st.sampled_from(["party", "anonymous", "media"]),
    actor_id=st.sampled_from([None, "red-army"]),
    side=st.sampled_from([None, "red"]),
    said_on=st.none(),
)
CLAIMS = st.lists(
    st.tuples(st.sampled_from("abcde"), st.lists(LINKS, max_size=3), st.booleans(), st.integers(0, 3)), max_size=12
)


def any_ledger(rows: Sequence[tuple[str, list[Source], bool, int]]) -> tuple[list[Document], list[Claim], list[Event]]:
    documents = [
        factory.document(
            number, f"1912-11-0{1 + i}" if i else None, f"Outlet\x07 {i % 3}", original_id="a" if i == 4 else None
        )
        for i, number in enumerate("abcde")
    ]
    claims = [
        replace(factory.claim("shelling" if asserted else "not shelling", number, i), attribution=tuple(chain))
        for i, (number, chain, asserted, _) in enumerate(rows)
    ]
    groups: dict[int, list[str]] = {}
    for claim, row in zip(claims, rows, strict=True):
        groups.setdefault(row[3], []).append(claim.claim_id)
    shelling = factory.claim("shelling").event
    events = [Event(f"e{i}", shelling, None, None, tuple(of), (), 1, (), "Shelling") for i, of in groups.items()]
    return documents, claims, events


@given(CLAIMS, st.randoms(use_true_random=False))
def test_every_row_leads_to_claims_and_the_order_changes_nothing(
    rows: list[tuple[str, list[Source], bool, int]], random_: random.Random
) -> None:
    documents, claims, events = any_ledger(rows)
    found = told(documents, claims, events)
    known = {claim.claim_id for claim in claims}
    speakers = {row.speaker_id for row in found.speakers}
    assert len(speakers) == len(found.speakers)
    for row in found.citations:
        assert {row.citing, row.cited} <= speakers and (row.claims or row.documents) and known.issuperset(row.claims)
    assert sum(row.claims for row in found.speakers if row.is_outlet) >= sum(row[0] != "e" for row in rows)
    for one in found.speakers:
        assert one.own_voice + one.unnamed <= one.claims and one.denied_later <= one.asserted <= one.claims
        assert one.first + one.first_with_others <= one.shared
    for first in found.first_reports:
        assert set(first.outlets).isdisjoint(first.followed_by) and known.issuperset(first.claims)
    for items in (documents, claims, events):
        random_.shuffle(items)  # type: ignore[arg-type]
    assert told(documents, claims, events) == found


@given(CLAIMS)
def test_graph_and_picture_are_xml_whatever_the_names(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, list[Source], bool, int]]
) -> None:
    folder = tmp_path_factory.mktemp("graph")
    found = told(*any_ledger(rows))
    graphml.write(found, folder / "a.graphml")
    sources_picture.write(found, folder / "a.svg")
    (graph,) = ElementTree.parse(folder / "a.graphml").getroot().iter(f"{GRAPH}graph")
    nodes = [node.get("id") for node in graph.iter(f"{GRAPH}node")]
    assert len(set(nodes)) == len(nodes) == len(found.speakers)
    edges = list(graph.iter(f"{GRAPH}edge"))
    assert len(edges) == len(found.citations)
    assert all(edge.get("source") in nodes and edge.get("target") in nodes for edge in edges)
    assert ElementTree.parse(folder / "a.svg").getroot().tag.endswith("svg")


def test_the_graph_tells_what_an_edge_is_and_its_claims(tmp_path: Path) -> None:
    graphml.write(told(*STORY), tmp_path / "a.graphml")
    root = ElementTree.parse(tmp_path / "a.graphml").getroot()
    keys = {key.get("id"): key.get("attr.name") for key in root.iter(f"{GRAPH}key")}
    edges = [
        (edge.get("source"), edge.get("target"), {keys[data.get("key")]: data.text for data in edge})
        for edge in root.iter(f"{GRAPH}edge")
    ]
    assert (
        "vell-courier",
        "name:blue guard",
        {"how": "cites", "weight": "1", "claims": "a0", "documents": "a"},
    ) in edges
    assert ("name:copy cat", "vell-courier", {"how": "republishes", "weight": "1", "documents": "e"}) in edges
