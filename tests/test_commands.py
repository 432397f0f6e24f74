"""The commands as a user runs them, on a ledger of the bundled example."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from sayso.building import sides
from sayso.ledger import Ledger
from tests.golden import EXAMPLE, ROOT, SETTINGS

CATALOGUE = ROOT / "examples" / "catalogue"
RUN = [sys.executable, "-c", "from sayso.cli import main; main()"]


def sayso(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return run(Path.cwd(), *arguments)


def run(folder: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """The command as it is run in a folder."""
    return subprocess.run([*RUN, *map(str, arguments)], capture_output=True, text=True, check=False, cwd=folder)


def test_build_counts_and_a_second_build_does_nothing_new(tmp_path: Path) -> None:
    chosen = sorted(EXAMPLE.glob("0[78]*.md"))
    first = sayso("build", *chosen, "--ledger", tmp_path / "two.duckdb")
    assert first.returncode == 0 and "2 documents read (2 new, 0 changed, 0 unchanged)" in first.stdout
    assert "1 copy" in first.stdout and "0 set aside" in first.stdout
    again = sayso("build", *chosen, "--ledger", tmp_path / "two.duckdb")
    assert "2 documents read (0 new, 0 changed, 2 unchanged)" in again.stdout


def test_a_ledger_answers_alike_from_any_folder_and_says_if_its_catalogue_is_gone(tmp_path: Path) -> None:
    (tmp_path / "here").mkdir()
    shutil.copytree(CATALOGUE, tmp_path / "mine")
    ledger = tmp_path / "here" / "one.duckdb"
    built = run(tmp_path, "build", *EXAMPLE.glob("26*.md"), "--catalogue", "mine", "--ledger", ledger)
    assert built.returncode == 0
    there, elsewhere = run(tmp_path, "toll", ledger), run(tmp_path / "here", "toll", "one.duckdb")
    assert there.stdout == elsewhere.stdout and "Bulgaria" in there.stdout and not there.stderr
    shutil.rmtree(tmp_path / "mine")
    without = run(tmp_path, "toll", ledger)
    assert without.returncode == 0
    assert all(line.startswith("sayso: ") and "mine" in line for line in without.stderr.splitlines()) and without.stderr


def test_claims_are_written_without_a_ledger() -> None:
    (path,) = EXAMPLE.glob("12*.md")
    lines = sayso("claims", path, "--format", "jsonl").stdout.splitlines()
    assert lines and all({"claim_id", "quote", "attribution"} <= json.loads(line).keys() for line in lines)
    table = sayso("claims", path, "--format", "csv").stdout.splitlines()
    assert table[0].startswith("claim_id,") and len(table) > len(lines) / 2


def test_annotate_gives_spans_that_slice(tmp_path: Path) -> None:
    text = "On Monday the mayor of Sofia said that two villagers had been killed."
    record = tmp_path / "one.jsonl"
    record.write_text(json.dumps({"id": "n1", "text": text, "published": "1912-11-05"}) + "\n", encoding="utf-8")
    (line,) = sayso("annotate", record, "--format", "jsonl").stdout.splitlines()
    found = json.loads(line)
    assert found["document_id"] == "n1"
    (said,) = found["attributions"]
    assert said["cue"]["text"] == "said" and said["content"][0]["text"].startswith("that two")
    spans = [said["source"], said["cue"], *said["content"]]
    assert all(text[span["start"] : span["end"]] == span["text"] for span in spans)
    mentions = [*found["places"], *found["times"]]
    assert {item["mention"] for item in mentions} == {"Sofia", "On Monday"} or {"Sofia", "Monday"} == {
        item["mention"] for item in mentions
    }
    assert found["times"][0]["value"] == "1912-11-04" and found["quantities"][0]["low"] == 2


def test_show_gives_the_summary_an_event_a_document_and_a_claim(ledger: Path) -> None:
    with Ledger(ledger, read_only=True) as store:
        event = max(store.events(), key=lambda one: len(one.claims))
        claim = store.claim(event.claims[0])
        document = store.document(claim.document_id)
    assert "Contradictions" in sayso("show", ledger).stdout
    assert event.title.split(":")[0] in sayso("show", ledger, "--event", event.event_id).stdout
    assert (document.title or "") in " ".join(sayso("show", ledger, "--document", document.document_id).stdout.split())
    assert claim.quote.split()[0] in sayso("show", ledger, "--claim", claim.claim_id).stdout


TABLES = [
    ("show", "{}"),
    ("event", "{}"),
    ("event", "{}", "{event}"),
    ("show", "{}", "--event", "{event}"),
    ("timeline", "{}"),
    ("toll", "{}"),
    ("toll", "{}", "--by", "place"),
    ("control", "{}"),
    ("sources", "{}"),
    ("framing", "{}", "--actor", "side:ottoman-empire"),
]


@pytest.mark.parametrize("command", TABLES, ids=" ".join)
def test_tables_call_sides_by_their_names_and_numbers_as_reporting_does(ledger: Path, command: tuple[str, ...]) -> None:
    with Ledger(ledger, read_only=True) as store:
        (told,) = {event.event_id for event in store.events() for one in event.accounts if one.low == 30001}
    table = sayso(*(part.format(ledger, event=told) for part in command)).stdout
    assert "Ottoman" in table and "ottoman-empire" not in table
    assert "30,001" not in table and "or more" not in table
    if command[0] in ("show", "event", "timeline"):
        assert "30,000" in table


def test_tolls_say_what_was_counted(ledger: Path) -> None:
    lines = sayso("show", ledger).stdout.splitlines()
    captured = [[cell.strip() for cell in line.split("│")[2:6]] for line in lines if "captured" in line]
    assert ["Bulgaria", "captured", "generals", "13"] in captured
    assert ["Bulgaria", "captured", "Ottoman soldiers", "about 60,000"] in captured
    assert ["Bulgaria", "captured", "guns of calibres", "more than 600"] in captured


def test_a_claim_shows_what_is_known_of_it_and_no_empty_fields(ledger: Path) -> None:
    with Ledger(ledger, read_only=True) as store:
        claim = next(one for one in store.claims() if any(number.low == 30001 for number in one.quantities))
    shown = sayso("show", ledger, "--claim", claim.claim_id).stdout
    assert "killed: more than 30,000 men (“more than 30,000”)" in shown and "None" not in shown
    fields = ("who", "where", "evidence", "how many")
    assert all(line.strip() not in fields for line in shown.splitlines())


def test_page_and_picture_say_numbers_and_sides_alike(ledger: Path, tmp_path: Path) -> None:
    page, picture = tmp_path / "page.html", tmp_path / "toll.svg"
    sayso("page", ledger, "--output", page)
    sayso("toll", ledger, "--picture", picture)
    html, svg = page.read_text(encoding="utf-8"), picture.read_text(encoding="utf-8")
    assert "<td>more than 30,000</td>" in html and "<td>Ottoman Empire</td>" in html
    assert "ottoman-empire" not in html and "30,001" not in html
    assert "Bulgaria · killed · Ottoman Empire, combatants: more than 6,000, 1 event" in svg


def test_event_reads_one_event_whole_and_all_of_them_in_short(ledger: Path) -> None:
    with Ledger(ledger, read_only=True) as store:
        events = store.events()
    disputed = max(events, key=lambda one: (len(one.contradictions), one.event_id))
    table = sayso("event", ledger, disputed.event_id).stdout
    assert all(title in table for title in ("Independent sources", "Contradictions", "Claims", disputed.event_id))
    assert "the first 30 are shown" in sayso("event", ledger).stdout
    lines = sayso("event", ledger, "--format", "jsonl").stdout.splitlines()
    found = {line["event"]["event_id"]: line for line in map(json.loads, lines)}
    assert set(found) == {event.event_id for event in events}
    called = sides(SETTINGS).called
    for event in events:
        line = found[event.event_id]
        assert len(line["sources"]) == event.independent_sources
        assert [(one["about"], (one["one"]["label"], one["other"]["label"])) for one in line["contradictions"]] == [
            (one.about, tuple(map(called, one.between))) for one in event.contradictions
        ]


def test_query_answers_as_csv_and_changes_nothing(ledger: Path) -> None:
    answer = sayso("query", ledger, "SELECT count(*) AS n FROM documents")
    assert answer.stdout == "n\n34\n"
    for harmful in ("DELETE FROM claims", "FROM read_csv('/etc/passwd')", "COPY claims TO 'x.csv'"):
        refused = sayso("query", ledger, harmful)
        assert refused.returncode == 1 and refused.stderr.count("\n") == 1 and "Traceback" not in refused.stderr


def test_claims_below_a_confidence_and_what_only_they_tell_are_left_out(ledger: Path) -> None:
    def records(kind: str, *more: str) -> list[dict[str, object]]:
        lines = sayso("export", ledger, "--kind", kind, *more).stdout.splitlines()
        return [json.loads(line) for line in lines]

    claims = {claim["claim_id"]: claim for claim in records("claims")}
    confidences = sorted({claim["confidence"] for claim in claims.values()})
    least = str(confidences[len(confidences) // 2])
    kept = {claim["claim_id"]: claim for claim in records("claims", "--min-confidence", least)}
    assert kept == {name: claim for name, claim in claims.items() if claim["confidence"] >= float(least)}
    assert 0 < len(kept) < len(claims)
    told = [name for event in records("events", "--min-confidence", least) for name in event["claims"]]
    assert sorted(told) == sorted(name for name, claim in kept.items() if claim["status"] == "actual")
    assert len(records("claims")) == len(claims)


def test_export_writes_every_format(ledger: Path, tmp_path: Path) -> None:
    records = [json.loads(line) for line in sayso("export", ledger, "--format", "jsonl").stdout.splitlines()]
    assert sum("event_id" in record for record in records) > 100 and sum("text" in record for record in records) == 34
    assert sayso("export", ledger, "--format", "csv").stdout.startswith("claim_id,")
    geojson = json.loads(sayso("export", ledger, "--format", "geojson").stdout)
    assert geojson["type"] == "FeatureCollection" and geojson["features"]
    assert sayso("export", ledger, "--format", "parquet", "--output", tmp_path / "out").returncode == 0
    assert {path.name for path in (tmp_path / "out").iterdir()} == {
        "documents.parquet",
        "claims.parquet",
        "events.parquet",
    }


WRONG = [
    (["show", "nowhere.duckdb"], "nowhere.duckdb"),
    (["export", "nowhere.duckdb"], "nowhere.duckdb"),
    (["claims", "nowhere.txt"], "nowhere.txt"),
    (["event", "nowhere.duckdb"], "nowhere.duckdb"),
    (["build", str(EXAMPLE), "--ledger", "/no/such/folder/war.duckdb"], "there is no folder /no/such/folder"),
    (["show", "nowhere.duckdb", "--event", "a", "--claim", "b"], "one of --event, --document and --claim"),
    (["timeline", "nowhere.duckdb", "--from", "1912-11-03", "--to", "1912-11-01"], "turn them round"),
    (["gazetteer", "add", "nowhere.txt"], "(No such file or directory)"),
]


@pytest.mark.parametrize(("arguments", "named"), WRONG)
def test_what_is_wrong_is_said_in_one_line(arguments: list[str], named: str) -> None:
    done = sayso(*arguments)
    assert named in done.stderr and done.stderr.strip().count("\n") == 0 and "Traceback" not in done.stderr


def test_a_day_that_is_none_is_told_how_to_write_it(ledger: Path) -> None:
    done = sayso("control", ledger, "--on", "yesterday")
    assert done.returncode == 2 and "'yesterday' is no day: write it as 1912-10-24." in done.stderr


def test_every_command_is_listed_with_a_whole_sentence() -> None:
    for command in (["--help"], ["review", "--help"], ["gazetteer", "--help"]):
        _, _, listed = sayso(*command).stdout.partition("Commands:\n")
        assert listed and all(line.endswith(".") and not line.endswith("...") for line in listed.splitlines())


def test_an_empty_folder_is_said_to_hold_no_article(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    built = sayso("build", tmp_path / "empty", "--ledger", tmp_path / "none.duckdb")
    assert "0 documents read" in built.stdout and "Nothing there is an article" in built.stdout
    for command, words in (
        ("show", "0 events"),
        ("toll", "No toll is told."),
        ("timeline", "0 events"),
        ("control", "0"),
    ):
        shown = sayso(command, tmp_path / "none.duckdb")
        assert shown.returncode == 0 and shown.stdout.startswith(words)


def test_articles_of_several_formats_without_an_outlet_are_called_by_their_titles(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text(
        "The militia of Lower Varn said that more than 300 men were killed.", encoding="utf-8"
    )
    (folder / "b.html").write_text(
        "<html><head><title>Market shelled</title></head><body><article><h1>Market shelled</h1><p>Shells hit the market"
        " of Edirne, killing one woman and wounding between 5 and 7 others. It stayed closed for the rest of the day, and"
        " carts stood in the street.</p></article></body></html>",
        encoding="utf-8",
    )
    (folder / "c.json").write_text(json.dumps([{"title": "One", "text": "About 20 soldiers were captured."}]), "utf-8")
    built = sayso("build", folder, "--ledger", tmp_path / "three.duckdb")
    assert "3 documents read" in built.stdout
    words = " ".join(sayso("event", tmp_path / "three.duckdb").stdout.replace("│", " ").split())
    assert "the article" in words
    tolls = sayso("show", tmp_path / "three.duckdb").stdout
    assert all(number in tolls for number in ("more than 300", "between 5 and 7", "about 20"))


def test_the_page_links_every_number_to_its_words_and_asks_for_nothing(ledger: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    assert sayso("page", ledger, "--output", page).returncode == 0
    html = page.read_text(encoding="utf-8")
    anchors = {part.split('"')[0] for part in html.split('id="')[1:]}
    links = {part.split('"')[0] for part in html.split('href="#')[1:]}
    assert links and links <= anchors
    assert "<script" not in html and "default-src 'none'" in html and "src=" not in html


def test_hostile_text_is_escaped_on_the_page(tmp_path: Path) -> None:
    record = {
        "id": "x",
        "title": "<script>alert(1)</script>",
        "outlet": '"><img src=x onerror=alert(1)>',
        "published": "1912-11-05",
        "text": "The <b>army</b> captured the town of Prilep on Monday, killing 3 soldiers.",
    }
    source = tmp_path / "x.jsonl"
    source.write_text(json.dumps(record), encoding="utf-8")
    sayso("build", source, "--ledger", tmp_path / "x.duckdb")
    sayso("page", tmp_path / "x.duckdb", "--output", tmp_path / "x.html")
    html = (tmp_path / "x.html").read_text(encoding="utf-8")
    assert "<script" not in html and "<img" not in html and "&lt;script&gt;" in html
