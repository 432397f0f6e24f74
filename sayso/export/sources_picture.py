"""A picture of who cites whom: outlets down, those whom they cite across, the darker the more claims."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from sayso.export import svg
from sayso.views.sources import Sources

MOST = 25
LEFT, TOP, CELL = 170, 170, 28
NAME = 24
LISTED = 5


def write(found: Sources, path: Path) -> None:
    """Writes the matrix of the outlets that cite most and of those who are cited most, by claims."""
    name = {speaker.speaker_id: speaker.label for speaker in found.speakers}
    outlets = {speaker.speaker_id for speaker in found.speakers if speaker.is_outlet}
    cites = [row for row in found.citations if row.how == "cites" and row.citing in outlets]
    citing, cited = Counter[str](), Counter[str]()
    for row in cites:
        citing[row.citing] += len(row.claims)
        cited[row.cited] += len(row.claims)
    rows, columns = _most(citing), _most(cited)
    most = max((len(row.claims) for row in cites), default=1)
    title = "Whom outlets cite, by claims"
    shapes = [svg.words(10, 20, title, font_weight="bold")]
    for i, number in enumerate(rows):
        shapes.append(svg.words(LEFT - 8, TOP + i * CELL + 18, svg.short(name[number], NAME), text_anchor="end"))
    for i, number in enumerate(columns):
        x = LEFT + i * CELL + 18
        shapes.append(svg.words(x, TOP - 8, svg.short(name[number], NAME), transform=f"rotate(-60 {x} {TOP - 8})"))
    for row in cites:
        if row.citing in rows and row.cited in columns:
            x, y = LEFT + columns.index(row.cited) * CELL, TOP + rows.index(row.citing) * CELL
            count, dark = len(row.claims), len(row.claims) / most
            more = ", …" if count > LISTED else ""
            note = (
                f"{name[row.citing]} cites {name[row.cited]}: {count} claims ({', '.join(row.claims[:LISTED])}{more})"
            )
            shapes.append(svg.box(x, y, CELL - 1, CELL - 1, svg.COLOURS[0], note, fill_opacity=0.1 + 0.9 * dark))
            ink = "#ffffff" if dark > 0.5 else svg.INK
            shapes.append(svg.words(x + CELL / 2, y + 18, str(count), text_anchor="middle", font_size=10, fill=ink))
    svg.write(path, LEFT + len(columns) * CELL + 140, TOP + len(rows) * CELL + 20, title, shapes)


def _most(counts: Counter[str]) -> list[str]:
    return sorted(counts, key=lambda number: (-counts[number], number))[:MOST]
