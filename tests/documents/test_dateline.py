"""The day on which a text says that it was written, and what follows from it for the days that the text tells."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sayso.documents.boilerplate import Boilerplate
from sayso.documents.dateline import written_on
from tests.documents.parts import LEAD, only, written

BOILERPLATE = Boilerplate.load()


@pytest.mark.parametrize(
    ("text", "day"),
    [
        # the text begins with it
        (f"Published October 28, 1912 {LEAD}", "1912-10-28"),
        (f"Posted on 28 October 1912 by Ana Markova {LEAD}", "1912-10-28"),
        (f"Date of publication 28 October 1912 Video {LEAD}", "1912-10-28"),
        (f"Mon Oct 28 1912 Town Taken After Two Days. {LEAD}", "1912-10-28"),
        (f"28-10-1912 Town Taken After Two Days. {LEAD}", "1912-10-28"),
        (f"28.10.1912 {LEAD}", "1912-10-28"),
        # it follows who wrote it
        (f"Greeks take Kalivia Ministry LTB Monday 28 Oct 1912 {LEAD}", "1912-10-28"),
        (f"Town taken. By Ana Markova, Monday, October 28, 1912 {LEAD}", "1912-10-28"),
        # the day of what is told
        (f"On Friday 25 October 1912 the town fell. {LEAD}", None),
        (f"The town fell on Friday 25 October 1912. {LEAD}", None),
        ("Kalivia, which rebels have held since Friday 25 October 1912, fell.", None),
        ("25 October 1912 was the day on which the town fell.", None),
        # no whole day, no such day, or not at the opening
        (f"Published October 28 {LEAD}", None),
        (f"04-05-1912 {LEAD}", None),
        (f"Greeks take Kalivia Ministry LTB Tuesday 28 Oct 1912 {LEAD}", None),  # it was a Monday
        (f"{LEAD} {LEAD} LTB Monday 28 Oct 1912", None),
        (LEAD, None),
        ("", None),
    ],
)
def test_the_day_a_text_was_written_on(text: str, day: str | None) -> None:
    assert written_on(text, BOILERPLATE) == day


def test_it_is_the_first_publication_of_a_record_which_keeps_its_own_date(tmp_path: Path) -> None:
    record = {"text": f"Published October 28, 1912 {LEAD}", "published": "1912-11-09"}
    document = only(written(tmp_path, "a.jsonl", json.dumps(record)))
    assert (document.published, document.first_published) == ("1912-11-09", "1912-10-28")
    assert document.text == record["text"]


def test_what_the_record_says_of_its_first_publication_wins(tmp_path: Path) -> None:
    record = {"text": f"Published October 28, 1912 {LEAD}", "first_published": "1912-10-27"}
    assert only(written(tmp_path, "a.jsonl", json.dumps(record))).first_published == "1912-10-27"
