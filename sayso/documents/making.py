"""Fields in, Document out: the one place where ids, dates, languages and custody records are made."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from dateutil import parser as date_parser
from py3langid.langid import MODEL_FILE, LanguageIdentifier

from sayso.documents.found import Found, UnreadableError
from sayso.documents.limits import LANGUAGE_SAMPLE, MAX_CHARACTERS
from sayso.records import Custody, Document

FIELDS = ("url", "outlet", "first_publisher", "byline", "title")
SHORT = 20
# Creoles and Scots, which English is mistaken for.
KIN = frozenset({"pcm", "jam", "sco", "tpi", "srn", "bi"})
YEAR = re.compile(r"\b(1[5-9]|20)\d\d\b")


def made(fields: Mapping[str, Any], content: bytes, media_type: str, path: str) -> Found:
    """The document that ``fields`` (the names of records.Document, plus ``id`` and ``retrieved_at``) describe.

    ``content`` is hashed as it is. Raises ``UnreadableError`` where there is no text or too much of it.
    """
    text = fields.get("text")
    if not isinstance(text, str) or not text.strip():
        raise UnreadableError("it has no text: nothing to read.")
    if len(text) > MAX_CHARACTERS:
        raise UnreadableError(f"its text is longer than {MAX_CHARACTERS:,} characters: split it into documents.")
    plain = {name: _words(fields.get(name)) for name in FIELDS}
    published, first_published = iso_date(fields.get("published")), iso_date(fields.get("first_published"))
    document = Document(
        document_id=_words(fields.get("id")) or _hash(plain["url"], plain["outlet"], published, plain["title"], text),
        url=plain["url"],
        outlet=plain["outlet"],
        first_publisher=plain["first_publisher"],
        byline=plain["byline"],
        published=published,
        first_published=first_published,
        language=_words(fields.get("language")) or language(f"{plain['title'] or ''}\n{text[:LANGUAGE_SAMPLE]}"),
        title=plain["title"],
        text=text,
        original_id=None,
        custody=Custody(hashlib.sha256(content).hexdigest(), _words(fields.get("retrieved_at")), media_type, path),
    )
    return Found(document, content)


def language(text: str) -> str | None:
    """ISO 639-1 code of the text's language (py3langid), or ``None`` where there is too little of it to tell."""
    if sum(character.isalpha() for character in text) < SHORT:
        return None
    return str(_identifier().classify(text)[0])


@cache
def _identifier() -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages([code for code in identifier.labels if code not in KIN])
    return identifier


def iso_date(value: Any) -> str | None:
    """The day in ``value`` as ``YYYY-MM-DD``; ``None`` for what is no date or has no year."""
    words = str(value).strip() if value is not None else ""
    if not YEAR.search(words) or len(words) > 60:
        return None
    try:
        return date_parser.parse(words, fuzzy=False).date().isoformat()
    except (ValueError, OverflowError):
        return None


def _words(value: Any) -> str | None:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    words = str(value).strip() if value is not None and not isinstance(value, (dict, list)) else ""
    return words or None


def _hash(*parts: str | None) -> str:
    return hashlib.sha256("\x1f".join(part or "" for part in parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]
