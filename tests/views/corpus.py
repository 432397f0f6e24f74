"""A made-up war and outlets that write of it, with a change of words on a known day or none: for the tests of framing.

Articles differ among themselves more than chance would have it, as real ones do: each has its own leaning.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from sayso.records import Document
from tests.events import factory

CONFLICT = """
conflicts:
  - id: hill-war
    countries: [VL]
    since: "1912-01-01"
    phrases:
      - {side: hill-league, words: [hill bandits, hill fighters, hill patriots, hill rebels]}
"""
ACTORS = """
- {id: hill-league, name: Hill League, kind: armed_group, country: VL, aliases: [League of the Hills],
   affiliations: [{side: hill-league}]}
- {id: valley-army, name: Valley Army, kind: armed_force, country: VL, affiliations: [{side: valley}]}
- {id: vell-courier, name: Vell Courier, kind: media, country: VL}
- {id: lesna-gazette, name: Lesna Gazette, kind: media, country: VL}
"""
OUTLETS = ("Vell Courier", "Lesna Gazette")
WORDS = ("hill bandits", "hill fighters", "hill patriots", "hill rebels")
BEFORE = (0.8, 0.05, 0.1, 0.05)
AFTER = (0.05, 0.8, 0.1, 0.05)
FIRST_DAY, DAYS = date(1912, 1, 1), 360
SENTENCES = (
    "The {} held the road to Lesna.",
    "In the night the {} crossed the river.",
    "Nobody knew where the {} would go next.",
    "Snow kept the {} in the upper villages.",
)
LEANING = 8.0
"""The smaller, the more an article leans to words of its own."""


def catalogue(folder: Path) -> Path:
    """A catalogue folder with the made-up war."""
    (folder / "actors").mkdir(parents=True)
    (folder / "actors" / "hills.yaml").write_text(ACTORS, encoding="utf-8")
    (folder / "conflicts.yaml").write_text(CONFLICT, encoding="utf-8")
    return folder


def counts(seed: int, changed_on: date | None, articles: int = 120) -> list[tuple[date, dict[str, int]]]:
    """Day and counts of words of each article of one outlet."""
    random_ = random.Random(seed)
    made = []
    for day in sorted(FIRST_DAY + timedelta(days=random_.randrange(DAYS)) for _ in range(articles)):
        shares = AFTER if changed_on is not None and day >= changed_on else BEFORE
        leaning = [random_.gammavariate(LEANING * share, 1.0) for share in shares]
        words = random_.choices(WORDS, leaning, k=random_.randrange(1, 5))
        made.append((day, {word: words.count(word) for word in WORDS if word in words}))
    return made


def change_day(seed: int) -> date:
    """A day in the middle eight months."""
    return FIRST_DAY + timedelta(days=random.Random(f"day {seed}").randrange(60, 300))


def article(number: str, day: date, words: Sequence[str], outlet: str) -> Document:
    """An article that uses these words, one a sentence."""
    text = " ".join(SENTENCES[i % len(SENTENCES)].format(word) for i, word in enumerate(words))
    return replace(factory.document(number, day.isoformat(), outlet), text=text)


def articles(seed: int, changes: Mapping[str, date | None]) -> list[Document]:
    """The articles of each outlet, whose words change on its day."""
    return [
        article(f"{outlet} {seed} {i:03}", day, [word for word, n in words.items() for _ in range(n)], outlet)
        for k, (outlet, changed_on) in enumerate(changes.items())
        for i, (day, words) in enumerate(counts(10 * seed + k, changed_on, 80))
    ]
