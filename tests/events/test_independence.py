"""Which sources do not repeat each other, and why the others count with them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sayso.records import Document, Source
from sayso.views.event import EventReport
from tests.events.factory import claim, document
from tests.events.whole import SHELLING, read_whole, told


def shown(report: EventReport) -> list[str]:
    return [
        f"{source.label}: {' '.join(source.claims)}"
        + "".join(f"; {repeat.claim_id} {repeat.because}" for repeat in source.repeats)
        for source in report.sources
    ]


SOURCES = [
    ("one source in two outlets", ["says: Mr Kos", "says: Mr Kos"], ["Mr Kos: a1; b1 same source"]),
    ("two sources in one outlet's article each", ["says: Mr Kos", "says: Mrs Janko"], ["Mr Kos: a1", "Mrs Janko: b1"]),
    ("two of one side", ["says: Red Staff=red", "says: Red Fleet=red"], ["red: a1; b1 same side"]),
    ("the same of one side", ["says: Red Staff=red", "says: Red Staff=red"], ["red: a1; b1 same source"]),
    ("two sides", ["says: Red Staff=red", "says: Blue Staff=blue"], ["red: a1", "blue: b1"]),
    ("a chain within a side", ["says: Red Ministry=red > Red Staff=red", "says: Red Staff=red"],
     ["red: a1; b1 same source"]),
    ("a chain across sides is the origin's", ["says: Blue Staff=blue > Red Staff=red", "says: Red Staff=red"],
     ["red: a1; b1 same source"]),
    ("he is heard himself and through a side: two, for the side says so itself as well",
     ["says: Red Staff=red", "says: Red Staff=red > Mr Kos", "says: Mr Kos"], ["red: a1", "Mr Kos: b1; c1 same source"]),
    ("he is heard himself and through a side alone: one",
     ["says: Red Staff=red > Mr Kos", "says: Mr Kos"], ["Mr Kos: a1; b1 same source"]),
    ("one who is quoted by both sides, each of which says so as well",
     ["says: Red Staff=red > Mr Kos", "says: Red Staff=red", "says: Blue Staff=blue > Mr Kos"],
     ["Mr Kos: a1; c1 same source", "red: b1"]),
    ("a nameless man is his outlet's", ["says: a resident", ""], ["a News: a1", "b News: b1"]),
    ("who denies it is no source for it", ["says: Mr Kos", "not says: Mrs Janko"], ["Mr Kos: a1"]),
]  # fmt: skip


@pytest.mark.parametrize(("why", "words", "expected"), SOURCES, ids=[row[0] for row in SOURCES])
def test_sources(why: str, words: list[str], expected: list[str]) -> None:
    assert shown(told(*words)) == expected, why


def test_whom_an_outlet_cites_does_not_speak_for_its_side_but_counts_with_it_if_he_has_no_name() -> None:
    words = ["", "says: a monitor", "says: Mr Kos"]
    documents = [document(name, outlet="Red Star") for name in "abc"]
    claims = [
        claim(f"{SHELLING} | killed: {i} | {one}", name)
        for i, (one, name) in enumerate(zip(words, "abc", strict=True), 3)
    ]
    report = read_whole(claims, documents)
    assert shown(report) == ["red: a1; b1 same source", "Mr Kos: c1"]
    assert [(series.side, series.points[-1].claims) for series in report.series] == [
        ("red", ("a1",)), (None, ("c1",)), (None, ("b1",)),
    ]  # fmt: skip


def test_staffs_that_an_outlet_cites_without_a_name_are_its_sides() -> None:
    one = claim(
        f"{SHELLING} | killed: 3", "a", attribution=(Source("the staff", 0, 0, "said", "party", None, None, None),)
    )
    (series,) = read_whole([one], [document("a", outlet="Red Star")]).series
    assert series.side == "red"


def test_a_source_without_a_side_in_one_article_and_with_one_in_another_is_one() -> None:
    assert shown(told("says: Mr Kos=red", "says: Mr Kos")) == ["Mr Kos: a1; b1 same source"]


def test_an_agency_is_the_same_where_it_is_cited_and_where_it_publishes() -> None:
    cited = claim(SHELLING, "b")
    cited = replace(cited, attribution=(Source("the Aare Wire", 0, 0, "said", "media", "aare-wire", None, None),))
    documents = [document("a", outlet="Aare Wire"), document("b")]
    assert shown(read_whole([claim(SHELLING, "a"), cited], documents)) == ["Aare Wire: a1; b1 same source"]


def test_what_two_outlets_credit_to_one_agency_is_one_word() -> None:
    documents = [document(name, first_publisher="Aare Wire") for name in "ab"]
    assert shown(read_whole([claim(SHELLING, "a"), claim(SHELLING, "b")], documents)) == [
        "Aare Wire: a1; b1 same source"
    ]


def copies(*originals: str | None) -> list[Document]:
    return [
        document("abcdefgh"[i], f"1912-11-{4 + i:02}", original_id=original) for i, original in enumerate(originals)
    ]


# What each article is a copy of, what each claim says, and the sources.
COPIES = [
    ([None, "a", "a"], ["", "", ""], ["a News: a1; b1 copy; c1 copy"]),
    ([None, "a", None], ["", "", ""], ["a News: a1; b1 copy", "c News: c1"]),
    (["x", "x", "y"], ["", "", ""], ["a News: a1; b1 copy", "c News: c1"]),  # originals that tell nothing of the event
    ([None, "a"], ["says: Mr Kos", "says: Mrs Janko"], ["Mr Kos: a1; b1 copy"]),  # a copy that was read otherwise
    ([None, "a"], ["not says: Mr Kos", "says: Mr Kos"], ["Mr Kos: b1"]),
]


@pytest.mark.parametrize(("originals", "words", "expected"), COPIES)
def test_copies(originals: list[str | None], words: list[str], expected: list[str]) -> None:
    claims = [
        claim(f"{'not ' * one.startswith('not')}{SHELLING} | {one.removeprefix('not')}", "abc"[i])
        for i, one in enumerate(words)
    ]
    assert shown(read_whole(claims, copies(*originals))) == expected


def test_a_copy_speaks_for_the_side_of_its_original() -> None:
    documents = [document("a", outlet="Red Star"), document("b", outlet="Neutral Post", original_id="a")]
    report = read_whole([claim(f"{SHELLING} | killed: 3", name) for name in "ab"], documents)
    assert {quote.side for quote in report.quotes} == {"red"}
    assert [account.side for account in report.accounts] == ["red"]


def test_a_lifted_passage_counts_with_where_it_was_lifted_from_and_the_rest_of_its_article_for_itself() -> None:
    claims = [claim(SHELLING, "a"), claim(SHELLING, "b", 1), claim(SHELLING, "b", 2)]
    assert shown(read_whole(claims, lifted={"b1": "a"})) == ["a News: a1; b1 copy", "b News: b2"]
    assert shown(read_whole(claims[:2], lifted={"b1": "a"})) == ["a News: a1; b1 copy"]
