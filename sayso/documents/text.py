"""A text or Markdown file to an article: front matter, markup, masthead, boilerplate."""

from __future__ import annotations

from sayso.documents import encoding, front_matter, markdown
from sayso.documents.articles import Article, UnreadableError
from sayso.documents.boilerplate import Boilerplate
from sayso.documents.limits import TEXT_CHARACTERS
from sayso.documents.masthead import parted

TOO_LONG = f"has a text of over {TEXT_CHARACTERS:,} characters, too long for one document: split it."


def article(content: bytes, boilerplate: Boilerplate) -> Article:
    """The article in a file of text. Raises ``UnreadableError`` if it is no text, too long, or holds no article."""
    text = encoding.decode(content)
    if len(text) > TEXT_CHARACTERS:
        raise UnreadableError(TOO_LONG)
    known, body = front_matter.parted(encoding.mended(text))
    return parted(markdown.paragraphs(body), boilerplate, known)
