"""Every format holds what the ledger holds, whole, in the order of the ids."""

from __future__ import annotations

import csv as standard_csv
import io
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from sayso.errors import SaysoError
from sayso.export import csv, geojson, jsonl, parquet
from sayso.export.whole import whole_file
from sayso.ledger import KINDS, Ledger
from sayso.records import Claim, Document, Event, EventType, Place, from_dict
from tests.ledger import parts
from tests.ledger.parts import TEXT, found, many

RECORDS: dict[str, type] = {"documents": Document, "claims": Claim, "events": Event}


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("export") / "ledger.duckdb"
    items = [
        *many(3),
        found("=cmd|' /C calc'!A9", TEXT.format("d000"), outlet="@outlet", title="-5 degrees\nin “Lesna”, \0"),
    ]
    parts.store(path, items)
    return path


@pytest.fixture
def ledger(path: Path) -> Any:
    with Ledger(path, read_only=True) as ledger:
        yield ledger


def lines(path: Path) -> list[Any]:
    return [json.loads(line) for line in path.read_bytes().decode("utf-8").removesuffix("\n").split("\n")]


@pytest.mark.parametrize("kind", KINDS)
def test_json_lines_are_the_records(ledger: Ledger, tmp_path: Path, kind: Any) -> None:
    jsonl.write(ledger, tmp_path / "out.jsonl", [kind])
    assert [from_dict(RECORDS[kind], values) for values in lines(tmp_path / "out.jsonl")] == list(ledger.records(kind))


def test_json_lines_have_the_keys_of_the_design_in_its_order(ledger: Ledger, tmp_path: Path) -> None:
    jsonl.write(ledger, tmp_path / "out.jsonl", ["claims"])
    first = lines(tmp_path / "out.jsonl")[0]
    assert " ".join(first) == (
        "claim_id document_id quote start end event status polarity stance attribution participants places time "
        "quantities evidence confidence"
    )
    assert " ".join(first["quantities"][0]) == "measure of category low high text start end"
    assert " ".join(first["attribution"][0]) == "source start end cue kind actor_id side said_on"


def test_json_lines_hold_the_kinds_asked_for_in_a_set_order(ledger: Ledger, tmp_path: Path) -> None:
    jsonl.write(ledger, tmp_path / "all.jsonl")
    jsonl.write(ledger, tmp_path / "turned.jsonl", ["events", "claims", "documents"])
    assert (tmp_path / "all.jsonl").read_bytes() == (tmp_path / "turned.jsonl").read_bytes()
    assert [next(iter(values)) for values in lines(tmp_path / "all.jsonl")] == (
        ["document_id"] * 4 + ["claim_id"] * 4 + ["event_id"] * 4
    )


def test_numbers_have_one_form() -> None:
    place = Place("Lesna", 0, 5, None, None, None, None, 42.0, 19.25, None)
    assert '"lat": 42, "lon": 19.25' in jsonl.line(place)


def test_standard_output_is_used_where_there_is_no_path(
    ledger: Ledger, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    jsonl.write(ledger, None, ["claims"])
    print("still open")
    written = capfdbinary.readouterr().out
    assert "Čaršija".encode() in written
    assert written.endswith(b"still open\n")


@pytest.mark.parametrize("kind", KINDS)
def test_csv_has_a_row_a_record(ledger: Ledger, tmp_path: Path, kind: Any) -> None:
    csv.write(ledger, tmp_path / "out.csv", kind)
    rows = list(standard_csv.DictReader(io.StringIO((tmp_path / "out.csv").read_bytes().decode("utf-8"), newline="")))
    assert len(rows) == ledger.count(kind) == 4
    assert list(rows[0]) == list(csv.COLUMNS[kind])


def test_csv_of_a_claim(ledger: Ledger) -> None:
    claim = ledger.claims("d001")[0]
    stream = io.StringIO()
    csv.write_claims([claim, replace(claim, attribution=(), places=(), time=None, quantities=())], stream)
    full, bare = standard_csv.DictReader(io.StringIO(stream.getvalue()))
    expected = {
        "quote": claim.quote, "start": "0", "plover": "ASSAULT", "confidence": "0.1", "source": "The consul",
        "source_side": "zeta", "sources": "The consul", "victims": "men", "instruments": "shells", "agents": "",
        "place": "Town", "lat": "43.5", "lon": "18", "place_precision": "1", "places": "Town; y", "time": "Thursday",
        "start_date": "1912-10-24", "end_date": "", "measure": "killed", "low": "4.5", "high": "",
        "number_text": "at least 4.5", "quantities": "killed at least 4.5 men",
    }  # fmt: skip
    assert {name: full[name] for name in expected} == expected
    assert all(bare[name] == "" for name in ("source", "sources", "place", "places", "time", "measure", "quantities"))


def test_csv_of_an_event(ledger: Ledger, tmp_path: Path) -> None:
    csv.write(ledger, tmp_path / "out.csv", "events")
    row = next(standard_csv.DictReader((tmp_path / "out.csv").open(encoding="utf-8")))
    assert (row["event_id"], row["claims"], row["place"], row["start_date"]) == ("e0", "1", "Town", "1912-10-24")
    assert (row["accounts"], row["contradictions"]) == ("zeta: killed at least 4.5", "killed: zeta / alpha")


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+49", "'+49"),
        ("-5 degrees", "'-5 degrees"),
        ("@sum", "'@sum"),
        ("\t=1", "'\t=1"),
        ("a=1", "a=1"),
        (-1.5, "-1.5"),
        (-2.0, "-2"),
        (None, ""),
    ],
)
def test_csv_text_is_never_a_formula(ledger: Ledger, value: Any, cell: str) -> None:
    claim = replace(ledger.claims()[0], quote=value)
    stream = io.StringIO()
    csv.write_claims([claim], stream)
    assert next(standard_csv.DictReader(io.StringIO(stream.getvalue(), newline="")))["quote"] == cell


@pytest.mark.parametrize("kind", KINDS)
def test_parquet_holds_the_records_with_their_structure(ledger: Ledger, tmp_path: Path, kind: Any) -> None:
    parquet.write(ledger, tmp_path / "deep" / "out")
    table = pq.read_table(tmp_path / "deep" / "out" / f"{kind}.parquet")
    assert [from_dict(RECORDS[kind], values) for values in table.to_pylist()] == list(ledger.records(kind))
    assert sorted(item.name for item in (tmp_path / "deep" / "out").iterdir()) == [
        "claims.parquet",
        "documents.parquet",
        "events.parquet",
    ]


def test_geojson_of_events(ledger: Ledger, tmp_path: Path) -> None:
    geojson.write(ledger, tmp_path / "out.geojson")
    page = json.loads((tmp_path / "out.geojson").read_text(encoding="utf-8"))
    assert (page["type"], len(page["features"])) == ("FeatureCollection", 4)
    feature = next(feature for feature in page["features"] if feature["id"] == "e1")
    assert feature["geometry"] == {"type": "Point", "coordinates": [18, 43.5]}
    said = feature["properties"]
    assert (said["title"], said["plover"], said["start"], said["precision"]) == (
        "Shelling 1",
        "ASSAULT",
        "1912-10-24",
        1,
    )
    assert said["claims"][0]["quote"] == TEXT.format("d001")
    assert said["claims"][0]["sources"] == ["The consul"]
    assert said["accounts"][0]["low"] == 4.5


def test_geojson_of_claims(ledger: Ledger, tmp_path: Path) -> None:
    geojson.write(ledger, tmp_path / "out.geojson", "claims")
    page = json.loads((tmp_path / "out.geojson").read_text(encoding="utf-8"))
    assert [feature["id"] for feature in page["features"]] == [claim.claim_id for claim in ledger.claims()]
    assert page["features"][0]["geometry"]["coordinates"] == [18, 43.5]


def test_geojson_without_coordinates_has_no_geometry() -> None:
    nowhere = Event("e", EventType("ASSAULT", None, None, None), None, None, (), (), 0, (), "Assault")
    feature = geojson.event_feature(nowhere, {})
    assert feature["geometry"] is None
    assert (feature["properties"]["start"], feature["properties"]["place"]) == (None, None)


def test_geojson_of_documents_is_refused(ledger: Ledger) -> None:
    with pytest.raises(SaysoError, match="no place on a map"):
        geojson.write(ledger, None, "documents")


def test_an_empty_ledger_can_be_exported(tmp_path: Path) -> None:
    Ledger(tmp_path / "empty.duckdb").close()
    with Ledger(tmp_path / "empty.duckdb", read_only=True) as ledger:
        jsonl.write(ledger, tmp_path / "out.jsonl")
        csv.write(ledger, tmp_path / "out.csv")
        geojson.write(ledger, tmp_path / "out.geojson")
        parquet.write(ledger, tmp_path)
    assert (tmp_path / "out.jsonl").read_bytes() == b""
    assert (tmp_path / "out.csv").read_text(encoding="utf-8").startswith("claim_id,")
    assert json.loads((tmp_path / "out.geojson").read_text(encoding="utf-8"))["features"] == []
    assert pq.read_table(tmp_path / "claims.parquet").num_rows == 0


WRITERS: list[Callable[[Ledger, Path], None]] = [jsonl.write, csv.write, geojson.write, parquet.write]


@pytest.mark.parametrize("write", WRITERS)
def test_two_exports_are_the_same_bytes(ledger: Ledger, tmp_path: Path, write: Callable[[Ledger, Path], None]) -> None:
    for name in ("one", "two"):
        write(ledger, tmp_path / name)
    one, two = ([f.read_bytes() for f in sorted((tmp_path / n).rglob("*")) or [tmp_path / n]] for n in ("one", "two"))
    assert one == two


def test_a_file_appears_whole_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "out.txt"
    target.write_text("before", encoding="utf-8")
    with pytest.raises(RuntimeError), whole_file(target) as stream:
        stream.write("half")
        stream.flush()
        assert target.read_text(encoding="utf-8") == "before"
        raise RuntimeError
    assert [item.name for item in tmp_path.iterdir()] == ["out.txt"]
    assert target.read_text(encoding="utf-8") == "before"


def test_a_folder_that_is_not_there_is_said(ledger: Ledger, tmp_path: Path) -> None:
    with pytest.raises(SaysoError, match="can't be written"):
        jsonl.write(ledger, tmp_path / "none" / "out.jsonl")
    (tmp_path / "file").touch()
    with pytest.raises(SaysoError, match="can't be made"):
        parquet.write(ledger, tmp_path / "file")
