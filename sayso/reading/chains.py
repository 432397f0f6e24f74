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


def interrupted(doc: Doc, reports: Sequence[Report], found: Sequence[Said]) -> list[Said]:
    """The attributions, contents cut off where another cue of the same source begins: "said …, adding …"."""
    result = list(found)
    by_head = {report.head: index for index, report in enumerate(reports)}
    for report in reports:
        index = by_head.get(report.interrupts) if report.interrupts is not None else None
        if index is not None:
            end = report.cue[0]
            while end > 0 and (doc[end - 1].pos_ == "CCONJ" or (doc[end - 1].is_punct and not doc[end - 1].is_quote)):
                end -= 1
            result[index] = _cut(result[index], end)
    return result


def _cut(said: Said, end: int) -> Said:
    content = tuple((first, min(last, end)) for first, last in said.content if first < end)
    return replace(said, content=content) if content else said


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
        if source is not None and citer is not None and _speaks(source, cues):
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
    """The attributions, each tied to the narrowest in whose content its cue stands; ``cited_by`` set before stays.

    Of two that lie in each other the one whose cue follows its content is the outer: "it seems to burn, he said".
    """
    result = [_before_outer_cue(found, index) for index in range(len(found))]
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


def _before_outer_cue(found: Sequence[Said], index: int) -> Said:
    """The attribution, its content cut off before the source and the cue of one that encloses it and follows it."""
    said = found[index]
    for outer in found[index + 1 : index + 4]:
        if said.cue is None or outer.cue is None or not any(overlap(part, said.cue) for part in outer.content):
            continue
        end = min(outer.cue[0], outer.source[0] if outer.source is not None else outer.cue[0])
        if outer.content[-1][1] <= end and any(overlap(part, outer.cue) for part in said.content):
            return _cut(said, end)
    return said


def in_order(found: Sequence[Said]) -> list[Said]:
    """The attributions by position of their cue, ``cited_by`` renumbered; at one cue, who cites comes first."""
    order = sorted(range(len(found)), key=lambda index: (found[index].cue or (0, 0), index))
    place = {index: at for at, index in enumerate(order)}
    return [
        replace(found[index], cited_by=None if (citing := found[index].cited_by) is None else place[citing])
        for index in order
    ]
