"""The network of who cites whom as GraphML (Brandes et al. 2002), for Gephi, yEd, igraph or NetworkX.

A node a speaker, an edge a citation from the one who cites; an edge carries the ids of its claims.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sayso.export.markup import element, escaped
from sayso.export.whole import whole_file
from sayso.views.sources import Citation, Sources, Speaker

SPEAKER = {
    "label": "string",
    "is_outlet": "boolean",
    "kind": "string",
    "side": "string",
    "claims": "int",
    "no_named_source": "double",
    "denied": "double",
    "first": "int",
    "shared": "int",
}
CITATION = {"how": "string", "weight": "int", "claims": "string", "documents": "string"}


def write(found: Sources, path: Path) -> None:
    """Writes the graph whole, nodes and edges in the order of ``found``."""
    with whole_file(path) as stream:
        stream.write(
            '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
        )
        for kind, keys in (("node", SPEAKER), ("edge", CITATION)):
            for name, type_ in keys.items():
                key = element("key", id=f"{kind}_{name}", for_=kind, **{"attr.name": name, "attr.type": type_})
                stream.write(f"{key}\n")
        stream.write('<graph id="sources" edgedefault="directed">\n')
        for speaker in found.speakers:
            stream.write(f"{element('node', _data('node', SPEAKER, _of_speaker(speaker)), id=speaker.speaker_id)}\n")
        for i, row in enumerate(found.citations):
            data = _data("edge", CITATION, _of_citation(row))
            stream.write(f"{element('edge', data, id=f'e{i}', source=row.citing, target=row.cited)}\n")
        stream.write("</graph>\n</graphml>\n")


def _of_speaker(speaker: Speaker) -> dict[str, Any]:
    return {name: getattr(speaker, name) for name in SPEAKER}


def _of_citation(row: Citation) -> dict[str, Any]:
    """``weight``: claims, or for copies documents."""
    return {
        "how": row.how,
        "weight": len(row.claims) or len(row.documents),
        "claims": " ".join(row.claims),
        "documents": " ".join(row.documents),
    }


def _data(kind: str, keys: Mapping[str, str], values: Mapping[str, Any]) -> str:
    return "".join(
        element("data", escaped(str(value).lower() if isinstance(value, bool) else value), key=f"{kind}_{name}")
        for name in keys
        for value in [values[name]]
        if value is not None and value != ""
    )
