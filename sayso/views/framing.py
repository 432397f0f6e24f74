"""Who calls an actor what, and when that changed: uses of names and epithets in, shares, distinctive words and changes out.

Each outlet's own voice and its sources' words are kept apart. No word is judged; every row leads to the uses it counts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sayso.views.change_points import Article, Shift, change_points, testable
from sayso.views.designations import Kind, Use, Voice
from sayso.views.log_odds import log_odds

NEAR = 3
"""Articles on either side of a change that a row lists."""
SHIFTS = 5
"""Words that a change lists."""


@dataclass(frozen=True, slots=True)
class Share:
    """How often an outlet uses words in a month (``None``: no date), of all its uses of that voice in that month."""

    outlet: str
    voice: Voice
    month: str | None
    kind: Kind
    words: str
    uses: int
    of: int
    share: float
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Distinctive:
    """Words of an outlet against those of all the others together: log-odds with their 95 % interval (``log_odds.py``)."""

    outlet: str
    voice: Voice
    kind: Kind
    words: str
    uses: int
    of: int
    others: int
    of_others: int
    log_odds: float
    low: float
    high: float
    z: float


@dataclass(frozen=True, slots=True)
class Turn:
    """A change of an outlet's words (``change_points.py``) between the days ``last`` and ``first``, whose ``month`` it has.

    ``before`` and ``after`` are the nearest articles on either side, in their order.
    """

    outlet: str
    voice: Voice
    month: str
    last: str
    first: str
    p: float
    shifts: tuple[Shift, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Framing:
    """Shares by outlet, voice and month; distinctive words by outlet and voice, the surest first; changes by outlet."""

    uses: tuple[Use, ...]
    shares: tuple[Share, ...]
    distinctive: tuple[Distinctive, ...]
    turns: tuple[Turn, ...]


def framing(uses: Iterable[Use], outlet: str | None = None) -> Framing:
    """The framing of the actor that ``uses`` are of; with ``outlet`` only that outlet's rows, compared with the others'.

    Words that differ in capitals and hyphens only are one, in the form that is written most.
    """
    found = _in_common_form(sorted(uses, key=lambda use: (use.document_id, use.start, use.end, use.kind)))
    series = sorted({(use.outlet, use.voice) for use in found})
    chosen = [one for one in series if outlet in (None, one[0])]
    by_series: dict[tuple[str, Voice], list[Use]] = {}
    for use in found:
        by_series.setdefault((use.outlet, use.voice), []).append(use)
    kinds = {label(use): (use.kind, use.words) for use in found}
    words = {one: Counter(map(label, by_series[one])) for one in series}
    whole = {voice: sum((words[one] for one in series if one[1] == voice), Counter[str]()) for _, voice in series}
    articles = {one: _articles(by_series[one]) for one in series}
    tests = max(1, sum(testable(articles[one]) for one in series))
    return Framing(
        uses=tuple(use for use in found if outlet in (None, use.outlet)),
        shares=tuple(row for one in chosen for row in _shares(by_series[one])),
        distinctive=tuple(row for one in chosen for row in _distinctive(one, words[one], whole[one[1]], kinds)),
        turns=tuple(row for one in chosen for row in _turns(one, articles[one], tests)),
    )


def label(use: Use | Share | Distinctive) -> str:
    """The words as they are counted: an epithet is told from a phrase of the same words."""
    return f"… {use.words}" if use.kind == "epithet" else use.words


def _in_common_form(uses: Sequence[Use]) -> list[Use]:
    """``words`` as they are written most: "ISIL", not "isil"; of forms that are as common, that with fewer capitals."""
    written: dict[str, Counter[str]] = {}
    for use in uses:
        written.setdefault(use.words, Counter())[use.written] += 1
    form = {words: _commonest(forms) for words, forms in written.items()}
    return [replace(use, words=form[use.words]) for use in uses]


def _commonest(forms: Counter[str]) -> str:
    return min(forms, key=lambda one: (-forms[one], sum(map(str.isupper, one)), one))


def _shares(uses: Sequence[Use]) -> list[Share]:
    months: dict[str | None, list[Use]] = {}
    for use in uses:
        months.setdefault(use.month, []).append(use)
    rows = []
    for month, in_month in sorted(months.items(), key=lambda item: item[0] or ""):
        documents: dict[tuple[Kind, str], list[str]] = {}
        for use in in_month:
            documents.setdefault((use.kind, use.words), []).append(use.document_id)
        for (kind, words), used_in in sorted(documents.items(), key=lambda item: (-len(item[1]), item[0])):
            first, count, of = in_month[0], len(used_in), len(in_month)
            numbers = tuple(dict.fromkeys(used_in))
            rows.append(Share(first.outlet, first.voice, month, kind, words, count, of, count / of, numbers))
    return rows


def _distinctive(
    series: tuple[str, Voice], mine: Counter[str], whole: Counter[str], kinds: Mapping[str, tuple[Kind, str]]
) -> list[Distinctive]:
    outlet, voice = series
    theirs = whole - mine
    rows = [
        Distinctive(
            outlet,
            voice,
            *kinds[words],
            uses=mine[words],
            of=mine.total(),
            others=theirs[words],
            of_others=theirs.total(),
            log_odds=score.value,
            low=score.low,
            high=score.high,
            z=score.z,
        )
        for words, score in log_odds(mine, theirs).items()
        if mine[words]
    ]
    return sorted(rows, key=lambda row: (-row.z, row.kind, row.words))


def _articles(uses: Sequence[Use]) -> list[Article]:
    """The dated articles of one outlet and voice, with how often they use each word."""
    counts: dict[tuple[str, str], Counter[str]] = {}
    for use in uses:
        if use.published is not None:
            counts.setdefault((use.document_id, use.published), Counter())[label(use)] += 1
    return [Article(document_id, day, words) for (document_id, day), words in sorted(counts.items())]


def _turns(series: tuple[str, Voice], articles: Sequence[Article], tests: int) -> list[Turn]:
    return [
        Turn(
            *series,
            month=change.first[:7],
            last=change.last,
            first=change.first,
            p=change.p,
            shifts=change.shifts[:SHIFTS],
            before=change.before[-NEAR:],
            after=change.after[:NEAR],
        )
        for change in change_points(articles, tests)
    ]
