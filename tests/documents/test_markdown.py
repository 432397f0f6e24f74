"""Markup goes, words stay."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.documents.boilerplate import Boilerplate
from sayso.documents.cleaning import cleaned
from sayso.documents.markdown import paragraphs, plain_paragraphs

BOILERPLATE = Boilerplate.load()


def words(text: str) -> list[str]:
    return [paragraph.text for paragraph in paragraphs(text)]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("The [Second Army](http://x.example/army) left.", "The Second Army left."),
        ("The [Second Army][1] left.", "The Second Army left."),
        ("The [army](http://x.example/a_(b)) left.", "The army left."),
        ("The report [sic] was wrong.", "The report [sic] was wrong."),
        ("![A bridge](http://x.example/bridge.jpg)The bridge fell.", "The bridge fell."),
        ("[![A bridge](http://x.example/b.jpg)](http://x.example/b)The bridge fell.", "The bridge fell."),
        ("*The whole lead.*", "The whole lead."),
        ("**Two** of *three* __guns__ were _lost_.", "Two of three guns were lost."),
        ("He said ***never***.", "He said never."),
        ("A front of 2*3 km", "A front of 2*3 km"),
        ("The file IMR_17_02 was seized", "The file IMR_17_02 was seized"),
        (r"The file IMR\_17\_02 was seized", "The file IMR_17_02 was seized"),
        (r"No\. 4 \[of 5\] guns", "No. 4 [of 5] guns"),
        ("300km<sup>2</sup> were cleared", "300km2 were cleared"),
        ("The <b>bridge</b> at <a href='http://x.example'>Drama</a> fell.", "The bridge at Drama fell."),
        ("Fewer than 5 < 7 > 3 men", "Fewer than 5 < 7 > 3 men"),
        ("The general &amp; his staff&nbsp;left", "The general & his staff left"),
        ("~~Retracted~~ words", "Retracted words"),
        ("See <http://x.example/a> for it", "See http://x.example/a for it"),
        ("He said <inaudible> and left.", "He said <inaudible> and left."),
        ("> The town is ours.", "The town is ours."),
        ("- Five guns were taken.", "Five guns were taken."),
        ("### Losses ###", "Losses"),
        ("Losses\n======", "Losses"),
        ("The town<!-- where? --> fell.", "The town fell."),
        ("The\u00adtown\u200b fell.\x00", "Thetown fell."),
        ("``We hold it,'' he said.", "``We hold it,'' he said."),
        ("He came from `Ain and left.", "He came from `Ain and left."),
    ],
)
def test_markup_of_a_line(written: str, read: str) -> None:
    assert words(written) == [read]


@pytest.mark.parametrize(
    "nothing", ["", "  \n\n ", "---", "* * *", r"\*", "___", "[1]: http://x.example/a", "```", "<br/>", "|---|---|"]
)
def test_markup_alone_is_nothing(nothing: str) -> None:
    assert words(nothing) == []


def test_lines_wrapped_by_hand_are_joined() -> None:
    wrapped = (
        "The First Army crossed the river on Thursday and took the town of Drama,\n"
        "the ministry said. Forty soldiers were killed in the fighting near the\n"
        "bridge.\n"
        "\n"
        "The enemy left twelve guns behind.\n"
    )
    assert words(wrapped) == [
        "The First Army crossed the river on Thursday and took the town of Drama, the ministry said. "
        "Forty soldiers were killed in the fighting near the bridge.",
        "The enemy left twelve guns behind.",
    ]


def test_lines_not_wrapped_are_paragraphs() -> None:
    lines = ["The First Army crossed the river. " * 5, "The enemy left. " * 12, "Short end."]
    assert words("\n".join(lines)) == [line.strip() for line in lines]


def test_hard_breaks_part_lines() -> None:
    assert words("Forty were killed  \nTwelve were wounded") == ["Forty were killed", "Twelve were wounded"]


@pytest.mark.parametrize(
    ("before", "after", "joined"),
    [
        ("The army said on Friday that the town probably", "fell in the night.", True),
        ("The army said that it took guns, horses,", "and several wagons.", True),
        ("The army said on Friday that the town fell.", "eleven guns were taken.", False),
        ("The army said on Friday that the town", "Kalivia has fallen.", False),
        ("Losses of the army", "twelve guns", False),  # too short to be a sentence that breaks off
    ],
)
def test_a_sentence_cut_by_a_blank_line_is_joined(before: str, after: str, joined: bool) -> None:
    kept = [paragraph.text for paragraph in cleaned(plain_paragraphs(f"{before}\n\n{after}"), BOILERPLATE)]
    assert kept == ([f"{before} {after}"] if joined else [before, after])


PIECES = st.sampled_from(
    [
        *"*_[]()<>!#`~\\&;:/.-\n \t\0ab1\u200b\u0301\u202e",
        "\n\n",
        "[a](b)",
        "**",
        "<b>",
        "</p>",
        "&amp;",
        "&lt;",
        "# ",
        "> ",
        "- ",
        "http://x.example",
        "the army said",
        "The town fell.",
        "\\*",
        "1. ",
        "Share this",
        "Note to readers",
        "---",
    ]
)


@given(st.lists(PIECES, max_size=40).map("".join) | st.text(max_size=200))
def test_cleaning_never_raises_and_settles(text: str) -> None:
    once = "\n\n".join(paragraph.text for paragraph in cleaned(paragraphs(text), BOILERPLATE))
    twice = "\n\n".join(paragraph.text for paragraph in cleaned(paragraphs(once), BOILERPLATE))
    assert twice == once
