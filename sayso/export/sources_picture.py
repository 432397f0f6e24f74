"""A picture of who cites whom: outlets down, those whom they cite across, the darker the more claims."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from sayso.export import svg
from sayso.views.figures import counted
from sayso.views.sources import Sources

MOST = 25
TOP, CELL, MARGIN = 235, 28, 20
NARROWEST, WIDEST = 100, 260
"""Room for the names of outlets."""
STEEP = 205
"""Room for the names of those who are cited, which lean to the right."""
LISTED = 5
LEAST = 400
"""Room for the title."""


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
    left = svg.widest((name[number] for number in rows), NARROWEST, WIDEST) + MARGIN
    title = "Whom outlets cite, by claims"
    shapes = [svg.words(10, 20, title, font_weight="bold")]
    if len(rows) < len(citing) or len(columns) < len(cited):
        shown = f"{len(rows)} of {counted(len(citing), 'outlet')}, {len(columns)} of {len(cited):,} whom they cite"
        shapes.append(svg.words(10, 38, f"Those of most claims: {shown}", fill=svg.SOFT))
    for i, number in enumerate(rows):
        shapes.append(svg.label(left - 8, TOP + i * CELL + 18, name[number], left - MARGIN, text_anchor="end"))
    for i, number in enumerate(columns):
        x = left + i * CELL + 18
        shapes.append(svg.label(x, TOP - 8, name[number], STEEP, transform=f"rotate(-60 {x} {TOP - 8})"))
    for row in cites:
        if row.citing in rows and row.cited in columns:
            x, y = left + columns.index(row.cited) * CELL, TOP + rows.index(row.citing) * CELL
            claims, dark = len(row.claims), len(row.claims) / most
            more = ", …" if claims > LISTED else ""
            note = (
                f"{name[row.citing]} cites {name[row.cited]}: {counted(claims, 'claim')} "
                f"({', '.join(row.claims[:LISTED])}{more})"
            )
            shapes.append(svg.box(x, y, CELL - 1, CELL - 1, svg.COLOURS[0], note, fill_opacity=0.1 + 0.9 * dark))
            ink = "#ffffff" if dark > 0.5 else svg.INK
            shapes.append(svg.words(x + CELL / 2, y + 18, str(claims), text_anchor="middle", font_size=10, fill=ink))
    svg.write(
        path, max(left + len(columns) * CELL + STEEP / 2, LEAST) + MARGIN, TOP + len(rows) * CELL + 20, title, shapes
    )


def _most(counts: Counter[str]) -> list[str]:
    return sorted(counts, key=lambda number: (-counts[number], number))[:MOST]
