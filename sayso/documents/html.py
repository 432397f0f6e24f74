"""HTML pages: the article by trafilatura, its dates by htmldate. Nothing is fetched."""

from __future__ import annotations

import htmldate
import trafilatura

from sayso.documents.cleaning import cleaned
from sayso.documents.encoding import decoded, mended
from sayso.documents.found import Found, UnreadableError
from sayso.documents.making import made

LEAST = 80
NO_ARTICLE = "the page has no article that can be told from its furniture: save its text and read that."


def read_html(content: bytes, path: str) -> Found:
    """The article of a page. Raises ``UnreadableError`` where the page has none."""
    page = mended(decoded(content))
    found = trafilatura.bare_extraction(page, with_metadata=True, include_comments=False, include_tables=False)
    if found is None or isinstance(found, dict):
        raise UnreadableError(NO_ARTICLE)
    text = found.text or ""
    article = cleaned("\n\n".join(text.split("\n")))
    if len(article.text) < LEAST:
        raise UnreadableError(NO_ARTICLE)
    published = htmldate.find_date(page, original_date=True, extensive_search=False)
    fields = {
        "url": found.url,
        "title": found.title or article.title,
        "byline": found.author or article.byline,
        "outlet": found.sitename or found.hostname or article.outlet,
        "published": published or found.date or article.published,
        "first_publisher": article.first_publisher,
        "first_published": article.first_published,
        "text": article.text,
    }
    return made(fields, content, "text/html", path)
