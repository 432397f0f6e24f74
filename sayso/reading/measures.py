"""The reference data on what a number measures: which words govern a count, what class a noun is of, what is no count.

Look-up only; where the words stand in a sentence is the business of quantities.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from sayso.catalogue import files
from sayso.reading.numbers import Numbers
from sayso.records import Category, Measure

Rule = str | Mapping[str, str]


@dataclass(frozen=True, slots=True)
class WithObject:
    """A noun that gets its measure from certain verbs, or a verb that gives one through a certain object."""

    words: frozenset[str]
    measure: str


@dataclass(frozen=True, slots=True)
class Measures:
    """The tables of measures.yaml and units.yaml, and the number words. See those files for what each one means."""

    numbers: Numbers
    objects: Mapping[str, Rule]
    subjects: Mapping[str, Rule]
    states: Mapping[str, str]
    none_of: Mapping[str, str]
    objects_with: Mapping[str, WithObject]
    subjects_with: Mapping[str, WithObject]
    of_nouns: Mapping[str, Rule]
    totals: Mapping[str, str | None]
    total_words: Mapping[str, str]
    total_prepositions: frozenset[str]
    total_verbs: frozenset[str]
    fillers: frozenset[str]
    collectives: frozenset[str]
    parts: frozenset[str]
    links: frozenset[str]
    members: frozenset[str]
    between: frozenset[str]
    classes: Mapping[str, str]
    parents: Mapping[str, str]
    categories: Mapping[str, str]
    decided_by_context: frozenset[str]
    context: Mapping[str, str]
    area: re.Pattern[str]
    area_factors: Mapping[str, float]
    after: frozenset[str]
    months: frozenset[str]
    not_counted: frozenset[str]
    named: frozenset[str]
    never: frozenset[str]
    year_after: frozenset[str]
    sizes: frozenset[str]

    @classmethod
    def load(cls, extra: Path | None = None) -> Measures:
        """The bundled tables and those of a user's folder ``extra``."""
        data = files.load("measures.yaml", extra)
        units = files.load("units.yaml", extra)
        factors = {form.replace(" ", ""): factor for form, factor in units["area_km2"].items()}
        forms = sorted(units["area_km2"], key=lambda form: (-len(form), form))
        pattern = "|".join(re.escape(form).replace(r"\ ", r"\s?") for form in forms)
        return cls(
            numbers=Numbers.load(extra),
            objects=data["objects"],
            subjects=data["subjects"],
            states=data["states"],
            none_of=data["none_of"],
            objects_with={
                noun: WithObject(frozenset(entry["verbs"]), entry["measure"])
                for noun, entry in data["objects_with"].items()
            },
            subjects_with={
                verb: WithObject(frozenset([entry["object"]]), entry["measure"])
                for verb, entry in data["subjects_with"].items()
            },
            of_nouns=data["of_nouns"],
            totals=data["totals"],
            total_words=data["total_words"],
            total_prepositions=frozenset(data["total_prepositions"]),
            total_verbs=frozenset(data["total_verbs"]),
            fillers=frozenset(data["fillers"]),
            collectives=frozenset(data["collectives"]),
            parts=frozenset(data["parts"]),
            links=frozenset(data["links"]),
            members=frozenset(data["members"]),
            between=frozenset(data["between"]),
            classes=_inverted(data["classes"]),
            parents=data["parents"],
            categories=data["categories"],
            decided_by_context=frozenset(data["decided_by_context"]),
            context=_inverted(data["context"]),
            area=re.compile(rf"\s?[-–]?({pattern})(?!\w)", re.IGNORECASE),
            area_factors=factors,
            after=_flat(units["after"]),
            months=frozenset(units["months"]),
            not_counted=_flat(units["not_counted"]),
            named=frozenset(units["named"]),
            never=frozenset(units["never"]),
            year_after=frozenset(units["year_after"]),
            sizes=frozenset(units["sizes"]),
        )

    def pick(self, rule: Rule | None, kind: str | None) -> Measure | None:
        """The measure that ``rule`` gives to the class ``kind`` (``None``: a number without a known noun)."""
        if rule is None or isinstance(rule, str):
            return cast("Measure | None", rule)
        if kind is None:
            return cast("Measure | None", rule.get("default"))
        return cast("Measure | None", rule.get(kind) or rule.get(self.parents.get(kind, kind)))

    def category(self, kind: str | None) -> Category:
        return cast("Category", self.categories.get(kind or "unknown", "unknown"))

    def square_kilometres(self, text: str, start: int) -> tuple[float, int] | None:
        """If a unit of area stands at ``text[start:]``: how many km2 one of it is, and where it ends."""
        match = self.area.match(text, start)
        if match is None:
            return None
        return self.area_factors["".join(match[1].lower().split())], match.end()


def _inverted(table: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Word to class; a word listed in two classes belongs to the first."""
    return {word: name for name, words in reversed(list(table.items())) for word in words}


def _flat(lists: Iterable[Any]) -> frozenset[str]:
    return frozenset(word for words in lists for word in (words if isinstance(words, list) else [words]))
