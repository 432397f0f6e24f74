"""What is the site's goes, what is the article's stays: sentences of our own, near misses among them."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.documents.articles import Paragraph
from sayso.documents.boilerplate import Boilerplate
from sayso.documents.cleaning import cleaned, is_boilerplate
from sayso.errors import SaysoError
from tests.documents.parts import BODY, LEAD, SECOND

BOILERPLATE = Boilerplate.load()

SITE = [
    "Share this article on Facebook",
    "Share on Twitter",
    "1,204 shares",
    "Spread the word",
    "Please donate to keep this paper alive",
    "If you value our reporting, please give what you can.",
    "PayPal: desk@gazette.example or via: http://gazette.example/donate/",
    "Subscribe to our weekly letter from the front",
    "Follow us on Telegram",
    "Sign up for the morning dispatch",
    "Leave a comment",
    "14 comments",
    "Comments are closed.",
    "Copyright © The Avala Gazette, 1912",
    "© Iskar Telegraph. All rights reserved.",
    "The views expressed in this article are the author's own and do not necessarily reflect those of the Gazette.",
    "Disclaimer: this page is for general information.",
    "Region: Thrace & Macedonia",
    "Theme: War, Railways",
    "In-depth Report: THE BALKANS",
    "Tags: Adrianople, aeroplanes",
    "Filed under: News",
    "Read more: Bulair attack crushed",
    "Related articles",
    "Advertisement",
    "Home > News > Thrace",
    "Home | News | Sport | Weather",
    "Page 2 of 3",
    "4 min read",
    "Featured image: soldiers at Kumanovo (Avala Gazette)",
    "Photo: Avala Gazette",
    "https://gazette.example/wp-content/uploads/video/kumanovo.mp4",
    "www.gazette.example",
    "Last updated: 3 March 1913",
    "For media inquiries: press@gazette.example",
    "-30-",
    "ENDS",
    "All our articles can be read in 51 languages.",
]
ARTICLE = [
    LEAD,
    SECOND,
    "Share prices in Vienna fell on the news.",
    "The ministry shared the letter with the consuls.",
    "He followed us on horseback as far as the bridge.",
    "The consul subscribed to the view that the town had fallen.",
    "She commented on the losses on Tuesday.",
    "Comments by the minister angered the allies on Friday.",
    "The copyright law was suspended during the siege.",
    "Donations from abroad paid for 4,000 blankets, the Red Crescent said.",
    "The theme of the talks was the fate of Adrianople.",
    "Home guards held the pass until nightfall.",
    "Two: that is how many guns were lost, he said.",
    "Read aloud in the square, the proclamation promised bread.",
    "The telegram was sent from the station at Lule Burgas.",
    "The end of the siege came on the 26th.",
    "In a photograph taken by a consul, the school is burning.",
    "\"The region: that is all we ask for,\" the delegate said.",
    "Next to the station, 40 men of the reserve were buried.",
    "More than 200 were wounded.",
    "Advertisements for recruits hung in every coffee house.",
]  # fmt: skip


@pytest.mark.parametrize("line", SITE)
def test_the_sites_words_go(line: str) -> None:
    assert is_boilerplate(Paragraph(line), BOILERPLATE)


@pytest.mark.parametrize("line", ARTICLE)
def test_the_articles_words_stay(line: str) -> None:
    assert not is_boilerplate(Paragraph(line), BOILERPLATE)


def test_a_paragraph_of_links_alone_is_navigation() -> None:
    assert is_boilerplate(Paragraph("War Agenda", linked=True), BOILERPLATE)
    assert not is_boilerplate(Paragraph("The town fell on Friday, the army said.", linked=True), BOILERPLATE)


def test_an_article_in_one_long_paragraph_stays_though_the_site_speaks_in_it() -> None:
    long = " ".join([*BODY] * 4) + " All rights reserved."
    assert not is_boilerplate(Paragraph(long), BOILERPLATE)


def kept(*lines: str) -> list[str]:
    return [paragraph.text for paragraph in cleaned([Paragraph(line) for line in lines], BOILERPLATE)]


def test_lists_under_a_heading_of_the_site_go_up_to_the_next_prose() -> None:
    assert kept(LEAD, "Related articles", "Kumanovo falls", "Siege goes on", SECOND) == [LEAD, SECOND]


def test_nothing_comes_after_the_end() -> None:
    assert (
        kept(
            *BODY, "Note to readers: please tell your friends.", "Some other words of the site without any known phrase"
        )
        == BODY
    )


def test_an_end_mark_before_the_article_does_not_end_it() -> None:
    assert kept("Note to readers: press the buttons.", *BODY)[-3:] == BODY


def test_notes_under_the_article_go_but_not_the_same_words_in_it() -> None:
    note = "Ana Markova is a journalist based in Salonica."
    assert kept(*BODY, note) == BODY
    assert kept(LEAD, note, SECOND) == [LEAD, note, SECOND]
    assert kept(*BODY, "(Reporting by Ana Markova; editing by Ivan Iliev)") == BODY


def test_a_users_rows_are_added(tmp_path: Path) -> None:
    (tmp_path / "boilerplate.yaml").write_text("lines:\n  - phenomenon: sharing\n    starts: [pass this sheet on]\n")
    assert is_boilerplate(Paragraph("Pass this sheet on to a neighbour"), Boilerplate.load(tmp_path))
    assert is_boilerplate(Paragraph("Share this article"), Boilerplate.load(tmp_path))


def test_a_template_with_an_unknown_field_is_named(tmp_path: Path) -> None:
    (tmp_path / "boilerplate.yaml").write_text('masthead: ["by {author}"]\n')
    with pytest.raises(SaysoError, match="author"):
        Boilerplate.load(tmp_path)
