"""Self-contained SVG pictures: shapes and words in pixels in, a file out. No script, no font or picture fetched."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from sayso.export.markup import Value, element, escaped
from sayso.export.whole import whole_file

COLOURS = ("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#f0e442")
"""Told apart by the colour-blind too (Okabe & Ito 2008)."""
REST = "#bbbbbb"
INK, PALE = "#222222", "#dddddd"
SIZE = 12
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


def words(x: float, y: float, text: str, **more: Value) -> str:
    """Words whose base line starts, or with ``text_anchor="end"`` ends, at a point."""
    return element("text", escaped(text), x=x, y=y, **({"fill": INK} | more)) if text else ""


def short(text: str, characters: int) -> str:
    """The text, or so much of its beginning as fits."""
    return text if len(text) <= characters else f"{text[: characters - 1]}…"


def _note(note: str) -> str:
    return element("title", escaped(note)) if note else ""
