"""Messages and answer keys of the third and fourth Message Understanding Conferences (MUC-3, MUC-4): reader and writer.

A file of messages has each under a line with its name (``TST9-MUC4-0001``), in capitals, opened by a dateline; a file of
keys has 25 numbered slots for every template, one filler a line::

    2.  INCIDENT: DATE                  - 04 MAR 90
    10. PERP: ORGANIZATION ID           "THE BLUE FRONT" / "FRONT"
    23. HUM TGT: EFFECT OF INCIDENT     DEATH: "MAYOR"
                                        ? INJURY: "GUARDS" / "TWO GUARDS"

``/`` parts alternatives of which any one is right, ``?`` marks what need not be given, ``-`` an empty slot, ``*`` one that
does not apply. A filler's strings after a colon are its cross references: whom of the text it is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

SLOTS = (
    "MESSAGE: ID",
    "MESSAGE: TEMPLATE",
    "INCIDENT: DATE",
    "INCIDENT: LOCATION",
    "INCIDENT: TYPE",
    "INCIDENT: STAGE OF EXECUTION",
    "INCIDENT: INSTRUMENT ID",
    "INCIDENT: INSTRUMENT TYPE",
    "PERP: INCIDENT CATEGORY",
    "PERP: INDIVIDUAL ID",
    "PERP: ORGANIZATION ID",
    "PERP: ORGANIZATION CONFIDENCE",
    "PHYS TGT: ID",
    "PHYS TGT: TYPE",
    "PHYS TGT: NUMBER",
    "PHYS TGT: FOREIGN NATION",
    "PHYS TGT: EFFECT OF INCIDENT",
    "PHYS TGT: TOTAL NUMBER",
    "HUM TGT: NAME",
    "HUM TGT: DESCRIPTION",
    "HUM TGT: TYPE",
    "HUM TGT: NUMBER",
    "HUM TGT: FOREIGN NATION",
    "HUM TGT: EFFECT OF INCIDENT",
    "HUM TGT: TOTAL NUMBER",
)
DATE, LOCATION, TYPE, STAGE = 2, 3, 4, 5
INDIVIDUAL, ORGANIZATION, CONFIDENCE = 9, 10, 11
TARGET, TARGET_EFFECT = 12, 16
VICTIM_NAME, VICTIM, VICTIM_NUMBER, VICTIM_EFFECT, VICTIM_TOTAL = 18, 19, 21, 23, 24
EMPTY, INAPPLICABLE = "-", "*"
MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")

_NAME = re.compile(r"^((?:DEV|TST)\d*-MUC\d-\d{4})\b[^\n]*$", re.MULTILINE)
_DATELINE = re.compile(
    r"^\s*(?P<city>[^,(]*?)\s*(?:\((?P<country>[^)]*)\))?\s*,\s*(?P<day>\d{1,2}|NO)\s+(?P<month>[A-Z]{3,4})\w*"
    r"(?:\s+(?P<year>\d{2})\b)?\s*(?:\((?P<source>[^)]*\)?[^)]*?)\))?\s*--\s*",
    re.DOTALL,
)
_HEADER = re.compile(r"^(?:\[[^\]]*\]\s*)*?\[(?:TEXT|SUMMARY|EXCERPTS?)\]\s*")
_SLOT = re.compile(r"^(\d{1,2})\.\s+[A-Z]+(?: TGT)?: [A-Z ]+?(?:\s{2,}(.*))?$")
_PART = re.compile(r'"(?:\\.|[^"\\])*"?|/|:(?=\s*\??\s*")|[^"/:]+')
_NOTHING = frozenset({"", "/", EMPTY, INAPPLICABLE})


# Messages


@dataclass(frozen=True, slots=True)
class Message:
    """One message: where, when and by whom it was sent, and its body as paragraphs with an empty line between."""

    docid: str
    city: str | None
    country: str | None
    sent: date | None
    source: str | None
    body: str


def messages(text: str) -> Iterator[Message]:
    """The messages of a file. A dateline without a year has that of the message before."""
    starts = list(_NAME.finditer(text))
    year: int | None = None
    for start, following in zip(starts, [*starts[1:], None], strict=True):
        raw = text[start.end() : following.start() if following else len(text)]
        message = _message(start[1], raw, year)
        year = message.sent.year if message.sent else year
        yield message


def _message(docid: str, raw: str, year: int | None) -> Message:
    head = _DATELINE.match(raw)
    if head is None:
        return Message(docid, None, None, None, None, _paragraphs(raw))
    body = _paragraphs(raw[head.end() :])
    given = head["year"]
    return Message(
        docid,
        _words(head["city"]),
        _words(head["country"]),
        _sent(head["day"], head["month"], 1900 + int(given) if given else year),
        _words(head["source"]),
        _HEADER.sub("", body, count=1),
    )


def _words(text: str | None) -> str | None:
    return " ".join(text.split()) if text and text.strip() else None


def _paragraphs(raw: str) -> str:
    return "\n\n".join(paragraph for block in re.split(r"\n[ \t]*\n", raw) if (paragraph := " ".join(block.split())))


def _sent(day: str, month: str, year: int | None) -> date | None:
    if year is None or not day.isdigit() or month[:3] not in MONTHS:
        return None
    try:
        return date(year, MONTHS.index(month[:3]) + 1, int(day))
    except ValueError:
        return None


# Keys


@dataclass(frozen=True, slots=True)
class Option:
    """One right way to fill: a value (a string of the text stands without its quotes) and its cross references."""

    value: str
    references: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Filler:
    """Options of which any is right."""

    options: tuple[Option, ...]
    optional: bool = False


@dataclass(slots=True)
class Template:
    """One incident of one message; ``slots`` has only filled ones, by number."""

    docid: str
    number: str
    optional: bool = False
    slots: dict[int, tuple[Filler, ...]] = field(default_factory=dict)

    def fillers(self, slot: int) -> tuple[Filler, ...]:
        return self.slots.get(slot, ())


def keys(text: str) -> dict[str, list[Template]]:
    """The templates of each message of a file of keys, none for a message without incident."""
    found: dict[str, list[Template]] = {}
    lines: dict[int, list[str]] = {}
    slot: int | None = None
    for line in [*text.splitlines(), "0.  MESSAGE: ID  "]:
        if match := _SLOT.match(line.rstrip()):
            slot = int(match[1])
            if slot == 0:
                _keep(found, lines)
                lines = {}
            lines.setdefault(slot, []).append((match[2] or "").strip())
        elif line[:1].isspace() and line.strip() and slot is not None:
            lines[slot].append(line.strip())
        elif line.strip():
            slot = None
    return found


def _keep(found: dict[str, list[Template]], lines: Mapping[int, list[str]]) -> None:
    name = _NAME.match(lines[0][0]) if lines else None
    if name is None:
        return
    templates = found.setdefault(name[1], [])
    number, _, mark = lines.get(1, [INAPPLICABLE])[0].partition(" ")
    if number != INAPPLICABLE:
        slots = {slot: fillers for slot in range(2, len(SLOTS)) if (fillers := tuple(_fillers(slot, lines)))}
        templates.append(Template(name[1], number, "OPTIONAL" in mark.upper(), slots))


def _fillers(slot: int, lines: Mapping[int, list[str]]) -> Iterator[Filler]:
    for line in lines.get(slot, ()):
        read = plain_filler(line) if slot in (DATE, LOCATION) else filler(line)
        if read is not None:
            yield read


def plain_filler(line: str) -> Filler | None:
    """The filler of a slot without cross references, whose values may hold colons and brackets."""
    values = [""]
    depth = 0
    for character in line.lstrip("? "):
        depth += (character == "(") - (character == ")")
        if character == "/" and depth <= 0:
            values.append("")
        else:
            values[-1] += character
    options = tuple(Option(bare) for value in values if (bare := _unwrapped(value.strip())) not in _NOTHING)
    return Filler(options, line.startswith("?")) if options else None


def _unwrapped(value: str) -> str:
    wrapped = value.startswith("(") and value.endswith(")") and value.count("(") == value.count(")")
    return value[1:-1].strip() if wrapped else value


def filler(line: str) -> Filler | None:
    """The filler that a line of a slot gives; nothing for an empty slot."""
    groups: list[tuple[list[str], list[str]]] = [([], [])]
    refers = False
    for part in _PART.findall(line):
        value = _unquoted(part) if part.startswith('"') else part.strip(" ?()")
        if part == ":":
            if refers:  # a value with cross references of its own, after a slash
                groups.append(([groups[-1][1].pop()], []))
            refers = True
        elif not part.startswith('"') and refers and value not in _NOTHING:
            groups.append(([value], []))
            refers = False
        elif value not in ("", "/", INAPPLICABLE) and (value != EMPTY or part.startswith('"')):
            groups[-1][refers].append(value)
    options = tuple(Option(value, tuple(references)) for values, references in groups for value in values)
    return Filler(options, line.startswith("?")) if options else None


def _unquoted(text: str) -> str:
    inner = text[1:].removesuffix('"') if len(text) > 1 else ""
    return inner.replace('\\"', '"')


# Writing


def written(templates: Mapping[str, Iterable[Template]]) -> str:
    """A file of keys; a message without templates gets the one that says so."""
    blocks = []
    for docid, found in templates.items():
        blocks += [_block(template) for template in found] or [_none(docid)]
    return "\n".join(blocks)


def _none(docid: str) -> str:
    return "".join(_line(slot, docid if slot == 0 else INAPPLICABLE) for slot in range(len(SLOTS)))


def _block(template: Template) -> str:
    number = f"{template.number} (OPTIONAL)" if template.optional else template.number
    lines = [_line(0, template.docid), _line(1, number)]
    for slot in range(2, len(SLOTS)):
        fillers = [_filler_line(slot, item) for item in template.fillers(slot)] or [EMPTY]
        lines.append(_line(slot, fillers[0]))
        lines += [" " * 36 + more + "\n" for more in fillers[1:]]
    return "".join(lines)


def _line(slot: int, value: str) -> str:
    return f"{slot}.".ljust(4) + SLOTS[slot].ljust(32) + value + "\n"


def _filler_line(slot: int, item: Filler) -> str:
    strings = slot in (6, INDIVIDUAL, ORGANIZATION, TARGET, VICTIM_NAME, VICTIM)
    shown: list[str] = []
    for option in item.options:
        value = _quoted(option.value) if strings else option.value
        last = shown[-1] if shown else ""
        references = " / ".join(map(_quoted, option.references))
        if references and last.endswith(f": {references}"):  # one list of references for all values before it
            shown[-1] = f"{last.removesuffix(f': {references}')} / {value}: {references}"
        else:
            shown.append(f"{value}: {references}" if references else value)
    return ("? " if item.optional else "") + " / ".join(shown)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '\\"') + '"'


def read_messages(path: Path) -> list[Message]:
    return list(messages(path.read_text(encoding="latin-1")))


def read_keys(path: Path) -> dict[str, list[Template]]:
    return keys(path.read_text(encoding="latin-1"))
