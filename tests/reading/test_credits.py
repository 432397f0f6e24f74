"""Who is credited, by which words, with what: sentences with what a careful reader takes from them.

What is learned is never wholly right: of these sentences, the encoder must have most exactly as marked.
"""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from sayso.encoder.component import seen_in
from sayso.encoder.model import shipped
from sayso.reading.credits import LEAST, Credit, chosen, credits_of, joined
from sayso.records import Attribution

Told = tuple[str | None, str | None, str]

ATTRIBUTIONS: list[tuple[str, list[Told]]] = [
    # verbs before, after and inside what is said
    (
        "The ministry said that the fort had fallen.",
        [("The ministry", "said", "that the fort had fallen")],
    ),
    (
        "Two shells hit the bridge, the Serbian consul said.",
        [("the Serbian consul", "said", "Two shells hit the bridge")],
    ),
    (
        "Two shells hit the bridge, said the consul.",
        [("the consul", "said", "Two shells hit the bridge")],
    ),
    (
        "The garrison, the consul said, had no bread.",
        [("the consul", "said", "The garrison … had no bread")],
    ),
    (
        "The consul has also denied that the town was shelled.",
        [("The consul", "has also denied", "that the town was shelled")],
    ),
    # according to, at the front, at the end, in the middle
    (
        "According to Bulgarian officers, the fort has fallen.",
        [("Bulgarian officers", "According to", "the fort has fallen")],
    ),
    (
        "The fort has fallen, according to the Daily Echo.",
        [("the Daily Echo", "according to", "The fort has fallen")],
    ),
    (
        "The fort, according to the Daily Echo, has fallen.",
        [("the Daily Echo", "according to", "The fort … has fallen")],
    ),
    (
        "According to Serbian officers, sixty men were killed and ten guns were destroyed.",
        [("Serbian officers", "According to", "sixty men were killed and ten guns were destroyed")],
    ),
    ("The men were paid according to their rank.", []),
    # quotations
    (
        "“The fort has fallen,” General Savov said.",
        [("General Savov", "said", "“The fort has fallen,”")],
    ),
    (
        "“The fort has fallen,” General Savov said. “Nobody was left inside.”",
        [("General Savov", "said", "“The fort has fallen,” … “Nobody was left inside.”")],
    ),
    (
        '"The fort has fallen. We saw the flag. It is over," said General Savov.',
        [("General Savov", "said", '"The fort has fallen. We saw the flag. It is over,"')],
    ),
    (
        "“The fort,” General Savov said, “has fallen.”",
        [("General Savov", "said", "“The fort,” … “has fallen.”")],
    ),
    (
        "The general told reporters: “We will stay.”",
        [("The general", "told", "“We will stay.”")],
    ),
    # what is said: infinitives, objects, complements
    (
        "Montenegro threatened to attack the port.",
        [("Montenegro", "threatened", "to attack the port")],
    ),
    (
        "The army confirmed the deaths of two officers.",
        [("The army", "confirmed", "the deaths of two officers")],
    ),
    (
        "The government denied responsibility for the raid.",
        [("The government", "denied", "responsibility for the raid")],
    ),
    (
        "The consul described the raid as a crime.",
        [("The consul", "described", "the raid as a crime")],
    ),
    (
        "The rumours of peace, the consul described as empty words.",
        [
            (None, "rumours of", "peace"),
            ("the consul", "described", "The rumours of peace … as empty words"),
        ],
    ),
    (
        "The newspaper called the general a butcher.",
        [("The newspaper", "called", "the general a butcher")],
    ),
    (
        "The mayor called for a ceasefire.",
        [("The mayor", "called for", "a ceasefire")],
    ),
    ("The mayor called the hospital at noon.", []),
    # passives
    (
        "The shelling was condemned by the ambassador.",
        [("the ambassador", "was condemned", "The shelling")],
    ),
    (
        "It was reported that the village had been burned.",
        [(None, "was reported", "that the village had been burned")],
    ),
    (
        "The town is said to have surrendered.",
        [(None, "is said", "The town … to have surrendered")],
    ),
    ("The town was surrounded by the army.", []),
    # nouns
    (
        "The envoy left amid reports that the bridge had been blown up.",
        [(None, "reports", "that the bridge had been blown up")],
    ),
    (
        "Nobody believed the ministry's claim that the fort held out.",
        [
            ("the ministry's", "claim", "that the fort held out"),
        ],
    ),
    (
        "There were reports of shelling near the lake.",
        [(None, "reports of", "shelling near the lake")],
    ),
    ("The claim that he made was heard in court.", []),
    # a statement
    (
        "The ministry said in a statement that the fort had fallen.",
        [("The ministry", "said in a statement", "that the fort had fallen")],
    ),
    (
        "The ministry issued a statement saying the fort had fallen.",
        [("The ministry", "issued a statement saying", "the fort had fallen")],
    ),
    # lives and responsibility
    (
        "The rebels claimed responsibility for the raid.",
        [("The rebels", "claimed", "responsibility for the raid")],
    ),
    ("The shelling claimed ten lives.", []),
    # two cues, two sources
    (
        "The general said the fort had fallen and added that the guns were lost.",
        [
            ("The general", "said", "the fort had fallen"),
            ("The general", "added", "that the guns were lost"),
        ],
    ),
    (
        "The consul and the bishop said that the village had been burned.",
        [("The consul and the bishop", "said", "that the village had been burned")],
    ),
    (
        "The consul said the fort had fallen, adding that the guns were lost.",
        [
            ("The consul", "said", "the fort had fallen"),
            ("The consul", "adding", "that the guns were lost"),
        ],
    ),
    # sources without a comma, as in texts that lost their commas
    (
        "Two heavy shells hit the old bridge the Serbian Relief Bureau said.",
        [("the Serbian Relief Bureau", "said", "Two heavy shells hit the old bridge")],
    ),
    (
        '"Two shells hit the bridge" Doctor Ana Petrova of the Relief Bureau said on Monday.',
        [("Doctor Ana Petrova of the Relief Bureau", "said", '"Two shells hit the bridge"')],
    ),
    ("The army did not use the bridge the engineers built.", []),
]


SHARE = 0.75
"""The share of sentences that must be read exactly as told here."""


def credits(nlp: Language, text: str) -> list[Attribution]:
    doc = nlp(text)
    return credits_of(text, shipped(), seen_in(doc))


def told(found: list[Attribution]) -> list[Told]:
    """(source, cue, content) of each attribution, parts of a broken content joined with …"""
    return [
        (one.source and one.source.text, one.cue and one.cue.text, " … ".join(part.text for part in one.content))
        for one in found
    ]


def test_most_sentences_are_read_as_a_careful_reader_would(nlp: Language) -> None:
    wrong = {text: mine for text, expected in ATTRIBUTIONS if (mine := told(credits(nlp, text))) != expected}
    assert len(wrong) <= (1 - SHARE) * len(ATTRIBUTIONS), wrong


def test_what_is_plainly_said_is_always_read(nlp: Language) -> None:
    assert told(credits(nlp, "The ministry said that the fort had fallen.")) == [
        ("The ministry", "said", "that the fort had fallen")
    ]
    assert told(credits(nlp, "The fort has fallen, according to the Daily Echo.")) == [
        ("the Daily Echo", "according to", "The fort has fallen")
    ]
    assert told(credits(nlp, "The bridge that the engineers built in 1898 is a mile long.")) == []


def test_parts_of_a_content_have_words_between_them(nlp: Language) -> None:
    for text, _ in ATTRIBUTIONS:
        for one in credits(nlp, text):
            assert all(text[before.end : after.start].strip() for before, after in pairwise(one.content)), text


def test_parts_that_touch_are_one() -> None:
    assert joined([(2, 4), (4, 9), (10, 12)]) == ((2, 9), (10, 12))
    assert joined([(2, 4), (5, 9)]) == ((2, 4), (5, 9))
    assert joined([]) == ()


# Words 0 to 14: "The pilot told us that the harbour master had said that the pier burned." and what may be credited there.
PILOT = Credit(cue=(2, 4), source=(0, 2), content=((4, 14),), sure=0.9)
MASTER = Credit(cue=(8, 10), source=(5, 8), content=((10, 14),), sure=0.8)
DOUBTFUL = Credit(cue=(12, 13), source=None, content=((10, 14),), sure=0.4)
ELSEWHERE = Credit(cue=(16, 17), source=None, content=((18, 25),), sure=0.4)
UNLIKELY = Credit(cue=(26, 27), source=None, content=((27, 29),), sure=0.2)


def test_what_is_said_of_anothers_saying_stays() -> None:
    assert chosen([MASTER, PILOT]) == [PILOT, MASTER]


def test_a_doubtful_cue_gives_way_to_a_surer_one_with_the_same_content() -> None:
    assert chosen([DOUBTFUL, PILOT, MASTER]) == [PILOT, MASTER]


def test_a_doubtful_cue_with_a_content_of_its_own_stays() -> None:
    assert chosen([PILOT, ELSEWHERE]) == [PILOT, ELSEWHERE]
    assert chosen([DOUBTFUL]) == [DOUBTFUL]


def test_an_unlikely_attribution_goes() -> None:
    assert chosen([PILOT, UNLIKELY]) == [PILOT]


RANGES = st.tuples(st.integers(0, 30), st.integers(1, 5)).map(lambda at: (at[0], at[0] + at[1]))
CREDITS = st.builds(Credit, RANGES, st.none() | RANGES, RANGES.map(lambda at: (at,)), st.floats(0, 1))


@given(st.lists(CREDITS, max_size=8, unique_by=lambda credit: credit.cue))
def test_the_surest_stays_and_order_changes_nothing(found: list[Credit]) -> None:
    kept = chosen(found)
    assert kept == chosen(found[::-1])
    assert kept == sorted(kept, key=lambda credit: credit.cue)
    surest = max((credit.sure for credit in found), default=0.0)
    assert (surest >= LEAST) == any(credit.sure == surest for credit in kept)
