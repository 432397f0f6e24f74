"""Who is claimed to hold which place: small ledgers of made-up claims, and what a monitor should be told of them."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.catalogue.lexicon import Lexicon
from sayso.events.sides import Sides
from sayso.ledger import Ledger
from sayso.records import Claim, Custody, Document, EventType, Participant, Place, Source, Time
from sayso.views.control import Spell, Statement, as_told, at_place, between, denials, spells, statements, told
from sayso.views.designations import Matchers
from sayso.views.held import HeldWords
from sayso.views.holders import Camps
from tests.test_commands import sayso

TOOK = EventType("COERCE", "seize", "Battles", "Government regains territory")
HOLDS = EventType("MOBILIZE", None, "Strategic developments", "Other")
LEFT = EventType("RETREAT", "withdraw", "Strategic developments", "Non-violent transfer of territory")
SIEGE = EventType("COERCE", "restrict", "Strategic developments", "Other")
LIFTED = EventType("RETREAT", "access", "Strategic developments", "Other")
SHELLED = EventType("ASSAULT", "heavy-weapons", "Explosions/Remote violence", "Shelling/artillery/missile attack")
SIDES = {"red-army": "red", "red-guard": "red", "blue-army": "blue"}


TEXT = "The rebels hold "
"""Stands before the place's name in every document."""


@pytest.fixture(scope="module")
def camps() -> Camps:
    return Camps.load(Lexicon.load(), Matchers.load().actors)


def claim(
    number: int,
    event: EventType,
    actor: str | None,
    day: str,
    place: str = "Lesna",
    time: Time | None = None,
    source: Source | None = None,
    **changes: str,
) -> tuple[Claim, Document]:
    """Claim ``number`` of a document of its own, that the actor did this to the place on the day; ``mention`` is an actor that
    has no id, ``lead`` stands before the place within what is held."""
    lead = changes.get("lead", "")
    start = len(TEXT) + len(lead)
    where = Place(place, start, start + len(place), f"test:{place}", place, "SY", None, 1.0, 2.0, 1)
    mention = changes.get("mention")
    parts = (Participant("agent", mention or actor or "", actor, 0, 8),) if mention or actor else ()
    text = f"{TEXT}{lead}{place} {time.mention if time is not None else ''}."
    told = Claim(
        claim_id=f"c{number}",
        document_id=f"d{number}",
        quote=text,
        start=0,
        end=len(text),
        event=event,
        status=changes.get("status", "actual"),  # type: ignore[arg-type]
        polarity=changes.get("polarity", "asserted"),  # type: ignore[arg-type]
        stance=changes.get("stance", "endorsed"),  # type: ignore[arg-type]
        attribution=(source,) if source is not None else (),
        participants=(*parts, Participant("target", f"{lead}{place}", None, len(TEXT), start + len(place))),
        places=(where,),
        time=None if changes.get("undated") else time or Time(day, day, day, 1),
        quantities=(),
        evidence=None,
        confidence=1.0,
    )
    custody = Custody("0" * 64, None, "text/plain", "memory")
    outlet, copied, first = changes.get("outlet", "Gazette"), changes.get("copy_of"), changes.get("first_published")
    return told, Document(f"d{number}", None, outlet, None, None, day, first, "en", None, text, copied, custody)


def stated(*told: tuple[Claim, Document], camps: Camps = Camps(), words: HeldWords = HeldWords()) -> list[Statement]:  # noqa: B008
    return statements(
        [one for one, _ in told],
        {document.document_id: document for _, document in told},
        lambda actor, _day: SIDES.get(actor),
        lambda actor: actor.replace("-", " "),
        lambda _claim, document: (None, document.outlet or ""),
        camps,
        words,
    )


def found(*told: tuple[Claim, Document]) -> list[Spell]:
    return spells(stated(*told))


def test_taking_ends_the_holding_of_others() -> None:
    red, blue = found(claim(1, TOOK, "red-army", "1921-05-01"), claim(2, TOOK, "blue-army", "1921-05-09"))
    assert (red.side, red.since, red.until, red.ended_by, red.contested) == (
        "red",
        "1921-05-01",
        "1921-05-09",
        ("c2",),
        False,
    )
    assert (blue.side, blue.since, blue.until, blue.contested) == ("blue", "1921-05-09", None, False)


def test_actors_of_one_side_hold_it_together() -> None:
    (spell,) = found(claim(1, TOOK, "red-army", "1921-05-01"), claim(2, HOLDS, "red-guard", "1921-05-09"))
    assert (spell.since, spell.last_told, spell.claims) == ("1921-05-01", "1921-05-09", ("c1", "c2"))


def test_two_who_hold_it_at_once_contest_it() -> None:
    red, blue = found(claim(1, TOOK, "red-army", "1921-05-01"), claim(2, HOLDS, "blue-army", "1921-05-03"))
    assert (red.contested_by, blue.contested_by) == (("c2",), ("c1",))
    assert red.until is None


def test_a_denial_contests_and_takes_nothing() -> None:
    (spell,) = found(
        claim(1, TOOK, "red-army", "1921-05-01"), claim(2, TOOK, "red-army", "1921-05-02", polarity="denied")
    )
    assert (spell.contested_by, spell.claims) == (("c2",), ("c1",))


def test_a_denial_alone_is_a_row_that_is_no_spell() -> None:
    told = stated(
        claim(1, TOOK, "blue-army", "1921-05-01"),
        claim(2, TOOK, "red-army", "1921-05-02", polarity="denied"),
        claim(3, TOOK, "red-guard", "1921-05-03", polarity="denied"),
    )
    (spell,), (row,) = spells(told), denials(told)
    assert (spell.side, spell.denied, spell.contested) == ("blue", False, False)
    assert (row.side, row.denied, row.claims, row.last_told) == ("red", True, ("c2", "c3"), "1921-05-03")
    assert denials(told[:1]) == []
    assert between([row], "1921-05-02", "1921-05-02") == [row]
    assert between([row], "1921-06-02", "1921-06-02") == []


def test_a_denial_of_the_days_before_the_first_claim_contests() -> None:
    denial = claim(1, TOOK, "red-army", "1921-05-01", polarity="denied")
    (spell,) = found(denial, claim(2, TOOK, "red-army", "1921-05-03"))
    assert spell.contested_by == ("c1",)
    assert denials(stated(denial, claim(2, TOOK, "red-army", "1921-05-03"))) == []
    (later,) = found(denial, claim(2, TOOK, "red-army", "1921-05-13"))
    assert not later.contested


@pytest.mark.parametrize(
    ("second", "until", "contested"),
    [("1921-05-03", None, True), ("1921-05-20", "1921-05-20", False), ("1922-05-20", "1922-05-20", False)],
)
def test_who_is_told_to_hold_it_later_succeeds_and_contests_nothing(
    second: str, until: str | None, contested: bool
) -> None:
    red, blue = found(claim(1, HOLDS, "red-army", "1921-05-01"), claim(2, HOLDS, "blue-army", second))
    assert (red.until, red.contested, blue.contested) == (until, contested, contested)


@pytest.mark.parametrize(
    ("third", "contested", "rows"),
    [
        (claim(3, HOLDS, "red-army", "1921-06-20"), True, 2),
        (claim(3, HOLDS, "red-army", "1921-12-20"), False, 3),  # too late to be told of the same time
        (claim(3, TOOK, "red-army", "1921-06-20"), False, 3),  # retaken
    ],
)
def test_who_is_told_to_hold_it_before_and_after_contests_it(
    third: tuple[Claim, Document], contested: bool, rows: int
) -> None:
    told = found(claim(1, HOLDS, "red-army", "1921-05-01"), claim(2, HOLDS, "blue-army", "1921-05-20"), third)
    assert (any(spell.contested for spell in told), len(told)) == (contested, rows)


def test_times_too_wide_to_be_before_or_after_end_and_contest_nothing() -> None:
    year = Time("1921", "1921-01-01", "1921-12-31", 5)
    told = found(claim(1, HOLDS, "blue-army", "1920-12-30"), claim(2, TOOK, "red-army", "1922-05-01", time=year))
    assert [(spell.side, spell.until, spell.contested) for spell in told] == [
        ("blue", None, False),
        ("red", None, False),
    ]


def test_a_year_among_days_is_no_reason_to_go_on_until_its_end() -> None:
    year = Time("1922", "1922-01-01", "1922-12-31", 5)
    told = found(
        claim(1, HOLDS, "red-army", "1921-05-01"),
        claim(2, TOOK, "red-army", "1923-03-01", time=year),
        claim(3, HOLDS, "blue-army", "1922-06-01"),
        claim(4, HOLDS, "red-army", "1923-02-01"),
    )
    assert [(spell.side, spell.since, spell.until) for spell in told] == [
        ("red", "1921-05-01", "1922-06-01"),
        ("blue", "1922-06-01", "1923-02-01"),
        ("red", "1923-02-01", None),
    ]


def test_since_a_month_may_be_after_all_of_its_days() -> None:
    since = Time("since May", "1921-05-01", "1921-09-01", 5)
    red, blue = found(claim(1, HOLDS, "red-army", "1921-04-28"), claim(2, HOLDS, "blue-army", "1921-09-01", time=since))
    assert (red.until, red.contested, blue.contested) == ("1921-05-01", False, False)


def test_two_who_are_told_of_in_one_claim_are_no_rivals() -> None:
    both, document = claim(1, HOLDS, "red-army", "1921-05-01")
    joint = replace(both, participants=(*both.participants, Participant("agent", "the blue army", "blue-army", 0, 8)))
    assert [spell.contested for spell in found((joint, document))] == [False, False]


@pytest.mark.parametrize(
    ("stance", "source", "rows"),
    [
        ("distanced", None, 0),
        ("endorsed", None, 1),
        ("distanced", Source("Ann Lee", 0, 7, "said", "official", None, None, None), 1),
    ],
)
def test_what_an_outlet_distances_itself_from_is_on_nobodys_word(stance: str, source: Source | None, rows: int) -> None:
    assert len(found(claim(1, TOOK, "red-army", "1921-05-01", stance=stance, source=source))) == rows


def test_generic_words_of_one_camp_are_one_spell(camps: Camps) -> None:
    told = [
        claim(number, HOLDS, None, f"2016-08-{number:02d}", mention=mention)
        for number, mention in enumerate(("rebel", "the opposition", "opposition fighters", "hundreds of rebels"), 1)
    ]
    (spell,) = spells(stated(*told, camps=camps))
    assert (spell.side, spell.holder, spell.contested, len(spell.claims)) == ("syrian-opposition", "rebels", False, 4)


def test_who_is_not_named_ends_and_contests_nobody_and_is_not_told_for_ever(camps: Camps) -> None:
    told = stated(
        claim(1, HOLDS, None, "2016-01-01", mention="rebels"),
        claim(2, HOLDS, None, "2016-01-03", mention="the militants"),
        claim(3, HOLDS, None, "2016-07-03", mention="the militants"),
        claim(4, TOOK, None, "2016-07-20", mention="the army"),
        claim(5, TOOK, None, "2016-08-20", mention="this photo"),
        camps=camps,
    )
    assert [(spell.holder, spell.since, spell.until) for spell in spells(told)] == [
        ("rebels", "2016-01-01", "2016-07-20"),
        ("militants", "2016-01-03", "2016-07-20"),
        ("militants", "2016-07-03", "2016-07-20"),
        ("government forces", "2016-07-20", None),
    ]


def test_a_taker_who_is_not_told_holds_it_until_another_does(camps: Camps) -> None:
    told = stated(
        claim(1, TOOK, None, "2016-01-01"), claim(2, HOLDS, None, "2016-03-01", mention="rebels"), camps=camps
    )
    assert [(spell.holder, spell.until) for spell in spells(told)] == [("not told", "2016-03-01"), ("rebels", None)]


def test_parts_of_a_place_are_held_side_by_side() -> None:
    words = HeldWords.load()
    told = stated(
        claim(1, HOLDS, "red-army", "1921-05-01", lead="parts of "),
        claim(2, HOLDS, "blue-army", "1921-05-02", lead="parts of "),
        claim(3, HOLDS, "red-army", "1921-05-03", lead="eastern "),
        claim(4, HOLDS, "blue-army", "1921-05-04", lead="western "),
        claim(5, TOOK, "blue-army", "1921-06-01"),
        words=words,
    )
    assert [(spell.place, spell.side, spell.until, spell.contested) for spell in spells(told)] == [
        ("Lesna", "blue", None, False),
        ("Lesna (eastern)", "red", "1921-06-01", False),
        ("Lesna (parts)", "red", "1921-06-01", False),
        ("Lesna (parts)", "blue", None, False),
        ("Lesna (western)", "blue", None, False),
    ]


def test_who_held_it_before_is_told_in_the_words_of_the_taking() -> None:
    taking, document = claim(1, TOOK, "blue-army", "1921-05-01")
    before, _ = claim(2, HOLDS, "red-army", "1921-05-01")
    red, blue = found((taking, document), (replace(before, document_id="d1"), document))
    assert (red.until, red.contested, blue.contested) == ("1921-05-01", False, False)
    red, blue = found((taking, document), claim(3, HOLDS, "red-army", "1921-05-01"))
    assert red.contested and blue.contested
    by_nobody, _ = claim(4, TOOK, None, "1921-05-01")
    red, _ = found(
        (by_nobody, replace(document, document_id="d4")),
        (replace(before, document_id="d4"), replace(document, document_id="d4")),
    )
    assert red.until == "1921-05-01"


@pytest.mark.parametrize(
    ("time", "since", "last_told"),
    [
        (Time("2014", "2014-01-01", "2014-12-31", 5), "2014", "2014"),
        (Time("March 2014", "2014-03-01", "2014-03-31", 4), "2014-03", "2014-03"),
        (Time("January 2014", "2014-01-01", "2014-01-31", 4), "2014-01", "2014-01"),
        (Time("1 March 2014", "2014-03-01", "2014-03-01", 1), "2014-03-01", "2014-03-01"),
        (Time("since 2014", "2014-01-01", "2016-08-09", 5), "2014", "2016-08-09"),  # still so in the article
        (Time("since March", "2016-03-01", "2016-08-09", 5), "2016-03", "2016-08-09"),
    ],
)
def test_days_are_as_exact_as_they_are_told(time: Time, since: str, last_told: str) -> None:
    (spell,) = found(claim(1, HOLDS, "red-army", "2016-08-09", time=time))
    shown = as_told(spell.since, spell.since_exactness), as_told(spell.last_told, spell.last_told_exactness)
    assert shown == (since, last_told)


def test_a_taking_is_of_its_day_and_no_later_one() -> None:
    (spell,) = found(claim(1, TOOK, "red-army", "2016-08-09", time=Time("2014", "2014-01-01", "2016-08-09", 5)))
    assert (spell.since, spell.last_told) == ("2014-01-01", "2014-01-01")


def test_the_time_of_what_happens_in_a_held_place_is_none_of_the_holding() -> None:
    since = Time("since May", "2016-05-01", "2016-08-09", 5)
    described = claim(1, HOLDS, "red-army", "2016-08-09", time=since, lead="red-held ")
    (spell,) = spells(stated(described, words=HeldWords.load()))
    assert (spell.since, spell.last_told) == ("2016-08-09", "2016-08-09")


def test_an_article_counts_from_its_first_publication() -> None:
    (spell,) = found(claim(1, HOLDS, "red-army", "2016-08-09", undated="yes", first_published="2016-08-07"))
    assert (spell.since, spell.last_told) == ("2016-08-07", "2016-08-07")


def test_who_is_driven_out_leaves_and_who_drives_out_does_not(camps: Camps) -> None:
    one, document = claim(3, LEFT, None, "2016-03-01", mention="the army")
    expelled = replace(
        one,
        participants=(
            Participant("agent", "the army", None, 0, 8),
            Participant("target", "the rebels", None, 4, 14),
            one.participants[-1],
        ),
    )
    red, _ = spells(
        stated(
            claim(1, HOLDS, None, "2016-01-01", mention="rebels"),
            claim(2, SIEGE, None, "2016-01-01", mention="the army"),
            (expelled, document),
            camps=camps,
        )
    )
    assert (red.holder, red.until) == ("rebels", "2016-03-01")


@pytest.mark.parametrize(
    ("source", "voice"),
    [
        (None, "Gazette (Ruritania)"),
        (Source("Ann Lee", 0, 7, "said", "official", None, None, None), "Ann Lee"),
        (Source("a monitor", 0, 9, "said", "ngo", None, None, None), "a source without a name in Gazette (Ruritania)"),
        (Source("the generals", 0, 12, "said", "party", None, "vale", None), "the generals (Vale)"),
        (Source("it", 0, 2, "said", "party", None, "vale", None), "Vale"),
        (Source("A Picture Taken", 0, 15, "shows", "document", None, None, None), "Gazette (Ruritania)"),
    ],
)
def test_each_word_is_somebodys(source: Source | None, voice: str) -> None:
    sides = Sides(lambda _document: "ruritania", lambda _actor, _day: None, lambda _name: None, str.capitalize)
    one, document = claim(1, HOLDS, "red-army", "1921-05-01", source=source)
    (statement,) = told([one], {document.document_id: document}, Lexicon.load(), sides, Matchers.load().actors)
    assert statement.voice == voice


def test_a_denial_long_after_contests_nothing() -> None:
    (spell,) = found(
        claim(1, TOOK, "red-army", "1921-05-01"), claim(2, TOOK, "red-army", "1921-07-02", polarity="denied")
    )
    assert not spell.contested


@pytest.mark.parametrize("status", ["planned", "threatened", "possible", "hypothetical"])
def test_what_has_not_happened_gives_nobody_a_place(status: str) -> None:
    assert found(claim(1, TOOK, "red-army", "1921-05-01", status=status)) == []


def test_violence_alone_tells_nothing_of_control() -> None:
    assert found(claim(1, SHELLED, "red-army", "1921-05-01")) == []


def test_who_leaves_holds_it_no_more_and_nobody_else_is_inferred() -> None:
    (spell,) = found(claim(1, HOLDS, "red-army", "1921-05-01"), claim(2, LEFT, "red-army", "1921-05-04"))
    assert (spell.until, spell.ended_by) == ("1921-05-04", ("c2",))


def test_several_besiege_a_town_that_another_holds() -> None:
    told = found(
        claim(1, HOLDS, "blue-army", "1921-05-01"),
        claim(2, SIEGE, "red-army", "1921-05-02"),
        claim(3, LIFTED, "blue-army", "1921-05-20"),
    )
    assert [(spell.relation, spell.side, spell.until) for spell in told] == [
        ("holds", "blue", None),
        ("besieges", "red", "1921-05-20"),
    ]
    assert not any(spell.contested for spell in told)


def test_a_copy_tells_nothing_of_its_own() -> None:
    (spell,) = found(
        claim(1, TOOK, "red-army", "1921-05-01"), claim(2, TOOK, "red-army", "1921-05-05", copy_of="d1", outlet="Echo")
    )
    assert (spell.claims, spell.voices, spell.last_told) == (("c1",), ("Gazette",), "1921-05-01")


def test_places_and_days_are_chosen() -> None:
    told = found(
        claim(1, TOOK, "red-army", "1921-05-01"),
        claim(2, TOOK, "blue-army", "1921-05-09"),
        claim(3, HOLDS, "red-army", "1921-05-05", place="Drama"),
    )
    assert [spell.place for spell in at_place(told, "drama")] == ["Drama"]
    assert [spell.place for spell in at_place(told, "Dráma Town", ["test:Drama", "test:Vale"])] == ["Drama"]
    assert at_place(told, "Vale") == []
    assert [spell.side for spell in between(at_place(told, "Lesna"), "1921-05-08", "1921-05-08")] == ["red"]
    assert [spell.side for spell in between(at_place(told, "Lesna"), "1921-05-09", "1921-05-09")] == ["blue"]


ACTS = st.tuples(
    st.sampled_from([TOOK, HOLDS, LEFT, SIEGE, LIFTED]),
    st.sampled_from(["red-army", "red-guard", "blue-army", None]),
    st.integers(1, 28).map(lambda day: f"1921-05-{day:02d}"),
    st.sampled_from(["asserted", "denied"]),
)


@given(st.lists(ACTS, max_size=12), st.randoms(use_true_random=False))
def test_the_order_of_the_claims_changes_nothing_and_spells_are_whole(acts, random) -> None:  # type: ignore[no-untyped-def]
    told = [claim(i, event, actor, day, polarity=how) for i, (event, actor, day, how) in enumerate(acts)]
    shuffled = random.sample(told, len(told))
    assert found(*told) == found(*shuffled)
    for spell in found(*told):
        assert spell.since <= spell.last_told
        assert spell.until is None or spell.last_told <= spell.until
        assert spell.claims and spell.contested == bool(spell.contested_by)


def test_the_map_opens_with_times_and_leads_to_claims(ledger: Path, tmp_path: Path) -> None:
    path = tmp_path / "control.geojson"
    done = sayso("control", ledger, "--map", path, "--picture", tmp_path / "control.svg")
    assert done.returncode == 0, done.stderr
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    with Ledger(ledger, read_only=True) as store:
        claims = {one.claim_id for one in store.claims()}
    assert features
    for feature in features:
        shown = feature["properties"]
        assert shown["start"][:10] == shown["since"] and shown["start"] < shown["end"]
        assert set(shown["claims"]) <= claims
    assert "<title>Who is claimed to hold which place</title>" in (tmp_path / "control.svg").read_text(encoding="utf-8")


def test_what_is_no_place_of_the_ledger_and_no_day_is_said_in_one_line(ledger: Path) -> None:
    unknown = sayso("control", ledger, "--place", "Nowhere")
    assert unknown.returncode == 1 and unknown.stderr.count("\n") == 1 and "Nowhere" in unknown.stderr
    assert sayso("control", ledger, "--on", "yesterday").returncode == 2


def test_a_place_is_found_by_any_name_of_it(ledger: Path) -> None:
    rows = [
        sayso("control", ledger, "--place", name, "--format", "jsonl")
        for name in ("Edirne", "adrianople", "Skopje", "Üsküb")
    ]
    assert [done.returncode for done in rows] == [0, 0, 0, 0], [done.stderr for done in rows]
    assert rows[0].stdout == rows[1].stdout and rows[2].stdout == rows[3].stdout


def test_denials_are_shown_as_such(ledger: Path) -> None:
    done = sayso("control", ledger, "--place", "Edirne", "--format", "jsonl")
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(row["relation"], row["denied"]) for row in rows] == [
        ("holds", False),
        ("besieges", False),
        ("holds", True),
    ]
    assert "holds, denied" in sayso("control", ledger, "--place", "Edirne").stdout
