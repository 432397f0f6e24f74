"""What every kind of source hands over: articles not yet given an id and a custody record, and why one can't be read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields

from sayso.errors import SaysoError


class UnreadableError(SaysoError):
    """An input, or one record of it, that can't be read: one sentence saying why and what to do."""


@dataclass(frozen=True, slots=True)
class Article:
    """One article: its words and what is known of it. Dates are ISO 8601 days; ``None`` is not known."""

    text: str
    id: str | None = None
    url: str | None = None
    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    first_publisher: str | None = None
    first_published: str | None = None
    byline: str | None = None
    language: str | None = None
    retrieved_at: str | None = None


FIELDS = tuple(field.name for field in fields(Article))


@dataclass(frozen=True, slots=True)
class Row:
    """One record of a file of many: where it is (``line=7``), its bytes, and its values or why it has none."""

    fragment: str
    content: bytes
    values: Mapping[str, object] | UnreadableError


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph without its markup. ``linked`` means that it is made of nothing but links."""

    text: str
    heading: bool = False
    item: bool = False
    emphasised: bool = False
    linked: bool = False
