"""Bytes to text: encodings told apart, mojibake mended, binaries refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.documents.articles import UnreadableError
from sayso.documents.encoding import decode, mended
from tests.documents.parts import TEXT, only, read_all, written

LETTERS = "The garrison of Üsküp – “40 men”, he said – left on Friday; the café at Fès was closed."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_encodings(encoding: str) -> None:
    assert decode((LETTERS + TEXT).encode(encoding)).removeprefix("\ufeff") == LETTERS + TEXT


def test_cyrillic_of_one_byte() -> None:
    text = "Войска вошли в город в пятницу, сообщило военное министерство. Потери составили сорок человек."
    assert decode(text.encode("cp1251")) == text


def test_a_declared_encoding_is_believed_where_it_is_not_utf_8() -> None:
    assert decode("Üsküp – Łódź".encode("iso8859_2", "ignore"), "iso-8859-2") == "Üsküp  Łódź"
    assert decode("Üsküp".encode(), "iso-8859-2") == "Üsküp"
    assert decode("Üsküp".encode("cp1252"), "no-such-encoding").startswith("Ü")


def test_utf_8_with_a_broken_byte_stays_utf_8() -> None:
    broken = ("Üsküp fell. " * 50).encode()[:-1] + b"\xc3"
    assert decode(broken).startswith("Üsküp fell. Üsküp")


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("ÃœskÃ¼p fell", "Üsküp fell"),
        ("the â€œarmyâ€\u009d left", "the “army” left"),
        ("the armyâ€™s guns", "the army’s guns"),
        ("the “army” of Üsküp – sound", "the “army” of Üsküp – sound"),
        ("a “quote” stays curled", "a “quote” stays curled"),
    ],
)
def test_mojibake(wrong: str, right: str) -> None:
    assert mended(wrong) == right


@pytest.mark.parametrize("junk", [bytes(range(256)) * 20, b"\x00\x01\x02\x03" * 300, b"\x00" * 5000])
def test_binaries_are_no_text(junk: bytes) -> None:
    with pytest.raises(UnreadableError):
        decode(junk)


def test_windows_1252_and_mojibake_in_files(tmp_path: Path) -> None:
    page = f"Üsküp’s bridge\n\n{TEXT}\n\n“We hold Üsküp,” he said."
    assert only(written(tmp_path, "a.txt", page.encode("cp1252"))).title == "Üsküp’s bridge"
    assert only(written(tmp_path, "b.txt", page.encode().decode("cp1252", "ignore").encode())).title == "Üsküp’s bridge"


def test_json_is_not_mended(tmp_path: Path) -> None:
    documents, _ = read_all(written(tmp_path, "a.jsonl", '{"text": "ÃœskÃ¼p fell"}\n'))
    assert documents[0].text == "ÃœskÃ¼p fell"
