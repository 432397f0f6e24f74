"""Copies and lifted passages among news articles (FA-KES), made by us with more and more noise: make, find, score.

``score`` prints, for 0 to 40 % of the words changed or cut, precision and recall of copy pairs, the adjusted Rand index of
the clusters, recall by kind of noise, and precision and recall of lifted passages.
``growth`` prints seconds and memory for 10,000 to 1,000,000 short documents, a tenth of them copies.

Each article has one copy of each kind: words changed (for others about as frequent), words dropped, lead reworded, end cut,
boilerplate added (each made-up site its own), and a third each of changed, dropped and cut. True pairs are all pairs of an
article and its copies. Of articles that are twins in the corpus itself (they share more than a tenth of the shorter one's
four-word phrases) only the first is used: nobody has said which of them are copies. Random numbers are seeded.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import numpy as np

from benchmarks.corpora import SHARED, plain
from benchmarks.report import Figures, heading
from sayso.documents.copies import Copies, find_copies
from sayso.documents.crediting import Credits
from sayso.records import Document

ARTICLES = SHARED / "data" / "fakes" / "articles.jsonl"
LEVELS = (0.0, 0.1, 0.2, 0.3, 0.4)
PHRASE, TWINS = 4, 0.1
SITES = 20
LIFTED_WORDS, LIFTED_NOISE = (40, 80), (0.0, 0.1, 0.2)
ORIGINAL = "original"
SEED = 4
GROWTH = (10_000, 100_000, 1_000_000)
COPIED, COPY_NOISE = 0.1, 0.2
SHORT_WORDS = 60, 140
Words = list[str]


@dataclass(frozen=True, slots=True)
class Article:
    """An article of the corpus, or what was made from one: ``truth`` is its number, ``kind`` what was done to it."""

    truth: int
    kind: str
    words: Words
    published: str

    @property
    def name(self) -> str:
        return f"{self.truth} {self.kind}"

    @property
    def document(self) -> Document:
        return plain(self.name, " ".join(self.words), self.published)


@dataclass(frozen=True, slots=True)
class Lift:
    """Code points ``start`` to ``end`` of ``host`` are from ``source``."""

    host: str
    source: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Scores:
    """``rand``: adjusted Rand index. ``originals``: of the copies tied to another document, how many to the article."""

    precision: float
    recall: float
    rand: float
    originals: float
    by_kind: Mapping[str, float]


class Vocabulary:
    """The words of a corpus by how frequent they are, and what made-up sites put around their articles."""

    def __init__(self, texts: Sequence[Words]) -> None:
        counts = Counter(word for words in texts for word in words)
        self.words = sorted(counts, key=lambda word: (-counts[word], word))
        self._rank = {word: rank for rank, word in enumerate(self.words)}
        chance, longest = random.Random(SEED), max(map(len, texts))
        self.sites = [[self._any(chance) for _ in range(longest)] for _ in range(SITES)]

    def like(self, word: str, chance: random.Random) -> str:
        """Another word about as frequent: from half to twice its rank."""
        rank = self._rank[word]
        others = range(rank // 2, min(len(self.words), 2 * rank + 10))
        found = self.words[chance.choice(others)]
        return found if found != word else self.like(word, chance)

    def _any(self, chance: random.Random) -> str:
        """A word, as often as Zipf has it."""
        return self.words[int(len(self.words) ** chance.random()) - 1]


# Noise: ``share`` of the words is changed or cut.


def changed(words: Words, share: float, known: Vocabulary, chance: random.Random) -> Words:
    hit = _some(words, share, chance)
    return [known.like(word, chance) if place in hit else word for place, word in enumerate(words)]


def dropped(words: Words, share: float, _known: Vocabulary, chance: random.Random) -> Words:
    hit = _some(words, share, chance)
    return [word for place, word in enumerate(words) if place not in hit]


def reworded(words: Words, share: float, known: Vocabulary, chance: random.Random) -> Words:
    lead = round(share * len(words))
    return [known.like(word, chance) for word in words[:lead]] + words[lead:]


def cut(words: Words, share: float, _known: Vocabulary, _chance: random.Random) -> Words:
    return words[: len(words) - round(share * len(words))]


def framed(words: Words, share: float, known: Vocabulary, chance: random.Random) -> Words:
    """With a site's words above and below, which are ``share`` of what is made."""
    site = chance.choice(known.sites)[: round(share / (1 - share) * len(words))]
    return site[: len(site) // 4] + words + site[len(site) // 4 :]


def mixed(words: Words, share: float, known: Vocabulary, chance: random.Random) -> Words:
    for noise in (changed, dropped, cut):
        words = noise(words, share / 3, known, chance)
    return words


NOISES: Mapping[str, Callable[[Words, float, Vocabulary, random.Random], Words]] = {
    "words changed": changed,
    "words dropped": dropped,
    "lead reworded": reworded,
    "end cut": cut,
    "boilerplate added": framed,
    "changed, dropped, cut": mixed,
}


def _some(words: Words, share: float, chance: random.Random) -> set[int]:
    return set(chance.sample(range(len(words)), round(share * len(words))))


# Make


def load(path: Path) -> list[Article]:
    """The articles, without those that are twins of an earlier one."""
    kept: list[Article] = []
    sizes: dict[int, int] = {}
    holders: dict[tuple[str, ...], list[int]] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
        row = json.loads(line)
        words = row["text"].split()
        found = {tuple(words[i : i + PHRASE]) for i in range(len(words) - PHRASE + 1)}
        shared = Counter(holder for phrase in found for holder in holders.get(phrase, ()))
        if all(count <= TWINS * min(len(found), sizes[holder]) for holder, count in shared.items()):
            kept.append(Article(number, ORIGINAL, words, row["published"]))
            sizes[number] = len(found)
            for phrase in found:
                holders.setdefault(phrase, []).append(number)
    return kept


def copied(articles: Sequence[Article], share: float, known: Vocabulary) -> list[Article]:
    """The articles and a copy of each kind of each, published up to two days later."""
    chance = random.Random(f"{SEED} {share}")
    made = [
        Article(one.truth, kind, noise(one.words, share, known, chance), _later(one.published, chance))
        for one in articles
        for kind, noise in NOISES.items()
    ]
    return [*articles, *made]


def lifting(articles: Sequence[Article], share: float, known: Vocabulary) -> tuple[list[Document], list[Lift]]:
    """Half of the articles, and the others, published later, with a paragraph of one of those in their middle."""
    chance = random.Random(f"{SEED} lifted {share}")
    sources, hosts = articles[::2], articles[1::2]
    last = max(one.published for one in articles)
    documents, lifts = [one.document for one in sources], []
    for host in hosts:
        source = chance.choice(sources)
        length = min(chance.randint(*LIFTED_WORDS), len(source.words))
        begin = chance.randrange(len(source.words) - length + 1)
        passage = " ".join(changed(source.words[begin : begin + length], share, known, chance))
        middle = len(host.words) // 2
        before, after = " ".join(host.words[:middle]) + " ", " " + " ".join(host.words[middle:])
        documents.append(replace(host.document, text=before + passage + after, published=last))
        lifts.append(Lift(host.name, source.name, len(before), len(before) + len(passage)))
    return documents, lifts


def short(count: int, known: Vocabulary, texts: Sequence[Words]) -> tuple[list[Document], dict[str, str]]:
    """So many short documents, of which every other word follows the one before as in the texts, and the true copies."""
    chance, numbers = random.Random(SEED), np.random.default_rng(SEED)
    follows: dict[str, Words] = {}
    for words in texts:
        for word, after in pairwise(words):
            follows.setdefault(word, []).append(after)
    made: list[Words] = []
    copies: dict[str, str] = {}
    for number in range(count):
        if number and chance.random() < COPIED:
            of = chance.randrange(number)
            made.append(changed(made[of], COPY_NOISE, known, chance))
            copies[str(number)] = copies.get(str(of), str(of))
        else:
            ranks = len(known.words) ** numbers.random(chance.randint(*SHORT_WORDS) // 2)
            leading = [known.words[rank - 1] for rank in ranks.astype(int).tolist()]
            made.append([word for one in leading for word in (one, chance.choice(follows.get(one, leading)))])
    return [plain(str(number), " ".join(words)) for number, words in enumerate(made)], copies


def _later(day: str, chance: random.Random) -> str:
    return (date.fromisoformat(day) + timedelta(days=chance.randint(0, 2))).isoformat()


# Score


def found_in(documents: Sequence[Document], credits: Credits) -> Copies:
    by_name = {one.document_id: one for one in documents}
    return find_copies(documents, credits, lambda names: [by_name[name] for name in names])


def scores(articles: Sequence[Article], found: Copies) -> Scores:
    """Of the pairs of documents that are tied together, and of the clusters that they make."""
    cluster = {one.name: found.originals.get(one.name, one.name) for one in articles}
    true = _pairs(Counter(one.truth for one in articles))
    told = _pairs(Counter(cluster.values()))
    both = _pairs(Counter((one.truth, cluster[one.name]) for one in articles))
    expected = true * told / math.comb(len(articles), 2)
    copies = [one for one in articles if one.kind != ORIGINAL]
    tied = [found.originals[one.name] == _article(one) for one in copies if one.name in found.originals]
    kinds = Counter(one.kind for one in copies)
    right = Counter(one.kind for one in copies if cluster[one.name] == cluster[_article(one)])
    return Scores(
        precision=both / told if told else 1.0,
        recall=both / true,
        rand=(both - expected) / ((true + told) / 2 - expected),
        originals=sum(tied) / max(1, len(tied)),
        by_kind={kind: right[kind] / count for kind, count in kinds.items()},
    )


def lifted_scores(lifts: Sequence[Lift], found: Copies) -> tuple[float, float, float]:
    """Precision and recall of passages by their two documents; and how much of what was lifted they mark.

    A passage that the source's own corpus twin or a site's furniture gives is counted as wrong.
    """
    true = {(lift.host, lift.source): lift for lift in lifts}
    marked: Counter[tuple[str, str]] = Counter()
    for one in found.passages:
        if lift := true.get((one.document_id, one.original_id)):
            marked[lift.host, lift.source] += max(0, min(one.end, lift.end) - max(one.start, lift.start))
    right = sum((one.document_id, one.original_id) in marked for one in found.passages)
    length = sum(true[pair].end - true[pair].start for pair in marked)
    return right / max(1, len(found.passages)), len(marked) / len(true), marked.total() / max(1, length)


def _article(copy: Article) -> str:
    return replace(copy, kind=ORIGINAL).name


def _pairs(sizes: Mapping[object, int]) -> int:
    return sum(math.comb(size, 2) for size in sizes.values())


# Print


def figures() -> Figures:
    articles = load(ARTICLES)
    known, credits = Vocabulary([one.words for one in articles]), Credits.load()
    made = copied(articles, max(LEVELS), known)
    found = scores(made, found_in([one.document for one in made], credits))
    yield "40 % noise, pair precision", found.precision
    yield "40 % noise, pair recall", found.recall
    yield "40 % noise, adjusted Rand index", found.rand
    documents, lifts = lifting(articles, max(LIFTED_NOISE), known)
    precision, recall, _ = lifted_scores(lifts, found_in(documents, credits))
    yield "lifted passages, 20 % noise, precision", precision
    yield "lifted passages, 20 % noise, recall", recall
    many, _ = short(GROWTH[0], known, [one.words for one in articles])
    worked = time.process_time()
    found_in(many, credits)
    yield "10,000 short documents, seconds on the core", time.process_time() - worked


def print_scores(path: Path, levels: Sequence[float], noises: Sequence[float]) -> None:
    articles = load(path)
    known, credits = Vocabulary([one.words for one in articles]), Credits.load()
    print(f"{len(articles)} articles, each with {len(NOISES)} copies")
    print("noise  pair P  pair R  ARI    right original | recall: " + ", ".join(NOISES))
    for level in levels:
        made = copied(articles, level, known)
        one = scores(made, found_in([article.document for article in made], credits))
        kinds = "  ".join(f"{recall:.3f}" for recall in one.by_kind.values())
        print(
            f"{level:4.0%}   {one.precision:.3f}   {one.recall:.3f}   {one.rand:.3f}  {one.originals:.3f} | {kinds}",
            flush=True,
        )
    for level in noises:
        documents, lifts = lifting(articles, level, known)
        precision, recall, marked = lifted_scores(lifts, found_in(documents, credits))
        print(
            f"lifted, {level:3.0%} noise: P {precision:.3f}  R {recall:.3f}  characters marked {marked:.3f}", flush=True
        )


def print_growth(path: Path, counts: Iterable[int]) -> None:
    texts = [one.words for one in load(path)]
    known, credits = Vocabulary(texts), Credits.load()
    measured: list[tuple[int, float]] = []
    print(
        "documents  seconds (on the core)  a second on the core  peak MB (of it documents)  copies found of those made"
    )
    for count in counts:
        documents, copies = short(count, known, texts)
        before = _megabytes()
        started, worked = time.perf_counter(), time.process_time()
        found = found_in(documents, credits).originals
        seconds, worked = time.perf_counter() - started, time.process_time() - worked
        measured.append((count, worked))
        right = sum(copies.get(copy, copy) == copies.get(of, of) for copy, of in found.items())
        print(
            f"{count:9,}  {seconds:7.1f} ({worked:,.1f})  {count / worked:7,.0f}  {_megabytes():7,.0f} ({before:,.0f})  "
            f"{right:,} of {len(copies):,}, and {len(found) - right:,} others",
            flush=True,
        )
        del documents
    (first, least), (last, most) = measured[0], measured[-1]
    if last > first:
        print(
            f"growth: seconds on the core as documents to the power {math.log(most / least) / math.log(last / first):.2f}"
        )


def _megabytes() -> float:
    """The most memory that this process has held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="benchmarks.copies", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    scoring = commands.add_parser("score")
    scoring.add_argument("--noise", type=float, nargs="*", default=LEVELS)
    scoring.add_argument("--lifted-noise", type=float, nargs="*", default=LIFTED_NOISE)
    growing = commands.add_parser("growth")
    growing.add_argument("counts", type=int, nargs="*", default=GROWTH)
    for command in (scoring, growing):
        command.add_argument("--articles", type=Path, default=ARTICLES)
    options = parser.parse_args(arguments)
    if not options.articles.is_file():
        print(f"{options.articles} is not here: nothing to make copies of", file=sys.stderr)
        return 1
    print(heading("copies"))
    if options.command == "score":
        print_scores(options.articles, options.noise, options.lifted_noise)
    else:
        print_growth(options.articles, options.counts)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
