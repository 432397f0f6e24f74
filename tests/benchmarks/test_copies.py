"""Making copies of articles and scoring what was found, on articles written for the test."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks import copies
from benchmarks.copies import Article, Lift, Vocabulary
from sayso.documents.copies import Copies
from sayso.records import Passage

CHANCE = random.Random(1)
TEXTS = [" ".join(f"{letter}{CHANCE.randrange(200)}" for _ in range(100)) for letter in "abcd"]


@pytest.fixture
def articles(tmp_path: Path) -> list[Article]:
    path = tmp_path / "articles.jsonl"
    rows = [{"text": text, "published": "1912-11-05"} for text in [*TEXTS, f"{TEXTS[0]} and more"]]
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return copies.load(path)


def test_twins_of_the_corpus_are_left_out(articles: list[Article]) -> None:
    assert [one.truth for one in articles] == [0, 1, 2, 3]


@pytest.mark.parametrize("kind", copies.NOISES)
def test_noise_changes_or_cuts_so_many_words(articles: list[Article], kind: str) -> None:
    known, chance = Vocabulary([one.words for one in articles]), random.Random(2)
    made = copies.NOISES[kind](articles[0].words, 0.3, known, chance)
    kept = len(set(made) & set(articles[0].words)) / len(set(articles[0].words))
    assert kept == 1.0 if kind == "boilerplate added" else 0.55 < kept < 0.85
    assert copies.NOISES[kind](articles[0].words, 0.0, known, chance) == articles[0].words


def test_perfect_and_wrong_clusters(articles: list[Article]) -> None:
    made = copies.copied(articles, 0.1, Vocabulary([one.words for one in articles]))
    true = {one.name: f"{one.truth} original" for one in made if one.kind != "original"}
    perfect = copies.scores(made, Copies(true, ()))
    assert (perfect.precision, perfect.recall, perfect.rand, perfect.originals) == (1.0, 1.0, 1.0, 1.0)
    none = copies.scores(made, Copies({}, ()))
    assert (none.precision, none.recall, none.rand) == (1.0, 0.0, 0.0)
    one_cluster = copies.scores(made, Copies({one.name: "0 original" for one in made[1:]}, ()))
    assert one_cluster.recall == 1.0 and one_cluster.precision < 0.25 and abs(one_cluster.rand) < 1e-9


def test_a_lifted_passage_is_scored_by_its_documents_and_how_much_it_marks(articles: list[Article]) -> None:
    documents, lifts = copies.lifting(articles, 0.0, Vocabulary([one.words for one in articles]))
    texts = {document.document_id: document.text for document in documents}
    assert all(texts[lift.host][lift.start : lift.end] in texts[lift.source] for lift in lifts)
    lift = Lift("b", "a", 100, 200)
    found = Passage("b", 100, 150, "a", 0, 50)
    assert copies.lifted_scores([lift], Copies({}, (found,))) == (1.0, 1.0, 0.5)
    assert copies.lifted_scores([lift], Copies({}, (found, replace(found, original_id="c")))) == (0.5, 1.0, 0.5)
    assert copies.lifted_scores([lift], Copies({}, ())) == (0.0, 0.0, 0.0)


def test_short_documents_of_growth(articles: list[Article]) -> None:
    texts = [one.words for one in articles]
    documents, true = copies.short(200, Vocabulary(texts), texts)
    assert len(documents) == 200
    assert 5 < len(true) < 40
    assert all(of not in true for of in true.values())
    assert copies.short(200, Vocabulary(texts), texts) == (documents, true)
