"""Title, byline, outlet, first publisher and dates from the lines around an article."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.documents.parts import BODY, LEAD, TEXT, only, set_aside, written

FIELDS = ("title", "byline", "outlet", "published", "first_publisher", "first_published")

CASES = {
    "a site that republishes, with both dates": (
        ["# Bridge “Blown Up” at Kalivia", "By [Ana Markova](#)", "Old Quay Review, October 26, 1912",
         "[Iskar Telegraph](#) 25 October 1912", "Region: [Thrace](#)",
         "Theme: [War](#), [Rail](#)", "[War Agenda](#)", "In-depth Report: [BALKANS](#)"],
        ["\\*", "The original source of this article is [Iskar Telegraph](#)  \nCopyright © [Ana Markova](#), 1912"],
        ("Bridge “Blown Up” at Kalivia", "Ana Markova", "Old Quay Review", "1912-10-26", "Iskar Telegraph", "1912-10-25"),
    ),
    "a name that begins with a number": (
        ["## Bridge blown up", "By Prof. Ana Markova", "Old Quay Review, October 26, 1912",
         "19th Century Wire 25 October 1912"],
        [],
        ("Bridge blown up", "Prof. Ana Markova", "Old Quay Review", "1912-10-26", "19th Century Wire", "1912-10-25"),
    ),
    "one outlet": (
        ["# Bridge blown up", "By Ana Markova | 26 October 1912"], [],
        ("Bridge blown up", "Ana Markova", None, "1912-10-26", None, None),
    ),
    "the outlet is itself the first publisher": (
        ["# Bridge blown up", "Old Quay Review, October 26, 1912"],
        ["The original source of this article is Old Quay Review"],
        ("Bridge blown up", None, "Old Quay Review", "1912-10-26", "Old Quay Review", "1912-10-26"),
    ),
    "first publication told at the end": (
        ["# Bridge blown up", "The Avala Gazette - Oct. 26, 1912"],
        ["*This article was originally published by Iskar Telegraph on 25 October 1912.*"],
        ("Bridge blown up", None, "The Avala Gazette", "1912-10-26", "Iskar Telegraph", "1912-10-25"),
    ),
    "a line of the source at the end": (
        ["# Bridge blown up", "October 26th, 1912"], ["Source: [Iskar Telegraph](#)"],
        ("Bridge blown up", None, None, "1912-10-26", "Iskar Telegraph", None),
    ),
    "labels": (
        ["Title: Bridge blown up", "Author: Ana Markova", "Source: The Avala Gazette", "Date: 1912-10-26"], [],
        ("Bridge blown up", "Ana Markova", "The Avala Gazette", "1912-10-26", None, None),
    ),
    "navigation above the heading": (
        ["[Home](/) | [News](/n) | [War](/w)", "Share on Facebook", "# Bridge blown up",
         "Posted on 26 October 1912 by Ana Markova"],
        [],
        ("Bridge blown up", "Ana Markova", None, "1912-10-26", None, None),
    ),
    "stray words between the lines": (
        ["# Bridge blown up", "*Written by Ana Markova exclusively for The Avala Gazette*", "26 October 1912", "History",
         "In-depth Report: [BALKANS](#)", "***"],
        ["Soldiers at the bridge (Source: Avala Gazette)", "MORE ON THE TOPIC:", "* [Bridge repaired](#)"],
        ("Bridge blown up", "Ana Markova", "The Avala Gazette", "1912-10-26", None, None),
    ),
    "taken over from another paper": (
        ["## Bridge blown up", "Old Hand", "Sat, 10/26/1912 - 14:05", "*Authored by Ana Markova via The Avala Gazette,*"],
        ["Advertisements", "Enditem"],
        ("Bridge blown up", "Ana Markova", None, "1912-10-26", "The Avala Gazette", None),
    ),
    "plain text, no markup": (
        ["Bridge blown up", "By Ana Markova", "Saturday, 26 October 1912 14:05 GMT"], [],
        ("Bridge blown up", "Ana Markova", None, "1912-10-26", None, None),
    ),
    "nothing but the article": ([], [], (None, None, None, None, None, None)),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_lines_around_an_article(case: str, tmp_path: Path) -> None:
    above, below, told = CASES[case]
    document = only(written(tmp_path, "article.txt", "\n\n".join([*above, *BODY, *below])))
    assert tuple(getattr(document, field) for field in FIELDS) == told
    assert document.text == TEXT


@pytest.mark.parametrize(
    ("dateline", "agency", "published"),
    [
        ("SALONICA, October 26 (Levant Bureau) - ", "Levant Bureau", None),
        ("SALONICA, Oct. 26, 1912 (Levant Bureau) -- ", "Levant Bureau", "1912-10-26"),
        ("SALONICA, Macedonia (LTB) — ", "LTB", None),
        ("Salonica (LTB) - ", "LTB", None),
        ("SALONICA. ", None, None),
        ("SALONICA - ", None, None),
        ("Salonica (the old town) ", None, None),
    ],
)
def test_datelines_tell_the_agency_and_stay(
    dateline: str, agency: str | None, published: str | None, tmp_path: Path
) -> None:
    document = only(written(tmp_path, "article.txt", f"Bridge blown up\n\n{dateline}{LEAD}\n\n{BODY[1]}"))
    assert (document.outlet, document.first_publisher, document.published) == (agency, agency, published)
    assert document.text.startswith(f"{dateline}{LEAD}")


def test_a_day_without_a_year_is_that_before_publication(tmp_path: Path) -> None:
    text = f"# Bridge blown up\n\nOld Quay Review, January 2, 1913\n\nSALONICA, December 30 (LTB) - {LEAD}\n\n{BODY[1]}"
    document = only(written(tmp_path, "article.md", text))
    assert (document.outlet, document.published) == ("Old Quay Review", "1913-01-02")
    assert (document.first_publisher, document.first_published) == ("LTB", "1912-12-30")


@pytest.mark.parametrize(
    "first",
    [
        "By nightfall on Friday the town had fallen.",
        "On 26 October 1912 the bridge was blown up.",
        "The Gazette was closed on 26 October 1912.",
    ],
)
def test_sentences_are_not_a_masthead(first: str, tmp_path: Path) -> None:
    document = only(written(tmp_path, "article.txt", "\n\n".join([first, *BODY])))
    assert document.text.startswith(first)
    assert (document.title, document.byline, document.published) == (None, None, None)


def test_the_source_of_a_table_in_the_middle_is_not_the_first_publisher(tmp_path: Path) -> None:
    document = only(written(tmp_path, "article.txt", "\n\n".join([*BODY, "Source: War ministry.", *reversed(BODY)])))
    assert document.first_publisher is None


def test_front_matter_wins(tmp_path: Path) -> None:
    page = (
        "---\ntitle: \"Losses: \\\"a fifth\\\"\"\noutlet: Golden Horn Chronicle\npublished: 1912-11-05\n"
        "byline: Our staff\nurl: http://x.example/5\nid: 5\n"
        "first_publisher: Aare Wire Service\nfirst_published: 4 November 1912\nnote: ours\n---\n\n"
        f"{TEXT}\n"
    )  # fmt: skip
    document = only(written(tmp_path, "article.md", page))
    assert tuple(getattr(document, field) for field in FIELDS) == (
        'Losses: "a fifth"', "Our staff", "Golden Horn Chronicle", "1912-11-05", "Aare Wire Service", "1912-11-04",
    )  # fmt: skip
    assert (document.document_id, document.url, document.text) == ("5", "http://x.example/5", TEXT)
    assert document.custody.media_type == "text/markdown"


def test_front_matter_that_is_not_yaml_is_read_line_by_line(tmp_path: Path) -> None:
    document = only(written(tmp_path, "article.md", f"---\ntitle: Losses: a fifth\ndate: 1912-11-05\n---\n{TEXT}"))
    assert (document.title, document.published) == ("Losses: a fifth", "1912-11-05")


def test_a_rule_is_not_front_matter(tmp_path: Path) -> None:
    assert only(written(tmp_path, "article.md", f"---\n\n{TEXT}\n\n---\n")).text == TEXT


def test_a_page_of_navigation_alone_is_set_aside(tmp_path: Path) -> None:
    assert (
        "no article"
        in set_aside(written(tmp_path, "article.md", "[Home](/)\n\nShare this\n\nSubscribe to our letter")).reason
    )


@pytest.mark.parametrize("number", ["000", "002"])
def test_the_development_reports(number: str, shared: Path) -> None:
    (path,) = (shared / "reports").glob(f"{number}_*.txt")
    document = only(path)
    assert (document.outlet, document.first_publisher, document.byline) == (
        "Global Research",
        "South Front",
        "South Front",
    )
    assert document.published is not None and document.first_published is not None
    assert document.published > document.first_published >= "2020-02-17"
    assert document.title is not None and document.title.startswith("Video: T")
    paragraphs = document.text.split("\n\n")
    assert paragraphs[0].startswith("Syrian government forces") and len(paragraphs) == 9
    for word in (
        "http",
        "donat",
        "Copyright",
        "share buttons",
        "PayPal",
        "Disclaimer",
        "Region:",
        "Theme:",
        "[",
        "*",
        "<",
    ):
        assert word not in document.text
