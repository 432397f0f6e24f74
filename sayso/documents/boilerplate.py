"""The words that sites put around their articles, from boilerplate.yaml: what they mark, and what they tell of an article.

Looks at one paragraph at a time; what follows from it for the article is the business of cleaning.py and masthead.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sayso.catalogue import files
from sayso.documents.dates import DATE, DAY
from sayso.errors import SaysoError

_NAME = r"[^\W_][^\n|•]{1,79}?"
PLACEHOLDERS = {
    "byline": r"(?-i:[^\W_a-z])[^\n|•]{1,119}?",
    "outlet": _NAME,
    "first_publisher": _NAME,
    "source": _NAME,
    "name": r"(?-i:[^\W_a-z])[^\n|•,]{1,59}?",
    "title": r"[^\n]{2,300}?",
    "url": r"(?:https?://|www\.)\S{3,500}",
    "published": rf"(?i:{DATE})",
    "first_published": rf"(?i:{DATE})",
    "other_date": rf"(?i:{DATE})",
    "rest": r"[^\n]*?",
    "day": rf"(?i:{DAY})",
    "place": r"[A-Z][\w'’.-]+(?:[ ,/]+[A-Z(][\w'’.)-]+){0,5}",
    "capitals": r"[A-Z][A-Z'’.-]+(?:[ ,/]+[A-Z][\w'’.-]+){0,5}",
    "agency": r"[A-Z][\w&.'’ -]{1,39}?",
}
_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
_CURLED = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-"})


@dataclass(frozen=True, slots=True)
class Boilerplate:
    """Look-ups and patterns; all but the datelines ignore case."""

    whole: frozenset[str]
    starts: tuple[str, ...]
    holds: tuple[str, ...]
    patterns: tuple[re.Pattern[str], ...]
    labels: frozenset[str]
    endings: tuple[str, ...]
    sections: frozenset[str]
    notes: tuple[re.Pattern[str], ...]
    masthead: tuple[re.Pattern[str], ...]
    origins: tuple[re.Pattern[str], ...]
    origin_starts: tuple[str, ...]
    datelines: tuple[re.Pattern[str], ...]
    written_on: tuple[re.Pattern[str], ...]
    day_told: frozenset[str]
    told_of: frozenset[str]

    @classmethod
    def load(cls, extra: Path | None = None) -> Boilerplate:
        """Reads boilerplate.yaml and the user's additions. Raises ``SaysoError`` naming a row that is not understood."""
        rows = files.load("boilerplate.yaml", extra)
        lines = rows["lines"]
        return cls(
            whole=frozenset(_listed(lines, "is")),
            starts=tuple(_listed(lines, "starts")),
            holds=tuple(_listed(lines, "holds")),
            patterns=_compiled(_listed(lines, "pattern")),
            labels=frozenset(_folded_all(rows["labels"])),
            endings=tuple(_folded_all(rows["endings"])),
            sections=frozenset(_folded_all(rows["sections"])),
            notes=_compiled(rows["notes"]),
            masthead=tuple(_template(row, end=r",?\s*$") for row in rows["masthead"]),
            origins=tuple(_template(row) for row in rows["origins"]),
            origin_starts=tuple(sorted({folded(row.partition("{")[0]) for row in rows["origins"]})),
            datelines=tuple(_template(row, end="", dash="[-–—]+") for row in rows["datelines"]),
            written_on=tuple(_template(row, end=r"(?!\w)") for row in rows["written_on"]),
            day_told=frozenset(_folded_all(rows["day_told"])),
            told_of=frozenset(_folded_all(rows["told_of"])),
        )

    def in_text(self, text: str) -> Boilerplate:
        """The same, with only those of the many ``holds`` that occur in ``text`` at all: to go through its paragraphs."""
        words = folded(text)
        return replace(self, holds=tuple(phrase for phrase in self.holds if phrase in words))


def folded(text: str) -> str:
    """``text`` in lower case, with straight quotes and plain dashes: as phrases are compared."""
    return text.lower().translate(_CURLED).strip()


def starts_with(text: str, phrases: tuple[str, ...]) -> bool:
    """Whether ``text`` begins with one of ``phrases`` and not with a longer word."""
    return text.startswith(phrases) and any(
        text.startswith(phrase) and not (phrase[-1:].isalnum() and text[len(phrase) : len(phrase) + 1].isalnum())
        for phrase in phrases
    )


def _folded_all(words: Iterable[str]) -> list[str]:
    return [folded(word) for word in words]


def _listed(rows: Iterable[Mapping[str, Any]], key: str) -> list[str]:
    found = [word for row in rows for word in row.get(key, ())]
    return found if key == "pattern" else _folded_all(found)


def _compiled(patterns: Iterable[str]) -> tuple[re.Pattern[str], ...]:
    try:
        return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)
    except re.error as error:
        raise SaysoError(
            f"boilerplate.yaml: {error.pattern!r} is not a regular expression ({error}): mend it."
        ) from error


def _template(row: str, end: str = r"[.,]?\s*$", dash: str = r"\-") -> re.Pattern[str]:
    """A row such as ``"{name}, {published}"`` as a pattern whose groups are the fields; ``dash`` is what "-" matches."""
    parts = _PLACEHOLDER.split(row)
    pattern = ""
    for number, part in enumerate(parts):
        if number % 2 == 0:
            pattern += r"\s+".join(re.escape(word).replace(r"\-", dash) for word in re.split(r"\s+", part))
        elif part in PLACEHOLDERS:
            pattern += f"(?P<{part}>{PLACEHOLDERS[part]})"
        else:
            raise SaysoError(
                f"boilerplate.yaml: {row!r} has {{{part}}}, which is none of {', '.join(PLACEHOLDERS)}: mend it."
            )
    return re.compile(rf"\s*{pattern}\s*{end}" if end else pattern, re.IGNORECASE if end else 0)
