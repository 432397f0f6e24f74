"""What each side says of an event: counts, independent sources, contradictions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from sayso.events import link
from sayso.records import Claim, Document, Event, Participant
from tests.events.factory import LEXICON, actor_side, claim, document, outlet_side
from tests.events.whole import read_whole

SHELLING = "shelling @ Lesna | 3"


def in_row(*words: str) -> Claim:
    """A claim whose numbers stand one behind the other."""
    made = claim(f"{SHELLING} | {' | '.join(words)}", "a")
    return replace(
        made, quantities=tuple(replace(one, start=10 * i, end=10 * i + 5) for i, one in enumerate(made.quantities))
    )


LEFT_OUT = [
    (("killed: 6 sailors/combatant", "wounded: 9 wounded"), ("wounded", "combatant", "")),
    (("killed: 6 villagers/civilian", "wounded: 9 injured"), ("wounded", "civilian", "")),
    (("killed: 6 children/civilian", "wounded: 9 wounded"), ("wounded", "unknown", "")),  # others may be hurt as well
    (("killed: 6 sailors/combatant", "wounded: 9 people"), ("wounded", "unknown", "")),
    (("wounded: 9 wounded", "killed: 6 sailors/combatant"), ("wounded", "unknown", "")),
]


@pytest.mark.parametrize(("words", "expected"), LEFT_OUT)
def test_a_number_without_a_noun_is_of_those_before_it(words: tuple[str, ...], expected: tuple[str, str, str]) -> None:
    accounts = read_whole([in_row(*words)]).accounts
    assert expected in [(item.measure, item.category, item.thing) for item in accounts]


def test_what_comes_on_top_of_another_number_is_no_number_of_the_whole() -> None:
    text = "Shells hit the mill. Nine men were killed there. Five more were killed on the road, and another two at the ford."
    five, two = text.index("Five"), text.index("two")
    claims = [
        claim(f"{SHELLING} | killed: 9", "a", 1),
        claim(f"{SHELLING} | killed: 5", "a", 2),
        claim(f"{SHELLING} | killed: 2", "a", 3),
    ]
    placed = [
        replace(one, quantities=(replace(one.quantities[0], start=at, end=at + length),))
        for one, at, length in zip(claims, (text.index("Nine"), five, two), (4, 4, 3), strict=True)
    ]
    report = read_whole(placed, [document("a", text=text)])
    assert [(item.thing, item.low, item.high) for item in report.accounts] == [("", 9, 9), ("others", 2, 5)]


def one_event(
    claims: list[Claim], documents: list[Document] | None = None, lifted: Mapping[str, str] | None = None
) -> Event:
    documents = documents or [document(name) for name in sorted({one.document_id for one in claims})]
    (event,) = link(claims, documents, LEXICON, outlet_side, actor_side, lifted or {})
    return event


def told(*words: str) -> Event:
    """The event of claims from as many articles, all of the shelling of Lesna on the 3rd, by the rest of each claim."""
    return one_event([claim(f"{SHELLING} | {one}", name) for one, name in zip(words, "abcdef", strict=False)])


def shown(event: Event) -> list[str]:
    return [
        f"{one.side or 'no side'}: {one.measure} {one.low or 0:.0f}–{'' if one.high is None else f'{one.high:.0f}'}"
        f" {one.of} ({' '.join(number[0] for number in one.claims)})"
        for one in event.accounts
    ]


ACCOUNTS = [
    ("a side's account runs from its lowest to its highest",
     ["killed: 3 | says: Reds=red", "killed: 5 | says: Reds=red", "killed: 9 | says: Blues=blue"],
     ["blue: killed 9–9 unknown (c)", "red: killed 3–5 unknown (a b)"]),
    ("an open bound stays open",
     ["killed: 3+ | says: Reds=red", "killed: 5 | says: Reds=red"], ["red: killed 3– unknown (a b)"]),
    ("the side is that of the origin, not of who cites it",
     ["killed: 3 | says: Reds=red > Blues=blue"], ["blue: killed 3–3 unknown (a)"]),
    ("the next in the chain, where the origin has none",
     ["killed: 3 | says: Reds=red > Mr Kos"], ["red: killed 3–3 unknown (a)"]),
    ("nobody's side",
     ["killed: 3 | says: Mr Kos"], ["no side: killed 3–3 unknown (a)"]),
    ("measures and categories apart",
     ["killed: 3 villagers/civilian | killed: 9 soldiers/combatant | wounded: 4 soldiers/combatant"],
     ["no side: killed 3–3 villagers (a)", "no side: killed 9–9 soldiers (a)", "no side: wounded 4–4 soldiers (a)"]),
    ("what they count is said in their words if they agree, else by category",
     ["killed: 3 soldiers/combatant | says: Reds=red", "killed: 4 men/combatant | says: Reds=red"],
     ["red: killed 3–4 combatant (a b)"]),
    ("among them: a part is not another count of the whole",
     ["captured: 600 soldiers/combatant | captured: 3 generals/combatant"],
     ["no side: captured 600–600 soldiers (a)", "no side: captured 3–3 generals (a)"]),
    ("children are no number of the civilians, in whatever words",
     ["killed: 11 children/civilian", "killed: 9 schoolboys/civilian", "killed: 58 villagers/civilian"],
     ["no side: killed 58–58 villagers (c)", "no side: killed 9–11 children (a b)"]),
    ("nor women, officers, journalists",
     ["killed: 31 people | killed: 2 nurses/civilian", "killed: 8 civilians/civilian | killed: 1 woman/civilian"],
     ["no side: killed 8–8 civilians (b)", "no side: killed 2–2 nurses (a)", "no side: killed 1–1 woman (b)",
      "no side: killed 31–31 people (a)"]),
    ("one thing or many",
     ["destroyed: 1 battery/materiel", "destroyed: 2 batteries/materiel", "destroyed: 4 aircraft/materiel"],
     ["no side: destroyed 4–4 aircraft (c)", "no side: destroyed 1–2 batteries (a b)"]),
    ("one child of several", ["killed: 4 children/civilian | killed: 1 child/civilian"],
     ["no side: killed 1–4 children (a)"]),
    ("things are counted by what they are",
     ["destroyed: 4 guns/materiel", "destroyed: 2 field guns/materiel", "destroyed: 9 lorries/materiel"],
     ["no side: destroyed 2–4 guns (a b)", "no side: destroyed 9–9 lorries (c)"]),
    ("numbers that measure nothing known",
     ["other: 75"], []),
]  # fmt: skip


@pytest.mark.parametrize(("why", "words", "expected"), ACCOUNTS, ids=[row[0] for row in ACCOUNTS])
def test_accounts(why: str, words: list[str], expected: list[str]) -> None:
    assert shown(told(*words)) == expected, why


def test_what_is_denied_is_no_count_unless_it_is_none() -> None:
    claims = [
        claim("not shelling @ Lesna | 3 | killed: 9 | says: Blues=blue", "a"),
        claim("not shelling @ Lesna | 3 | wounded: 0..0 | says: Blues=blue", "b"),
    ]
    assert shown(one_event(claims)) == ["blue: wounded 0–0 unknown (b)"]


def test_the_losses_of_the_two_sides_are_not_one_count() -> None:
    ours = claim(f"{SHELLING} | killed: 3 soldiers/combatant | says: Reds=red", "a", participants=victims("red-army"))
    theirs = claim(
        f"{SHELLING} | killed: 90 soldiers/combatant | says: Reds=red", "b", participants=victims("blue-army")
    )
    ours, theirs = (replace(one, quantities=(replace(one.quantities[0], end=2),)) for one in (ours, theirs))
    assert shown(one_event([ours, theirs])) == ["red: killed 90–90 soldiers (b)", "red: killed 3–3 soldiers (a)"]


def victims(actor_id: str) -> tuple[Participant, ...]:
    return (Participant("victim", "3 soldiers", actor_id, 0, 10),)


def test_an_outlet_speaks_for_its_side() -> None:
    documents = [document("a", outlet="Red Star")]
    assert shown(one_event([claim(f"{SHELLING} | killed: 3")], documents)) == ["red: killed 3–3 unknown (a)"]


# Source of each claim, how many independent sources.
SOURCES = [
    (["says: Mr Kos"], 1),
    (["says: Mr Kos", "says: Mr Kos"], 1),  # the same man in two outlets
    (["says: Mr Kos", "says: Mr Janko"], 2),
    (["says: Reds=red", "says: Red Staff=red"], 1),  # one side
    (["says: Reds=red", "says: Blues=blue"], 2),
    (["says: Reds=red", "says: Blues=blue > Reds=red"], 1),
    (["", ""], 2),  # two outlets in their own voice
    (["says: a resident", "says: a resident"], 2),  # two outlets' nameless residents may be two
    (["says: Mr Kos > an officer", "says: Mr Kos"], 1),
]


@pytest.mark.parametrize(("words", "expected"), SOURCES)
def test_independent_sources(words: list[str], expected: int) -> None:
    assert told(*words).independent_sources == expected


def test_two_claims_of_one_article_are_one_source() -> None:
    assert one_event([claim(SHELLING, "a", 1), claim(SHELLING, "a", 2)]).independent_sources == 1


def test_a_denial_is_no_source_for_what_it_denies() -> None:
    claims = [claim(SHELLING, "a"), claim(f"not {SHELLING} | says: Reds=red", "b")]
    assert one_event(claims).independent_sources == 1
    assert one_event(claims[1:]).independent_sources == 0


def test_copies_belong_to_the_event_and_count_for_nothing() -> None:
    claims = [claim(f"{SHELLING} | killed: 3", name) for name in "abc"]
    documents = [document("a"), document("b", original_id="a"), document("c", original_id="a")]
    event = one_event(claims, documents)
    assert event.claims == ("a1", "b1", "c1")
    assert event.independent_sources == 1
    assert event.contradictions == ()


def test_an_event_known_from_copies_alone_has_one_source() -> None:
    documents = [document("b", original_id="a"), document("c", original_id="a")]
    assert one_event([claim(SHELLING, "b"), claim(SHELLING, "c")], documents).independent_sources == 1


def test_a_lifted_claim_counts_for_nothing_and_contradicts_nobody() -> None:
    claims = [claim(f"{SHELLING} | killed: 3", "a"), claim(f"{SHELLING} | killed: 9", "b")]
    event = one_event(claims, lifted={"b1": "a"})
    assert event.claims == ("a1", "b1")
    assert event.independent_sources == 1
    assert event.contradictions == ()


def test_what_a_document_adds_to_a_lifted_passage_is_its_own() -> None:
    claims = [claim(SHELLING, "a"), claim(SHELLING, "b"), claim(SHELLING, "b", 2)]
    assert one_event(claims, lifted={"b1": "a"}).independent_sources == 2
    assert one_event(claims, lifted={"b1": "a", "b2": "a"}).independent_sources == 1


# What two articles say, and who contradicts whom about what.
CONTRADICTIONS = [
    ("killed: 3 | says: Reds=red", "killed: 9 | says: Blues=blue", ["blue, red: killed"]),
    ("killed: 3 | says: Mr Kos", "killed: 9 | says: Blues=blue", ["blue, Mr Kos: killed"]),
    ("killed: 3", "killed: 9", ["a News, b News: killed"]),
    ("killed: 3..9 | says: Reds=red", "killed: 9 | says: Blues=blue", []),
    ("killed: 3+ | says: Reds=red", "killed: 9 | says: Blues=blue", []),
    ("killed: 3 | says: Reds=red", "killed: 9 | says: Reds=red", []),  # a toll that grew
    ("killed: 3 | says: Reds=red", "wounded: 9 | says: Blues=blue", []),
    (
        "by: red-army | killed: 3 men/civilian | says: Reds=red",
        "by: red-army | killed: 9 men/combatant | says: Blues=blue",
        [],
    ),
    ("killed: 0..0 | says: Reds=red", "killed: 9 men/combatant | says: Blues=blue", ["blue, red: killed"]),
    ("by: red-army | says: Blues=blue", "by: blue-army | says: Reds=red", ["blue, red: agent"]),
    ("by: red-army | says: Blues=blue", "by: red-air-force | says: Reds=red", []),
]


@pytest.mark.parametrize(("one", "other", "expected"), CONTRADICTIONS)
def test_contradictions(one: str, other: str, expected: list[str]) -> None:
    event = told(one, other)
    assert [f"{', '.join(found.between)}: {found.about}" for found in event.contradictions] == expected
    assert all(found.claims == ("a1", "b1") for found in event.contradictions)


def test_a_denial_contradicts_those_who_say_so() -> None:
    claims = [
        claim(f"{SHELLING} | says: Blues=blue", "a"),
        claim(f"not {SHELLING} | says: Reds=red", "b"),
        claim(f"{SHELLING} | says: Mr Kos", "c"),
    ]
    found = [(one.between, one.about, one.claims) for one in one_event(claims).contradictions]
    assert found == [
        (("blue", "red"), "occurrence", ("a1", "b1")),
        (("Mr Kos", "red"), "occurrence", ("b1", "c1")),
    ]


def test_both_sides_fighting_is_no_dispute_of_who_did_it() -> None:
    claims = [
        claim("clash @ Lesna | 3 | by: red-army | says: Blues=blue", "a"),
        claim("clash @ Lesna | 3 | by: blue-army | says: Reds=red", "b"),
    ]
    assert one_event(claims).contradictions == ()


def test_a_copy_contradicts_nobody() -> None:
    claims = [claim(f"{SHELLING} | killed: 3", "a"), claim(f"{SHELLING} | killed: 9", "b")]
    assert one_event(claims, [document("a"), document("b", original_id="a")]).contradictions == ()
    assert len(one_event(claims, [document("a"), replace(document("b"))]).contradictions) == 1
