"""One event read whole: what the report holds, and that every id in it leads to words."""

from __future__ import annotations

import csv
import io
import json

from rich.console import Console

from sayso.cli.event_tables import Told, in_full
from sayso.export import jsonl
from sayso.export.csv import write_rows
from sayso.views.event import EventReport, RangeRow, range_rows
from tests.events.factory import claim, document
from tests.events.whole import read_whole


def report() -> EventReport:
    """A shelling that grew, was copied and is denied."""
    told = "shelling @ Lesna | 3 | by: red-army"
    claims = [
        claim(f"{told} | killed: 3 | says: Blue Staff=blue", "a", quote="three men were killed"),
        claim(f"{told} | killed: 9 | says: Blue Staff=blue", "b", quote="nine men were killed"),
        claim(f"not {told} | killed: 0..0 | says: Red Staff=red", "c", quote="no shell was fired"),
        claim(f"{told} | killed: 3 | says: Blue Staff=blue", "d", quote="three men were killed"),
    ]
    documents = [
        document("a", "1912-11-04", "Blue Post"),
        document("b", "1912-11-05", "Blue Post"),
        document("c", "1912-11-06", "Red [bold]Star[/bold]\x1b[31m"),
        document("d", "1912-11-07", "Reprint", original_id="a"),
    ]
    return read_whole(claims, documents)


def ids(value: object) -> list[str]:
    """Every claim id that stands anywhere in the report."""
    if isinstance(value, dict):
        found = [value["claim_id"]] if "claim_id" in value else []
        return found + list(value.get("claims", ())) + [name for part in value.values() for name in ids(part)]
    return [name for part in value for name in ids(part)] if isinstance(value, list) else []


def test_as_json_every_claim_leads_to_its_words() -> None:
    found = json.loads(jsonl.line(report()))
    quotes = {quote["claim_id"]: quote for quote in found["quotes"]}
    assert set(ids(found)) == set(quotes) == {"a1", "b1", "c1", "d1"}
    assert quotes["d1"]["copied_from"] == "a" and quotes["d1"]["side"] == "blue"
    assert found["level"]["grade"] == "contested"
    assert [(point["said_on"], point["low"]) for point in found["series"][0]["points"]] == [
        ("1912-11-04", 3),
        ("1912-11-05", 9),
    ]
    assert [(item["low"], item["best"], item["high"], item["rule"]) for item in found["ranges"]] == [
        (0, 0, 9, "lower_figure")
    ]


def test_the_table_tells_all_of_it_and_obeys_nothing_in_the_words_of_others() -> None:
    console = Console(width=160, record=True, file=io.StringIO())
    console.print(in_full(report(), Told({}, str.upper)))
    text = console.export_text()
    for words in (
        "Contested. Claimed by one source, blue; denied by red.",
        "1912-11-04: 3",
        "BLUE",
        "the lower figure",
        "copy: Blue Staff [4]",
        "“three men were killed”",
        "denied: “no shell was fired”",
        "(copied from a)",
    ):
        assert words in text
    assert "Red [bold]Star[/bold]" in text and "\x1b" not in text


def test_as_csv_a_range_a_row() -> None:
    stream = io.StringIO()
    quiet = read_whole([claim("shelling @ Lesna | 3")])
    write_rows(RangeRow, range_rows([report(), quiet]), stream)
    rows = list(csv.DictReader(io.StringIO(stream.getvalue())))
    assert [(row["level"], row["measure"], row["low"], row["best"], row["high"]) for row in rows] == [
        ("contested", "killed", "0", "0", "9"),
        ("single_source", "", "", "", ""),
    ]
    assert rows[0]["claims"] == "b1; c1" and rows[0]["sources"] == "red"
