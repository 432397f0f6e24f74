"""TimeML as TempEval-3 has it (.tml): documents in with their gold time expressions, documents out with predicted ones."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from xml.etree import ElementTree
from xml.sax.saxutils import escape, quoteattr

from sayso.errors import SaysoError
from sayso.records import TimeMention

Timex = tuple[int, int, str, str]
"""Start, end, type, value."""
SUFFIX = ".tml"
HEADER = """<?xml version="1.0" ?>
<TimeML xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:noNamespaceSchemaLocation="http://timeml.org/timeMLdocs/TimeML_1.2.1.xsd">

<DOCID>{name}</DOCID>

<DCT>{created}</DCT>

<TEXT>"""
CREATED = '<TIMEX3 tid="t0" type="DATE" value="{day}" functionInDocument="CREATION_TIME">{day}</TIMEX3>'
FOOTER = "</TEXT>\n\n</TimeML>\n"
OPENING = re.compile(r"<TEXT>|<TEXT\s*/>")


@dataclass(frozen=True, slots=True)
class Document:
    """A text with its day of publication; ``header`` is what its file has up to the text."""

    name: str
    text: str
    published: date | None
    times: list[Timex]
    header: str


def documents(path: Path) -> Iterator[Document]:
    """The .tml files of a folder in name order, one .tml file, or rows of JSON Lines (``id``, ``text``, ``published``)."""
    if path.is_dir():
        for file in sorted(path.glob(f"*{SUFFIX}")):
            yield read(file)
    elif path.suffix == SUFFIX:
        yield read(path)
    else:
        yield from _rows(path)


def read(path: Path) -> Document:
    """One .tml file. Its day of publication is the document creation time; offsets count the characters of its text."""
    source = path.read_text(encoding="utf-8")
    try:
        root = ElementTree.fromstring(source)
    except ElementTree.ParseError as error:
        raise SaysoError(f"{path} is not TimeML ({error}): mend it or leave it out.") from error
    pieces: list[str] = []
    times: list[Timex] = []
    body = root.find("TEXT")
    if body is not None:
        _flatten(body, pieces, times)
    opening = OPENING.search(source)
    header = source[: opening.start()] + "<TEXT>" if opening else source.partition("</TimeML>")[0] + "<TEXT>"
    return Document(path.stem, "".join(pieces), _day(_created(root)), times, header)


def _created(root: ElementTree.Element) -> str:
    created = root.find("DCT/TIMEX3")
    if created is None:
        created = root.find(".//TIMEX3[@functionInDocument='CREATION_TIME']")
    return created.get("value", "") if created is not None else ""


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        return None


def _flatten(element: ElementTree.Element, pieces: list[str], times: list[Timex]) -> None:
    start = sum(map(len, pieces))
    pieces.append(element.text or "")
    for child in element:
        _flatten(child, pieces, times)
        pieces.append(child.tail or "")
    if element.tag == "TIMEX3":
        times.append((start, sum(map(len, pieces)), element.get("type", ""), element.get("value", "")))


def _rows(path: Path) -> Iterator[Document]:
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            name, text = str(row["id"]), str(row["text"])
        except (ValueError, KeyError, TypeError) as error:
            raise SaysoError(f"{path}, line {number}: a row has id, text and published ({error!r}).") from error
        published = _day(str(row.get("published") or ""))
        created = CREATED.format(day=published.isoformat()) if published else ""
        yield Document(name, text, published, [], HEADER.format(name=escape(name), created=created))


def write(folder: Path, document: Document, times: Sequence[TimeMention]) -> None:
    """``document`` with ``times`` as its TIMEX3 tags, as a .tml file of ``folder``."""
    pieces = [document.header]
    position = 0
    for number, time in enumerate(times, 1):
        pieces.append(escape(document.text[position : time.start]))
        attributes = f"tid={quoteattr(f't{number}')} type={quoteattr(time.type)} value={quoteattr(time.value)}"
        pieces.append(f"<TIMEX3 {attributes}>{escape(time.mention)}</TIMEX3>")
        position = time.end
    pieces += (escape(document.text[position:]), FOOTER)
    name = re.sub(r"[^\w.-]", "_", document.name)
    (folder / f"{name}{SUFFIX}").write_text("".join(pieces), encoding="utf-8")
