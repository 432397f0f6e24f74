"""JSON, JSON Lines, CSV and Parquet: the text exactly as it is, fields by the user's names, bad rows set aside alone."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from sayso.documents import Found, read
from sayso.errors import SaysoError
from sayso.records import SetAside
from tests.documents.parts import LEAD, TEXT, only, read_all, set_aside, written

RECORD = {
    "id": 7,
    "url": "http://x.example/7",
    "title": " Bridge blown up ",
    "text": TEXT,
    "outlet": "Iskar Telegraph",
    "published": "1912-10-25T10:00:00Z",
    "first_publisher": "LTB",
    "first_published": "24 October 1912",
    "byline": ["Ana Markova", "Ivan Iliev"],
    "language": "en-GB",
    "retrieved_at": "2024-01-02T03:04:05Z",
}
CODE_POINTS = st.characters(exclude_categories=["Cs"])


def check(document: Any) -> None:
    assert (document.document_id, document.url, document.title) == ("7", "http://x.example/7", "Bridge blown up")
    assert (document.outlet, document.published) == ("Iskar Telegraph", "1912-10-25")
    assert (document.first_publisher, document.first_published) == ("LTB", "1912-10-24")
    assert (document.byline, document.language, document.text) == ("Ana Markova, Ivan Iliev", "en", TEXT)
    assert document.original_id is None
    assert document.custody.retrieved_at == "2024-01-02T03:04:05Z"


@pytest.mark.parametrize(
    ("name", "content", "fragment"),
    [
        ("a.json", json.dumps(RECORD), ""),
        ("a.json", json.dumps(RECORD, indent=2), ""),
        ("a.json", json.dumps([RECORD], indent=2), "#row=1"),
        ("a.jsonl", json.dumps(RECORD) + "\n", "#line=1"),
        ("a.ndjson", "\n" + json.dumps(RECORD), "#line=2"),
        ("a.txt", json.dumps(RECORD), ""),
        ("a.txt", json.dumps([RECORD]), "#row=1"),
        ("a.csv", json.dumps([RECORD]), "#row=1"),
        ("a", "\ufeff" + json.dumps(RECORD, ensure_ascii=False), ""),
    ],
)
def test_json(name: str, content: str, fragment: str, tmp_path: Path) -> None:
    path = written(tmp_path, name, content)
    document = only(path)
    check(document)
    assert document.custody.path == f"{path}{fragment}"
    assert document.custody.media_type == "application/json"


def test_json_lines_whatever_the_name(tmp_path: Path) -> None:
    documents, aside = read_all(
        written(tmp_path, "a.json", json.dumps(RECORD) + "\n" + json.dumps({"id": 8, "text": LEAD}) + "\n")
    )
    assert [document.document_id for document in documents] == ["7", "8"] and not aside


def table(delimiter: str = ",", rows: int = 1) -> str:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter)
    values = {key: ", ".join(value) if isinstance(value, list) else value for key, value in RECORD.items()}
    writer.writerow(values)
    writer.writerows([values.values()] * rows)
    return out.getvalue()


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_csv(delimiter: str, encoding: str, tmp_path: Path) -> None:
    check(only(written(tmp_path, "a.csv", table(delimiter).encode(encoding))))


def test_csv_by_its_header_whatever_its_name(tmp_path: Path) -> None:
    check(only(written(tmp_path, "a.txt", table())))


def test_csv_keeps_line_ends_spaces_and_long_fields_as_they_are(tmp_path: Path) -> None:
    text = "  a “b”\r\n\r\nc, d\n" + "word " * 100_000 + "ÃœskÃ¼p"
    out = io.StringIO()
    csv.writer(out).writerows([["text", "id"], [text, "1"]])
    assert only(written(tmp_path, "a.csv", out.getvalue())).text == text


def test_csv_in_windows_1252(tmp_path: Path) -> None:
    assert only(
        written(tmp_path, "a.csv", f"id,text\n1,“Üsküp” – {LEAD.replace(',', '')}\n".encode("cp1252"))
    ).text.startswith("“Üsküp” –")


def test_parquet(tmp_path: Path) -> None:
    rows = [
        RECORD | {"published": datetime(1912, 10, 25, 10)},
        {"id": 8, "text": LEAD, "published": datetime(1912, 1, 2)},
    ]
    columns = {key: [row.get(key) for row in rows] for key in RECORD if key != "published"}
    path = tmp_path / "a.parquet"
    days = pyarrow.array([row["published"] for row in rows], pyarrow.timestamp("us"))
    parquet.write_table(pyarrow.table(columns | {"published": days}), path)
    (first, second), aside = read_all(path)
    check(first)
    assert (second.document_id, second.published, second.text) == ("8", "1912-01-02", LEAD) and not aside
    assert second.custody.path == f"{path}#row=2"


@pytest.mark.parametrize("name", ["a.jsonl", "a.json", "a.csv"])
def test_names_of_the_users(name: str, tmp_path: Path) -> None:
    theirs = {"key": "9", "Body": LEAD, "paper": "LTB"}
    content = (
        ",".join(theirs) + "\n" + ",".join(f'"{value}"' for value in theirs.values())
        if name == "a.csv"
        else json.dumps(theirs)
    )
    path = written(tmp_path, name, content)
    document = only(path, mapping={"id": "key", "text": "Body", "outlet": "paper"})
    assert (document.document_id, document.text, document.outlet) == ("9", LEAD, "LTB")
    reason = set_aside(path).reason
    assert "--map text=" in reason and "Body" in reason and "key" in reason


def test_a_field_that_is_not_ours_is_refused_at_once() -> None:
    with pytest.raises(SaysoError, match="body"):
        read([], {"body": "text"})


@pytest.mark.parametrize(
    ("record", "said"),
    [
        ({"text": 5}, "a number where its text should be"),
        ({"text": ["a"]}, "a list where its text should be"),
        ({"text": ""}, "empty"),
        ({"text": None}, "empty"),
        ({"text": " \n\t"}, "empty"),
        ({"title": "a"}, "--map text="),
        ({"text": LEAD, "title": {"a": 1}}, "an object in its field 'title'"),
        ({"text": LEAD, "outlet": True}, "a truth value in its field 'outlet'"),
        ({"text": "half \ud83d"}, "surrogate"),
        ({"text": LEAD, "title": "half \ud83d"}, "surrogate"),
        ([1], "not an object"),
        (5, "not an object"),
    ],
)
def test_records_of_the_wrong_shape(record: Any, said: str, tmp_path: Path) -> None:
    path = written(
        tmp_path, "a.jsonl", json.dumps({"text": LEAD}) + "\n" + json.dumps(record) + "\n" + json.dumps({"text": TEXT})
    )
    documents, (aside,) = read_all(path)
    assert [document.text for document in documents] == [LEAD, TEXT]
    assert aside.path == f"{path}#line=2" and said in aside.reason


@pytest.mark.parametrize("published", ["", "yesterday", "1912", None, "0000-00-00"])
def test_missing_dates_are_null(published: str | None, tmp_path: Path) -> None:
    assert only(written(tmp_path, "a.jsonl", json.dumps({"text": LEAD, "published": published}))).published is None


def test_invalid_json_on_line_7000(tmp_path: Path) -> None:
    lines = [json.dumps({"id": number, "text": LEAD, "language": "en"}) for number in range(1, 8001)]
    lines[6999] = lines[6999][:-5]
    path = written(tmp_path, "a.jsonl", "\n".join(lines))
    documents, (aside,) = read_all(path)
    assert len(documents) == 7999
    assert aside.path == f"{path}#line=7000" and "not valid JSON" in aside.reason


def test_an_array_is_read_up_to_what_is_wrong(tmp_path: Path) -> None:
    whole = json.dumps([{"text": f"{LEAD} {number}", "language": "en"} for number in range(2000)])
    documents, (aside,) = read_all(written(tmp_path, "a.json", whole[:-1000]))
    assert 1900 < len(documents) < 2000 and "element" in aside.reason


@pytest.mark.parametrize("nested", ['{"text":' + "[" * 100_000, "[" * 100_000, '{"text": ' + "9" * 10_000 + "}"])
def test_json_that_would_break_a_parser(nested: str, tmp_path: Path) -> None:
    assert isinstance(set_aside(written(tmp_path, "a.json", nested)), SetAside)


def test_a_quote_that_is_not_closed(tmp_path: Path) -> None:
    documents, (aside,) = read_all(written(tmp_path, "a.csv", f'id,text\n1,"{LEAD}"\n2,"{LEAD}\n3,x\n'))
    assert len(documents) == 1 and "quote" in aside.reason


def test_a_row_with_too_many_cells(tmp_path: Path) -> None:
    documents, (aside,) = read_all(written(tmp_path, "a.csv", "id,text\n1,one, two\n2,three\n"))
    assert [document.text for document in documents] == ["three"] and aside.path.endswith("#row=1")


def test_bytes_and_hash_of_each_record(tmp_path: Path) -> None:
    line = json.dumps({"text": LEAD}).encode()
    paths = [
        written(tmp_path, "a.jsonl", b"\xef\xbb\xbf" + line + b"\r\n" + line),
        written(tmp_path, "b.json", b"[" + line + b"]"),
        written(tmp_path, "c.jsonl.gz", gzip.compress(line)),
        written(tmp_path, "d.json.gz", gzip.compress(b" " + line)),
    ]
    found = [item for item in read(paths) if isinstance(item, Found)]
    canonical = json.dumps({"text": LEAD}, separators=(",", ":")).encode()
    assert [item.content for item in found] == [line, line, canonical, line, b" " + line]
    for item in found:
        assert hashlib.sha256(item.content).hexdigest() == item.document.custody.sha256
    assert found[3].document.custody.path == f"{paths[2]}#line=1"


def test_ids_are_those_given_or_follow_from_the_content(tmp_path: Path) -> None:
    one = only(written(tmp_path, "a.json", json.dumps({"text": LEAD, "title": "A"}))).document_id
    same = only(written(tmp_path, "b.jsonl", json.dumps({"title": "A", "text": LEAD}))).document_id
    other = only(written(tmp_path, "c.json", json.dumps({"text": LEAD, "title": "B"}))).document_id
    assert one == same != other
    assert len(one) == 16 and int(one, 16) >= 0


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(st.text(alphabet=CODE_POINTS, min_size=1).filter(lambda text: not text.isspace()), st.booleans())
def test_json_text_is_taken_exactly(tmp_path: Path, text: str, escaped: bool) -> None:
    record = {"text": text, "id": "1", "language": "en"}
    for name, content in (("a.jsonl", record), ("a.json", record), ("b.json", [record])):
        assert only(written(tmp_path, name, json.dumps(content, ensure_ascii=escaped))).text == text


@pytest.mark.parametrize(
    "text",
    [
        "NUL \x00 inside\x00",
        "دخلت القوات \u202bالمدينة\u202c",
        "e\u0301 e\u0308 combining",
        "\u200b\ufeffzero",
        "**not** [cleaned](x)\n\nShare this",
    ],
)
def test_hard_texts_are_taken_exactly(text: str, tmp_path: Path) -> None:
    assert only(written(tmp_path, "a.jsonl", json.dumps({"text": text}))).text == text
