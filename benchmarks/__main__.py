"""One table: what Sayso reaches on each benchmark, what is known to have been reached, and what we set out to reach.

``python -m benchmarks [NAME ...]`` (all unless named; ``SAYSO_SHARED`` names the folder of the corpora). Each benchmark's
own ``score`` prints more: ``python -m benchmarks.attribution score``. Speed is measured by ``python -m benchmarks.speed``.
"""

from __future__ import annotations

import argparse
import importlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from benchmarks.corpora import SHARED
from benchmarks.report import heading

KNOWN = Path(__file__).with_name("known.yaml")


def rows(name: str, known: Mapping[str, Any]) -> Iterator[str]:
    """Lines of a Markdown table."""
    found = dict(importlib.import_module(f"benchmarks.{name}").figures())
    for measure, about in known["measures"].items():
        cells = (
            f"{name} ({known['data']})",
            measure,
            f"{found[measure]:.3f}",
            f"{about['best']:.2f} ({about['by']})" if "best" in about else "",
            f"{about['reach']:.2f}" if "reach" in about else "",
        )
        yield f"| {' | '.join(cells)} |"


def main(arguments: Sequence[str] | None = None) -> None:
    known = yaml.safe_load(KNOWN.read_text(encoding="utf-8"))
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", help=", ".join(known))
    options = parser.parse_args(arguments)
    if unknown := [name for name in options.names if name not in known]:
        parser.error(f"no benchmark {unknown[0]}: there are {', '.join(known)}")
    if not SHARED.is_dir():
        parser.error(f"the public corpora are not at {SHARED}: set SAYSO_SHARED to the folder that has them")
    print(heading("benchmarks"))
    print("| benchmark (measured on) | measure | Sayso | best known | to reach |\n| --- | --- | --- | --- | --- |")
    for name in options.names or known:
        for row in rows(name, known[name]):
            print(row, flush=True)


if __name__ == "__main__":
    main()
