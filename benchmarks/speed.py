"""Speed and memory of reading, against bare spaCy on the same documents in the same run.

``python -m benchmarks.speed [PATH…]`` prints words a second of the bare pipeline and of Sayso, their ratio, the time from
the start of a process to its first claim, the peak memory of a process, and the exponent of growth from 100 to 5,000
documents. Without a path it reads documents that it makes from the bundled dispatches.
"""

from __future__ import annotations

import argparse
import math
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median

import spacy

from benchmarks.report import heading
from sayso.documents import read
from sayso.reading.pipeline import Reader
from sayso.reading.settings import Settings
from sayso.records import Document, SetAside

DISPATCHES = Path(__file__).parents[1] / "examples" / "dispatches"
ROUNDS = 3
FIRST_CLAIM = (
    "import sys; from sayso.documents import read; from sayso.reading.pipeline import Reader; reader = Reader(); "
    "found = (f for f in read([sys.argv[1]]) if hasattr(f, 'document')); "
    "next(c for f in found for c in reader.read(f.document).claims)"
)


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="*", default=[str(DISPATCHES)])
    parser.add_argument("--documents", type=int, default=150, help="how many to time")
    parser.add_argument("--growth", type=int, nargs="*", default=[100, 400], help="document counts for the exponent")
    options = parser.parse_args(arguments)
    print(heading("speed"))
    documents = [item.document for item in read(options.paths) if not isinstance(item, SetAside)]
    documents = (documents * math.ceil(options.documents / len(documents)))[: options.documents]
    settings = Settings()
    bare, reader = spacy.load(settings.pipeline), Reader(settings)
    words = sum(len(document.text.split()) for document in documents)
    spacy_seconds, sayso_seconds = _alternating(bare, reader, documents)
    print(f"documents {len(documents)}, words {words:,}")
    print(f"bare spaCy {words / spacy_seconds:,.0f} words/s, Sayso {words / sayso_seconds:,.0f} words/s")
    print(f"ratio {spacy_seconds / sayso_seconds:.2f} (to reach: 1.00)")
    print(f"start to first claim {_first_claim(options.paths[0]):.1f} s (to reach: under 4)")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024  # the process of the first claim, alone
    print(f"peak memory of a process {peak:,.0f} MB (to reach: under 1,200)")
    print(f"growth exponent {_exponent(reader, documents, options.growth):.2f} over {options.growth} documents")


def _alternating(bare: spacy.language.Language, reader: Reader, documents: Sequence[Document]) -> tuple[float, float]:
    """Median seconds of a pass of each, taken in turns so that both see the same machine."""
    spacy_rounds, sayso_rounds = [], []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        for document in documents:
            bare(document.text)
        middle = time.perf_counter()
        for document in documents:
            reader.read(document)
        spacy_rounds.append(middle - started)
        sayso_rounds.append(time.perf_counter() - middle)
    return median(spacy_rounds), median(sayso_rounds)


def _first_claim(path: str) -> float:
    started = time.perf_counter()
    subprocess.run([sys.executable, "-c", FIRST_CLAIM, path], check=True)
    return time.perf_counter() - started


def _exponent(reader: Reader, documents: Sequence[Document], counts: Sequence[int]) -> float:
    """The slope of log seconds over log documents between the smallest and the largest count."""
    seconds = []
    for count in (min(counts), max(counts)):
        chosen = (list(documents) * math.ceil(count / len(documents)))[:count]
        started = time.perf_counter()
        for document in chosen:
            reader.read(document)
        seconds.append(time.perf_counter() - started)
    return math.log(seconds[1] / seconds[0]) / math.log(max(counts) / min(counts))


if __name__ == "__main__":
    main()
