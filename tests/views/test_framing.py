"""What outlets call an actor: found in made-up texts, by whose word, and when it changed."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.errors import SaysoError
from sayso.records import Claim, Document, Event, Participant, Source
from sayso.views.designations import Matchers, Use, find_uses
from sayso.views.framing import framing
from sayso.views.parties import Party, other_named, party_named
from tests.events import factory
from tests.views import corpus

HILLS = Party("hill-league", None)
HILL_SIDE = Party(None, "hill-league")


@pytest.fixture(scope="module")
def matchers(tmp_path_factory: pytest.TempPathFactory) -> Matchers:
    return Matchers.load(corpus.catalogue(tmp_path_factory.mktemp("hills") / "catalogue"))


def document(text: str, number: str = "a", outlet: str = "Vell Courier", **fields: str) -> Document:
    return replace(factory.document(number, "1912-05-05", outlet), text=text, **fields)  # type: ignore[arg-type]


def told(found: Document, quote: str, source: str | None = None, parts: Sequence[tuple[str, str]] = ()) -> Claim:
    """A claim of these words of a document, credited to a source, with participants (role, words)."""
    start = found.text.index(quote)
    made = factory.claim("air_strike @ Lesna", found.document_id)
    links = []
    if source is not None:
        at = found.text.index(source)
        links = [Source(source, at, at + len(source), "said", "official", None, None, None)]
    people = [
        Participant(role, words, None, found.text.index(words), found.text.index(words) + len(words))  # type: ignore[arg-type]
        for role, words in parts
    ]
    return replace(
        made,
        claim_id=f"{found.document_id} {start}",
        quote=quote,
        start=start,
        end=start + len(quote),
        attribution=tuple(links),
        participants=tuple(people),
    )


def words(uses: Sequence[Use]) -> list[tuple[str, str]]:
    return [(use.kind, use.words) for use in uses]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Hill League took Brod.", [("name", "hill league")]),
        ("The League of the Hills took Brod.", [("name", "league of the hills")]),
        ("The hill bandits took Brod.", [("phrase", "hill bandits")]),
        ("Hill League fighters took Brod.", [("name", "hill league"), ("epithet", "fighters")]),
        (
            "The outlawed armed group Hill League took Brod.",
            [("epithet", "outlawed armed group"), ("name", "hill league")],
        ),
        ("The Hill League, a proud movement, took Brod.", [("name", "hill league"), ("epithet", "proud movement")]),
        ("The Hill League came. The gunmen took Brod.", [("name", "hill league"), ("phrase", "gunmen")]),
        ("The Hill League came to Brod, a town in the hills.", [("name", "hill league")]),
        ("They killed the Hill League.", [("name", "hill league")]),
        ("The Valley Army took Brod.", []),
        ("The Hill League met the Valley Army and the Red Cross. Nobody saw gunmen.", [("name", "hill league")]),
        ("The hillside bandits took Brod.", []),
        ("The Hill League-held town is Brod.", [("name", "hill league")]),
    ],
)
def test_names_phrases_and_epithets(matchers: Matchers, text: str, expected: list[tuple[str, str]]) -> None:
    made = document(text)
    found = find_uses([made], [], [], matchers, HILL_SIDE)
    assert words(found) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In Brod anti-Hill League protests began.", []),
        ("In Brod they sang a pro-Hill League song.", []),
        ("A non-Hill League mayor spoke.", []),
        ("Hill League fire hit Brod.", []),
        ("Hill League mortar fire hit Brod.", []),
        ("The Hill League positions near Brod were hit.", []),
        ("Hill League attacks on Brod went on.", []),
        ("Hill League attacks near Brod went on.", []),
        ("The Hill League attacks Brod.", ["hill league"]),
        ("Hill League fighters took Brod.", ["hill league", "fighters"]),
        ("Hill League commanders met in Brod.", ["hill league"]),
        ("The hill fighters fire on Brod.", ["hill fighters"]),
        ("The Hill League's positions were hit.", ["hill league"]),
        ("The Hill League, fire and water.", ["hill league"]),
        ("Hill League", ["hill league"]),
    ],
)
def test_a_name_in_a_word_for_others_or_said_of_a_thing_is_no_word_for_the_actor(
    matchers: Matchers, text: str, expected: list[str]
) -> None:
    assert [use.words for use in find_uses([document(text)], [], [], matchers, HILL_SIDE)] == expected


def test_air_strikes_of_a_nation_are_no_word_for_it_but_its_forces_are(tmp_path: Path) -> None:
    matchers = Matchers.load(corpus.catalogue(tmp_path / "catalogue"))
    made = document(
        "Russian airstrikes hit Brod. The Russian embassy was shut. Russian diplomats left. Russian troops stayed."
    )
    made = replace(made, published="2015-10-05")
    assert words(find_uses([made], [], [], matchers, Party(None, "russia"))) == [
        ("phrase", "russian diplomats"),
        ("name", "russian troops"),
    ]


def test_someone_unnamed_whose_fire_it_is_is_not_told_by_the_event(matchers: Matchers) -> None:
    made = event_of(
        [
            ("The Hill League shelled Lesna.", "agent", "The Hill League"),
            ("Rebel fire hit Lesna.", "agent", "Rebel fire"),
        ]
    )
    assert [use.words for use in find_uses(*made, matchers, HILLS)] == ["hill league"]


def test_words_are_shown_as_they_are_written_most_and_counted_as_one(matchers: Matchers) -> None:
    texts = ["The HILL LEAGUE took Brod.", "The Hill League took Brod.", "The Hill League came.", "A Hill League came."]
    found = framing(find_uses([document(text, f"d{i}") for i, text in enumerate(texts)], [], [], matchers, HILLS))
    assert {(row.words, row.uses) for row in found.shares} == {("Hill League", 4)}
    assert [use.written for use in found.uses] == ["HILL LEAGUE", "Hill League", "Hill League", "Hill League"]
    assert {use.words for use in found.uses} == {"Hill League"}


def test_of_two_forms_as_common_that_with_fewer_capitals_is_shown(matchers: Matchers) -> None:
    made = document("Hill bandits came. They say hill bandits came.")
    assert {row.words for row in framing(find_uses([made], [], [], matchers, HILL_SIDE)).shares} == {"hill bandits"}


def test_an_actor_is_asked_for_without_the_rest_of_its_side(matchers: Matchers) -> None:
    made = document("The Hill League and the hill bandits took Brod.")
    assert words(find_uses([made], [], [], matchers, HILLS)) == [("name", "hill league")]


@pytest.mark.parametrize(
    ("text", "quote", "source", "voice"),
    [
        ("The hill bandits took Brod.", "The hill bandits took Brod", None, "outlet"),
        ("The mayor said the hill bandits took Brod.", "the hill bandits took Brod", "The mayor", "source"),
        ("“The hill bandits took Brod,” he wrote.", "took Brod", None, "source"),
        ('They are "hill bandits" to him.', "They", None, "source"),
        ("The hill bandits said they took Brod.", "they took Brod", "The hill bandits", "outlet"),
        (
            "Brod was taken, the hill bandits said.",
            "Brod was taken, the hill bandits said",
            "the hill bandits",
            "outlet",
        ),
    ],
)
def test_whose_word_it_is(matchers: Matchers, text: str, quote: str, source: str | None, voice: str) -> None:
    made = document(text)
    (use,) = find_uses([made], [told(made, quote, source)], [], matchers, HILL_SIDE)
    assert use.voice == voice


def test_words_within_a_noun_phrase_of_a_claim_are_epithets(matchers: Matchers) -> None:
    made = document("In Brod so-called Hill League heroes sang.")
    claim = told(made, made.text[:-1], None, [("agent", "so-called Hill League heroes")])
    assert words(find_uses([made], [claim], [], matchers, HILLS)) == [("epithet", "so called"), ("name", "hill league")]
    assert words(find_uses([made], [], [], matchers, HILLS)) == [("name", "hill league")]


EVENT = [
    ("The Hill League shelled Lesna.", "agent", "The Hill League"),
    ("Savage gunmen shelled Lesna.", "agent", "Savage gunmen"),
]


def event_of(made: Sequence[tuple[str, str, str]]) -> tuple[list[Document], list[Claim], list[Event]]:
    documents = [document(text, f"d{i}") for i, (text, _, _) in enumerate(made)]
    claims = [
        told(one, one.text[:-1], None, [(role, part)]) for one, (_, role, part) in zip(documents, made, strict=True)
    ]
    event = Event("e", claims[0].event, None, None, tuple(c.claim_id for c in claims), (), 1, (), "Shelling")
    return documents, claims, [event]


@pytest.mark.parametrize(
    ("more", "tied"),
    [
        ([], True),
        ([("The Valley Army shelled Lesna.", "agent", "The Valley Army")], False),  # others name somebody else
        ([("Guns hit the Hill League in Lesna.", "target", "the Hill League")], False),  # it stands in both roles
    ],
)
def test_others_naming_the_party_in_the_same_event_tell_whom_a_word_means(
    matchers: Matchers, more: list[tuple[str, str, str]], tied: bool
) -> None:
    found = find_uses(*event_of([*EVENT, *more]), matchers, HILLS)
    assert [use.words for use in found if use.tie == "event"] == (["gunmen"] if tied else [])


def test_copies_and_other_languages_are_left_out(matchers: Matchers) -> None:
    made = [
        document("The Hill League took Brod.", "a", original_id="b"),
        document("The Hill League took Brod.", "b", language="de"),
    ]
    assert find_uses(made, [], [], matchers, HILLS) == []


def test_an_actor_or_side_is_named_in_several_ways(matchers: Matchers) -> None:
    for name in ("hill-league", "Hill League", "league of the hills"):
        assert party_named(matchers.actors, name) == HILLS
    assert party_named(matchers.actors, "side:hill-league") == HILL_SIDE
    assert party_named(matchers.actors, "side:Hill League") == HILL_SIDE
    assert party_named(matchers.actors, "valley") == party_named(matchers.actors, "Valley") == Party(None, "valley")
    with pytest.raises(SaysoError, match=r"did you mean .*hill-league"):
        party_named(matchers.actors, "hill-leage")
    with pytest.raises(SaysoError, match="add it"):
        party_named(matchers.actors, "\x00" * 1000)


def test_a_side_is_found_by_the_name_that_tables_print(matchers: Matchers) -> None:
    names = {"valley": "Vell Valley Union"}
    for name in ("Vell Valley Union", "vell valley UNION", "side:Vell-Valley Union"):
        assert party_named(matchers.actors, name, names) == Party(None, "valley")
    with pytest.raises(SaysoError):
        party_named(matchers.actors, "Vell Valley Union")


def test_of_an_actor_and_a_side_of_one_name_the_other_is_known(matchers: Matchers) -> None:
    assert other_named(matchers.actors, "Hill League") == (HILL_SIDE, "side:hill-league")
    assert other_named(matchers.actors, "side:hill league") == (HILLS, "hill-league")
    assert other_named(matchers.actors, "valley") is None and other_named(matchers.actors, "Valley Army") is None


def test_the_outlet_that_changed_its_words_is_found_with_the_articles_on_either_side(matchers: Matchers) -> None:
    right = wrong = 0
    for seed in range(4):
        day = corpus.change_day(seed)
        documents = corpus.articles(seed, {"Vell Courier": day, "Lesna Gazette": None})
        found = framing(find_uses(documents, [], [], matchers, HILL_SIDE))
        published = {one.document_id: one.published for one in documents}
        for turn in found.turns:
            assert max(published[i] or "" for i in turn.before) == turn.last < turn.first == published[turn.after[0]]
        after = min(one.published or "" for one in documents if (one.published or "") >= day.isoformat())
        right += [(turn.outlet, turn.month) for turn in found.turns] == [("Vell Courier", after[:7])]
        wrong += any(turn.outlet == "Lesna Gazette" for turn in found.turns)
        assert {shift.words for shift in found.turns[0].shifts[:2]} == {"hill bandits", "hill fighters"}
    assert (right, wrong) == (4, 0)


def test_one_outlet_is_compared_with_the_others(matchers: Matchers) -> None:
    documents = corpus.articles(1, {"Vell Courier": date(1911, 1, 1), "Lesna Gazette": None})
    uses = find_uses(documents, [], [], matchers, HILL_SIDE)
    whole, alone = framing(uses), framing(uses, "Lesna Gazette")
    assert {row.outlet for row in (*alone.shares, *alone.distinctive, *alone.uses)} == {"Lesna Gazette"}
    assert alone.distinctive == tuple(row for row in whole.distinctive if row.outlet == "Lesna Gazette")
    assert alone.distinctive[0].words == "hill bandits" and alone.distinctive[0].low > 0


PIECES = st.lists(
    st.sampled_from(
        [
            "The Hill League ", "hill bandits", "“", "”", '"', "'", "the gunmen ", ", a ", "movement", "fighters ", "said ",
            "Valley Army", ". ", "\n\n", "-", "so-called ", "Ünïcode 𝔘 ", "\u200b", "the ",
        ]
    ),
    max_size=25,
).map("".join)  # fmt: skip


@settings(deadline=None, max_examples=60)
@given(st.lists(PIECES, max_size=4), st.randoms(use_true_random=False))
def test_every_row_leads_to_its_words(matchers: Matchers, texts: list[str], random_: random.Random) -> None:
    documents = [document(text, f"d{i}", corpus.OUTLETS[i % 2]) for i, text in enumerate(texts)]
    uses = find_uses(documents, [], [], matchers, HILL_SIDE)
    text = {one.document_id: one.text for one in documents}
    for use in uses:
        written = text[use.document_id][use.start : use.end]
        assert written.strip() == written and written
        assert use.words.replace(" ", "") in written.lower().replace("-", "").replace(" ", "")
    found = framing(uses)
    assert sum(row.uses for row in found.shares) == len(uses)
    assert all(0 < row.share <= 1 and row.documents for row in found.shares)
    random_.shuffle(documents)
    assert framing(find_uses(documents, [], [], matchers, HILL_SIDE)) == found
