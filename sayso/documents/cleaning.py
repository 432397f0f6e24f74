"""A page as text or Markdown in, the article and what its header says out. Site furniture goes; words never change.

What furniture is stands in ``boilerplate.yaml``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from sayso.catalogue import files
from sayso.documents.making import iso_date

IMAGE = re.compile(r"!\[[^\]\n]{0,500}\]\([^)\n]{0,2000}\)")
LINK = re.compile(r"\[([^\[\]\n]{0,1000})\]\(((?:[^()\n]|\([^()\n]*\)){0,2000})\)")
ONLY_LINKS = re.compile(r"^\W*(?:\[[^\[\]\n]{0,1000}\]\((?:[^()\n]|\([^()\n]*\)){0,2000}\)\W*)+$")
AUTOLINK = re.compile(r"<(?:https?://|mailto:)[^>\s]{1,2000}>")
TAG = re.compile(r"</?[a-zA-Z][^<>\n]{0,300}>")
EMPHASIS = re.compile(
    r"(?<![\w*])(\*{1,3})(?=\S)|(?<=\S)(\*{1,3})(?![\w*])|(?<!\w)(_{1,3})(?=\S)|(?<=\S)(_{1,3})(?!\w)"
)
ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!<>~|])")
HEADING = re.compile(r"^#{1,6}\s+(.*?)\s*#*$")
BLANK = re.compile(r"\n\s*\n")
SENTENCE_END = '.!?…"”’)»:'
LONG_LINE = 90
SHORT_TITLE = 160


@dataclass(slots=True)
class Article:
    """An article and what the lines over and under it tell."""

    text: str = ""
    title: str | None = None
    byline: str | None = None
    outlet: str | None = None
    published: str | None = None
    first_publisher: str | None = None
    first_published: str | None = None
    body: list[str] = field(default_factory=list)


def cleaned(page: str) -> Article:
    """The article of a page; its paragraphs are parted by one empty line."""
    article = Article()
    for raw in BLANK.split(page.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")):
        if not _paragraph(raw, article):
            break
    _credit(page, article)
    article.text = "\n\n".join(_rejoined(article.body))
    return article


def plain(line: str) -> str:
    """A line without Markdown: links and emphasis leave their words, images and tags leave nothing."""
    line = AUTOLINK.sub("", IMAGE.sub("", line))
    line = TAG.sub("", LINK.sub(r"\1", line))
    line = EMPHASIS.sub("", line)
    return ESCAPE.sub(r"\1", line).strip()


def _paragraph(raw: str, article: Article) -> bool:
    """Adds the paragraph's lines to the article; False where the article has ended."""
    kept: list[str] = []
    for line in raw.split("\n"):
        words = plain(line)
        heading = HEADING.match(words) or HEADING.match(line.strip())
        if heading:
            words = plain(heading[1])
            if article.title is None and not article.body:
                article.title = words
                continue
        if not words or (ONLY_LINKS.match(line.strip()) and not _reads_like_a_sentence(words)):
            continue
        if not article.body and not kept and _header(words, article):
            continue
        if _matches("end", words) and (article.body or kept):
            if kept:
                article.body.append(" ".join(kept))
            return False
        if not _matches("line", words):
            kept.append(words)
    if kept:
        article.body.append(" ".join(kept))
    return True


def _reads_like_a_sentence(words: str) -> bool:
    """Of a line of nothing but links: an address, a menu and a tag do not."""
    return len(words) > LONG_LINE and words[-1] in SENTENCE_END and not words.startswith(("http", "www."))


def _header(words: str, article: Article) -> bool:
    """Takes what a line over the article tells of its title, author, outlet and dates; True if the line was that."""
    rules = _rules()
    if found := rules["byline"].match(words):
        article.byline = article.byline or found["name"].strip()
        return True
    if found := rules["dated"].match(words):
        if article.outlet is None:
            article.outlet, article.published = found["name"].strip(), iso_date(found["date"])
        elif article.first_publisher is None:
            article.first_publisher, article.first_published = found["name"].strip(), iso_date(found["date"])
        return True
    if found := rules["date"].match(words):
        article.published = article.published or iso_date(found["date"])
        return True
    if article.title is None and len(words) <= SHORT_TITLE and words[-1] not in ".,;:":
        article.title = words
        return True
    return False


def _credit(page: str, article: Article) -> None:
    """The first publisher that a line under the article, or a dateline at its head, names."""
    for line in page.split("\n"):
        words = plain(line)
        for rule in _rules()["first_publisher"]:
            if article.first_publisher is None and (found := rule.match(words)):
                article.first_publisher = found["name"].strip()
                article.first_published = iso_date(found.groupdict().get("date"))
    if article.body and (found := _rules()["dateline"].match(article.body[0])):
        article.first_publisher = article.first_publisher or found["name"].strip()


def _rejoined(paragraphs: list[str]) -> list[str]:
    """Paragraphs, those broken in the middle of a sentence made whole again."""
    whole: list[str] = []
    for words in paragraphs:
        if whole and whole[-1][-1] not in SENTENCE_END and words[0].islower():
            whole[-1] = f"{whole[-1]} {words}"
        else:
            whole.append(words)
    return whole


def _matches(group: str, words: str) -> bool:
    return any(rule.search(words) for rule in _rules()[group])


@cache
def _rules() -> dict[str, Any]:
    def compiled(value: str | list[str]) -> Any:
        if isinstance(value, str):
            return re.compile(value, 0 if value.startswith("^[A-Z]") else re.IGNORECASE)
        return [compiled(item) for item in value]

    return {name: compiled(value) for name, value in files.load("boilerplate.yaml").items()}
