"""Who is credited, by which words, with what: sentences with what a careful reader takes from them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from sayso.catalogue.cues import Cues
from sayso.reading import attribution
from sayso.reading.attribution import Said


@pytest.fixture(scope="module")
def cues() -> Cues:
    return Cues.load()


def words(doc: Doc, part: tuple[int, int] | None) -> str | None:
    return None if part is None else doc[part[0] : part[1]].text


def told(doc: Doc, said: list[Said]) -> list[tuple[str | None, str | None, str]]:
    """(source, cue, content) of each attribution, parts of a broken content joined with …"""
    return [
        (words(doc, one.source), words(doc, one.cue), " … ".join(words(doc, part) or "" for part in one.content))
        for one in said
    ]


ATTRIBUTIONS = [
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


@pytest.mark.parametrize(("text", "expected"), ATTRIBUTIONS, ids=[text[:50] for text, _ in ATTRIBUTIONS])
def test_who_says_what(
    nlp: Language, cues: Cues, text: str, expected: list[tuple[str | None, str | None, str]]
) -> None:
    doc = nlp(text)
    assert told(doc, attribution.find_attributions(doc, cues)) == expected


def found(nlp: Language, cues: Cues, text: str) -> tuple[Doc, list[Said]]:
    doc = nlp(text)
    return doc, attribution.find_attributions(doc, cues)


@pytest.mark.parametrize(
    ("text", "field", "expected"),
    [
        # what the cue does to what is said
        ("Montenegro threatened to attack the port.", "status", "threatened"),
        ("The king promised to withdraw the troops.", "status", "planned"),
        ("The envoys came to announce that the fort had fallen.", "status", "planned"),
        ("The consul suggested that the fort had fallen.", "status", "possible"),
        ("The consul did not say whether the fort had fallen.", "status", "hypothetical"),
        ("The consul could say that the fort had fallen.", "status", "hypothetical"),
        ("The consul said that the fort had fallen.", "status", "actual"),
        ("The consul denied that the fort had fallen.", "polarity", "denied"),
        ("The ministry denied responsibility for the raid.", "polarity", "denied"),
        ("The ministry confirmed that the fort had fallen.", "polarity", "asserted"),
        ("The rebels claimed that the fort had fallen.", "stance", "distanced"),
        ("The ministry confirmed that the fort had fallen.", "stance", "endorsed"),
        ("The ministry said that the fort had fallen.", "stance", "neutral"),
        # who speaks
        ("The foreign minister said that the fort had fallen.", "kind", "official"),
        ("Two witnesses said that the fort had fallen.", "kind", "witness"),
        ("The news agency reported that the fort had fallen.", "kind", "media"),
        ("The rebels said that the fort had fallen.", "kind", "party"),
        ("Anonymous sources said that the fort had fallen.", "kind", "anonymous"),
        ("Military analysts said that the fort had fallen.", "kind", "expert"),
        ("The statement said that the fort had fallen.", "kind", "document"),
        ("Local activists said that the fort had fallen.", "kind", "ngo"),
        ("Petrov said that the fort had fallen.", "kind", "other"),
        # how it is said
        ("The consul said that the fort had fallen.", "manner", "speech"),
        ("The photographs showed that the fort had fallen.", "manner", "finding"),
        ("The consul believes that the fort has fallen.", "manner", "thought"),
        # what it rests on
        ("The photographs showed that the fort had fallen.", "evidence", "photo"),
        ("Video footage showed that the fort had fallen.", "evidence", "video"),
        ("Satellite images showed that the fort had fallen.", "evidence", "satellite"),
        ("The consul said that the fort had fallen.", "evidence", None),
        ("The rebels claimed, without offering any proof, that the fort had fallen.", "evidence", "none_offered"),
    ],
)
def test_what_the_cue_does(nlp: Language, cues: Cues, text: str, field: str, expected: str | None) -> None:
    _, said = found(nlp, cues, text)
    assert getattr(said[0], field) == expected


EVIDENCE = "Opposition activists claimed that a shell had hit the fort. {} The fort lies on a hill."


@pytest.mark.parametrize(
    ("later", "expected"),
    [
        ("The opposition sources provided no evidence to support these claims.", "none_offered"),
        ("The activists did not provide any proof.", "none_offered"),
        ("They offered no photographs or other evidence.", "none_offered"),
        ("The commander provided no bread for the garrison.", None),
        ("The activists provided evidence of the hit.", None),
    ],
)
def test_evidence_withheld_in_a_later_sentence(nlp: Language, cues: Cues, later: str, expected: str | None) -> None:
    _, said = found(nlp, cues, EVIDENCE.format(later))
    assert said[0].evidence == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Activists claimed on February 14 that the fort had fallen.", "February 14"),
        ("The consul said on Monday that the fort had fallen.", "Monday"),
        ("The fort has fallen, the consul said on Tuesday.", "Tuesday"),
        ("The consul said Friday that the fort had fallen.", "Friday"),
        ("The consul said that the fort had fallen on Monday.", None),
        ("The consul said that on Monday the fort had fallen.", None),
    ],
)
def test_said_on(nlp: Language, cues: Cues, text: str, expected: str | None) -> None:
    doc, said = found(nlp, cues, text)
    on = said[0].said_on
    assert (None if on is None else doc.text[on[0] : on[1]]) == expected


@pytest.mark.parametrize(
    ("text", "antecedents"),
    [
        (
            "General Savov said that the fort had fallen. He said that two guns were lost.",
            [None, "General Savov"],
        ),
        (
            "The Bulgarian Telegraph Agency reported heavy fighting. The agency said that the fort had fallen.",
            [None, "The Bulgarian Telegraph Agency"],
        ),
        (
            "Serbian officers said that the bridge was gone. They said that the fort had fallen.",
            [None, "Serbian officers"],
        ),
        (
            "Ottoman opposition activists claimed that the fort had fallen. The opposition sources said it was burning.",
            [None, "Ottoman opposition activists"],
        ),
        ("The bishop, who said that the fort had fallen, left the town.", ["The bishop"]),
        # near misses: nobody clear to stand for
        ("He said that the fort had fallen.", [None]),
        ("The agency said that the fort had fallen.", [None]),
        ("The fort has a gate. It said nothing.", []),
        (
            "General Savov said that the fort had fallen. Colonel Dimitri Markov arrived. He said that guns were lost.",
            [None, None],
        ),
    ],
)
def test_antecedents(nlp: Language, cues: Cues, text: str, antecedents: list[str | None]) -> None:
    doc, said = found(nlp, cues, text)
    assert [words(doc, one.antecedent) for one in said] == antecedents


@pytest.mark.parametrize(
    ("text", "links"),
    [
        # (source, source of the attribution that cites it), chains read outwards
        (
            "Serbian newspapers, citing the Telegraph Bureau, said that the fort had fallen.",
            [
                ("Serbian newspapers", None),
                ("the Telegraph Bureau", "Serbian newspapers"),
                ("Serbian newspapers", None),
            ],
        ),
        (
            "The consul told the agency that witnesses had said that the fort had fallen.",
            [("The consul", None), ("witnesses", "The consul")],
        ),
        (
            "The agency quoted a spokesman as saying that the fort had fallen.",
            [("The agency", None), ("a spokesman", "The agency")],
        ),
        (
            "The consul said the fort had fallen, according to the Daily Echo.",
            [("The consul", "the Daily Echo"), ("the Daily Echo", None)],
        ),
        ("The consul said that the fort had fallen.", [("The consul", None)]),
    ],
)
def test_chains(nlp: Language, cues: Cues, text: str, links: list[tuple[str | None, str | None]]) -> None:
    doc, said = found(nlp, cues, text)
    cited_by = [None if one.cited_by is None else words(doc, said[one.cited_by].source) for one in said]
    assert list(zip([words(doc, one.source) for one in said], cited_by, strict=True)) == links


def test_the_cited_source_is_credited_with_what_its_citer_says(nlp: Language, cues: Cues) -> None:
    doc, said = found(nlp, cues, "Serbian newspapers, citing the Telegraph Bureau, said that the fort had fallen.")
    assert words(doc, said[1].content[0]) == "that the fort had fallen"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The fort has allegedly fallen.", [("The fort has allegedly fallen.", "distanced")]),
        ("The so-called victory was short.", [("The so-called victory", "distanced")]),
        ("The ‘glorious victory’ was short.", [("glorious victory", "distanced")]),
        ("The newspapers invented some victories.", [("some victories", "distanced")]),
        ("The alleged victory was short.", [("The alleged victory", "distanced")]),
        ("The army won a victory.", []),
        ("“The fort has fallen,” he said.", []),
        ("The king's brother and the bishops' men came.", []),
        ("He is called a hero.", []),
    ],
)
def test_hedges(nlp: Language, cues: Cues, text: str, expected: list[tuple[str, str]]) -> None:
    doc = nlp(text)
    hedges = attribution.hedges(doc, cues)
    assert [(doc[hedge.first : hedge.last].text, hedge.stance) for hedge in hedges] == expected


def test_annotations_keep_the_outermost_of_nested_attributions(nlp: Language, cues: Cues) -> None:
    doc, said = found(nlp, cues, "The consul told the agency that witnesses had said that the fort had fallen.")
    marked = attribution.annotations(doc, said)
    assert [(one.source and one.source.text, one.cue and one.cue.text) for one in marked] == [("The consul", "told")]


def test_quotations_of_several_paragraphs_belong_to_one_cue(nlp: Language, cues: Cues) -> None:
    text = "General Savov said: “The fort has fallen.\n\n“Nobody was left inside. We saw the flag.”\n\nThe king left."
    doc, said = found(nlp, cues, text)
    assert len(said) == 1
    assert words(doc, (said[0].content[0][0], said[0].content[-1][1])) == text[text.index("“") : text.rindex("”") + 1]


TEXTS = st.lists(
    st.sampled_from(
        ["The consul said", "that", "the fort", "had fallen", ",", ".", "“", "”", '"', "‘", "’", "\n\n", "according to",
         "he added", "citing", "the Echo", "quoted", "as saying", "reports", "of", "shelling", "who", "it",
         "\u0301", "👍🏽"]
    ),
    max_size=30,
)  # fmt: skip


@given(TEXTS)
@settings(max_examples=60, deadline=None)
def test_any_text_gives_spans_that_slice(nlp: Language, cues: Cues, pieces: list[str]) -> None:
    text = " ".join(pieces)
    doc, said = found(nlp, cues, text)
    assert said == attribution.find_attributions(doc, cues)
    for marked in attribution.annotations(doc, said):
        for span in (marked.source, marked.cue, *marked.content):
            assert span is None or (span.text == text[span.start : span.end] and span.text.strip())
    for one in said:
        assert one.cited_by is None or 0 <= one.cited_by < len(said)
        assert all(0 <= first < last <= len(doc) for first, last in (*one.content, one.cue or (0, 1)))
    for hedge in attribution.hedges(doc, cues):
        assert 0 <= hedge.first < hedge.last <= len(doc)
