"""Role fillers of MUC-4 documents (Du et al. 2021): load, predict, score.

``score`` prints CEAF-REE precision, recall and F1 by role and over all: predicted and gold entities of a document are
matched one to one, a predicted entity being right when each of its mentions is one of the gold entity's (case, articles,
punctuation and spaces aside). ``predict`` writes ``{docid: {role: [[mention, …], …], …}, …}``.
"""

from __future__ import annotations

import argparse
import json
import re
import string
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
from scipy.optimize import linear_sum_assignment

from benchmarks.corpora import SHARED
from benchmarks.report import Figures, heading
from sayso.encoder.model import Model, probability, shipped
from sayso.encoder.tokens import tokenizer

DEV = SHARED / "data" / "muc4" / "dev.json"
ROLES = ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")
Fillers = Mapping[str, Sequence[Sequence[str]]]
"""Role → entities, each a list of mentions."""
WHOLE = 512
"""Pieces a window: most of these documents fit in one."""
BIAS = 0.5
"""Added to the scores of all labels but O; chosen on a tenth of ``train.json`` that was not trained on."""


# Load


def load(path: Path) -> Iterator[tuple[str, str, Fillers]]:
    """(docid, text, fillers) of each line."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        gold = row.get("extracts", {})
        yield row["docid"], row["doctext"], {role: [[m[0] for m in e] for e in gold.get(role, [])] for role in ROLES}


# Score


def score(predicted: Mapping[str, Fillers], gold: Mapping[str, Fillers]) -> dict[str, tuple[float, float, float]]:
    """Precision, recall and F1 by role, and ``all``."""
    counts = {role: np.zeros(3) for role in ROLES}
    for docid, fillers in gold.items():
        for role in ROLES:
            theirs = [{normal(mention) for mention in entity} for entity in fillers[role]]
            mine = [{normal(mention) for mention in entity} for entity in predicted.get(docid, {}).get(role, [])]
            right = np.array([[one <= other for other in theirs] for one in mine], float).reshape(
                len(mine), len(theirs)
            )
            hits = right[linear_sum_assignment(-right)].sum()
            counts[role] += len(mine), len(theirs), hits
    rows = {**counts, "all": np.sum(list(counts.values()), axis=0)}
    return {role: _measures(*row) for role, row in rows.items()}


def _measures(predicted: float, gold: float, hits: float) -> tuple[float, float, float]:
    return hits / max(predicted, 1), hits / max(gold, 1), 2 * hits / max(predicted + gold, 1)


def normal(mention: str) -> str:
    """As the authors compare mentions: lower case, no punctuation, no articles, single spaces."""
    bare = mention.lower().translate(str.maketrans("", "", string.punctuation))
    return " ".join(re.sub(r"\b(a|an|the)\b", " ", bare).split())


# Predict


def predict(text: str, model: Model) -> Fillers:
    """The entities of each role, one mention an entity: the one that the encoder is surest of."""
    return {role: [[mention] for mention in distinct(found)] for role, found in mentions(text, model).items()}


def mentions(text: str, model: Model) -> dict[str, list[str]]:
    """The mentions of each role, the surest first."""
    found: dict[str, list[str]] = {}
    seen = model.see(tokenizer()(text), WHOLE)
    for role in ROLES:
        sure: dict[str, float] = {}
        for one in seen:
            scores = model.scores(f"muc4 {role}", one)
            spans = model.spans(f"muc4 {role}", one, BIAS)
            for (_, first, last), how_sure in zip(spans, probability(scores, spans), strict=True):
                mention = text[one.window.starts[first] : one.window.ends[last - 1]]
                sure[mention] = max(how_sure, sure.get(mention, 0.0))
        found[role] = sorted(sure, key=lambda mention: (-sure[mention], mention))
    return found


def distinct(mentions: Sequence[str]) -> list[str]:
    """The mentions, without those that name what an earlier one names: its words, more than its words, or its head."""
    kept: list[list[str]] = []
    names = []
    for mention in mentions:
        words = normal(mention).split()
        if words and not any(set(words) <= set(w) or set(w) <= set(words) or w[-1] == words[-1] for w in kept):
            kept.append(words)
            names.append(mention)
    return names


def figures() -> Figures:
    documents = list(load(DEV))
    model = shipped()
    predicted = {docid: predict(text, model) for docid, text, _ in documents}
    for role, (_, _, f1) in score(predicted, {docid: gold for docid, _, gold in documents}).items():
        yield f"{role} F1", f1


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="benchmarks.muc4", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    scoring = commands.add_parser("score")
    scoring.add_argument("--documents", type=Path, default=DEV)
    predicting = commands.add_parser("predict")
    predicting.add_argument("--documents", type=Path, required=True)
    predicting.add_argument("--output", type=Path, required=True)
    options = parser.parse_args(arguments)
    documents = list(load(options.documents))
    model = shipped()
    if options.command == "predict":
        predicted = {docid: predict(text, model) for docid, text, _ in documents}
        options.output.write_text(json.dumps(predicted, ensure_ascii=False), encoding="utf-8")
        return 0
    gold = {docid: fillers for docid, _, fillers in documents}
    mentioned = {docid: mentions(text, model) for docid, text, _ in documents}
    print(heading(f"muc4, {options.documents.name}"))
    print(f"{'':10} {'P':>6} {'R':>6} {'F1':>6}")
    for name, one in (("mentions of one entity made one", distinct), ("each mention an entity", list)):
        print(name)
        predicted = {
            docid: {role: [[mention] for mention in one(found)] for role, found in roles.items()}
            for docid, roles in mentioned.items()
        }
        for role, measures in score(predicted, gold).items():
            print(f"{role:10} " + " ".join(f"{measure:6.3f}" for measure in measures))
    return 0


if __name__ == "__main__":
    sys.exit(main())
