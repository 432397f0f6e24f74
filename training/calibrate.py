"""``python -m training.calibrate``: fits the confidence of claims to how often they are right.

Claims of the passages in ``held_out`` count as right where their word, type, status and polarity are as annotated. The
weights of all of them are written to confidence.yaml; ``benchmarks.confidence`` tells by two folds how well such do.
"""

from __future__ import annotations

from pathlib import Path

from benchmarks.confidence import HELD_OUT, fitted, told
from sayso.catalogue import files
from sayso.reading.pipeline import Reader
from training.sentences import load

WEIGHTS = Path(files.__file__).parent / "data" / "confidence.yaml"


def main() -> None:
    weights = fitted(told(Reader(), load(HELD_OUT)).claims)
    comment, _, _ = WEIGHTS.read_text(encoding="utf-8").partition("\n")
    lines = [comment, *(f"{name}: {weight}" for name, weight in weights.items())]
    WEIGHTS.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print("\n".join(lines[1:]))


if __name__ == "__main__":
    main()
