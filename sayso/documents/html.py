"""A web page to an article, by trafilatura and htmldate, from its bytes alone: nothing is fetched.

Pages are limited by their bytes and elements, not by a clock, so that the same page always gives the same answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from configparser import ConfigParser
from typing import Any

import trafilatura
from trafilatura.settings import Document as Page
from trafilatura.settings import use_config

from sayso.documents import encoding
from sayso.documents.articles import Article, Paragraph, UnreadableError
from sayso.documents.boilerplate import Boilerplate
from sayso.documents.cleaning import ends_sentence
from sayso.documents.limits import HTML_BYTES, HTML_ELEMENTS, MEGABYTE
from sayso.documents.markdown import tidy
from sayso.documents.masthead import parted

SHORTEST = "40"  # characters of text from which trafilatura keeps the structure it found
SENTENCE_WORDS = 6
DATES = {"extensive_search": False, "original_date": True, "min_date": "1800-01-01", "max_date": "2100-01-01"}
NO_ARTICLE = "is a page without an article: leave it out, or save the article's own page."
TOO_LARGE = f"is a page of over {HTML_BYTES // MEGABYTE} MB, too large to take apart: save the article's text alone."
TOO_MANY = f"is a page of over {HTML_ELEMENTS:,} elements, too many to take apart: save the article's text alone."

_CHARSET = re.compile(rb"<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w-]{2,40})", re.IGNORECASE)
_DECLARATION = re.compile(r"\s*<\?xml[^>]{0,300}\?>")
_TAG = re.compile(r"<[a-zA-Z]")
_PARTS = ("p", "head", "item", "quote", "cell")


def article(content: bytes, boilerplate: Boilerplate) -> Article:
    """The article of a page. Raises ``UnreadableError`` if it has none, or is too large or too deep to take apart."""
    if len(content) > HTML_BYTES:
        raise UnreadableError(TOO_LARGE)
    declared = _CHARSET.search(content[:4096])
    text = encoding.mended(encoding.decode(content, declared.group(1).decode() if declared else None))
    if sum(1 for _ in _TAG.finditer(text)) > HTML_ELEMENTS:
        raise UnreadableError(TOO_MANY)
    page = _page(_DECLARATION.sub("", text, count=1))
    paragraphs = list(_paragraphs(page.body)) if page is not None else []
    if page is None or not any(_is_sentence(paragraph.text) for paragraph in paragraphs):
        raise UnreadableError(NO_ARTICLE)
    known = {
        "title": page.title,
        "byline": page.author,
        "outlet": page.sitename or page.hostname,
        "published": page.date,
        "url": page.url,
    }
    return parted(paragraphs, boilerplate, {field: value for field, value in known.items() if value})


def _page(text: str) -> Page | None:
    try:
        page = trafilatura.bare_extraction(
            text, include_comments=False, with_metadata=True, config=_settings(), date_extraction_params=DATES
        )
    except Exception as error:  # a hostile page makes the parsers fail in ways that they do not name
        raise UnreadableError(NO_ARTICLE) from error
    return page if isinstance(page, Page) else None


def _settings() -> ConfigParser:
    settings = use_config()
    settings.set("DEFAULT", "MIN_EXTRACTED_SIZE", SHORTEST)
    return settings


def _paragraphs(body: Any) -> Iterator[Paragraph]:
    """The paragraphs of what trafilatura found, in the order of the page."""
    for part in body.iter(*_PARTS) if body is not None else ():
        if any(True for _ in part.iterdescendants(*_PARTS)):
            continue
        for line in _lines(part):
            words = tidy(line)
            if words:
                yield Paragraph(words, heading=part.tag == "head", item=part.tag == "item")


def _lines(part: Any) -> list[str]:
    for line_break in part.iter("lb"):
        line_break.tail = "\n" + (line_break.tail or "")
    return "".join(part.itertext()).split("\n")


def _is_sentence(text: str) -> bool:
    return ends_sentence(text) and text.count(" ") + 1 >= SENTENCE_WORDS
