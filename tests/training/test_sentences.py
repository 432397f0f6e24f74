"""The annotated sentences: all of them load, every type is covered, and what is wrong is named."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from sayso.catalogue import files
from sayso.errors import SaysoError
from training.sentences import POLARITIES, ROLES, STATUSES, Event, Said, Sentence, load

FOLDER = Path(__file__).parents[2] / "training" / "sentences"


@pytest.fixture(scope="module")
def sentences() -> list[Sentence]:
    return load(FOLDER)


def test_every_type_has_sentences(sentences: list[Sentence]) -> None:
    counts = Counter(kind for one in sentences for kind in {event.type for event in one.events})
    assert {kind: counts[kind] for kind in files.load("event_types.yaml") if counts[kind] < 4} == {}


def test_every_status_polarity_and_role_occurs(sentences: list[Sentence]) -> None:
    events = [event for one in sentences for event in one.events]
    assert {event.status for event in events} == set(STATUSES)
    assert {event.polarity for event in events} == set(POLARITIES)
    assert {role for event in events for role in event.roles} == set(ROLES)


def test_some_passages_tell_of_nothing(sentences: list[Sentence]) -> None:
    assert sum(not one.said and not one.events for one in sentences) >= 20


def test_no_text_twice(sentences: list[Sentence]) -> None:
    assert [text for text, times in Counter(one.text.casefold() for one in sentences).items() if times > 1] == []


def test_no_trigger_twice(sentences: list[Sentence]) -> None:
    assert [
        one.text for one in sentences if len({(event.trigger, event.type) for event in one.events}) < len(one.events)
    ] == []


def write(folder: Path, entry: str) -> Path:
    (folder / "one.yaml").write_text(f"- text: The ministry said rebels shelled Kalba.\n{entry}", encoding="utf-8")
    return folder


def test_offsets(tmp_path: Path) -> None:
    entry = """\
  said:
    - {source: The ministry, cue: said, content: rebels shelled Kalba}
  events:
    - {trigger: shelled, type: shelling, agent: rebels, place: [Kalba]}
"""
    [sentence] = load(write(tmp_path, entry))
    assert sentence.said == (Said(((0, 12),), ((13, 17),), ((18, 38),)),)
    assert sentence.events == (
        Event((25, 32), "shelling", "actual", "asserted", {"agent": ((18, 24),), "place": ((33, 38),)}),
    )


def test_second_occurrence_and_broken_content(tmp_path: Path) -> None:
    (tmp_path / "one.yaml").write_text(
        "- text: The fort, he said, fell as the other fort fell.\n"
        "  said: [{source: he, cue: said, content: [The fort, fell as the other fort fell]}]\n"
        "  events: [{trigger: fell#2, type: place_lost, target: the other fort}]\n",
        encoding="utf-8",
    )
    [sentence] = load(tmp_path)
    assert [sentence.text[start:end] for start, end in sentence.said[0].content] == [
        "The fort",
        "fell as the other fort fell",
    ]
    assert sentence.events[0].trigger == (42, 46)


def test_entries_of_another_kind_are_left_out(tmp_path: Path) -> None:
    assert load(write(tmp_path, "  acled_sub: Armed clash\n")) == []
    assert len(load(write(tmp_path, "  events: []\n"))) == 1


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ("  events: [{trigger: stormed, type: attack}]\n", r"one\.yaml, entry 1: 'stormed' is not in the text"),
        ("  events: [{trigger: shell, type: attack}]\n", "'shell' is not in the text"),
        ("  events: [{trigger: shelled#2, type: shelling}]\n", "'shelled#2' is not in the text"),
        ("  events: [{trigger: shelled, type: earthquake}]\n", "there is no type 'earthquake'"),
        ("  events: [{trigger: shelled, type: shelling, status: likely}]\n", "there is no status 'likely'"),
        ("  events: [{trigger: shelled, type: shelling, polarity: false}]\n", "there is no polarity 'False'"),
        ("  events: [{trigger: shelled, type: shelling, weapon: guns}]\n", "'weapon' is none of trigger"),
        ("  events: [{type: shelling}]\n", "an event needs one trigger"),
        ("  events: [shelled]\n", "'events' is not a list of mappings"),
        ("  said: [{source: The ministry, cue: said}]\n", "an attribution has no content"),
        ("  said: [{source: The ministry, content: Kalba, cues: said}]\n", "'cues' is none of source, cue, content"),
        ("  said: []\n  event: []\n", "'event' is none of text, said, events"),
        ("- {said: []}\n", "entry 2: there is no text"),
        ("  events: [\n", r"one\.yaml is not valid YAML"),
    ],
)
def test_what_is_wrong_is_named_in_one_line(tmp_path: Path, entry: str, message: str) -> None:
    with pytest.raises(SaysoError, match=message) as caught:
        load(write(tmp_path, entry))
    assert "\n" not in str(caught.value)
