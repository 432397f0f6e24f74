"""What holds for every event, whatever is claimed: order changes nothing, copies change nothing, low ≤ best ≤ high."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.events import link
from sayso.records import Claim, Document
from sayso.views.event import EventReport
from tests.events.factory import LEXICON, actor_side, claim, document, outlet_side
from tests.events.whole import read_whole

WORDS = st.tuples(
    st.sampled_from(["shelling", "not shelling", "air_strike", "chemical_attack"]),
    st.sampled_from(["Lesna", "Brod", "Lesna district", "Upper Vell", ""]),
    st.sampled_from(["| 3", "| 4", "| 2-4", ""]),
    st.sampled_from(["", "| by: red-army", "| by: blue-army"]),
    st.sampled_from(
        [
            "",
            "| says: Red Staff=red",
            "| says: Red Fleet=red",
            "| says: Blues=blue > Mr Kos",
            "| says: Mr Kos",
            "| says: a man",
        ]
    ),
    st.sampled_from(
        [
            "",
            "| killed: 3",
            "| killed: 9",
            "| killed: 62",
            "| killed: 4+",
            "| killed: ..5",
            "| killed: 0..0",
            "| killed: 2..7 men/civilian",
        ]
    ),
)
ARTICLES = st.lists(st.tuples(st.integers(2, 9), st.sampled_from(["Red Star", "Blue Post", "Neutral"]), st.lists(WORDS, min_size=1, max_size=2)), min_size=1, max_size=6)  # fmt: skip
Article = tuple[int, str, list[tuple[str, str, str, str, str, str]]]
Corpus = tuple[list[Claim], list[Document]]


def corpus(articles: list[Article]) -> Corpus:
    claims, documents = [], []
    for i, (day, outlet, told) in enumerate(articles):
        documents.append(document(f"d{i}", f"1912-11-{day:02}", outlet))
        claims += [
            claim(f"{what} @ {where} {' '.join(rest)}", f"d{i}", number)
            for number, (what, where, *rest) in enumerate(told, 1)
        ]
    return claims, documents


def copied(claims: list[Claim], documents: list[Document]) -> Corpus:
    """With a later copy of every article by another outlet."""
    more = [
        replace(
            one,
            document_id=f"{one.document_id}x",
            outlet="The Reprint",
            published="1912-11-20",
            original_id=one.document_id,
        )
        for one in documents
    ]
    again = [replace(one, claim_id=f"{one.claim_id}x", document_id=f"{one.document_id}x") for one in claims]
    return [*claims, *again], [*documents, *more]


def without_copies(report: EventReport) -> list[object]:
    return [
        report.level,
        report.accounts,
        report.series,
        report.ranges,
        report.contradictions,
        [(source.label, source.side, source.claims) for source in report.sources],
    ]


@settings(max_examples=60, deadline=None)
@given(ARTICLES, st.randoms(use_true_random=False))
def test_the_order_of_claims_and_documents_changes_nothing(articles: list[Article], chance: object) -> None:
    claims, documents = corpus(articles)
    before = read_whole(claims, documents)
    shuffle = chance.shuffle  # type: ignore[attr-defined]
    shuffle(claims)
    shuffle(documents)
    after = read_whole(claims, documents)
    assert replace(after, event=before.event) == before


@settings(max_examples=60, deadline=None)
@given(ARTICLES)
def test_copies_change_nothing(articles: list[Article]) -> None:
    claims, documents = corpus(articles)
    assert without_copies(read_whole(*copied(claims, documents))) == without_copies(read_whole(claims, documents))


@settings(max_examples=60, deadline=None)
@given(ARTICLES)
def test_what_holds_of_every_report(articles: list[Article]) -> None:
    claims, documents = corpus(articles)
    report = read_whole(claims, documents)
    for one in report.ranges:
        assert one.low <= one.best <= one.high
        assert one.sources and one.claims
    asserted = sorted(one.claim_id for one in claims if one.polarity == "asserted")
    counted = [name for one in report.sources for name in (*one.claims, *(repeat.claim_id for repeat in one.repeats))]
    assert sorted(counted) == asserted
    assert len({one.label for one in report.sources}) == len(report.sources)
    for series in report.series:
        days = [point.said_on or "" for point in series.points]
        assert days == sorted(set(days))
    for found in report.contradictions:
        assert found.one.claims and found.other.claims
        assert not {*found.one.claims} & {*found.other.claims}


@settings(max_examples=40, deadline=None)
@given(ARTICLES)
def test_the_report_says_what_the_event_says(articles: list[Article]) -> None:
    claims, documents = corpus(articles)
    by_id = {one.claim_id: one for one in claims}
    for event in link(claims, documents, LEXICON, outlet_side, actor_side):
        report = read_whole([by_id[name] for name in event.claims], documents)
        assert len(report.sources) == event.independent_sources
        about = [(found.about, (found.one.label, found.other.label)) for found in report.contradictions]
        assert about == [(found.about, found.between) for found in event.contradictions]
