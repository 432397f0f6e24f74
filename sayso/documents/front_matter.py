"""The YAML block between two ``---`` lines at the top of a text: what it says of the article, and the text after it."""

from __future__ import annotations

import re
from datetime import date

import yaml

from sayso.documents import dates
from sayso.documents.articles import FIELDS
from sayso.documents.limits import FRONT_MATTER_CHARACTERS
from sayso.documents.markdown import tidy

_DATES = ("published", "first_published")
_OPENING = re.compile(r"\ufeff?---[ \t]*\r?\n")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*\r?$", re.MULTILINE)
_PAIR = re.compile(r"([A-Za-z_]+)[ \t]*:[ \t]*(.*)")


def parted(text: str) -> tuple[dict[str, str], str]:
    """The fields of the front matter (none if there is no such block) and the text without it.

    Fields are those of an article; ``date`` is taken for ``published``. Others are left out.
    """
    opening = _OPENING.match(text)
    closing = _CLOSING.search(text, opening.end(), opening.end() + FRONT_MATTER_CHARACTERS) if opening else None
    if not (opening and closing):
        return {}, text
    found = _values(text[opening.end() : closing.start()])
    if not found:
        return {}, text
    known = {field: value for field, value in found.items() if field in FIELDS and field != "text" and value}
    if "published" not in known and found.get("date"):
        known["published"] = found["date"]
    for field in _DATES:
        day = dates.day(known.pop(field, ""))
        known |= {field: day} if day else {}
    return known, text[closing.end() :]


def _values(block: str) -> dict[str, str]:
    """The block's values as text: by YAML, or line by line where it is not valid YAML (``title: a: b``)."""
    try:
        values = yaml.safe_load(block)
    except (yaml.YAMLError, ValueError, RecursionError):
        values = {
            pair.group(1): pair.group(2).strip().strip("\"'") for pair in map(_PAIR.match, block.splitlines()) if pair
        }
    if not isinstance(values, dict):
        return {}
    return {str(key).strip().lower(): _text(value) for key, value in values.items()}


def _text(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return ", ".join(_text(item) for item in value)
    return tidy(str(value)) if isinstance(value, (str, int, float)) else ""
