"""The table of framing: the articles on either side of a change are told by day and title."""

from __future__ import annotations

from dataclasses import replace

from sayso.cli.framing import article
from tests.events import factory


def test_an_article_is_told_by_its_day_its_title_and_its_id() -> None:
    made = replace(factory.document("17", "1912-11-05T08:00"), title="Bridge over the Vell is open again")
    assert article(made) == "1912-11-05 “Bridge over the Vell is open again” (17)"
    assert article(replace(made, title=None)) == "1912-11-05 (17)"
    assert article(replace(made, title="Vell " * 40)).endswith("…” (17)")
