"""Files, folders, globs and gzip; what is bad in them is set aside and the rest goes on."""

from __future__ import annotations

import gzip
import hashlib
import itertools
import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sayso.documents import Found, read
from sayso.documents.limits import FILE_BYTES
from tests.documents.parts import LEAD, TEXT, only, read_all, set_aside, written

PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Bridge blown up - Iskar Telegraph</title>
<meta property="og:site_name" content="Iskar Telegraph"><meta name="author" content="Ana Markova">
<link rel="canonical" href="http://x.example/bridge"><meta property="article:published_time" content="1912-10-25T10:00:00Z">
<script>var x = 1;</script></head><body><nav><a href="/">Home</a> <a href="/war">War</a></nav>
<article><h1>Bridge blown up</h1>{body}</article>
<aside><a href="/a">Related: other things</a></aside>
<footer>Copyright 1912. Subscribe to our letter.</footer></body></html>"""
ARTICLE = PAGE.replace("{body}", "".join(f"<p>{part}</p>" for part in TEXT.split("\n\n")))


def pdf(*pages: list[str]) -> bytes:
    """A PDF file with these lines on its pages."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"", b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"]
    kids = []
    for lines in pages:
        shown = " ".join(f"({line}) Tj T*" for line in lines)
        text = f"BT /F1 10 Tf 14 TL 40 780 Td {shown} ET"
        objects.append(f"<</Length {len(text)}>>stream\n{text}\nendstream".encode())
        page = (
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents {len(objects)} 0 R/Resources<</Font<</F1 3 0 R"
        )
        page += ">>>>>>"
        objects.append(page.encode())
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<</Type/Pages/Count {len(kids)}/Kids[{' '.join(kids)}]>>".encode()
    out = b"%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj".encode() + content + b"endobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    table = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    return out + f"{table}trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{len(out)}\n%%EOF".encode()


def test_html(tmp_path: Path) -> None:
    document = only(written(tmp_path, "a.html", ARTICLE))
    assert (document.title, document.outlet, document.published) == ("Bridge blown up", "Iskar Telegraph", "1912-10-25")
    assert (document.byline, document.url, document.text) == ("Ana Markova", "http://x.example/bridge", TEXT)
    assert document.custody.media_type == "text/html"


def test_html_whatever_its_name_and_encoding(tmp_path: Path) -> None:
    page = ARTICLE.replace("utf-8", "windows-1251").replace("entered", "entered «Скопие»")
    document = only(written(tmp_path, "a.txt", page.encode("cp1251")))
    assert "«Скопие»" in document.text


@pytest.mark.parametrize(
    "page",
    [
        "<html></html>",
        "<html><body><nav><a href=/>Home</a><a href=/n>News of the day</a></nav></body></html>",
        PAGE.replace("{body}", ""),
        "<html>" + "<div>" * 5000,
        "<html><body><p>" + "\x00\x01" * 3 + "</p></body></html>",
    ],
)
def test_pages_without_an_article(page: str, tmp_path: Path) -> None:
    assert re.search("page without an article|not text", set_aside(written(tmp_path, "a.html", page)).reason)


def test_html_with_too_many_elements(tmp_path: Path) -> None:
    assert "elements" in set_aside(written(tmp_path, "a.html", "<html>" + "<b>x</b>" * 40_000)).reason


def test_pdf(tmp_path: Path) -> None:
    first = [
        "Bridge blown up",
        "By Ana Markova",
        "",
        "Greek infantry entered the town of Kalivia on Friday after two days of fight-",
    ]
    content = pdf(
        [*first, "ing in the hills above it, the war ministry said."],
        ["Forty soldiers were killed there, according to the ministry."],
    )
    document = only(written(tmp_path, "a.pdf", content))
    assert "two days of fighting in the hills above it, the war ministry said." in document.text
    assert document.text.endswith("Forty soldiers were killed there, according to the ministry.")
    assert document.custody.media_type == "application/pdf"


def test_pdf_without_a_text_layer_or_damaged(tmp_path: Path) -> None:
    assert "OCR" in set_aside(written(tmp_path, "a.pdf", pdf([]))).reason
    assert "damaged" in set_aside(written(tmp_path, "b.pdf", pdf(["x"])[:80])).reason
    assert "damaged" in set_aside(written(tmp_path, "c.pdf", b"%PDF-1.4\n" + bytes(range(256)) * 9)).reason


def test_folders_are_walked_in_order_and_hidden_files_passed_over(tmp_path: Path) -> None:
    for name in ("b/2.txt", "b/1.txt", "a.txt", "c/d/e.txt", ".hidden.txt", ".git/x.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        written(tmp_path, name, f"{name.replace('/', ' ')}: {TEXT}")
    documents, aside = read_all(tmp_path)
    assert [document.custody.path.removeprefix(f"{tmp_path}/") for document in documents] == [
        "a.txt",
        "b/1.txt",
        "b/2.txt",
        "c/d/e.txt",
    ]
    assert not aside


def test_globs(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "c.md", "d[1].txt"):
        written(tmp_path, name, TEXT)
    documents, _ = read_all(f"{tmp_path}/*.txt")
    assert [Path(document.custody.path).name for document in documents] == ["a.txt", "b.txt", "d[1].txt"]
    assert only(tmp_path / "d[1].txt")
    assert "matches no file" in set_aside(f"{tmp_path}/*.json").reason
    assert "does not exist" in set_aside(tmp_path / "none.txt").reason


def test_a_path_given_twice_is_read_once(tmp_path: Path) -> None:
    path = written(tmp_path, "a.txt", TEXT)
    assert only(path, path, tmp_path / "." / "a.txt")


def test_a_folder_that_links_to_itself(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    written(tmp_path / "a", "1.txt", TEXT)
    (tmp_path / "a" / "round").symlink_to(tmp_path)
    (tmp_path / "b").symlink_to(tmp_path / "a")
    (tmp_path / "c").symlink_to(tmp_path / "c")
    documents, aside = read_all(tmp_path)
    assert len(documents) == 1
    assert [Path(item.path).name for item in aside] == ["c"]


def test_a_file_that_vanishes(tmp_path: Path) -> None:
    for name in ("1.txt", "2.txt", "3.txt"):
        written(tmp_path, name, TEXT)
    items = read([tmp_path])
    first = next(items)
    (tmp_path / "2.txt").unlink()
    assert isinstance(first, Found)
    second, third = items
    assert not isinstance(second, Found) and second.path.endswith("2.txt") and "gone" in second.reason
    assert isinstance(third, Found)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    written(tmp_path, "a.txt", TEXT).chmod(0)
    assert "permission" in set_aside(tmp_path / "a.txt").reason


def test_permission_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path, "a.txt", TEXT)
    usual = Path.open

    def refused(self: Path, *arguments: Any, **named: Any) -> Any:
        if self == path:
            raise PermissionError(13, "Permission denied")
        return usual(self, *arguments, **named)

    monkeypatch.setattr(Path, "open", refused)
    documents, (aside,) = read_all(path, written(tmp_path, "b.txt", TEXT))
    assert len(documents) == 1 and "permission" in aside.reason


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert "regular file" in set_aside(tmp_path).reason


def test_gzip(tmp_path: Path) -> None:
    content = gzip.compress(TEXT.encode())
    (item,) = read([written(tmp_path, "a.md.gz", content)])
    assert isinstance(item, Found) and item.document.text == TEXT
    assert item.content == content and item.document.custody.sha256 == hashlib.sha256(content).hexdigest()
    assert item.document.custody.media_type == "text/markdown+gzip"


def test_gzip_cut_short(tmp_path: Path) -> None:
    assert "cut short" in set_aside(written(tmp_path, "a.txt.gz", gzip.compress(TEXT.encode() * 50)[:-20])).reason
    lines = "".join(
        json.dumps({"id": number, "text": f"{LEAD} {os.urandom(200).hex()}", "language": "en"}) + "\n"
        for number in range(900)
    )
    documents, (aside,) = read_all(written(tmp_path, "b.jsonl.gz", gzip.compress(lines.encode())[:-1000]))
    assert len(documents) > 100 and "cut short" in aside.reason


def test_gzip_bombs_stop_at_the_limit(tmp_path: Path) -> None:
    bomb = gzip.compress(b" " * (FILE_BYTES + 1_000_000))
    assert "MB" in set_aside(written(tmp_path, "a.txt.gz", bomb)).reason
    documents, aside = read_all(
        written(tmp_path, "b.jsonl.gz", gzip.compress(json.dumps({"text": LEAD}).encode() + b"\n") + bomb)
    )
    assert len(documents) == 1 and aside and all("too l" in item.reason for item in aside)


def test_a_line_of_50_mb(tmp_path: Path) -> None:
    line = b"x" * 50_000_000
    assert "MB" in set_aside(written(tmp_path, "a.txt", line)).reason
    record = json.dumps({"text": LEAD}).encode()
    documents, (aside,) = read_all(written(tmp_path, "a.jsonl", record + b"\n" + line + b"\n" + record))
    assert len(documents) == 2
    assert aside.path.endswith("a.jsonl#line=2") and "MB" in aside.reason


def test_a_text_of_over_10_million_characters(tmp_path: Path) -> None:
    text = "The town fell. " * 700_000
    assert "10,000,000" in set_aside(written(tmp_path, "a.txt", text)).reason
    assert "10,000,000" in set_aside(written(tmp_path, "a.jsonl", json.dumps({"text": text}))).reason


def test_a_million_words(tmp_path: Path) -> None:
    paragraph = " ".join(["The town fell and twelve guns were taken by the army."] * 11)
    text = "\n\n".join([paragraph] * 8_300)
    assert len(text.split()) > 1_000_000
    assert only(written(tmp_path, "a.txt", text)).text == text


@pytest.mark.parametrize("content", [b"", gzip.compress(b"")])
def test_empty_files(content: bytes, tmp_path: Path) -> None:
    assert "empty" in set_aside(written(tmp_path, "a.txt", content)).reason


@pytest.mark.parametrize("name", ["a.csv", "a.jsonl", "a.json", "a.html", "a.txt"])
def test_blank_files(name: str, tmp_path: Path) -> None:
    documents, aside = read_all(written(tmp_path, name, " \n\n"))
    assert not documents and len(aside) == 1


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"PK\x03\x04" + bytes(100), "ZIP"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "PNG"),
        (b"\xff\xd8\xff\xe0" + bytes(100), "JPEG"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "office"),
        (b"{\\rtf1 some words}", "RTF"),
        (b"x" * 257 + b"ustar" + bytes(200), "tar"),
        (b"<?xml version='1.0'?><rss version='2.0'></rss>", "feed"),
    ],
)
@pytest.mark.parametrize("name", ["a.bin", "a.txt", "a.html.gz"])
def test_kinds_that_are_not_read(content: bytes, said: str, name: str, tmp_path: Path) -> None:
    reason = set_aside(written(tmp_path, name, gzip.compress(content) if name.endswith(".gz") else content)).reason
    assert said in reason and "not a kind Sayso reads" in reason


@pytest.mark.parametrize("name", ["a.txt", "a.csv", "a.jsonl", "a.html", "a.pdf", "a.parquet", "a.gz", "a"])
def test_binary_junk(name: str, tmp_path: Path) -> None:
    junk = bytes(itertools.islice(_junk(), 20_000))
    documents, aside = read_all(written(tmp_path, name, junk))
    assert not documents and aside


@pytest.mark.parametrize(
    "head", [b"PAR1", b"%PDF-", b"\x1f\x8b", b"<html>", b"[{", b'{"text": "', b'id,text\n1,"', b"\xff\xfe", b"---\n"]
)
def test_junk_that_begins_like_something(head: bytes, tmp_path: Path) -> None:
    documents, aside = read_all(written(tmp_path, "a", head + bytes(itertools.islice(_junk(), 5_000))))
    assert aside or documents


def _junk() -> Iterator[int]:
    value = 1
    while True:
        value = (value * 1103515245 + 12345) % 2**31
        yield value >> 16 & 0xFF


def test_nul_bytes_in_a_text_go(tmp_path: Path) -> None:
    assert only(written(tmp_path, "a.txt", TEXT.replace("town", "to\x00wn"))).text == TEXT


def test_scripts_and_combining_characters_stay(tmp_path: Path) -> None:
    text = "The town of Fe\u0301res (Arabic: \u202bمدينة\u202c) fell on Friday, the army said in a statement."
    assert only(written(tmp_path, "a.txt", text)).text == text


def test_reading_is_lazy_and_gives_the_same_again(tmp_path: Path) -> None:
    for number in range(5):
        written(tmp_path, f"{number}.txt", f"{TEXT} {number}.")
    assert list(read([tmp_path])) == list(read([tmp_path]))
    next(iter(read(itertools.cycle([tmp_path]))))  # type: ignore[arg-type]


def test_paths_that_are_not_utf_8_are_shown_as_escapes(tmp_path: Path) -> None:
    try:
        written(tmp_path, os.fsdecode(b"a\xff.txt"), TEXT)
    except OSError:
        pytest.skip("this file system takes only valid names")
    assert only(tmp_path).custody.path.endswith("a\\xff.txt")
