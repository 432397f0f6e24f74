"""The scoring of entities and relations in re3d's form, and what claims give, on files written for the test."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks import re3d
from benchmarks.re3d import Counts, Entity, Relation
from sayso.reading.pipeline import Reader

TEXT = "The Syrian army shelled rebels near Aleppo on Monday with two mortars."


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "Gazette"
    folder.mkdir()
    rows = {
        "documents": [{"_id": "D", "text": TEXT}],
        "entities": [
            {"documentId": "D", "begin": 0, "end": 15, "type": "Organisation", "confidence": 1},
            {"documentId": "D", "begin": 36, "end": 42, "type": "Location", "confidence": 0.9},
            {"documentId": "D", "begin": 24, "end": 30, "type": "Person", "confidence": 0.1},
        ],
        "relations": [
            {
                "documentId": "D",
                "sourceBegin": 24,
                "sourceEnd": 30,
                "targetBegin": 0,
                "targetEnd": 15,
                "type": "FightingAgainst",
                "confidence": 1,
            }
        ],
    }
    for name, content in rows.items():
        (folder / f"{name}.json").write_text("\ufeff" + "\n".join(map(json.dumps, content)), encoding="utf-8")
    return tmp_path


def test_what_annotators_doubt_is_not_gold(corpus: Path) -> None:
    [document] = re3d.load(corpus)
    assert [item.type for item in document.entities] == ["Organisation", "Location"]
    assert document.relations == (Relation((24, 30), (0, 15), "FightingAgainst"),)


def test_articles_do_not_count_and_fighting_has_no_direction(corpus: Path) -> None:
    [document] = re3d.load(corpus)
    mine = [Entity(4, 15, "Organisation"), Entity(36, 49, "Location")]
    counts = re3d.score([(document, mine, [SWAPPED])])
    assert counts["Organisation"] == Counts(gold=1, predicted=1, exact=1, overlapping=1)
    assert counts["Location"] == Counts(gold=1, predicted=1, exact=0, overlapping=1)
    assert counts["FightingAgainst"].overlapping == 1


SWAPPED = Relation((0, 15), (24, 30), "FightingAgainst")


def test_prediction(reader: Reader) -> None:
    entities, relations = re3d.predict(reader, TEXT)
    shown = {(TEXT[item.start : item.end], item.type) for item in entities}
    assert {("Aleppo", "Location"), ("mortars", "Weapon")} <= shown
    assert any(kind == "Organisation" for _, kind in shown)
    assert [item.type for item in relations] == ["FightingAgainst"]


def test_without_the_corpus_nothing_is_scored(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert re3d.main(["score", "--corpus", str(tmp_path / "none")]) == 1
    assert "nothing to score" in capsys.readouterr().err
