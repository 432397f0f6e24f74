"""Templates predicted for messages written for the test."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import incidents
from benchmarks.muc_keys import DATE, LOCATION, TYPE, VICTIM_EFFECT, read_keys
from benchmarks.muc_linear import train

TEXTS = """TST9-MUC4-0001

   BOGOTA, 14 MAR 90 (RADIO LIRIA) -- [TEXT] GUERRILLAS OF THE ARMY OF NATIONAL LIBERATION [ELN] YESTERDAY KIDNAPPED
TWO ENGINEERS IN THE CITY OF CUCUTA.  POLICE SAID THE ENGINEERS, WHO WORKED FOR AN OIL COMPANY, WERE KIDNAPPED BY FIVE
ARMED MEN.


TST9-MUC4-0002

   BOGOTA, 14 MAR 90 -- [TEXT] THE COFFEE GROWERS FEDERATION MET TODAY TO DISCUSS PRICES WITH THE FINANCE MINISTER.
"""


@pytest.fixture(scope="module")
def predicted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("incidents")
    (folder / "texts").write_text(TEXTS, encoding="utf-8")
    arguments = ["predict", "--documents", str(folder / "texts"), "--output", str(folder / "keys")]
    assert incidents.main(arguments) == 0
    return folder / "keys"


def test_a_kidnapping_is_found_with_its_day_and_place(predicted: Path) -> None:
    found = read_keys(predicted)
    assert list(found) == ["TST9-MUC4-0001", "TST9-MUC4-0002"]
    [template] = found["TST9-MUC4-0001"]
    assert template.fillers(TYPE)[0].options[0].value == "KIDNAPPING"
    assert template.fillers(DATE)[0].options[0].value == "13 MAR 90"
    assert template.fillers(LOCATION)[0].options[0].value.startswith("COLOMBIA: ")
    assert not any(option.value == "DEATH" for item in template.fillers(VICTIM_EFFECT) for option in item.options)


def test_a_message_without_incident_has_no_template(predicted: Path) -> None:
    assert read_keys(predicted)["TST9-MUC4-0002"] == []


def test_without_the_corpus_nothing_is_scored(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert incidents.main(["score", "--keys", str(tmp_path / "none")]) == 1
    assert "nothing to score" in capsys.readouterr().err


def test_training_finds_the_features_that_tell_labels_apart() -> None:
    rows = [{"bomb": 1.0, "the": 1.0}, {"price": 1.0, "the": 1.0}] * 5
    model = train(rows, ["yes", "no"] * 5, 0.1)
    assert model.best({"bomb": 1.0}) == "yes"
    assert model.best({"price": 1.0}) == "no"
    assert model.probabilities({"bomb": 1.0, "unseen": 1.0})["yes"] > 0.8
