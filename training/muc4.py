"""Role fillers of MUC-4 as examples: every occurrence of a mention in the document is tagged with its role."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from sayso.encoder.labels import labels
from sayso.encoder.pieces import Pieces
from sayso.encoder.tokens import tokenizer
from training.examples import Example

ROLES = ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")


def examples(path: Path, pieces: Pieces, chosen: bool) -> Iterator[Example]:
    """Of a file of documents: every tenth where ``chosen``, else the others."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
        if (number % 10 == 0) == chosen:
            yield from of_document(json.loads(line), pieces)


def of_document(row: dict[str, Any], pieces: Pieces) -> Iterator[Example]:
    text = row["doctext"]
    spans = {role: occurrences(text, [m[0] for entity in row["extracts"][role] for m in entity]) for role in ROLES}
    for window in pieces.windows(tokenizer()(text)):
        yield Example(
            window,
            {
                f"muc4 {role}": labels(len(window.firsts), [(0, *window.words(*span)) for span in spans[role]])
                for role in ROLES
            },
        )


def occurrences(text: str, mentions: Sequence[str]) -> list[tuple[int, int]]:
    """Where the mentions stand as whole words, longer ones first."""
    found: list[tuple[int, int]] = []
    for mention in sorted(set(mentions), key=len, reverse=True):
        found += [match.span() for match in re.finditer(rf"(?<!\w){re.escape(mention)}(?!\w)", text)]
    return found
