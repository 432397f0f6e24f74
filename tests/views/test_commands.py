"""``sayso framing`` and ``sayso sources`` as a user runs them, on a ledger of the bundled example."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from sayso.catalogue.actor_entries import plain
from sayso.ledger import Ledger
from tests.test_commands import sayso

OTTOMANS = ("--actor", "side:ottoman-empire")


def rows(*arguments: str | Path) -> list[dict[str, object]]:
    done = sayso(*arguments, "--format", "jsonl")
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_every_use_leads_to_its_words(ledger: Path) -> None:
    found = rows("framing", ledger, *OTTOMANS, "--rows", "uses")
    assert found
    with Ledger(ledger, read_only=True) as store:
        text = {document.document_id: document.text for document in store.documents()}
        claims = {claim.claim_id: claim for claim in store.claims()}
    for use in found:
        start, end = int(str(use["start"])), int(str(use["end"]))
        written = text[str(use["document_id"])][start:end]
        assert written.endswith(str(use["written"])) and plain(written).endswith(plain(str(use["words"])))
        if use["claim_id"] is not None:
            claim = claims[str(use["claim_id"])]
            assert claim.start <= start and end <= claim.end


def test_shares_of_a_month_add_up_and_csv_has_the_rows_of_json_lines(ledger: Path) -> None:
    found = rows("framing", ledger, *OTTOMANS)
    sums: dict[tuple[object, ...], float] = {}
    for row in found:
        series = row["outlet"], row["voice"], row["month"]
        sums[series] = sums.get(series, 0.0) + float(str(row["share"]))
    assert all(total == pytest.approx(1.0) for total in sums.values())
    table = list(csv.DictReader(io.StringIO(sayso("framing", ledger, *OTTOMANS, "--format", "csv").stdout)))
    assert [(row["outlet"], row["words"], row["uses"]) for row in table] == [
        (row["outlet"], row["words"], str(row["uses"])) for row in found
    ]
    alone = rows("framing", ledger, *OTTOMANS, "--outlet", "Iskar Telegraph")
    assert alone == [row for row in found if row["outlet"] == "Iskar Telegraph"]


def test_sources_first_reports_and_denials_lead_to_claims(ledger: Path) -> None:
    with Ledger(ledger, read_only=True) as store:
        known = {claim.claim_id for claim in store.claims()}
        documents = {document.document_id for document in store.documents()}
    citations = rows("sources", ledger, "--rows", "citations")
    assert {row["how"] for row in citations} == {"cites", "republishes"}
    assert all(known.issuperset(row["claims"]) and documents.issuperset(row["documents"]) for row in citations)  # type: ignore[call-overload]
    speakers = {row["speaker_id"] for row in rows("sources", ledger, "--rows", "speakers")}
    assert speakers.issuperset(row["cited"] for row in citations)
    assert all(known.issuperset(row["claims"]) for row in rows("sources", ledger, "--rows", "first"))  # type: ignore[call-overload]
    assert all(row["claim_id"] in known for row in rows("sources", ledger, "--rows", "denied"))


def test_overviews_pictures_and_graph(ledger: Path, tmp_path: Path) -> None:
    framing = sayso("framing", ledger, *OTTOMANS, "--picture", tmp_path / "framing.svg")
    assert framing.returncode == 0 and "uses of words for Ottoman Empire" in framing.stdout
    graph = tmp_path / "sources.graphml"
    sources = sayso("sources", ledger, "--picture", tmp_path / "sources.svg", "--graph", graph)
    assert sources.returncode == 0 and "Iskar Telegraph" in sources.stdout and "no named source" in sources.stdout
    for path in (tmp_path / "framing.svg", tmp_path / "sources.svg", graph):
        assert len(list(ElementTree.parse(path).getroot())) > 5
        written = path.read_text(encoding="utf-8")
        assert "<script" not in written and "href" not in written and "url(" not in written


def test_framing_says_whether_it_took_the_actor_or_the_side_and_how_to_ask_for_the_other(ledger: Path) -> None:
    def first_line(actor: str) -> str:
        return " ".join(sayso("framing", ledger, "--actor", actor).stdout.partition("┏")[0].split())

    assert "(the actor; --actor side:ottoman-empire asks for the side of that name)" in first_line("ottoman EMPIRE")
    assert "(the side; --actor ottoman-government asks for the actor of that name)" in first_line("side:Ottoman Empire")
    assert first_line("bulgaria") == first_line("side:Bulgaria") and "asks for" not in first_line("bulgaria")


def test_words_that_are_not_all_shown_are_counted(ledger: Path) -> None:
    table = sayso("framing", ledger, *OTTOMANS).stdout
    assert "more" in table and "commonest words of each are shown; --format jsonl or csv has all, by month." in table


def test_only_the_claims_that_are_sure_enough_count(ledger: Path) -> None:
    def claims(*options: str) -> int:
        return sum(len(str(row["claims"])) for row in rows("sources", ledger, *options))

    assert claims("--min-confidence", "0.85") < claims()


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["framing", "{ledger}", "--actor", "ottoman-empir"], "did you mean"),
        (
            ["framing", "{ledger}", "--actor", "ottoman-empire", "--outlet", "Nobody"],
            "no article of the outlet 'Nobody'",
        ),
        (["framing", "{ledger}.not", "--actor", "x"], "no ledger"),
        (["sources", "{ledger}", "--graph", "/no/such/folder/a.graphml"], "can't be written"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(ledger: Path, arguments: list[str], named: str) -> None:
    done = sayso(*(part.replace("{ledger}", str(ledger)) for part in arguments))
    assert done.returncode == 1
    assert done.stderr.startswith("sayso: ") and done.stderr.count("\n") == 1 and named in done.stderr
