"""Decisions of reviewers as W3C Web Annotations (JSON-LD, https://www.w3.org/TR/annotation-model/): one collection.

Decisions and the documents that they are about in, JSON out. Those that are undone are not told.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sayso.export.whole import output
from sayso.records import Document
from sayso.reviews.applying import Reviewed, in_force
from sayso.reviews.finding import Found
from sayso.reviews.records import Anchor, Decision, DecisionKind

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 32
"""Code points before and after the words, by which they are known where they stand more than once."""
MOTIVATIONS: Mapping[DecisionKind, str] = {
    "accept": "assessing",
    "reject": "assessing",
    "correct": "editing",
    "add": "describing",
    "merge": "linking",
    "split": "linking",
    "set_actor": "identifying",
    "set_place": "identifying",
    "note": "commenting",
}


def write(state: Reviewed, documents: Mapping[str, Document], path: Path | None) -> None:
    """Writes the collection to a file or to standard output; ``documents`` by id."""
    with output(path) as stream:
        stream.write(f"{json.dumps(collection(state, documents), ensure_ascii=False, indent=1)}\n")


def collection(state: Reviewed, documents: Mapping[str, Document]) -> dict[str, Any]:
    """An ``AnnotationCollection`` of the decisions that count, all on its first page."""
    items = [_annotation(one, state.found[number], documents) for number, one in in_force(state.decisions).items()]
    name = hashlib.sha256("".join(item["id"] for item in items).encode()).hexdigest()[:16]
    return {
        "@context": CONTEXT,
        "id": f"urn:sayso:reviews:{name}",
        "type": "AnnotationCollection",
        "label": "Decisions of reviewers",
        "total": len(items),
        "first": {"id": f"urn:sayso:reviews:{name}:1", "type": "AnnotationPage", "startIndex": 0, "items": items},
    }


def _annotation(decision: Decision, found: tuple[Found, ...], documents: Mapping[str, Document]) -> dict[str, Any]:
    motivation = MOTIVATIONS[decision.kind]
    made = {"kind": decision.kind, "field": decision.field, "before": decision.before, "after": decision.after}
    content = {name: value for name, value in made.items() if value is not None}
    bodies: list[dict[str, Any]] = [
        {
            "type": "TextualBody",
            "purpose": motivation,
            "format": "application/json",
            "value": json.dumps(content, ensure_ascii=False),
        }
    ]
    if decision.why is not None:
        bodies.append({"type": "TextualBody", "purpose": "commenting", "format": "text/plain", "value": decision.why})
    return {
        "id": f"urn:sayso:decision:{quote(decision.decision_id, safe='')}",
        "type": "Annotation",
        "motivation": motivation,
        "creator": {"type": "Person", "name": decision.reviewer},
        "created": decision.made_at,
        "body": bodies,
        "target": [
            _target(place, where.shift, documents.get(place.document_id))
            for place, where in zip(decision.about, found, strict=True)
        ],
    }


def _target(place: Anchor, shift: int, document: Document | None) -> dict[str, Any]:
    """Where the words stand now; where they do not, as they stood when it was decided."""
    start, end = place.start + shift, place.end + shift
    exact: dict[str, Any] = {"type": "TextQuoteSelector", "exact": place.quote}
    if document is not None and document.text[start:end] == place.quote:
        exact |= {"prefix": document.text[max(0, start - AROUND) : start], "suffix": document.text[end : end + AROUND]}
    return {
        "source": _source(place, document),
        "selector": [exact, {"type": "TextPositionSelector", "start": start, "end": end}],
    }


def _source(place: Anchor, document: Document | None) -> str:
    """The page, or a name of the document where it has none."""
    url = document.url if document is not None else None
    if url is not None and url.startswith(("http://", "https://")):
        return url
    return f"urn:sayso:document:{quote(place.document_id, safe='')}"
