"""Who is credited, by which words, with what: sentences with what a careful reader takes from them.

What is learned is never wholly right: of these sentences, the encoder must have most exactly as marked.
"""

from __future__ import annotations

from spacy.language import Language

from sayso.encoder.component import seen_in
from sayso.encoder.model import shipped
from sayso.reading.credits import credits_of
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


LEAST = 0.75
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
    assert len(wrong) <= (1 - LEAST) * len(ATTRIBUTIONS), wrong


def test_what_is_plainly_said_is_always_read(nlp: Language) -> None:
    assert told(credits(nlp, "The ministry said that the fort had fallen.")) == [
        ("The ministry", "said", "that the fort had fallen")
    ]
    assert told(credits(nlp, "The fort has fallen, according to the Daily Echo.")) == [
        ("the Daily Echo", "according to", "The fort has fallen")
    ]
    assert told(credits(nlp, "The bridge that the engineers built in 1898 is a mile long.")) == []
