"""A PDF with a text layer to an article: its pages' lines put together into paragraphs.

Does not recognise text in pictures.
"""

from __future__ import annotations

import io
import re
from collections import Counter

from pypdf import PdfReader

from sayso.documents.articles import Article, UnreadableError
from sayso.documents.boilerplate import Boilerplate
from sayso.documents.encoding import mended
from sayso.documents.limits import PDF_PAGES, TEXT_CHARACTERS
from sayso.documents.markdown import plain_paragraphs
from sayso.documents.masthead import parted

NO_TEXT = "is a PDF without a text layer: run it through text recognition (OCR) first."
DAMAGED = "is a PDF that is damaged or locked: save it again without a password, or as text."
_HYPHEN = re.compile(r"(?<=[a-z])-\n(?=[a-z])")
_NUMBER = re.compile(r"\d+")


def article(content: bytes, boilerplate: Boilerplate) -> Article:
    """The article in a PDF file. Raises ``UnreadableError`` if it has no text, is damaged, locked or too long."""
    text = _HYPHEN.sub("", "\n".join(_without_running_heads(_pages(content))))
    if not text.strip():
        raise UnreadableError(NO_TEXT)
    return parted(plain_paragraphs(mended(text)), boilerplate)


def _pages(content: bytes) -> list[list[str]]:
    """The lines of each page."""
    pages: list[list[str]] = []
    length = 0
    try:
        reader = PdfReader(io.BytesIO(content))
        if len(reader.pages) > PDF_PAGES:
            raise UnreadableError(
                f"has over {PDF_PAGES:,} pages, too many for one document: split it, one article a file."
            )
        for page in reader.pages:
            found = page.extract_text()
            length += len(found)
            if length > TEXT_CHARACTERS:
                raise UnreadableError(
                    f"has a text of over {TEXT_CHARACTERS:,} characters, too long for one document: split it."
                )
            pages.append(found.splitlines())
    except UnreadableError:
        raise
    except Exception as error:  # a damaged file makes the parser fail in ways that it does not name
        raise UnreadableError(DAMAGED) from error
    return pages


def _without_running_heads(pages: list[list[str]]) -> list[str]:
    """All lines, less the first and last ones that come again on most pages (running heads, page numbers)."""
    edges = Counter(_NUMBER.sub("#", line.strip()) for page in pages for line in {*page[:1], *page[-1:]})
    running = {line for line, count in edges.items() if count > 2 and count * 2 > len(pages)}
    kept = []
    for page in pages:
        inner = list(page)
        while inner and (_NUMBER.sub("#", inner[0].strip()) in running or inner[0].strip().isdigit()):
            inner.pop(0)
        while inner and (_NUMBER.sub("#", inner[-1].strip()) in running or inner[-1].strip().isdigit()):
            inner.pop()
        kept += inner
    return kept
