"""Rules for the past, present and future without a date: "now", "recently", "in the future", "in recent days"."""

from __future__ import annotations

from sayso.reading.timex.context import Matched, Timex
from sayso.reading.timex.relative import duration


def reference(m: Matched) -> Timex | None:
    phrase, classes = m.word("phrase"), m.context.vocabulary.classes
    if phrase in classes["only_in_future"] and m.tense() != "future":
        return None
    if phrase in classes["never_of"] and m.followed_by("of"):
        return None
    if phrase in classes["never_before_words"] and m.token("phrase").dep_ in ("amod", "compound", "nummod"):
        return None
    head = m.token("phrase").head
    if head.tag_ == "VBN" and head.dep_ == "amod":  # "a previously announced plan"
        return None
    return Timex("DATE", m.context.vocabulary.classes["references"][m.word("phrase")])


def adjective(m: Matched) -> Timex | None:
    """ "the current position", "recent clashes"."""
    if m.token("word").pos_ != "ADJ":
        return None
    return Timex("DATE", m.value("word", "reference_adjectives"))


def recent_units(m: Matched) -> Timex:
    """ "in recent days", "in the coming weeks": nobody says how many, so no interval is given."""
    return Timex("DURATION", duration(m.value("unit", "unit_plurals", "clock_unit_plurals"), None))


RULES = (
    (r"(?<!{as})(?P<phrase>{references})(?!{as|tense|after|before|enough})", reference),
    (r"(?P<word>{reference_adjectives})", adjective),
    (
        r"{the}?{recent|future|forward|backward}(?:{few|several})?(?P<unit>{unit_plurals|clock_unit_plurals})",
        recent_units,
    ),
)
