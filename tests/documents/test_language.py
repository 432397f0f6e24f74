from __future__ import annotations

import json
from pathlib import Path

import pytest

from sayso.documents.language import code, told
from tests.documents.parts import LEAD, only, read_all, written


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (LEAD, "en"),
        (
            "Russian raid kills 34 civilians in Dokanj Monitor LTB Sunday 26 Nov 1912 A raid killed dozens near the river",
            "en",
        ),
        ("25 April 1912 51 martyrs from Kalivia and al-Fouda escorted from Military Hospital in Drama", "en"),
        ("Die griechische Armee nahm am Freitag die Stadt ein und zog weiter nach Norden.", "de"),
        ("L'armée grecque est entrée vendredi dans la ville après deux jours de combats.", "fr"),
        ("Войска вошли в город в пятницу после двух дней боёв, сообщило министерство.", "ru"),
        ("دخلت القوات المدينة يوم الجمعة بعد يومين من القتال، حسبما قالت الوزارة.", "ar"),
        ("Kumanovo", None),
        ("40 12 1912 – 7", None),
        ("", None),
    ],
)
def test_languages(text: str, language: str | None) -> None:
    assert told(None, text) == language


@pytest.mark.parametrize(
    ("tag", "found"), [("en", "en"), ("EN_us", "en"), ("en-GB", "en"), ("English", None), ("", None), (None, None)]
)
def test_tags(tag: str | None, found: str | None) -> None:
    assert code(tag) == found


def test_a_document_that_is_not_english_is_kept_and_marked(tmp_path: Path) -> None:
    text = "Die griechische Armee nahm am Freitag die Stadt ein und zog weiter nach Norden, sagte das Ministerium."
    document = only(written(tmp_path, "a.txt", text))
    assert (document.language, document.text) == ("de", text)


def test_the_records_own_language_is_believed(tmp_path: Path) -> None:
    assert only(written(tmp_path, "a.json", json.dumps({"text": LEAD, "language": "el"}))).language == "el"
    assert only(written(tmp_path, "b.json", json.dumps({"text": LEAD, "language": "English"}))).language == "en"


def test_every_development_article_is_english(shared: Path) -> None:
    documents, aside = read_all(shared / "fakes" / "articles.jsonl")
    assert len(documents) == 601 and not aside
    assert {document.language for document in documents} == {"en"}
