"""What reviewers judged becomes sentences that training loads, with the spans that the claims have."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from sayso.building import build, reviewed
from sayso.export.sentences import entries, written
from sayso.ledger import Ledger
from sayso.reading.settings import Settings
from sayso.records import Claim, Document, Participant, to_dict
from sayso.reviews.deciding import decide
from sayso.reviews.records import Decision
from training.sentences import Sentence, load

TEXT = (
    "Rebels shelled the town of Kalba on Tuesday, the army said. Two soldiers were killed and three soldiers were wounded. "
    "The rebels attacked the barracks and the militia attacked the bridge. The minister denied that troops bombed Orvane."
)


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("learning")
    (folder / "a.md").write_text(f"---\ndate: 1912-11-06\noutlet: Blue Post\n---\n{TEXT}\n", encoding="utf-8")
    build([folder / "a.md"], folder / "war.duckdb", Settings(), jobs=1)
    return folder / "war.duckdb"


Judge = Callable[[list[Claim], Document], list[Decision]]


def exported(ledger: Path, tmp_path: Path, judge: Judge) -> list[Sentence]:
    """What training loads after these decisions."""
    with Ledger(ledger, read_only=True) as store:
        (document,) = store.documents()
        made = judge(store.claims(), document)
        (tmp_path / "ours.yaml").write_text(written(entries(store, reviewed(store, made))), encoding="utf-8")
    return load(tmp_path)


def accepting(claims: list[Claim], *but: Claim) -> list[Decision]:
    return [decide("Ann", "accept", [claim]) for claim in claims if claim not in but]


def told(claims: list[Claim], words: str) -> Claim:
    (found,) = (claim for claim in claims if words in claim.quote)
    return found


def words(sentence: Sentence, spans: tuple[tuple[int, int], ...]) -> list[str]:
    return [sentence.text[start:end] for start, end in spans]


def test_accepted_claims_are_loaded_with_the_spans_that_they_have(ledger: Path, tmp_path: Path) -> None:
    found = exported(ledger, tmp_path, lambda claims, _: accepting(claims))
    with Ledger(ledger, read_only=True) as store:
        (document,), claims = store.documents(), store.claims()
    assert [one.text for one in found] == [f"{words.rstrip('.')}." for words in document.text.split(". ")]
    parts = {(part.role, part.start, part.end) for claim in claims for part in claim.participants}
    parts |= {("place", place.start, place.end) for claim in claims for place in claim.places}
    parts |= {("count", number.start, number.end) for claim in claims for number in claim.quantities}
    loaded = set()
    for one in found:
        first = document.text.index(one.text)
        for event in one.events:
            loaded |= {
                (role, first + start, first + end)
                for role, spans in event.roles.items()
                if role != "time"
                for start, end in spans
            }
            inside = [
                claim
                for claim in claims
                if claim.start <= first + event.trigger[0] and first + event.trigger[1] <= claim.end
            ]
            assert (event.status, event.polarity) in {(claim.status, claim.polarity) for claim in inside}
    assert loaded == {part for part in parts if part[1] < part[2]}
    shelling = found[0]
    assert words(shelling, (shelling.events[0].trigger,)) == ["shelled"]
    assert words(shelling, shelling.events[0].roles["time"]) == ["Tuesday"] or words(
        shelling, shelling.events[0].roles["time"]
    ) == ["on Tuesday"]
    (said,) = shelling.said
    assert [words(shelling, spans) for spans in (said.source, said.cue)] == [["the army"], ["said"]]
    assert words(shelling, said.content) == ["Rebels shelled the town of Kalba on Tuesday"]


def test_a_word_that_stands_twice_is_the_one_that_is_meant(ledger: Path, tmp_path: Path) -> None:
    found = exported(ledger, tmp_path, lambda claims, _: accepting(claims))
    (twice,) = (one for one in found if "barracks" in one.text)
    assert words(twice, tuple(event.trigger for event in twice.events)) == ["attacked", "attacked"]
    assert twice.events[0].trigger != twice.events[1].trigger


def test_what_was_rejected_reports_nothing_and_what_nobody_judged_keeps_its_sentence_out(
    ledger: Path, tmp_path: Path
) -> None:
    def judge(claims: list[Claim], _: Document) -> list[Decision]:
        rejected, left = told(claims, "bridge"), told(claims, "wounded")
        return [*accepting(claims, rejected, left), decide("Ann", "reject", [rejected])]

    found = exported(ledger, tmp_path, judge)
    (kept,) = (one for one in found if "barracks" in one.text)
    assert [one.trigger for one in kept.events] == [(kept.text.index("attacked"), kept.text.index("attacked") + 8)]
    assert not [one for one in found if "wounded" in one.text]


def test_corrections_are_what_is_learned(ledger: Path, tmp_path: Path) -> None:
    def judge(claims: list[Claim], document: Document) -> list[Decision]:
        shelled, bombed = told(claims, "shelled"), told(claims, "bombed")
        start = document.text.index("the town")
        town = Participant("victim", "the town", None, start, start + len("the town"))
        return [
            *accepting(claims, shelled, bombed),
            decide("Ann", "correct", [shelled], document, "participants", after=[to_dict(town)]),
            decide("Ann", "correct", [shelled], document, "attribution", after=[]),
            decide("Ann", "correct", [bombed], document, "status", after="possible"),
        ]

    found = exported(ledger, tmp_path, judge)
    shelling = found[0]
    assert not shelling.said
    assert words(shelling, shelling.events[0].roles["victim"]) == ["the town"]
    assert "agent" not in shelling.events[0].roles
    assert found[-1].events[0].status == "possible"


def test_a_claim_that_was_missed_is_learned_by_the_only_word_that_can_report_it(ledger: Path, tmp_path: Path) -> None:
    with Ledger(ledger, read_only=True) as store:
        before = store.claims()
    missed = told(before, "barracks")

    def judge(claims: list[Claim], document: Document) -> list[Decision]:
        clause = "the militia attacked the bridge"
        start = document.text.index(clause)
        added = replace(missed, quote=clause, start=start, end=start + len(clause), participants=(), places=())
        rejected = told(claims, "bridge")
        new = decide("Ann", "add", [], document, after={**to_dict(added), "quantities": []})
        return [*accepting(claims, rejected), decide("Ann", "reject", [rejected]), new]

    found = exported(ledger, tmp_path, judge)
    (twice,) = (one for one in found if "barracks" in one.text)
    assert words(twice, tuple(event.trigger for event in twice.events)) == ["attacked", "attacked"]
    assert {event.status for event in twice.events} == {"actual"}
