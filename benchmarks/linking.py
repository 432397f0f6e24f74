"""Which claims speak of one event, on hand-made labels over the FA-KES articles: load, predict, score.

``linking_labels.jsonl`` has identifiers and offsets only. A neighbourhood is a province and a few days, in which each
mention is labelled with its event (``docs/linking.md``); all pairs within a neighbourhood count. Nothing was fitted to the
half ``report``. ``score`` prints pairwise precision, recall and F1 and B-cubed of each half, of Sayso and of what linking
like GDELT's (same type, day and place) gives, and how far off so few labels may be. ``fit`` fits the weights of linking
on the half ``tune`` and writes them. ``predict --documents FOLDER --output FILE`` builds a ledger of any articles
and writes claim → event as JSON Lines.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import chain, combinations
from pathlib import Path

from benchmarks.clusters import Agreement, b_cubed, pairwise
from benchmarks.corpora import SHARED
from benchmarks.linking_fit import Labelled, compared, cross_validated, fitted
from benchmarks.report import Figures, heading
from sayso.building import build, sides
from sayso.catalogue.lexicon import Lexicon
from sayso.events import lifted_claims
from sayso.events.linking import prepared
from sayso.events.mentions import Mention as Prepared
from sayso.events.scoring import WEIGHTS, Weights
from sayso.ledger import Ledger
from sayso.reading.settings import Settings
from sayso.records import Claim, Document

LABELS = Path(__file__).with_name("linking_labels.jsonl")
ARTICLES = SHARED / "data" / "fakes"
HALVES = ("tune", "report")
RESAMPLINGS = 2000
Clusters = dict["Mention", str]


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """A stretch of a document that tells an occurrence."""

    document_id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Labels:
    """``events``: mention → event; ``pairs``: those within a neighbourhood, each once; ``neighbourhoods``: those that a
    mention is in.
    """

    events: Mapping[Mention, str]
    pairs: Sequence[tuple[Mention, Mention]]
    neighbourhoods: Mapping[Mention, set[str]]


# Load


def load(path: Path, half: str) -> Labels:
    """The labels of a half."""
    events: dict[Mention, str] = {}
    near: dict[str, list[Mention]] = {}
    within: dict[Mention, set[str]] = {}
    for row in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
        if row["half"] == half:
            mention = Mention(row["document_id"], row["start"], row["end"])
            events[mention] = row["event"]
            near.setdefault(row["neighbourhood"], []).append(mention)
            within.setdefault(mention, set()).add(row["neighbourhood"])
    pairs = {tuple(sorted(pair)) for mentions in near.values() for pair in combinations(sorted(set(mentions)), 2)}
    return Labels(events, sorted(pairs), within)  # type: ignore[arg-type]


# Predict


def predict(mentions: Iterable[Mention], ledger: Ledger) -> Clusters:
    """The event of the claim that overlaps each mention most; a mention that no claim overlaps is alone."""
    event_of = {number: event.event_id for event in ledger.events() for number in event.claims}
    return {
        mention: event_of.get(claim.claim_id, str(mention)) if claim else str(mention)
        for mention, claim in told(mentions, ledger)
    }


def gdelt_like(mentions: Iterable[Mention], ledger: Ledger) -> Clusters:
    """Claims of one ACLED sub-event, day and place are one event."""
    documents = {document.document_id: document for document in ledger.documents()}
    return {
        mention: _cell(claim, documents[mention.document_id]) if claim else str(mention)
        for mention, claim in told(mentions, ledger)
    }


def told(mentions: Iterable[Mention], ledger: Ledger) -> list[tuple[Mention, Claim | None]]:
    claims: dict[str, list[Claim]] = {}
    for claim in ledger.claims():
        claims.setdefault(claim.document_id, []).append(claim)
    return [(mention, _most_overlapping(mention, claims.get(mention.document_id, []))) for mention in mentions]


def _most_overlapping(mention: Mention, claims: Iterable[Claim]) -> Claim | None:
    """Of those that overlap it most the one nearest to it in length, so that a clause is not taken for its sentence."""

    def overlap(claim: Claim) -> tuple[int, int, str]:
        shared = min(mention.end, claim.end) - max(mention.start, claim.start)
        return shared, -abs((claim.end - claim.start) - (mention.end - mention.start)), claim.claim_id

    best = max(claims, key=overlap, default=None)
    return best if best is not None and overlap(best)[0] > 0 else None


def _cell(claim: Claim, document: Document) -> str:
    day = claim.time.start_date if claim.time is not None and claim.time.start_date else document.published
    place = claim.places[0].place_id or claim.places[0].mention if claim.places else claim.claim_id
    return f"{claim.event.acled_sub or claim.event.plover}|{day}|{place}"


# Score


def score(labels: Labels, predicted: Clusters) -> dict[str, Agreement]:
    return {"pairwise": pairwise(labels.pairs, labels.events, predicted), "B-cubed": b_cubed(labels.events, predicted)}


def built(path: Path) -> Path:
    """A ledger of the labelled articles at ``path``."""
    build([str(ARTICLES)], path, Settings())
    return path


def figures() -> Figures:
    labels = load(LABELS, "report")
    with tempfile.TemporaryDirectory() as folder, Ledger(built(Path(folder) / "fakes.duckdb")) as ledger:
        for name, agreement in score(labels, predict(labels.events, ledger)).items():
            yield f"{name} F1", agreement.f1


# Fit


def fit(ledger: Ledger) -> Weights:
    """Weights fitted on all of ``tune``, with the threshold that is best when neighbourhoods are held out."""
    mentions = linked_mentions(ledger)
    labels = labelled(LABELS, "tune", ledger, {one.claim.claim_id: i for i, one in enumerate(mentions)})
    comparison = compared(mentions)
    held_out = cross_validated(mentions, comparison, labels)
    for threshold, agreement in held_out.items():
        print(f"  {threshold:.2f}: " + ", ".join(f"{name} F1 {found.f1:.3f}" for name, found in agreement.items()))
    best = max(held_out, key=lambda threshold: held_out[threshold]["pairwise"].f1)
    return fitted(comparison, labels, best)


def labelled(path: Path, half: str, ledger: Ledger, position: Mapping[str, int]) -> list[Labelled]:
    """The labelled pairs of a half whose claims are linked at all; ``position``: ``claim_id`` → that of its mention."""
    labels = load(path, half)
    at = {
        one: position[claim.claim_id]
        for one, claim in told(labels.events, ledger)
        if claim and claim.claim_id in position
    }
    found = []
    for one, other in labels.pairs:
        if one in at and other in at and at[one] != at[other]:
            first, second = sorted((one, other), key=at.__getitem__)
            neighbourhood = min(labels.neighbourhoods[one] & labels.neighbourhoods[other])
            events = labels.events[first], labels.events[second]
            found.append(Labelled((at[first], at[second]), neighbourhood, events))
    return found


def linked_mentions(ledger: Ledger) -> list[Prepared]:
    """The claims of a ledger as linking sees them."""
    documents = {one.document_id: one for one in ledger.documents()}
    claims = ledger.claims()
    lifted = lifted_claims(claims, ledger.passages())
    return prepared(claims, documents, Lexicon.load(), sides(Settings()).actor_side, lifted)


def resampled(labels: Labels, predicted: Clusters) -> tuple[float, float]:
    """Pairwise F1 of nine in ten resamplings of the neighbourhoods: what so few labels can tell (Efron 1979)."""
    near: dict[str, list[tuple[Mention, Mention]]] = {}
    for one, other in labels.pairs:
        near.setdefault(min(labels.neighbourhoods[one] & labels.neighbourhoods[other]), []).append((one, other))
    rng, names = random.Random(0), sorted(near)
    drawn = (chain.from_iterable(near[name] for name in rng.choices(names, k=len(names))) for _ in range(RESAMPLINGS))
    found = sorted(pairwise(pairs, labels.events, predicted).f1 for pairs in drawn)
    return found[RESAMPLINGS // 20], found[-1 - RESAMPLINGS // 20]


def _print(ledger: Ledger) -> None:
    for half in HALVES:
        labels = load(LABELS, half)
        together = sum(labels.events[one] == labels.events[other] for one, other in labels.pairs)
        print(f"{half}: {len(labels.events)} mentions, {len(labels.pairs)} pairs, {together} of them of one event")
        for how, linking in (("Sayso", predict), ("same type, day and place", gdelt_like)):
            predicted = linking(labels.events, ledger)
            for name, agreement in score(labels, predicted).items():
                rates = f"precision {agreement.precision:.3f}, recall {agreement.recall:.3f}, F1 {agreement.f1:.3f}"
                print(f"  {how}: {name} {rates}")
            low, high = resampled(labels, predicted)
            print(f"  {how}: pairwise F1 of nine in ten resamplings of the neighbourhoods {low:.3f} to {high:.3f}")


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="benchmarks.linking", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    for command in ("score", "fit"):
        on_labels = commands.add_parser(command)
        on_labels.add_argument(
            "--ledger", type=Path, help="a ledger of the labelled articles, where one was built before"
        )
    predicting = commands.add_parser("predict")
    predicting.add_argument("--documents", type=Path, required=True)
    predicting.add_argument("--output", type=Path, required=True)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ledger.duckdb"
        if options.command == "predict":
            build([str(options.documents)], path, Settings())
            with Ledger(path) as ledger, options.output.open("w", encoding="utf-8") as output:
                for event in ledger.events():
                    output.writelines(
                        f"{json.dumps({'claim_id': n, 'event_id': event.event_id})}\n" for n in event.claims
                    )
            return 0
        print(heading("linking"))
        with Ledger(options.ledger or built(path)) as ledger:
            if options.command == "fit":
                written = asdict(fit(ledger))
                WEIGHTS.write_text(f"{json.dumps(written, indent=1)}\n", encoding="utf-8")
                print(f"written: {WEIGHTS.name}, from a probability of {written['threshold']} on")
            else:
                _print(ledger)
    return 0


if __name__ == "__main__":
    sys.exit(main())
