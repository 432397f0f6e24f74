"""Decisions of reviewers as a user meets them: every command reads the corrected ledger, a build re-applies them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sayso.building import build
from sayso.cli import sayso_command
from sayso.errors import SaysoError
from sayso.ledger import Ledger
from sayso.records import Claim, Document, to_dict
from sayso.reviews import beside, log
from sayso.reviews.deciding import decide
from sayso.reviews.records import Decision
from tests.golden import EXAMPLE, SETTINGS

CHOSEN = ("04*.md", "07*.md", "08*.md", "12*.md")


def sayso(*arguments: str | Path) -> Result:
    return CliRunner().invoke(sayso_command, [str(one) for one in arguments])


def written(*arguments: str | Path) -> str:
    done = sayso(*arguments)
    assert done.exit_code == 0, done.output
    return done.stdout


def records(ledger: Path, kind: str, *more: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in written("export", ledger, "--kind", kind, *more).splitlines()]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("reviews") / "war.duckdb"
    build([path for glob in CHOSEN for path in sorted(EXAMPLE.glob(glob))], path, SETTINGS, jobs=1)
    return path


@pytest.fixture
def ledger(built: Path, tmp_path: Path) -> Path:
    """A copy of the ledger without decisions."""
    path = tmp_path / "war.duckdb"
    path.write_bytes(built.read_bytes())
    return path


def told(ledger: Path) -> list[tuple[Claim, Document]]:
    """The actual claims with their documents, as they were read, by id."""
    with Ledger(ledger, read_only=True) as store:
        documents = {document.document_id: document for document in store.documents()}
        return [(claim, documents[claim.document_id]) for claim in store.claims() if claim.status == "actual"]


def put(ledger: Path, *decisions: Decision) -> None:
    log.append(beside(ledger), decisions)


def decisions(ledger: Path) -> list[Decision]:
    """Ann accepts, corrects and rejects; Ben sees one of them otherwise."""
    (one, _), (two, second), (three, _), *_ = told(ledger)
    return [
        decide("Ann", "accept", [one]),
        decide("Ann", "correct", [two], second, "status", after="planned", why="it had not begun"),
        decide("Ann", "reject", [three]),
        decide("Ben", "accept", [three]),
        decide("Ann", "reject", [three]),
    ]


def test_every_command_reads_the_ledger_as_reviewers_left_it(ledger: Path) -> None:
    before = {claim["claim_id"]: claim for claim in records(ledger, "claims")}
    made = decisions(ledger)
    put(ledger, *made)
    after = {claim["claim_id"]: claim for claim in records(ledger, "claims")}
    planned, rejected = made[1].about[0].claim_id, made[2].about[0].claim_id
    assert before.keys() - after.keys() == {rejected}
    assert after[planned] == before[planned] | {"status": "planned"}
    assert [number for number in after if after[number] != before[number]] == [planned]
    events = records(ledger, "events")
    numbers = [number for event in events for number in event["claims"]]  # type: ignore[attr-defined]
    assert sorted(numbers) == sorted(number for number, claim in after.items() if claim["status"] == "actual")
    assert (
        written("query", ledger, "SELECT status FROM claims WHERE claim_id = '" + planned + "'") == "status\nplanned\n"
    )
    assert "planned" in written("show", ledger, "--claim", planned)
    gone = sayso("show", ledger, "--claim", rejected)
    assert isinstance(gone.exception, SaysoError) and str(ledger) in str(gone.exception)
    assert all(
        rejected not in written(command, ledger, "--format", "jsonl") for command in ("event", "timeline", "control")
    )


def test_events_that_no_decision_touches_are_the_same_to_the_byte(ledger: Path) -> None:
    before = set(written("export", ledger, "--kind", "events").splitlines())
    put(ledger, *decisions(ledger))
    after = set(written("export", ledger, "--kind", "events").splitlines())
    assert len(before & after) >= len(before) - 2 and before != after


def test_an_empty_log_changes_nothing_and_neither_does_accepting(ledger: Path) -> None:
    before = written("export", ledger)
    beside(ledger).touch()
    assert written("export", ledger) == before
    put(ledger, *[decide("Ann", "accept", [claim]) for claim, _ in told(ledger)])
    assert written("export", ledger) == before


def test_what_a_reviewer_looked_at_stays_however_sure_the_reading_was(ledger: Path) -> None:
    unsure, document = min(told(ledger), key=lambda pair: pair[0].confidence)
    least = str(unsure.confidence + 0.001)
    assert unsure.claim_id not in {claim["claim_id"] for claim in records(ledger, "claims", "--min-confidence", least)}
    put(ledger, decide("Ann", "correct", [unsure], document, "stance", after="distanced"))
    kept = {claim["claim_id"]: claim for claim in records(ledger, "claims", "--min-confidence", least)}
    assert kept[unsure.claim_id]["stance"] == "distanced"
    assert all(
        float(str(one["confidence"])) >= float(least) for number, one in kept.items() if number != unsure.claim_id
    )
    events = records(ledger, "events", "--min-confidence", least)
    numbers = [number for event in events for number in event["claims"]]  # type: ignore[attr-defined]
    assert sorted(numbers) == sorted(number for number, claim in kept.items() if claim["status"] == "actual")


def test_a_build_says_how_many_decisions_hold_and_which_do_not(ledger: Path, tmp_path: Path) -> None:
    made = decisions(ledger)
    chosen = [path for glob in CHOSEN for path in sorted(EXAMPLE.glob(glob))]
    again = ("build", *chosen, "--catalogue", SETTINGS.catalogue or "", "--ledger", ledger, "--jobs", "1")
    assert "reviewers" not in written(*again)
    put(ledger, *made)
    assert "5 decisions of reviewers in force, 0 could not be applied" in written(*again)
    # the same article, but for the words that were corrected
    rewritten = tmp_path / "again"
    rewritten.mkdir()
    quote = made[1].about[0].quote
    for path in chosen:
        (rewritten / path.name).write_text(path.read_text(encoding="utf-8").replace(quote, "x"), encoding="utf-8")
    other = tmp_path / "other.duckdb"
    put(other, *made)
    said = written("build", rewritten, "--catalogue", SETTINGS.catalogue or "", "--ledger", other, "--jobs", "1")
    assert "of reviewers in force" in said and "Ann, correct of" in said


def test_the_report_counts_right_ones_and_shows_disagreement(ledger: Path) -> None:
    put(ledger, *decisions(ledger))
    table = written("review", "report", ledger)
    assert "5 decisions, 5 in force" in table and "Agreement" in table and "Disagreements" in table
    rows = {
        (row["by"], row["name"]): row
        for row in csv.DictReader(io.StringIO(written("review", "report", ledger, "--format", "csv")))
    }
    assert (rows["claims", "kept"]["claims"], rows["claims", "kept"]["right"]) == ("3", "2")
    assert (rows["claims", "as read"]["claims"], rows["claims", "as read"]["right"]) == ("3", "1")
    (case,) = map(
        json.loads, written("review", "report", ledger, "--rows", "disagreements", "--format", "jsonl").splitlines()
    )
    assert (case["one_says"], case["other_says"], case["field"]) == ("rejected", "kept", "verdict")
    assert written("review", "report", ledger, "--rows", "not-applied", "--format", "jsonl") == ""


def test_the_log_is_exported_and_imported_once(ledger: Path, built: Path, tmp_path: Path) -> None:
    made = decisions(ledger)
    put(ledger, *made)
    out = tmp_path / "ann.jsonl"
    assert written("review", "export", ledger, "--output", out) == ""
    other = tmp_path / "other.duckdb"
    other.write_bytes(built.read_bytes())
    assert "5 decisions read, 5 of them new" in written("review", "import", other, out)
    assert "5 decisions read, 0 of them new" in written("review", "import", other, out)
    assert log.read(beside(other)).decisions == tuple(made)
    assert written("export", other) == written("export", ledger)


def test_labels_have_the_claim_as_read_and_as_left(ledger: Path) -> None:
    put(ledger, *decisions(ledger))
    lines = [json.loads(line) for line in written("review", "export", ledger, "--format", "labels").splitlines()]
    assert sorted(line["verdict"] for line in lines) == ["accept", "correct", "reject"]
    assert [line["judged"]["status"] for line in lines if line["verdict"] == "correct"] == ["planned"]


def test_annotations_are_of_the_w3cs_model_and_stand_in_their_documents(ledger: Path) -> None:
    made = decisions(ledger)
    first, second = (claim for claim, _ in told(ledger)[:2])
    made.append(decide("Ben", "merge", [first, second]))
    put(ledger, *made)
    found = json.loads(written("review", "export", ledger, "--format", "annotations"))
    items = found["first"]["items"]
    assert found["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert (found["type"], found["first"]["type"], found["total"]) == (
        "AnnotationCollection",
        "AnnotationPage",
        len(items),
    )
    assert len({item["id"] for item in items}) == len(items) == 6
    with Ledger(ledger, read_only=True) as store:
        texts = {document.document_id: document.text for document in store.documents()}
    for item, decision in zip(items, sorted(made, key=lambda one: one.made_at), strict=True):
        assert item["type"] == "Annotation" and item["creator"] == {"type": "Person", "name": decision.reviewer}
        assert item["created"] == decision.made_at
        assert item["motivation"] in ("assessing", "editing", "linking")
        assert len(item["target"]) == len(decision.about)
        for target, place in zip(item["target"], decision.about, strict=True):
            words, position = target["selector"]
            text = texts[place.document_id]
            assert text[position["start"] : position["end"]] == words["exact"] == place.quote
            assert words["prefix"] + words["exact"] + words["suffix"] in text
            assert target["source"].startswith(("http", "urn:sayso:document:"))
    assert items[1]["body"][1]["value"] == "it had not begun"


WRONG = [
    (("report", "nowhere.duckdb"), "no ledger at nowhere.duckdb"),
    (("report", "{ledger}"), "no decisions of reviewers"),
    (("export", "{ledger}"), "no decisions of reviewers"),
    (("import", "{ledger}", "nowhere.jsonl"), "no log at nowhere.jsonl"),
]


@pytest.mark.parametrize(("arguments", "said"), WRONG)
def test_what_is_wrong_is_said_in_one_line(ledger: Path, arguments: Sequence[str], said: str) -> None:
    done = sayso("review", *(one.replace("{ledger}", str(ledger)) for one in arguments))
    assert isinstance(done.exception, SaysoError)
    assert said in str(done.exception) and "\n" not in str(done.exception)


def test_a_file_that_is_no_log_is_said(ledger: Path, tmp_path: Path) -> None:
    other = tmp_path / "claims.jsonl"
    other.write_text(json.dumps(to_dict(told(ledger)[0][0])) + "\n", encoding="utf-8")
    done = sayso("review", "import", ledger, other)
    assert isinstance(done.exception, SaysoError) and f"{other}, line 1: " in str(done.exception)
    assert not beside(ledger).exists()
