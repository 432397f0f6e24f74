"""Splink on the labelled claims: the same candidates and the same evidence, with its model, weights and clusters.

``python -m benchmarks.splink_linking --ledger LEDGER`` prints, for m and u by expectation maximisation and for both from
the labels of the half ``tune``, pairwise and B-cubed agreement of the half ``report``. Splink (Linacre et al. 2022) is no
dependency of Sayso: without the extra ``benchmarks`` the command says so and stops.

Fellegi & Sunter compare columns, each by levels: here kind, means, days, place, agents, people, counts, and how alike the
words of the claims and around them are. A level is what Sayso's evidence for the pair says. Pairs that Sayso rules out are
not compared. Clusters are connected components; the threshold is the one that is best on ``tune``.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from benchmarks.linking import LABELS, labelled, linked_mentions, load, score, told
from benchmarks.linking_fit import Comparison, compared
from benchmarks.report import heading
from sayso.events.clustering import components
from sayso.events.evidence import WAYS
from sayso.events.mentions import Mention
from sayso.ledger import Ledger

LEVELS: Mapping[str, Sequence[str]] = {
    "kind": ("same rare kind", "same type", "one type vague", "other type"),
    "means": ("same means", "other means"),
    "days": ("same day", "a day apart", "days apart"),
    "dating": ("both undated", "one undated"),
    "place": ("same place", "near", "same province", "place unknown"),
    "agents": ("same agent", "other sort of agent"),
    "people": ("other people",),
    "counts": ("same count", "other count"),
    "numbers": ("same number",),
    "text": ("goes on",),
}
"""Column → the pieces of evidence that are its levels, the strongest first; none of them is the last level."""
LIKENESS = ("like words", "like words around", "like openings")
STEPS = (0.6, 0.4, 0.25, 0.1)
"""From which likeness on a level begins."""
THRESHOLDS = (*(number / 100 for number in range(5, 100, 5)), 0.97, 0.99, 0.995, 0.999, 0.9999)
SMOOTHING = 1.0
"""Added to each count of levels, so that none is impossible."""
Levels = list[int]


def levels(evidence: Mapping[str, float]) -> Levels:
    """The level of each comparison, counted from 0, the strongest."""
    named = [
        next((number for number, name in enumerate(names) if evidence.get(name)), len(names))
        for names in LEVELS.values()
    ]
    alike = [sum(evidence.get(name, 0.0) < step for step in STEPS) for name in LIKENESS]
    return named + alike


def sizes() -> dict[str, int]:
    """Comparison → how many levels it has."""
    return {name: len(names) + 1 for name, names in LEVELS.items()} | dict.fromkeys(
        (name.replace(" ", "_") for name in LIKENESS), len(STEPS) + 1
    )


def comparisons(known: Mapping[str, Sequence[tuple[float, float]]] | None = None) -> list[dict[str, Any]]:
    """Splink's settings for each comparison; ``known`` are m and u of its levels, where they are not to be estimated.

    The evidence is of pairs, and Splink's columns are of records: a record holds the levels of all pairs that it begins.
    """
    return [
        {
            "output_column_name": name,
            "comparison_levels": [
                {
                    "sql_condition": f"list_extract({name}_l, list_position(others_l, number_r)) = {level}",
                    "label_for_charts": f"{name} {level}",
                    **(dict(zip(("m_probability", "u_probability"), known[name][level], strict=True)) if known else {}),
                }
                for level in range(count)
            ],
        }
        for name, count in sizes().items()
    ]


def counted(found: Mapping[tuple[int, int], Levels], wanted: Mapping[tuple[int, int], bool]) -> Any:
    """m and u of each level as the labelled pairs have them."""
    told_apart = {
        together: [found[pair] for pair, same in wanted.items() if same == together] for together in (True, False)
    }
    return {
        name: [
            tuple(
                (sum(one[column] == level for one in told_apart[same]) + SMOOTHING)
                / (len(told_apart[same]) + SMOOTHING * count)
                for same in (True, False)
            )
            for level in range(count)
        ]
        for column, (name, count) in enumerate(sizes().items())
    }


def likely(
    count: int, found: Mapping[tuple[int, int], Levels], prior: float, known: Any
) -> dict[tuple[int, int], float]:
    """Splink's match probability of every pair; without ``known`` weights m and u are estimated by EM on all pairs."""
    import pyarrow as pa  # noqa: PLC0415
    from splink import DuckDBAPI, Linker, SettingsCreator  # noqa: PLC0415

    begun: list[list[tuple[int, Levels]]] = [[] for _ in range(count)]
    for (one, other), each in found.items():
        begun[one].append((other, each))
    columns = {
        name: pa.array([[each[column] for _, each in row] for row in begun], pa.list_(pa.int64()))
        for column, name in enumerate(sizes())
    }
    others = pa.array([[other for other, _ in row] for row in begun], pa.list_(pa.int64()))
    # What stands in the rule is left out of the comparisons that EM estimates: hence the same under other names.
    numbers = pa.array(range(count), pa.int64())
    records = pa.table({"unique_id": numbers, "number": numbers, "others": others, "compared": others, **columns})
    rule = "list_contains(l.compared, r.unique_id)"
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=comparisons(known),
        blocking_rules_to_generate_predictions=[rule],
        probability_two_random_records_match=prior,
        retain_matching_columns=False,
    )
    database = DuckDBAPI()
    linker = Linker(database.register(records), settings)
    if known is None:
        linker.training.estimate_parameters_using_expectation_maximisation(
            rule, fix_u_probabilities=False, populate_probability_two_random_records_match_from_trained_values=True
        )
    scored = linker.inference.predict().as_record_list()
    return {(row["unique_id_l"], row["unique_id_r"]): row["match_probability"] for row in scored}


def levels_of(comparison: Comparison) -> dict[tuple[int, int], Levels]:
    rows = (dict(zip(WAYS, row, strict=True)) for row in comparison.rows.tolist())
    return {pair: levels(row) for pair, row in zip(comparison.pairs, rows, strict=True)}


def agreement(ledger: Ledger, mentions: Sequence[Mention], half: str, pairs: Sequence[Any], threshold: float) -> Any:
    """Of the connected components of what is as likely as the threshold."""
    event_of = {
        mentions[member].claim.claim_id: str(number)
        for number, component in enumerate(components(len(mentions), pairs, threshold))
        for member in component
    }
    labels = load(LABELS, half)
    predicted = {
        one: event_of.get(claim.claim_id, str(one)) if claim else str(one) for one, claim in told(labels.events, ledger)
    }
    return score(labels, predicted)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="benchmarks.splink_linking", description=__doc__)
    parser.add_argument("--ledger", type=Path, required=True, help="a ledger of the labelled articles")
    options = parser.parse_args(arguments)
    if find_spec("splink") is None:
        print("splink is not here: install the extra 'benchmarks'", file=sys.stderr)
        return 1
    print(heading("splink_linking"))
    with Ledger(options.ledger) as ledger:
        mentions = linked_mentions(ledger)
        position = {one.claim.claim_id: i for i, one in enumerate(mentions)}
        found = levels_of(compared(mentions))
        tune = {one.pair: one.together for one in labelled(LABELS, "tune", ledger, position) if one.pair in found}
        share = sum(tune.values()) / len(tune)
        for how, known in (("EM", None), ("m and u from the labels of tune", counted(found, tune))):
            scored = likely(len(mentions), found, share, known)
            pairs = [(*pair, one) for pair, one in scored.items()]
            at = {one: agreement(ledger, mentions, "tune", pairs, one)["pairwise"].f1 for one in THRESHOLDS}
            best = max(at, key=lambda one: at[one])
            for name, one in agreement(ledger, mentions, "report", pairs, best).items():
                rates = f"precision {one.precision:.3f}, recall {one.recall:.3f}, F1 {one.f1:.3f}"
                print(f"{how}, from {best:g} on ({at[best]:.3f} on tune): report {name} {rates}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
