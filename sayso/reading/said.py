"""The shape of one attribution while a text is read: token ranges, to be turned into records by those who compose."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.catalogue.cues import Manner
from sayso.reading.phrases import Range
from sayso.records import Evidence, Polarity, SourceKind, Stance, Status


@dataclass(frozen=True, slots=True)
class Said:
    """Who is credited, by which words, for what. Ranges are tokens [first, last) of the parsed text.

    ``antecedent`` is the earlier mention a pronoun or "the ministry" clearly stands for. ``cited_by`` is the index of
    the attribution that cites this one. ``stance``, ``polarity`` and ``status`` are what the cue does to its content.
    ``said_on`` is code points of the time words in which it was said. ``manner`` tells what is said (speech) or shown
    (finding) from what is believed (thought), wished or judged (attitude).
    """

    source: Range | None
    cue: Range | None
    content: tuple[Range, ...]
    antecedent: Range | None
    cited_by: int | None
    kind: SourceKind
    stance: Stance
    polarity: Polarity
    status: Status
    evidence: Evidence | None
    said_on: Range | None
    manner: Manner
