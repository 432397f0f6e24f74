"""Claimed control as GeoJSON with times (RFC 7946): a point a spell, for kepler.gl and for QGIS's temporal controller.

``start`` and ``end`` are date-times in UTC, which both take for times by themselves; they are the first and the last moment
of the days that claims tell, and ``since``, ``last_told`` and ``until`` those days. ``denied`` marks a point of what claims
only deny.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from sayso.export.whole import whole_file
from sayso.views.control import Spell

WHERE = ("lat", "lon")


def write(found: Iterable[Spell], path: Path) -> None:
    """Writes the spells; one at a place without coordinates is a feature with ``"geometry": null``."""
    features = ",\n".join(json.dumps(_feature(spell), ensure_ascii=False, allow_nan=False) for spell in found)
    with whole_file(path) as stream:
        stream.write(f'{{"type": "FeatureCollection", "features": [\n{features}\n]}}\n')


def _feature(spell: Spell) -> dict[str, Any]:
    located = spell.lat is not None and spell.lon is not None
    properties = {name: value for name, value in asdict(spell).items() if name not in WHERE}
    properties |= {
        "start": f"{spell.since}T00:00:00Z",
        "end": f"{max(spell.since, spell.until or spell.last_told)}T23:59:59Z",
    }
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [spell.lon, spell.lat]} if located else None,
        "properties": properties,
    }
