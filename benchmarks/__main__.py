"""Runs the benchmarks whose data are there (``SAYSO_SHARED`` names the folder) and prints their figures."""

from __future__ import annotations

from benchmarks import attribution, speed, times, toponyms
from benchmarks.corpora import SHARED


def main() -> None:
    speed.main([])
    if not SHARED.is_dir():
        print("The public corpora are not here: set SAYSO_SHARED to the folder that has them.")
        return
    for benchmark in (attribution, times, toponyms):
        benchmark.main(["score"])


if __name__ == "__main__":
    main()
