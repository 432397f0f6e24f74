"""Puts the attributions of a text in order: what each cue means, who cites whom, whom a pronoun stands for.

A parsed text and its attributions as offsets in, attributions as token ranges out. All are kept, whatever they are about;
whether what is said is a claim, or true, is not asked.
"""

from collections.abc import Sequence

from spacy.tokens import Doc

from sayso.catalogue.cues import Cues
from sayso.reading.antecedents import with_antecedents
from sayso.reading.chains import chained, cited_sources, in_order
from sayso.reading.continuing import continued
from sayso.reading.evidence import with_evidence
from sayso.reading.quotations import Quotations
from sayso.reading.report import Report
from sayso.reading.reporting import reports
from sayso.reading.said import Said
from sayso.reading.saying import said_on
from sayso.reading.sources import kind_of
from sayso.records import Attribution


def attributions(doc: Doc, found: Sequence[Attribution], quotations: Quotations, cues: Cues) -> list[Said]:
    """The attributions of a text in the order of their cues."""
    kept = reports(doc, found, cues)
    said = continued(doc, [_said(doc, report, cues) for report in kept], quotations)
    said = chained(in_order(cited_sources(doc, kept, said, cues)))
    return with_evidence(doc, with_antecedents(doc, said, cues), cues)


def _said(doc: Doc, report: Report, cues: Cues) -> Said:
    source = None if report.source_head is None else doc[report.source_head]
    effect = report.effect
    return Said(
        source=report.source,
        cue=report.cue,
        content=report.content,
        antecedent=None,
        cited_by=None,
        kind=kind_of(source, report.source, cues),
        stance=effect.stance,
        polarity=effect.polarity,
        manner=effect.manner,
        status=effect.status,
        evidence=None,
        said_on=said_on(doc, report, report.content, cues),
    )
