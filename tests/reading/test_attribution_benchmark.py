"""The scoring of attributions against brat files, on files written for the test."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import attribution as benchmark
from sayso.encoder.model import shipped

TEXT = "The consul said that the fort had fallen."
BRAT = """T1\tSource 0 10\tThe consul
T2\tCue 11 15\tsaid
T3\tContent 16 24;25 40\tthat the fort had fallen
T4\tAttribution 11 15\tsaid
E1\tAttribution:T4 Content:T3 Cue:T2 Source:T1
"""


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    for name, content in (("text/one.txt", TEXT), ("attributions/one_ab12.ann", BRAT)):
        path = tmp_path / "dev" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return tmp_path


def test_spans_cut_at_white_space_are_one(corpus: Path) -> None:
    [(text, [gold])] = list(benchmark.load(corpus, "dev"))
    assert text == TEXT
    assert gold == [benchmark.Annotated(((0, 10),), ((11, 15),), ((16, 40),))]


def test_a_perfect_prediction_scores_one(corpus: Path) -> None:
    counts = benchmark.score(corpus, "dev", 1, shipped())
    assert {count.measures() for count in counts.values()} == {(1.0, 1.0, 1.0)}


def test_agreement_needs_half_of_the_content_and_the_source() -> None:
    gold = benchmark.Annotated(((0, 10),), ((11, 15),), ((16, 40),))
    assert benchmark.agree(benchmark.Annotated(((4, 10),), (), ((16, 30),)), gold)
    assert not benchmark.agree(benchmark.Annotated(((4, 10),), (), ((16, 20),)), gold)
    assert not benchmark.agree(benchmark.Annotated((), (), ((16, 40),)), gold)


def test_the_development_corpus_is_read_and_scored(shared: Path) -> None:
    folder = shared / "polnear"
    if not folder.is_dir():
        pytest.skip("PolNeAR not here")
    counts = benchmark.score(folder, "dev", 12, shipped())
    assert counts["source exact"].recalled / counts["source exact"].gold > 0.7


def test_annotators_who_mark_alike_agree(corpus: Path) -> None:
    (corpus / "dev" / "attributions" / "one_cd34.ann").write_text(BRAT, encoding="utf-8")
    assert {count.measures() for count in benchmark.agreement(corpus, "dev").values()} == {(1.0, 1.0, 1.0)}


def test_a_text_with_one_annotator_tells_nothing_of_agreement(corpus: Path) -> None:
    assert {count.gold for count in benchmark.agreement(corpus, "dev").values()} == {0}
