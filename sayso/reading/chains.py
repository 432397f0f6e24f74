"""Ties attributions to those that cite them: "the Echo, citing the Telegraph Bureau, said …", "told us that he had said …"

Reports and their attributions in; the attributions, with ``cited_by`` set and one added for each cited source, out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from sayso.catalogue.cues import Cues
from sayso.reading.phrases import climb, overlap
from sayso.reading.report import Report, lemma
from sayso.reading.said import Said
from sayso.reading.sources import kind_of, source_range

NEIGHBOURS = 40  # attributions before and after in whose content a cue is looked for


def cited_sources(doc: Doc, reports: Sequence[Report], found: Sequence[Said], cues: Cues) -> list[Said]:
    """The attributions, and for each "citing X" one that credits X with what the citer says."""
    by_head = {report.head: index for index, report in enumerate(reports)}
    result = list(found)
    for verb in doc:
        if verb.tag_ not in ("VBG", "VBD", "VBN") or lemma(verb, cues) not in cues.citing:
            continue
        source = next((child for child in verb.children if child.dep_ == "dobj"), None)
        citer = _citer(verb, by_head)
        if source is None or citer is None or not _speaks(source, cues):
            continue
        span = source_range(source, verb)
        own = by_head.get(verb.i)
        credited = replace(
            found[citer],
            source=span,
            cue=(verb.i, verb.i + 1),
            kind=kind_of(source, span, cues),
            cited_by=citer,
            said_on=None,
        )
        if own is None:
            result.append(credited)
        else:
            result[own] = credited
    return result


def _speaks(source: Token, cues: Cues) -> bool:
    """Somebody is cited, rather than a reason or an example."""
    return source.pos_ == "PROPN" or kind_of(source, source_range(source, source.head), cues) != "other"


def _citer(verb: Token, by_head: dict[int, int]) -> int | None:
    """The attribution whose verb, or whose subject, "citing …" hangs on."""
    for head in climb(verb, 3):
        if head.i in by_head:
            return by_head[head.i]
    return None


def chained(found: Sequence[Said]) -> list[Said]:
    """The attributions, each tied to the narrowest in whose content its cue stands; ``cited_by`` set before stays."""
    result = list(found)
    for index, said in enumerate(result):
        if said.cue is None or said.cited_by is not None:
            continue
        narrowest: tuple[int, int] | None = None
        for other in _near(found, index):
            if result[other].cue == said.cue:
                continue
            for first, last in result[other].content:
                if overlap((first, last), said.cue) and (narrowest is None or last - first < narrowest[0]):
                    narrowest = last - first, other
        if narrowest is not None:
            result[index] = replace(said, cited_by=narrowest[1])
    return result


def _near(found: Sequence[Said], index: int) -> list[int]:
    return [other for other in range(max(0, index - NEIGHBOURS), min(len(found), index + NEIGHBOURS)) if other != index]


def in_order(found: Sequence[Said]) -> list[Said]:
    """The attributions by position of their cue, ``cited_by`` renumbered; at one cue, who cites comes first."""
    order = sorted(range(len(found)), key=lambda index: (found[index].cue or (0, 0), index))
    place = {index: at for at, index in enumerate(order)}
    return [
        replace(found[index], cited_by=None if (citing := found[index].cited_by) is None else place[citing])
        for index in order
    ]
