"""Parts that the rules of the grammar share, by name. Templates for ``Vocabulary.pattern``."""

from __future__ import annotations

MACROS = {
    "MONTH": r"(?P<month>{months}|{month_abbreviations})(?:(?<={month_abbreviations})[.])?",
    "A_MONTH": r"(?:{months}|{month_abbreviations}[.]?)",
    "WEEKDAY": r"(?:{weekdays}|{weekday_abbreviations}[.]?)",
    "DAY": r"(?:[do]|{ordinals}|{twenty|thirty}-?{ordinals})",
    "YEAR": r"(?:[yA]|{nineteen|eighteen|twenty}-?{cardinals}(?:-?{cardinals})?|{two}{thousand}(?:{and}?{cardinals})?)",
    "LATE": r"(?:{early|earlier|late|later|mid|middle}(?:-|{on|in|of})?)",
    "PART_OF": r"(?:{LATE}|{the}{ends}{of}{the}?|{the}{ordinals|last|final}{day|week|weekend|weeks|days|half}{of})",
    "ANY_UNIT": r"{units|unit_plurals|clock_units|clock_unit_plurals}",
    "SCALED": r"(?:{hundred|thousand|dozen}(?:{and}?{cardinals}(?:-?{cardinals})?)?)",
    "EXACT": r"(?:(?:[dnyhf]|{cardinals}(?:-?{cardinals}){0,4}){SCALED}?)",
    "NUMBER": r"(?:{EXACT}|{another}{EXACT}?|{a|an}(?:{SCALED}|{couple}(?:{of}|{more})?|{few}|{good})?|{couple}{of}"
    r"|{vague_numbers})",
    # "two to three weeks" is as long as its first number says at least.
    "COUNTED": r"(?P<number>{NUMBER})(?:-?{to|or}-?{EXACT}|-{EXACT})?-?{unit_adjectives}?",
    "APPROXIMATE": r"(?:{approximate}(?!{vague_numbers}))",
    "CLOCK": r"(?:(?P<clock>c)(?P<half_day>[ap])?|(?P<hour>[d]|{cardinals})(?:{o'clock|o’clock}|(?P<half>[ap]))"
    r"|(?P<figures>[hy])(?={clock_words})|(?P<zoned>[d])(?={gmt|utc})|(?P<named>{clock_names}))",
}
