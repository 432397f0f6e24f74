"""Which sentences of a message tell of one incident: each sentence joins an incident told before it or begins another."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from benchmarks.muc_features import Scored, content
from benchmarks.muc_linear import Linear

SAME = "same"
OTHER = "other"
TOLD = 0.25
ASIDE = 0.25
"""What the probability of a sentence of another incident counts."""
MOST = 8
ANOTHER = re.compile(
    r"\b(another|other|also|meanwhile|moreover|second|third|addition|later|elsewhere|previous|earlier|separate)\b", re.I
)
BACK = re.compile(r"^\W*(the|this|that|these|those|he|she|they|his|her|their|it|both|according)\b", re.I)


def joining_features(message: Scored, kind: str, sentence: int, group: Sequence[int], last: bool) -> dict[str, float]:
    """Whether a sentence tells of the incident of ``group``."""
    text = message.sentences[sentence].text
    mine, theirs = set(content(message.sentences[sentence])), {w for i in group for w in content(message.sentences[i])}
    names, known = _names(message, [sentence]), _names(message, group)
    found = {
        f"distance:{min(sentence - max(group), 6)}": 1.0,
        f"last:{last}": 1.0,
        f"paragraph:{_paragraphs(message, max(group), sentence)}": 1.0,
        f"shared:{min(len(mine & theirs), 6)}": 1.0,
        "share": len(mine & theirs) / max(1, len(mine)),
        f"names:{min(len(names & known), 3)}/{min(len(names - known), 3)}": 1.0,
        f"times:{_relation(_times(message, [sentence]), _times(message, group))}": 1.0,
        f"places:{_relation(_places(message, [sentence]), _places(message, group))}": 1.0,
        f"back:{bool(BACK.match(text))}": 1.0,
        f"size:{min(len(group), 4)}": 1.0,
        f"kind:{kind}": 1.0,
        "told": message.told[sentence][kind],
    }
    return found | {f"another:{word.lower()}": 1.0 for word in ANOTHER.findall(text)}


def groups(message: Scored, kind: str, joining: Linear, least: float, sure: float) -> list[list[int]]:
    """Sentences by incident, in the order of the text; an incident but the surest needs a sentence as sure as ``sure``."""
    telling = [i for i, told in enumerate(message.told) if told[kind] >= TOLD] or [message.best(kind)]
    found: list[list[int]] = []
    for i in telling:
        worths = [
            joining.probabilities(joining_features(message, kind, i, group, group is found[-1]))[SAME]
            for group in found
        ]
        best = max(range(len(found)), key=worths.__getitem__, default=None)
        if best is None or worths[best] < least:
            found.append([i])
        else:
            found[best].append(i)
    most = max(found, key=lambda group: max(message.told[i][kind] for i in group))
    kept = [group for group in found if group is most or max(message.told[i][kind] for i in group) >= sure]
    return kept[:MOST]


def about(message: Scored, kind: str, group: Sequence[int]) -> Scored:
    """The message as it is told of one incident: sentences outside of ``group`` count less."""
    chosen = set(group)
    told: list[Mapping[str, float]] = [
        given if i in chosen else {**given, kind: given[kind] * ASIDE} for i, given in enumerate(message.told)
    ]
    return Scored(message.read, message.sentences, tuple(told))


def _paragraphs(message: Scored, first: int, second: int) -> int:
    between = message.read.doc.text[message.sentences[first].start_char : message.sentences[second].start_char]
    return min(between.count("\n\n"), 4)


def _names(message: Scored, group: Sequence[int]) -> set[str]:
    return {token.lower_ for i in group for token in message.sentences[i] if token.tag_ in ("NNP", "NNPS")}


def _times(message: Scored, group: Sequence[int]) -> set[str]:
    return {
        time.start_date
        for time in message.read.reading.times
        if time.start_date and time.precision == 1 and message.at(time.start) in group
    }


def _places(message: Scored, group: Sequence[int]) -> set[str]:
    return {
        place.mention.lower()
        for place in message.read.reading.places
        if (place.precision or 9) < 5 and message.at(place.start) in group
    }


def _relation(mine: set[str], theirs: set[str]) -> str:
    if not mine or not theirs:
        return f"{'none' if not mine else 'new'}{'' if theirs else ' first'}"
    return "shared" if mine & theirs else "other"
