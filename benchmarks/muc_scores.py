"""Predicted templates against those of a key, slot by slot, after the MUC-4 evaluation (Chinchor 1992, "MUC-4 evaluation
metrics", Proceedings of MUC-4, https://aclanthology.org/M92-1002).

Templates of a message are paired one to one so that as much as possible of their slots agrees; a pair's types must agree
at least in part. Fillers of a slot are paired in the same way. A pair is correct (COR), partial (PAR, half) or incorrect
(INC); what is predicted beside is spurious (SPU), what is left of the key missing (MIS), unless it is optional. With
possible = COR + PAR + INC + MIS and actual = COR + PAR + INC + SPU, recall is (COR + PAR / 2) / possible and precision
(COR + PAR / 2) / actual. As in MUC-4's "all templates", every filler of a template without partner is spurious or missing
(not missing when the template is optional); ``matched`` counts paired templates only.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linear_sum_assignment

from benchmarks.muc_keys import (
    CONFIDENCE,
    DATE,
    LOCATION,
    STAGE,
    TARGET_EFFECT,
    TYPE,
    VICTIM_EFFECT,
    VICTIM_NUMBER,
    VICTIM_TOTAL,
    Filler,
    Template,
)
from benchmarks.muc_values import ALL, agreement

SCORED = {
    DATE: "date",
    LOCATION: "location",
    TYPE: "type",
    STAGE: "stage",
    CONFIDENCE: "confidence",
    TARGET_EFFECT: "target effect",
    VICTIM_NUMBER: "victim number",
    VICTIM_EFFECT: "victim effect",
    VICTIM_TOTAL: "victim total",
}
Templates = Mapping[str, Sequence[Template]]


@dataclass(slots=True)
class Tally:
    correct: int = 0
    partial: int = 0
    incorrect: int = 0
    spurious: int = 0
    missing: int = 0

    def add(self, other: Tally) -> None:
        self.correct += other.correct
        self.partial += other.partial
        self.incorrect += other.incorrect
        self.spurious += other.spurious
        self.missing += other.missing

    @property
    def measures(self) -> tuple[float, float, float]:
        """Recall, precision, F1."""
        hits = self.correct + self.partial / 2
        pairs = self.correct + self.partial + self.incorrect
        recall, precision = hits / max(pairs + self.missing, 1), hits / max(pairs + self.spurious, 1)
        return recall, precision, 2 * recall * precision / (recall + precision) if hits else 0.0

    def line(self, name: str) -> str:
        counts = (self.correct, self.partial, self.incorrect, self.spurious, self.missing)
        return f"{name:16}" + "".join(f"{count:6}" for count in counts) + "".join(f"{m:7.3f}" for m in self.measures)


@dataclass(slots=True)
class Score:
    """By slot: over all templates, and over those paired. ``templates``: how many of them were paired at all."""

    slots: dict[int, Tally]
    matched: dict[int, Tally]
    templates: Tally

    def lines(self) -> Iterator[str]:
        yield " " * 16 + "   COR   PAR   INC   SPU   MIS    rec   prec     F1  matched F1"
        yield self.templates.line("templates")
        for slot, name in SCORED.items():
            yield f"{self.slots[slot].line(name)}{self.matched[slot].measures[2]:12.3f}"
        whole, paired = Tally(), Tally()
        for slot in SCORED:
            whole.add(self.slots[slot])
            paired.add(self.matched[slot])
        yield f"{whole.line('all of these')}{paired.measures[2]:12.3f}"


def score(predicted: Templates, gold: Templates) -> Score:
    """Over the messages of ``gold``."""
    result = Score({slot: Tally() for slot in SCORED}, {slot: Tally() for slot in SCORED}, Tally())
    for docid, theirs in gold.items():
        mine = predicted.get(docid, ())
        pairs = paired(theirs, mine)
        for key, guess in pairs:
            result.templates.correct += 1
            for slot in SCORED:
                tally = compared(slot, key.fillers(slot), guess.fillers(slot))
                result.slots[slot].add(tally)
                result.matched[slot].add(tally)
        _unpaired(result, [key for key in theirs if all(key is not pair[0] for pair in pairs)], missing=True)
        _unpaired(result, [guess for guess in mine if all(guess is not pair[1] for pair in pairs)], missing=False)
    return result


def _unpaired(result: Score, templates: Sequence[Template], *, missing: bool) -> None:
    for template in templates:
        if missing and template.optional:
            continue
        result.templates.add(Tally(missing=1) if missing else Tally(spurious=1))
        for slot in SCORED:
            alone = template.fillers(slot)
            result.slots[slot].add(compared(slot, alone, ()) if missing else compared(slot, (), alone))


def paired(theirs: Sequence[Template], mine: Sequence[Template]) -> list[tuple[Template, Template]]:
    """Templates one to one, with the best sum of agreements among those whose types agree."""
    if not theirs or not mine:
        return []
    worth = np.array([[_worth(key, guess) for guess in mine] for key in theirs])
    return [(theirs[i], mine[j]) for i, j in zip(*linear_sum_assignment(-worth), strict=True) if worth[i, j] > 0]


def _worth(key: Template, guess: Template) -> float:
    total = 0.0
    for slot in (TYPE, *SCORED):
        hits = _assigned(slot, key.fillers(slot), guess.fillers(slot))
        gained = sum(value for _, _, value in hits)
        if slot == TYPE and not gained:
            return 0.0
        total += gained
    return total


def compared(slot: int, theirs: Sequence[Filler], mine: Sequence[Filler]) -> Tally:
    """The fillers of one slot of two templates."""
    hits = _assigned(slot, theirs, mine)
    whole = sum(value == ALL for _, _, value in hits)
    found = {key for key, _, _ in hits}
    left = [key for index, key in enumerate(theirs) if index not in found and not key.optional]
    beside = len(mine) - len(hits)
    wrong = min(len(left), beside)
    return Tally(whole, len(hits) - whole, wrong, beside - wrong, len(left) - wrong)


def _assigned(slot: int, theirs: Sequence[Filler], mine: Sequence[Filler]) -> list[tuple[int, int, float]]:
    if not theirs or not mine:
        return []
    values = np.array([[agreement(slot, key, guess) for guess in mine] for key in theirs])
    rows, columns = linear_sum_assignment(-values)
    return [(int(i), int(j), float(values[i, j])) for i, j in zip(rows, columns, strict=True) if values[i, j] > 0]
