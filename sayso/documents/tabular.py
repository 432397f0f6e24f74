"""Records of JSON, CSV and Parquet to articles: their fields by name, under the user's names, with their types checked.

The text is taken exactly as it is, code point for code point.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass

from sayso.documents import dates, language
from sayso.documents.articles import FIELDS, Article, UnreadableError
from sayso.errors import SaysoError

DATES = ("published", "first_published")
_HALVES = re.compile(r"[\ud800-\udfff]")
SHOWN_NAMES = 12


@dataclass(frozen=True, slots=True)
class Columns:
    """Our field names to the names that a user's files have for them."""

    names: Mapping[str, str]

    @classmethod
    def of(cls, mapping: Mapping[str, str] | None) -> Columns:
        """``mapping`` is our name to theirs (``{"text": "body"}``). Raises ``SaysoError`` for a field that is not ours."""
        mapping = mapping or {}
        for field in mapping:
            if field not in FIELDS:
                raise SaysoError(
                    f"--map {field}={mapping[field]}: Sayso has no field {field!r}; it has {', '.join(FIELDS)}."
                )
        return cls({field: mapping.get(field, field) for field in FIELDS})

    @property
    def of_text(self) -> Set[str]:
        """The names, in lower case, that a column of texts may have."""
        return {self.names["text"].lower()}

    def check(self, columns: Iterable[str]) -> None:
        """Raises ``UnreadableError`` if none of ``columns`` holds the text."""
        columns = list(columns)
        if self.names["text"].lower() not in (column.strip().lower() for column in columns):
            raise UnreadableError(self.without_text("column", columns))

    def without_text(self, what: str, names: Iterable[str]) -> str:
        listed = [str(name)[:40] for name in names]
        more = ", …" if len(listed) > SHOWN_NAMES else ""
        has = ", ".join(listed[:SHOWN_NAMES]) + more if listed else "none"
        return (
            f"has no {what} {self.names['text']!r} for the article's text (it has {has}): "
            "name the one that holds it with --map text=NAME."
        )


def article(values: Mapping[str, object], columns: Columns) -> Article:
    """The article in one record. Raises ``UnreadableError`` if it has no text or a field has a value of the wrong kind."""
    found = _by_field(values, columns)
    text = found.pop("text", None)
    if text is None and "text" not in _present(values, columns):
        raise UnreadableError(columns.without_text("field", values))
    if text is not None and not isinstance(text, str):
        raise UnreadableError(f"has {_kind(text)} where its text should be: give the text as a string.")
    if not text or text.isspace():
        raise UnreadableError("has an empty text: there is nothing to read.")
    fields = {field: _words(field, value) for field, value in found.items()}
    fields |= {field: dates.day(written) for field in DATES if (written := fields.get(field))}
    fields["language"] = language.code(fields.get("language"))
    if any(_HALVES.search(value) for value in (text, *fields.values()) if value):
        raise UnreadableError("holds half of a surrogate pair, which no UTF-8 file can hold: export it again as UTF-8.")
    return Article(text=text, **fields)


def _by_field(values: Mapping[str, object], columns: Columns) -> dict[str, object]:
    theirs = _present(values, columns)
    return {field: values[theirs[field]] for field in FIELDS if field in theirs}


def _present(values: Mapping[str, object], columns: Columns) -> dict[str, str]:
    """Our field to their key, for the fields that ``values`` has: by its very name, else whatever its case."""
    folded = {str(key).strip().lower(): key for key in reversed(list(values))}
    found = {}
    for field, name in columns.names.items():
        key = name if name in values else folded.get(name.lower())
        if key is not None:
            found[field] = key
    return found


def _words(field: str, value: object) -> str | None:
    """A value as text: a string, a number, or a list of strings (several bylines)."""
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        value = ", ".join(value)
    if isinstance(value, bool) or not isinstance(value, (str, int, float, type(None))):
        raise UnreadableError(f"has {_kind(value)} in its field {field!r}: give it as a string, or leave it out.")
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).strip() or None if value is not None else None


def _kind(value: object) -> str:
    names = {
        bool: "a truth value",
        int: "a number",
        float: "a number",
        list: "a list",
        dict: "an object",
        bytes: "raw bytes",
    }
    return names.get(type(value), f"a value of type {type(value).__name__}")
