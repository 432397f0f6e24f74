"""Whether claims are as often right as their confidence says (Guo et al. 2017), on passages that nothing else learns from.

A claim is right where an annotated event has its word, with the same type (of PLOVER and of ACLED), status and polarity.
Prints a reliability diagram and the expected calibration error by two folds: weights are fitted on every other passage
and judged on the rest, and the other way round. Precision and recall of claims are those of the second fold.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.corpora import plain
from benchmarks.report import Figures, heading
from sayso.catalogue.lexicon import Lexicon
from sayso.reading.confidence import NAMES, Features, confidence
from sayso.reading.pipeline import Reader
from sayso.records import Claim
from training.sentences import Event, Sentence, load

HELD_OUT = Path(__file__).parents[1] / "training" / "held_out"
BINS = 10
BAR = 40
RIDGE = 1.0
ROUNDS = 50

Judged = tuple[Features, bool]
"""What a claim's confidence is worked out from, and whether the claim is right."""


@dataclass(frozen=True, slots=True)
class Told:
    """The claims of some passages, and how many of the annotated events one of them has right."""

    claims: tuple[Judged, ...]
    found: int
    gold: int

    @property
    def precision(self) -> float:
        return sum(right for _, right in self.claims) / max(len(self.claims), 1)

    @property
    def recall(self) -> float:
        return self.found / max(self.gold, 1)


def told(reader: Reader, sentences: Sequence[Sentence]) -> Told:
    """What the passages' claims are worth. Keeps what the reader would have made a confidence of."""
    rows: list[Features] = []

    def kept(found: Features) -> float:
        rows.append(found)
        return float(len(rows) - 1)

    reader.sure, sure = kept, reader.sure
    claims: list[Judged] = []
    found = gold = 0
    for sentence in sentences:
        read = reader.read(plain("passage", sentence.text)).claims
        for claim in read:
            right = any(agrees(claim, event, reader.lexicon) for event in sentence.events)
            claims.append((rows[int(claim.confidence)], right))
        gold += len(sentence.events)
        found += sum(any(agrees(claim, event, reader.lexicon) for claim in read) for event in sentence.events)
    reader.sure = sure
    return Told(tuple(claims), found, gold)


def agrees(claim: Claim, event: Event, lexicon: Lexicon) -> bool:
    """Whether the claim tells the event: its word in the quote, and type, status and polarity the same."""
    kind = lexicon.event(event.type)
    return (
        claim.start <= event.trigger[0]
        and event.trigger[1] <= claim.end
        and (claim.event.plover, claim.event.acled_sub) == (kind.plover, kind.acled_sub)
        and claim.status == event.status
        and claim.polarity == event.polarity
    )


@dataclass(frozen=True, slots=True)
class Reliability:
    """Claims as (confidence, right)."""

    claims: tuple[tuple[float, bool], ...]

    def bins(self) -> Iterator[tuple[int, int, float, float]]:
        """Of each tenth that has claims: its number, how many, the mean of what they told, the share that is right."""
        for number in range(BINS):
            inside = [(sure, right) for sure, right in self.claims if min(int(sure * BINS), BINS - 1) == number]
            if inside:
                count = len(inside)
                yield number, count, sum(sure for sure, _ in inside) / count, sum(right for _, right in inside) / count

    @property
    def error(self) -> float:
        """The expected calibration error."""
        return sum(count * abs(sure - right) for _, count, sure, right in self.bins()) / max(len(self.claims), 1)

    def lines(self) -> Iterator[str]:
        for number, count, sure, right in self.bins():
            edges = f"{number / BINS:.1f} to {(number + 1) / BINS:.1f}"
            yield f"  {edges}  n {count:4}  told {sure:.2f}  right {right:.2f}  {'█' * round(BAR * right)}"
        yield f"expected calibration error {self.error:.3f} over {len(self.claims)} claims, by two folds"


def fitted(claims: Sequence[Judged]) -> dict[str, float]:
    """Weights of a logistic regression with a ridge, by Newton's method."""
    inputs = np.array([[*(row[name] for name in NAMES), 1.0] for row, _ in claims])
    wanted = np.array([right for _, right in claims], float)
    ridge: NDArray[np.float64] = RIDGE * np.eye(inputs.shape[1])
    ridge[-1, -1] = 0.0
    weights = np.zeros(inputs.shape[1])
    for _ in range(ROUNDS):
        sure = 1.0 / (1.0 + np.exp(-inputs @ weights))
        slope = inputs.T @ (sure - wanted) + ridge @ weights
        curve = (inputs * (sure * (1.0 - sure))[:, None]).T @ inputs + ridge
        weights -= np.linalg.solve(curve, slope)
    return {name: round(float(weight), 4) for name, weight in zip((*NAMES, "bias"), weights, strict=True)}


def by_folds(one: Sequence[Judged], other: Sequence[Judged]) -> Reliability:
    """Each half's claims with the confidence that weights fitted on the other half give them."""
    return Reliability(
        tuple(
            (confidence(row, weights), right)
            for half, weights in ((one, fitted(other)), (other, fitted(one)))
            for row, right in half
        )
    )


def score(reader: Reader, sentences: Sequence[Sentence]) -> tuple[Reliability, Told]:
    first, second = told(reader, sentences[::2]), told(reader, sentences[1::2])
    return by_folds(first.claims, second.claims), second


def figures() -> Figures:
    reliability, second = score(Reader(), load(HELD_OUT))
    yield "expected calibration error", reliability.error
    yield "claims, precision", second.precision
    yield "claims, recall", second.recall


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="benchmarks.confidence", description=__doc__)
    parser.add_argument("command", choices=["score"])
    parser.add_argument("--passages", type=Path, default=HELD_OUT)
    options = parser.parse_args(arguments)
    print(heading("confidence, passages held out"))
    reliability, second = score(Reader(), load(options.passages))
    for line in reliability.lines():
        print(line)
    print(f"claims with type, status and polarity right: precision {second.precision:.3f}, recall {second.recall:.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
