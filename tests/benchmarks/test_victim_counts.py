"""Questions made of a key, and numbers read from messages written for the test."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks import victim_counts
from benchmarks.muc_keys import Message, keys
from benchmarks.muc_reading import MessageReader, Read
from benchmarks.victim_counts import Question
from sayso.reading.pipeline import Reader

KEY = """0.  MESSAGE: ID                     TST9-MUC4-0001
1.  MESSAGE: TEMPLATE               1
18. HUM TGT: NAME                   "JON ARD"
19. HUM TGT: DESCRIPTION            "SAILORS"
21. HUM TGT: NUMBER                 12- / ~12: "SAILORS"
                                    PLURAL: "GUARDS"
                                    1: "JON ARD"
23. HUM TGT: EFFECT OF INCIDENT     INJURY: "SAILORS"
"""
TEXT = (
    "AT LEAST 12 SAILORS WERE INJURED WHEN A BOMB EXPLODED IN THE HARBOR. THE ATTACKERS SHOT THE COOK. "
    "THREE OF THE GUARDS WERE KILLED. FISHERMEN WERE ALSO HURT, POLICE SAID, AND DOCTORS COUNTED SEVEN WOUNDED FISHERMEN."
)


@pytest.fixture(scope="module")
def read(reader: Reader) -> Read:
    return MessageReader(reader).read_one(Message("TST9-MUC4-0001", None, None, None, None, TEXT))


def test_questions_ask_for_numbers_only() -> None:
    rows = [(question, answers) for question, answers, _ in victim_counts.questions(keys(KEY))]
    assert rows == [
        (Question("TST9-MUC4-0001.1.0", "TST9-MUC4-0001", "INJURY", "SAILORS"), frozenset({12})),
        (Question("TST9-MUC4-0001.1.2", "TST9-MUC4-0001", "-", "JON ARD"), frozenset({1})),
    ]


@pytest.mark.parametrize(
    ("effect", "description", "number"),
    [
        ("INJURY", "SAILORS", 12),
        ("DEATH", "COOK", 1),
        ("DEATH", "GUARDS", 3),
        ("INJURY", "FISHERMEN / WOUNDED FISHERMEN", 7),
        ("DEATH", "THE HARBOR MASTER", 1),  # not in the text: one, as it is in the singular
    ],
)
def test_count(read: Read, effect: str, description: str, number: int) -> None:
    assert victim_counts.count(read, effect, description) == number


def test_score_is_exact_match() -> None:
    question = Question("1", "D", "DEATH", "GUARDS")
    scored = victim_counts.score([(question, frozenset({3, 4}), 4), (question, frozenset({3}), None)])
    assert scored["all"] == (1, 2)


def test_predict_answers_each_question(tmp_path: Path) -> None:
    texts, asked, output = tmp_path / "texts", tmp_path / "asked.jsonl", tmp_path / "output.jsonl"
    texts.write_text(f"TST9-MUC4-0001\n\n   PORT ANSON, 3 MAR 91 -- [TEXT] {TEXT}\n", encoding="utf-8")
    rows = [
        {"id": "a", "docid": "TST9-MUC4-0001", "effect": "INJURY", "description": "SAILORS"},
        {"id": "b", "docid": "TST9-MUC4-0002", "effect": "DEATH", "description": "COOK"},
    ]
    asked.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    arguments = ["predict", "--documents", str(texts), "--questions", str(asked), "--output", str(output)]
    assert victim_counts.main(arguments) == 0
    answers = [json.loads(line) for line in output.read_text(encoding="utf-8").splitlines()]
    assert answers == [{"id": "a", "count": 12}, {"id": "b", "count": None}]
