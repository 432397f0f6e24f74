"""What a cue's own clause says of the saying: when it was said, and whether it was said at all.

Tokens and reports in, a status or code points out; what the cue's word means is in the cue's effect.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from sayso.catalogue.cues import Cues
from sayso.reading.phrases import Range, subtree
from sayso.reading.report import Report
from sayso.records import Status

ORDER: tuple[Status, ...] = ("actual", "possible", "planned", "threatened", "hypothetical")
LONGEST = 8  # tokens of a time of saying


def weaker(first: Status, second: Status) -> Status:
    """The status of what is ``first`` within what is ``second``."""
    return max(first, second, key=ORDER.index)


def own_status(head: Token, cues: Cues) -> Status:
    """ "Did not say that …", "could say that …", "if he says that …" credit nobody with a fact."""
    if head.pos_ not in ("VERB", "AUX"):
        return "actual"
    if any(child.dep_ == "aux" and child.lower_ == "to" for child in head.lefts) and head.dep_ in ("acl", "advcl"):
        return "planned"  # "provided nothing to confirm these claims"
    for child in head.children:
        negated = child.dep_ == "neg" or child.lower_ in cues.negations
        modal = child.dep_ == "aux" and child.lower_ in cues.modals
        condition = child.dep_ == "mark" and child.lower_ in cues.conditions
        if (child.i < head.i and negated) or modal or condition:
            return "hypothetical"
    return "actual"


def said_on(doc: Doc, report: Report, content: Sequence[Range], cues: Cues) -> Range | None:
    """Code points of the time of saying ("said on Monday"), never of a time in the content."""
    head = doc[report.head]
    if head.pos_ not in ("VERB", "AUX"):
        return None
    for child in head.children:
        time = _time(child, cues)
        if time is None:
            continue
        first, last = subtree(time)
        inside = any(first < part[1] and part[0] < last for part in content)
        if not inside and last - first <= LONGEST and _beside(last, report, content):
            end = doc[last - 1]
            return doc[first].idx, end.idx + len(end)
    return None


def _time(child: Token, cues: Cues) -> Token | None:
    """The head of a time expression that hangs on a verb, with or without a preposition."""
    if child.dep_ == "npadvmod" or (child.dep_ == "advmod" and child.pos_ == "NOUN"):
        return child if child.lower_ in cues.day_words else None
    if child.dep_ == "prep" and child.lower_ in ("on", "in", "at", "by", "during", "late", "earlier"):
        pobj = next((grandchild for grandchild in child.children if grandchild.dep_ == "pobj"), None)
        return pobj if pobj is not None and pobj.lower_ in cues.day_words else None
    return None


def _beside(last: int, report: Report, content: Sequence[Range]) -> bool:
    """The time stands before the content, or after a cue that ends its sentence."""
    after = [part[0] for part in content if part[0] >= report.cue[1]]
    return last <= min(after, default=last)
