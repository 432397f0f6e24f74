"""Whether claims are as often right as their confidence says (Guo et al. 2017), on passages that nothing learns from.

A claim is right where an annotated event has its word, with the same type (of PLOVER and of ACLED), status and polarity.
Prints a reliability diagram, the expected calibration error, and precision and recall of claims, over every other passage:
the rest is what the confidence was fitted on.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.corpora import plain
from benchmarks.report import Figures, heading
from sayso.catalogue.lexicon import Lexicon
from sayso.reading.pipeline import Reader
from sayso.records import Claim
from training.sentences import Event, Sentence, load

HELD_OUT = Path(__file__).parents[1] / "training" / "held_out"
BINS = 10
BAR = 40


def judged_right(reader: Reader, sentence: Sentence) -> Iterator[tuple[Claim, bool]]:
    """The claims of a passage, each with whether a coder would have it so."""
    for claim in reader.read(plain("passage", sentence.text)).claims:
        yield claim, any(agrees(claim, event, reader.lexicon) for event in sentence.events)


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
class Judgements:
    """Claims as (confidence, right), and how many of the annotated events a claim has right."""

    told: tuple[tuple[float, bool], ...]
    found: int
    gold: int

    @property
    def precision(self) -> float:
        return sum(right for _, right in self.told) / max(len(self.told), 1)

    @property
    def recall(self) -> float:
        return self.found / max(self.gold, 1)

    def bins(self) -> Iterator[tuple[int, int, float, float]]:
        """Of each tenth that has claims: its number, how many, the mean of what they told, the share that is right."""
        for number in range(BINS):
            inside = [(sure, right) for sure, right in self.told if min(int(sure * BINS), BINS - 1) == number]
            if inside:
                count = len(inside)
                yield number, count, sum(sure for sure, _ in inside) / count, sum(right for _, right in inside) / count

    @property
    def error(self) -> float:
        """The expected calibration error."""
        return sum(count * abs(sure - right) for _, count, sure, right in self.bins()) / max(len(self.told), 1)

    def lines(self) -> Iterator[str]:
        for number, count, sure, right in self.bins():
            edges = f"{number / BINS:.1f} to {(number + 1) / BINS:.1f}"
            yield f"  {edges}  n {count:4}  told {sure:.2f}  right {right:.2f}  {'█' * round(BAR * right)}"
        yield f"expected calibration error {self.error:.3f} over {len(self.told)} claims"
        yield f"claims with type, status and polarity right: precision {self.precision:.3f}, recall {self.recall:.3f}"


def score(reader: Reader, sentences: Sequence[Sentence]) -> Judgements:
    told: list[tuple[float, bool]] = []
    found = gold = 0
    for sentence in sentences:
        claims = list(judged_right(reader, sentence))
        told += [(claim.confidence, right) for claim, right in claims]
        gold += len(sentence.events)
        found += sum(any(agrees(claim, event, reader.lexicon) for claim, _ in claims) for event in sentence.events)
    return Judgements(tuple(told), found, gold)


def figures() -> Figures:
    judged = score(Reader(), load(HELD_OUT)[1::2])
    yield "expected calibration error", judged.error
    yield "claims, precision", judged.precision
    yield "claims, recall", judged.recall


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="benchmarks.confidence", description=__doc__)
    parser.add_argument("command", choices=["score"])
    parser.add_argument("--passages", type=Path, default=HELD_OUT)
    options = parser.parse_args(arguments)
    print(heading("confidence, passages held out"))
    for line in score(Reader(), load(options.passages)[1::2]).lines():
        print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main())
