"""Self-contained SVG pictures: shapes and words in pixels in, a file out. No script, no font or picture fetched."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import ceil
from pathlib import Path
from textwrap import wrap
from unicodedata import east_asian_width

from sayso.export.markup import Value, element, escaped
from sayso.export.whole import whole_file

COLOURS = ("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#f0e442")
"""Told apart by the colour-blind too (Okabe & Ito 2008)."""
REST = "#bbbbbb"
OTHERS, NOBODY = "#8c8c8c", "#cccccc"
"""Those who have no colour of their own, and who is not told, where a picture tells the two apart."""
INK, PALE, SOFT = "#222222", "#dddddd", "#666666"
SIZE, SMALL = 12, 10
LINE = 16
KEY = 12
"""Side of a square of a legend."""
SMALL_LETTER, CAPITAL, IDEOGRAPH = 0.61, 0.75, 1.05
"""Widths in ems, rather too wide than too narrow: which font a reader has is not known."""
FONT = "system-ui, sans-serif"


def write(path: Path, width: float, height: float, title: str, shapes: Iterable[str]) -> None:
    """Writes a picture of this size on white; ``title`` is what it shows, for those who do not see it."""
    with whole_file(path) as stream:
        stream.write(
            element(
                "svg",
                "\n".join((element("title", escaped(title)), box(0, 0, width, height, "#ffffff"), *shapes)),
                xmlns="http://www.w3.org/2000/svg",
                width=width,
                height=height,
                viewBox=f"0 0 {escaped(width)} {escaped(height)}",
                role="img",
                font_family=FONT,
                font_size=SIZE,
            )
        )
        stream.write("\n")


def box(x: float, y: float, width: float, height: float, fill: str, note: str = "", **more: Value) -> str:
    """A filled rectangle; ``note`` is shown when it is pointed at."""
    return element("rect", _note(note), x=x, y=y, width=width, height=height, fill=fill, **more)


def line(start: tuple[float, float], end: tuple[float, float], note: str = "", **more: Value) -> str:
    """A line, in ink unless ``stroke`` says otherwise."""
    (x1, y1), (x2, y2) = start, end
    return element("line", _note(note), x1=x1, y1=y1, x2=x2, y2=y2, **({"stroke": INK} | more))


def arrow(x: float, y: float, reach: float, note: str = "", **more: Value) -> str:
    """A tip that begins at a point and ends ``reach`` pixels to its right, or to its left where that is less than none."""
    half = abs(reach) * 0.6
    points = " ".join(f"{escaped(one)},{escaped(two)}" for one, two in ((x, y - half), (x + reach, y), (x, y + half)))
    return element("polygon", _note(note), points=points, **({"fill": INK} | more))


def words(x: float, y: float, text: str, note: str = "", **more: Value) -> str:
    """Words whose base line starts, or with ``text_anchor="end"`` ends, at a point."""
    return element("text", escaped(text) + _note(note), x=x, y=y, **({"fill": INK} | more)) if text else ""


def label(x: float, y: float, text: str, pixels: float, **more: Value) -> str:
    """Words that fit; those that are cut are shown whole when they are pointed at."""
    fitting = fitted(text, pixels)
    return words(x, y, fitting, text if fitting != text else "", **more)


def fitted(text: str, pixels: float) -> str:
    """The text, or so much of its beginning as fits."""
    if wide(text) <= pixels:
        return text
    size = next(size for size in range(len(text), -1, -1) if size == 0 or wide(f"{text[:size]}…") <= pixels)
    return f"{text[:size].rstrip()}…"


def wide(text: str, size: float = SIZE) -> float:
    """How many pixels a text takes, about."""
    return size * sum(map(_ems, text))


def widest(texts: Iterable[str], least: float, most: float) -> float:
    """Room for the longest of the texts, within bounds."""
    return min(most, ceil(max([least, *map(wide, texts)])))


def legend(entries: Sequence[tuple[str, str]], left: float, top: float, width: float) -> tuple[list[str], float]:
    """Keys, each a name and a square as markup that begins at 0, 0; as many on a line as fit. Also where it ends below."""
    shapes, x, y = [], left, top
    for name, square in entries:
        fitting = fitted(name, width - KEY - 5)
        room = KEY + 5 + wide(fitting)
        if x > left and x + room > left + width:
            x, y = left, y + LINE + 2
        shapes.append(element("g", square, transform=f"translate({escaped(x)} {escaped(y)})"))
        shapes.append(words(x + KEY + 5, y + KEY - 2, fitting, name if fitting != name else ""))
        x += room + 18
    return shapes, (y + LINE + 2 if entries else top)


def key(fill: str, **more: Value) -> str:
    """A square of a legend."""
    return box(0, 0, KEY, KEY, fill, "", **more)


def paragraph(x: float, y: float, text: str, width: float) -> tuple[list[str], float]:
    """A soft remark on as many lines as it takes, the first of which is at ``y``; and where the next one would be."""
    lines = wrap(text, int(width / (SIZE * SMALL_LETTER)))
    return [words(x, y + i * LINE, line, fill=SOFT) for i, line in enumerate(lines)], y + len(lines) * LINE


def _ems(character: str) -> float:
    if east_asian_width(character) in "WF":
        return IDEOGRAPH
    return CAPITAL if character.isupper() else SMALL_LETTER


def _note(note: str) -> str:
    return element("title", escaped(note)) if note else ""
