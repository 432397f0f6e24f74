"""Finds who is credited, by which words, with what: a parsed text in, attributions as token ranges out.

All attributions are found, whatever they are about; whether what is said is a claim, or true, is not asked.
"""

from bisect import bisect_left
from collections.abc import Sequence

from spacy.tokens import Doc

from sayso.catalogue.cues import Cues
from sayso.reading.antecedents import with_antecedents
from sayso.reading.chains import chained, cited_sources, in_order, interrupted
from sayso.reading.continuing import continued
from sayso.reading.evidence import with_evidence
from sayso.reading.hedging import Hedge, hedges
from sayso.reading.phrases import Range, climb, joined, trimmed, without
from sayso.reading.quotations import Quotations, find_quotations
from sayso.reading.report import Report
from sayso.reading.reporting import reports
from sayso.reading.said import Said
from sayso.reading.saying import own_status, said_on, weaker
from sayso.reading.sources import kind_of
from sayso.records import Attribution, Span

__all__ = ["Hedge", "Said", "annotations", "find_attributions", "hedges"]


def find_attributions(doc: Doc, cues: Cues) -> list[Said]:
    """All attributions of a text in the order of their cues."""
    quotations = find_quotations(doc)
    breaks = [token.i for token in doc if "\n" in token.text]
    kept: list[Report] = []
    found: list[Said] = []
    for report in reports(doc, cues, quotations):
        content = _content(doc, report, quotations, breaks)
        if content:
            kept.append(report)
            found.append(_said(doc, report, content, cues))
    found = interrupted(doc, kept, found)
    found = cited_sources(doc, kept, continued(doc, found, quotations), cues)
    return with_evidence(doc, with_antecedents(doc, chained(in_order(found)), cues), cues)


def _said(doc: Doc, report: Report, content: tuple[Range, ...], cues: Cues) -> Said:
    source = None if report.source_head is None else doc[report.source_head]
    effect = report.effect
    return Said(
        source=report.source,
        cue=report.cue,
        content=content,
        antecedent=None,
        cited_by=None,
        kind=kind_of(source, report.source, cues),
        stance=effect.stance,
        polarity=effect.polarity,
        manner=effect.manner,
        status=weaker(effect.status, own_status(doc[report.head], cues)),
        evidence=None,
        said_on=said_on(doc, report, content, cues),
    )


def _content(doc: Doc, report: Report, quotations: Quotations, breaks: list[int]) -> tuple[Range, ...]:
    """The content's words: whole quotations where it lies in one, without the source's and the cue's own words."""
    own = [report.cue] if report.source is None else [report.cue, report.source]
    parts: list[Range] = []
    for part in report.content:
        tidy = trimmed(doc, _in_paragraph(part, report.head, breaks), quotations)
        if tidy is not None:
            parts.append(_whole_quotation(tidy, report, quotations) if report.frame == "clause" else tidy)
    if report.frame == "clause" and parts:
        before = _quotation_before(doc, own, parts, quotations)
        if before is not None:
            parts.append(before)
    pieces = [piece for part in joined(doc, parts) for piece in without(part, own)]
    return tuple(tidy for piece in pieces if (tidy := trimmed(doc, piece, quotations)) is not None)


def _in_paragraph(part: Range, head: int, breaks: list[int]) -> Range:
    """The part of a range that lies in the cue's paragraph: parsers run sentences together over headlines."""
    first, last = part
    at = bisect_left(breaks, head)
    if at > 0 and first <= breaks[at - 1]:
        first = min(breaks[at - 1] + 1, last)
    if at < len(breaks) and last > breaks[at]:
        last = max(breaks[at], first)
    return first, last


def _quotation_before(doc: Doc, own: list[Range], parts: list[Range], quotations: Quotations) -> Range | None:
    """A quotation that leads up to the cue's clause and goes on after it: “…,” she said, “…”"""
    start, end = min(part[0] for part in own), max(part[1] for part in own)
    if end - start > sum(part[1] - part[0] for part in own) + 1 or not any(
        part[0] >= end and quotations.opening_at(part[0]) for part in parts
    ):
        return None
    at = start - 1
    while at > 0 and doc[at].text == ",":
        at -= 1
    before = quotations.closing_at(at) if at > 0 else None
    if before is None or doc[before.last - 2].text not in (",", "?", "!", "—", "…", "-", "--"):
        return None
    return before.first, before.last


def _whole_quotation(part: Range, report: Report, quotations: Quotations) -> Range:
    """A content that begins or ends inside a quotation which the cue stands outside of takes in all of it."""
    first, last = part
    for at in (first, last - 1):
        around = quotations.around(at)
        if around is not None and not around.first <= report.head < around.last:
            first, last = min(first, around.first), max(last, around.last)
    return first, last


def annotations(doc: Doc, said: Sequence[Said]) -> list[Attribution]:
    """The attributions as character spans, those that lie in the content of another left out."""
    quotations = find_quotations(doc)
    text = doc.text
    result: list[Attribution] = []
    for one in said:
        if one.cited_by is not None or (one.cue is not None and _quoted(one.cue, quotations)):
            continue
        source = None if one.source is None else _span(doc, text, _with_comma(doc, one.source, one.cue))
        cue = None if one.cue is None else _span(doc, text, one.cue)
        result.append(
            Attribution(
                source, cue, tuple(_span(doc, text, _without_aside(doc, part, quotations)) for part in one.content)
            )
        )
    return result


def _without_aside(doc: Doc, part: Range, quotations: Quotations) -> Range:
    """The range without a relative clause after a comma at its end: as a rule a remark of the writer's own."""
    first, last = part
    if quotations.around(last - 1) is not None:
        return part
    token, cut = doc[last - 1], last
    for head in (token, *climb(token)):
        if not first <= head.i < last:
            break
        edge = head.left_edge.i
        if head.dep_ == "relcl" and edge > first + 1 and doc[edge - 1].text == "," and head.right_edge.i == last - 1:
            cut = edge - 1
    return first, cut


def _quoted(cue: Range, quotations: Quotations) -> bool:
    """Whether the cue is part of what somebody is quoted with, rather than a quoted word itself."""
    around = quotations.around(cue[0])
    return around is not None and cue[1] < around.last and around.last - around.first > cue[1] - cue[0] + 3


def _with_comma(doc: Doc, source: Range, cue: Range | None) -> Range:
    """An apposition or relative clause between commas keeps the second one."""
    first, last = source
    followed = cue is not None and last < len(doc) and last < cue[1] and doc[last].text == ","
    return (first, last + 1) if followed and any(doc[i].text == "," for i in range(first, last)) else source


def _span(doc: Doc, text: str, part: Range) -> Span:
    start = doc[part[0]].idx
    last = doc[part[1] - 1]
    end = last.idx + len(last)
    return Span(start, end, text[start:end])
