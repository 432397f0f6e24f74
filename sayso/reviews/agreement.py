"""Where two reviewers judged the same claim otherwise, and how far they agree beyond chance. Nobody is right here.

Decisions that count in; disagreements, and agreement with Cohen's kappa by pair of reviewers and field, out.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from sayso.records import Claim, Document, to_dict
from sayso.reviews.applying import Reviewed, by_claim, in_force
from sayso.reviews.asread import AsRead
from sayso.reviews.checking import CORRECTABLE
from sayso.reviews.correcting import Decided, replay, seen
from sayso.reviews.precision import value

KEPT, REJECTED = "kept", "rejected"
VERDICT = "verdict"


@dataclass(frozen=True, slots=True)
class Disagreement:
    """What two reviewers say of one field of a claim; field ``verdict``: ``kept`` or ``rejected``."""

    one: str
    other: str
    claim_id: str
    document_id: str
    quote: str
    field: str
    one_says: str
    other_says: str


@dataclass(frozen=True, slots=True)
class Agreement:
    """Of ``claims`` that both judged, how many they ``agreed`` on, and Cohen's ``kappa``: 1 always, 0 as by chance.

    ``None`` where both gave one and the same answer to all: then chance alone would agree.
    """

    one: str
    other: str
    field: str
    claims: int
    agreed: int
    kappa: float | None


@dataclass(frozen=True, slots=True)
class _Version:
    """A claim as one reviewer left it, whatever others did."""

    claim: Claim
    rejected: bool


def disagreements(read: AsRead, state: Reviewed) -> list[Disagreement]:
    """By pair of reviewers, claim and field; the fields of a claim only where both kept it."""
    return [
        Disagreement(
            one=one,
            other=other,
            claim_id=number,
            document_id=mine.claim.document_id,
            quote=mine.claim.quote,
            field=field,
            one_says=_in_words(ours),
            other_says=_in_words(theirs),
        )
        for one, other, judged in _pairs(read, state)
        for number, mine, yours in judged
        for field, ours, theirs in _answers(mine, yours)
        if ours != theirs
    ]


def agreements(read: AsRead, state: Reviewed) -> list[Agreement]:
    """By pair of reviewers: the verdict first, then field by field."""
    found = []
    for one, other, judged in _pairs(read, state):
        answers: dict[str, list[tuple[Hashable, Hashable]]] = {}
        for _, mine, yours in judged:
            for field, ours, theirs in _answers(mine, yours):
                answers.setdefault(field, []).append((ours, theirs))
        for field in (VERDICT, *CORRECTABLE):
            if field in answers:
                pairs = answers[field]
                agreed = sum(ours == theirs for ours, theirs in pairs)
                found.append(Agreement(one, other, field, len(pairs), agreed, kappa(pairs)))
    return found


def kappa(pairs: Sequence[tuple[Hashable, Hashable]]) -> float | None:
    """Agreement beyond chance of two who each gave one answer to the same things (Cohen 1960); at least one pair."""
    count = len(pairs)
    agreed = sum(one == other for one, other in pairs)
    first, second = (Counter(answers) for answers in zip(*pairs, strict=True))
    by_chance = sum(number * second[answer] for answer, number in first.items())
    if by_chance == count * count:
        return None
    return (agreed * count - by_chance) / (count * count - by_chance)


def _pairs(read: AsRead, state: Reviewed) -> Iterator[tuple[str, str, list[tuple[str, _Version, _Version]]]]:
    """Each two reviewers with the claims that both judged: ``claim_id`` and the version of each."""
    versions = _versions(read, state)
    for one, other in combinations(sorted(versions), 2):
        both = sorted(versions[one].keys() & versions[other].keys())
        if both:
            yield one, other, [(number, versions[one][number], versions[other][number]) for number in both]


def _versions(read: AsRead, state: Reviewed) -> dict[str, dict[str, _Version]]:
    """Reviewer → ``claim_id`` → the claim as that reviewer left it."""
    about = by_claim(in_force(state.decisions).values(), state.found)
    claims = read.claims_by_id(about)
    wanted = {places[0].decision.about[0].document_id for places in about.values()}
    documents = {document.document_id: document for document in read.documents_by_id(wanted)}
    found: dict[str, dict[str, _Version]] = {}
    for number, decided in about.items():
        document = documents[decided[0].decision.about[0].document_id]
        added = [one for one in decided if one.decision.kind == "add"]
        claim = claims.get(number) or replay(None, added[:1], document).claim
        for reviewer in {one.decision.reviewer for one in decided}:
            version = _version(claim, [one for one in decided if one.decision.reviewer == reviewer], document)
            if version is not None:
                found.setdefault(reviewer, {})[number] = version
    return found


def _version(claim: Claim | None, own: Sequence[Decided], document: Document) -> _Version | None:
    """What one reviewer made of the claim: of what was accepted last as it stood then, with the corrections since."""
    accepted = [n for n, one in enumerate(own) if one.decision.kind == "accept"]
    since = own[accepted[-1] + 1 :] if accepted else own
    base = seen(own[accepted[-1]]) if accepted else claim
    left = replay(base, [one for one in since if one.decision.kind in ("correct", "add")], document).claim
    verdicts = [one.decision.kind for one in own if one.decision.kind in ("accept", "reject")]
    return _Version(left, verdicts[-1:] == ["reject"]) if left is not None else None


def _answers(mine: _Version, yours: _Version) -> Iterator[tuple[str, Hashable, Hashable]]:
    """Field and what each of two says; the fields of the claim where both kept it."""
    yield VERDICT, REJECTED if mine.rejected else KEPT, REJECTED if yours.rejected else KEPT
    if not (mine.rejected or yours.rejected):
        for field in CORRECTABLE:
            yield field, value(mine.claim, field), value(yours.claim, field)


def _in_words(answer: object) -> str:
    return answer if isinstance(answer, str) else json.dumps(to_dict(answer), ensure_ascii=False)
