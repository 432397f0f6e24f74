"""Plain text and Markdown, with or without YAML front matter."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Any

import yaml

from sayso.documents.cleaning import cleaned
from sayso.documents.encoding import decoded, mended
from sayso.documents.found import Found, UnreadableError
from sayso.documents.making import made

FENCE = "---"


def read_text(content: bytes, path: str) -> Found:
    """The document in a text or Markdown file. Fields of the front matter go before what the page itself tells."""
    head, page = _front_matter(mended(decoded(content)))
    article = cleaned(page)
    fields: dict[str, Any] = {
        "title": article.title,
        "byline": article.byline,
        "outlet": article.outlet,
        "published": article.published,
        "first_publisher": article.first_publisher,
        "first_published": article.first_published,
        "text": article.text or article.title,
    }
    fields |= {name: value for name, value in head.items() if value is not None and name != "text"}
    kind = "text/markdown" if PurePosixPath(path).suffix in (".md", ".markdown") else "text/plain"
    return made(fields, content, kind, path)


def _front_matter(page: str) -> tuple[dict[str, Any], str]:
    lines = page.lstrip("\ufeff").split("\n")
    if lines[0].strip() != FENCE or FENCE not in (line.strip() for line in lines[1:]):
        return {}, page
    end = next(i for i, line in enumerate(lines[1:], 1) if line.strip() == FENCE)
    try:
        head = yaml.safe_load("\n".join(lines[1:end]))
    except yaml.YAMLError as error:
        raise UnreadableError("its front matter is not valid YAML: mend the lines between the two '---'.") from error
    return (head if isinstance(head, dict) else {}), "\n".join(lines[end + 1 :])
