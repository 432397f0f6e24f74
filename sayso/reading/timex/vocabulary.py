"""The words of times.yaml in, a one-character code for each out, so that a grammar of words is a regular expression.

``Vocabulary.pattern`` turns "{early|late}-?{months}" into an expression over codes; a text coded by ``scanning.scan`` is
what it is matched against. Knows nothing of dates.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sayso.catalogue import files

FIRST_CODE = 0xE000  # Unicode's private use area
WORD = re.compile(r"'s\b|\S+?(?='s\b)|\S+")
FIELD = re.compile(r"\{([^{}]*[^{}\d,][^{}]*)\}")


@dataclass(slots=True)
class Vocabulary:
    """``classes``: word → value by class. ``codes``: a word as it is written (case counts) → its code."""

    classes: Mapping[str, Mapping[str, Any]]
    capital_only: frozenset[str]
    codes: dict[str, str] = field(default_factory=dict)
    _by_word: dict[str, str] = field(default_factory=dict)

    def code(self, word: str) -> str:
        """The code of ``word`` (lower case), which gets one if it has none yet."""
        if word not in self._by_word:
            code = self._by_word[word] = chr(FIRST_CODE + len(self._by_word))
            forms = {word.capitalize(), word.upper()}
            self.codes.update(dict.fromkeys(forms if word in self.capital_only else {word, *forms}, code))
        return self._by_word[word]

    def any_of(self, entries: Iterable[str]) -> str:
        """An expression that matches one of ``entries``, words or phrases of words, the longest first."""
        phrases = sorted({tuple(WORD.findall(entry)) for entry in entries}, key=lambda words: (-len(words), words))
        singles = "".join(re.escape(self.code(words[0])) for words in phrases if len(words) == 1)
        longer = ["".join(self.code(word) for word in words) for words in phrases if len(words) > 1]
        return "(?:" + "|".join([*longer, *([f"[{singles}]"] if singles else [])]) + ")" if longer else f"[{singles}]"

    def pattern(self, template: str, macros: Mapping[str, str]) -> str:
        """``template`` with {class}, {MACRO} and {word|word} replaced by expressions over codes."""

        def filled(match: re.Match[str]) -> str:
            name = match[1]
            if name in macros:
                return f"(?:{self.pattern(macros[name], macros)})"
            return self.any_of(self._entries(name.split("|"), macros))

        return FIELD.sub(filled, template)

    def _entries(self, parts: Iterable[str], macros: Mapping[str, str]) -> Iterator[str]:
        for part in parts:
            if part in macros:
                yield from self._entries(macros[part].strip("{}").split("|"), macros)
            else:
                yield from self.classes.get(part, (part,))

    @classmethod
    def load(cls, extra: Path | None = None) -> Vocabulary:
        """The bundled words and those of a user's folder ``extra``."""
        data = files.load("times.yaml", extra)
        numbers = files.load("numbers.yaml", extra)
        classes: dict[str, Mapping[str, Any]] = {
            name: dict.fromkeys(words) if isinstance(words, list) else words for name, words in data.items()
        }
        classes |= {name: numbers[name] for name in ("cardinals", "scales")}
        classes["references"] = {phrase: value for value, listed in data["references"].items() for phrase in listed}
        return cls(classes, frozenset(data["capital_only"]))
