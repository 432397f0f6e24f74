"""What the benchmark of time expressions writes: JSON Lines and TimeML, from TimeML and from JSON Lines."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
from spacy.language import Language

from benchmarks import timeml
from benchmarks.times import load, score, write_predictions
from sayso.errors import SaysoError

TEXT = "\nThe fort fell on Sunday & burned.\nMore than 40 men died in October.\n"
TML = """<?xml version="1.0" ?>
<TimeML>

<DOCID>fort</DOCID>

<DCT><TIMEX3 tid="t0" type="TIME" value="1912-11-05T14:26" functionInDocument="CREATION_TIME">Tuesday</TIMEX3></DCT>

<TITLE>The fort</TITLE>

<TEXT>
The fort <EVENT eid="e1" class="OCCURRENCE">fell</EVENT> on <TIMEX3 tid="t1" type="DATE" value="1912-11-03">Sunday</TIMEX3>\
 &amp; burned.
More than 40 men died in October.
</TEXT>

<TLINK lid="l1" relType="BEFORE" timeID="t1" />

</TimeML>
"""
TIMES = [
    {"start": 18, "end": 24, "mention": "Sunday", "type": "DATE", "value": "1912-11-03"},
    {"start": 60, "end": 67, "mention": "October", "type": "DATE", "value": "1912-10"},
]


def _row(name: str = "fort") -> str:
    return json.dumps({"id": name, "text": TEXT, "published": "1912-11-05T09:00:00Z"}) + "\n"


@pytest.mark.parametrize("given", ["folder", "file", "rows"])
def test_json_lines_of_a_folder_a_file_or_rows(tmp_path: Path, nlp: Language, given: str) -> None:
    (tmp_path / "fort.tml").write_text(TML, encoding="utf-8")
    (tmp_path / "rows.jsonl").write_text(_row(), encoding="utf-8")
    source = {"folder": tmp_path, "file": tmp_path / "fort.tml", "rows": tmp_path / "rows.jsonl"}[given]
    write_predictions(source, tmp_path / "out.jsonl", "json", nlp)
    written = (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line) for line in written] == [{"document_id": "fort", "times": TIMES}]


@pytest.mark.parametrize("given", ["fort.tml", "rows.jsonl"])
def test_timeml_reads_back_as_it_was_written(tmp_path: Path, nlp: Language, given: str) -> None:
    (tmp_path / "fort.tml").write_text(TML, encoding="utf-8")
    (tmp_path / "rows.jsonl").write_text(_row(), encoding="utf-8")
    write_predictions(tmp_path / given, tmp_path / "out", "timeml", nlp)
    (written,) = timeml.documents(tmp_path / "out")
    assert (written.name, written.text, str(written.published)) == ("fort", TEXT, "1912-11-05")
    assert written.times == [(row["start"], row["end"], row["type"], row["value"]) for row in TIMES]
    root = ElementTree.parse(tmp_path / "out" / "fort.tml").getroot()
    assert [item.get("tid") for item in root.iter("TIMEX3")] == ["t0", "t1", "t2"]
    assert root.findtext("DOCID") == "fort"
    assert root.find(".//EVENT") is None and root.find("TLINK") is None


def test_what_is_written_scores_as_gold(tmp_path: Path, nlp: Language) -> None:
    (tmp_path / "rows.jsonl").write_text(_row("a/1") + _row("2"), encoding="utf-8")
    write_predictions(tmp_path / "rows.jsonl", tmp_path / "out", "timeml", nlp)
    counts = score(load(tmp_path / "out", "all"), nlp, errors=False)
    assert counts.gold == counts.predicted == counts.strict == counts.values == 4


def test_a_document_without_a_day_or_a_time(tmp_path: Path, nlp: Language) -> None:
    (tmp_path / "rows.jsonl").write_text('{"id": 1, "text": "It fell."}\n\n', encoding="utf-8")
    write_predictions(tmp_path / "rows.jsonl", tmp_path / "out.jsonl", "json", nlp)
    assert (tmp_path / "out.jsonl").read_text(encoding="utf-8") == '{"document_id": "1", "times": []}\n'
    write_predictions(tmp_path / "rows.jsonl", tmp_path / "out", "timeml", nlp)
    assert timeml.read(tmp_path / "out" / "1.tml").published is None


def test_documents_are_never_written_over(tmp_path: Path, nlp: Language) -> None:
    (tmp_path / "fort.tml").write_text(TML, encoding="utf-8")
    for source in (tmp_path, tmp_path / "fort.tml"):
        with pytest.raises(SaysoError, match="another folder"):
            write_predictions(source, tmp_path, "timeml", nlp)


@pytest.mark.parametrize(("name", "content"), [("a.tml", "<TimeML><TEXT>"), ("a.jsonl", "{}"), ("a.jsonl", "")])
def test_what_cannot_be_read_is_named(tmp_path: Path, nlp: Language, name: str, content: str) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(SaysoError, match=name):
        write_predictions(tmp_path / name, tmp_path / "out.jsonl", "json", nlp)
