"""Reads the marks of test sentences: ``[1s The consul] [1u said] [1c that the fort had fallen]``.

The number is that of the attribution; s, u and c stand for source, cue and content. Marks nest.
"""

from __future__ import annotations

import re

from sayso.records import Attribution, Span

MARK = re.compile(r"\[(\d)([suc]) |\]")


def marked(sentence: str) -> tuple[str, list[Attribution]]:
    """The sentence without its marks, and what they mark, in the order of the cues."""
    plain = MARK.sub("", sentence)
    found: dict[str, dict[str, list[Span]]] = {}
    open_marks: list[tuple[str, str, int]] = []
    dropped = 0
    for mark in MARK.finditer(sentence):
        at = mark.start() - dropped
        dropped += len(mark[0])
        if mark[1]:
            open_marks.append((mark[1], mark[2], at))
        else:
            number, role, start = open_marks.pop()
            found.setdefault(number, {}).setdefault(role, []).append(Span(start, at, plain[start:at]))
    said = [
        Attribution(parts["s"][0] if "s" in parts else None, parts["u"][0], tuple(parts["c"]))
        for parts in found.values()
    ]
    return plain, sorted(said, key=lambda one: one.cue.start if one.cue else 0)
