"""Files of made-up articles in the formats of LGL and GeoVirus: places predicted on them, and scored."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from benchmarks import toponyms
from benchmarks.toponyms import Article, Toponym

LGL = """<?xml version="1.0" encoding="UTF-8"?>
<articles>
  <article docid="k1">
    <title>The siege</title>
    <text>The guns of Adrianople fell silent &amp; the army of Sofia marched to Xyzzyville.</text>
    <toponyms count="3">
      <toponym><start>12</start><end>22</end><phrase>Adrianople</phrase>
        <gaztag geonameid="1"><name>Edirne</name><lat>41.67</lat><lon>26.56</lon></gaztag></toponym>
      <toponym><start>49</start><end>54</end><phrase>Sofia</phrase>
        <gaztag geonameid="2"><name>Sofia</name><lat>42.70</lat><lon>23.32</lon></gaztag></toponym>
      <toponym><start>66</start><end>76</end><phrase>Xyzzyville</phrase></toponym>
    </toponyms>
  </article>
  <article docid="k2"><text>Nothing was heard.</text><toponyms count="0"/></article>
</articles>
"""
GEOVIRUS = """<articles>
  <article><source>one</source><text>Cholera reached Scutari.</text><locations>
    <location><name>Scutari</name><start>16</start><end>23</end><lat>42.07</lat><lon>19.51</lon></location>
  </locations></article>
  <article><source>one</source><text>The train from Uskub was late.</text></article>
</articles>
"""


@pytest.fixture
def written(tmp_path: Path) -> Iterator[Callable[[str], Path]]:
    def write(content: str) -> Path:
        path = tmp_path / "articles.xml"
        path.write_text(content, encoding="utf-8")
        return path

    yield write


def test_lgl_is_read(written: Callable[[str], Path]) -> None:
    first, second = toponyms.articles(written(LGL))
    assert first.document_id == "k1"
    assert [first.text[place.start : place.end] for place in first.gold] == ["Adrianople", "Sofia", "Xyzzyville"]
    assert first.gold[0] == Toponym(12, 22, "Adrianople", 41.67, 26.56)
    assert (first.gold[2].lat, first.gold[2].lon) == (None, None)
    assert second == Article("k2", "Nothing was heard.", ())


def test_geovirus_is_read_with_answers_or_without(written: Callable[[str], Path]) -> None:
    first, second = toponyms.articles(written(GEOVIRUS))
    assert first == Article("0", "Cholera reached Scutari.", (Toponym(16, 23, "Scutari", 42.07, 19.51),))
    assert second == Article("1", "The train from Uskub was late.", ())


@pytest.mark.parametrize("content", [LGL, GEOVIRUS])
def test_predictions_score_as_what_is_read_now(
    written: Callable[[str], Path], capsys: pytest.CaptureFixture[str], content: str
) -> None:
    source = written(content)
    output = source.with_name("out.jsonl")
    assert toponyms.main(["predict", "--documents", str(source), "--output", str(output)]) == 0
    rows = [json.loads(line) for line in output.read_text(encoding="utf-8").splitlines()]
    for article, row in zip(toponyms.articles(source), rows, strict=True):
        assert row["document_id"] == article.document_id
        assert all(article.text[place["start"] : place["end"]] == place["mention"] for place in row["places"])
    assert toponyms.main(["score", "--documents", str(source), "--predictions", str(output)]) == 0
    of_predictions = capsys.readouterr().out.splitlines()
    assert toponyms.main(["score", "--documents", str(source)]) == 0
    assert capsys.readouterr().out.splitlines()[:4] == of_predictions
    assert "within 161 km 1.000" in of_predictions[3]


@pytest.mark.parametrize("content", ["no XML", "<articles/>"])
def test_other_files_are_told(written: Callable[[str], Path], capsys: pytest.CaptureFixture[str], content: str) -> None:
    source = written(content)
    assert toponyms.main(["score", "--documents", str(source)]) == 1
    assert str(source) in capsys.readouterr().err


def test_predictions_of_another_file_are_told(
    written: Callable[[str], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    source = written(LGL)
    predictions = source.with_name("out.jsonl")
    predictions.write_text('{"document_id": "k9", "places": []}\n', encoding="utf-8")
    assert toponyms.main(["score", "--documents", str(source), "--predictions", str(predictions)]) == 1
    assert "'k1'" in capsys.readouterr().err
