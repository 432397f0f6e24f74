"""Ties attributions to those that cite them: "Russian media, citing SANA, said …", "told the agency that witnesses had said …"

Reports and their attributions in; the attributions, with ``cited_by`` set and one added for each cited source, out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from sayso.catalogue.cues import Cues
from sayso.reading.phrases import climb, overlap
from sayso.reading.reporting import Report, lemma
from sayso.reading.said import Said
from sayso.reading.sources import kind_of, source_range

NEIGHBOURS = 40  # attributions before and after in whose content a cue is looked for


def cited_sources(doc: Doc, reports: Sequence[Report], found: Sequence[Said], cues: Cues) -> list[Said]:
    """The attributions, each "citing X" followed by one that credits X with what its citer says."""
    by_head = {report.head: index for index, report in enumerate(reports)}
    result = list(found)
    for report, said in zip(reports, found, strict=True):
        verb = doc[report.head]
        if report.frame != "object" or lemma(verb, cues) not in cues.citing or verb.tag_ not in ("VBG", "VBD", "VBN"):
            continue
        source = next((child for child in verb.children if child.dep_ == "dobj"), None)
        citer = _citer(verb, by_head)
        if source is not None and citer is not None:
            result.append(
                replace(
                    said,
                    source=source_range(source, verb),
                    content=found[citer].content,
                    kind=kind_of(source, source_range(source, verb), cues),
                    stance=found[citer].stance,
                    polarity=found[citer].polarity,
                    status=found[citer].status,
                    cited_by=citer,
                )
            )
    return result


def _citer(verb: Token, by_head: dict[int, int]) -> int | None:
    """The attribution whose verb, or whose subject, "citing …" hangs on."""
    for head in climb(verb, 3):
        if head.i in by_head:
            return by_head[head.i]
    return None


def chained(found: Sequence[Said]) -> list[Said]:
    """The attributions, each tied to the one in whose content its cue stands, the narrowest; ``cited_by`` set before stays."""
    result = list(found)
    for index, said in enumerate(found):
        if said.cue is None or said.cited_by is not None:
            continue
        narrowest: tuple[int, int] | None = None
        for other in range(max(0, index - NEIGHBOURS), min(len(found), index + NEIGHBOURS)):
            cue = found[other].cue
            if other == index or cue == said.cue or cue is None:
                continue
            for first, last in found[other].content:
                inside = overlap((first, last), said.cue) and (narrowest is None or last - first < narrowest[0])
                if inside and not (other > index and any(overlap(part, cue) for part in said.content)):
                    narrowest = last - first, other
        if narrowest is not None:
            result[index] = replace(said, cited_by=narrowest[1])
    return result


def in_order(found: Sequence[Said]) -> list[Said]:
    """The attributions by position of their cue, ``cited_by`` renumbered; at one cue, who cites comes first."""
    order = sorted(range(len(found)), key=lambda index: (found[index].cue or (0, 0), index))
    place = {index: at for at, index in enumerate(order)}
    return [
        replace(found[index], cited_by=None if (citing := found[index].cited_by) is None else place[citing])
        for index in order
    ]
