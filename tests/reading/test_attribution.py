"""What is made of attributions: what their cues mean, who cites whom, whom a pronoun stands for.

The sentences come with their attributions marked, as ``marked`` reads them; how well the encoder marks them itself is
tested in ``test_credits``.
"""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from sayso.catalogue.cues import Cues
from sayso.encoder.component import seen_in
from sayso.encoder.model import shipped
from sayso.reading import attribution
from sayso.reading.credits import credits_of
from sayso.reading.hedging import hedges
from sayso.reading.quotations import find_quotations
from sayso.reading.said import Said
from tests.reading.marking import marked


@pytest.fixture(scope="module")
def cues() -> Cues:
    return Cues.load()


def words(doc: Doc, part: tuple[int, int] | None) -> str | None:
    return None if part is None else doc[part[0] : part[1]].text


def found(nlp: Language, cues: Cues, sentence: str) -> tuple[Doc, list[Said]]:
    text, credits = marked(sentence)
    doc = nlp(text)
    return doc, attribution.attributions(doc, credits, find_quotations(doc), cues)


FELL = "[1c that the fort had fallen]."


@pytest.mark.parametrize(
    ("text", "field", "expected"),
    [
        # what the cue does to what is said
        ("[1s Montenegro] [1u threatened] [1c to attack the port].", "status", "threatened"),
        ("[1s The king] [1u promised] [1c to withdraw the troops].", "status", "planned"),
        (f"[1s The envoys] came [1u to announce] {FELL}", "status", "planned"),
        (f"[1s The consul] [1u suggested] {FELL}", "status", "possible"),
        ("[1s The consul] [1u did not say] [1c whether the fort had fallen].", "status", "hypothetical"),
        (f"[1s The consul] [1u could say] {FELL}", "status", "hypothetical"),
        (f"[1s The consul] [1u said] {FELL}", "status", "actual"),
        (f"[1s The consul] [1u denied] {FELL}", "polarity", "denied"),
        ("[1s The ministry] [1u denied] [1c responsibility for the raid].", "polarity", "denied"),
        (f"[1s The ministry] [1u confirmed] {FELL}", "polarity", "asserted"),
        (f"[1s The rebels] [1u claimed] {FELL}", "stance", "distanced"),
        (f"[1s The ministry] [1u confirmed] {FELL}", "stance", "endorsed"),
        (f"[1s The ministry] [1u said] {FELL}", "stance", "neutral"),
        # who speaks
        (f"[1s The foreign minister] [1u said] {FELL}", "kind", "official"),
        (f"[1s Two witnesses] [1u said] {FELL}", "kind", "witness"),
        (f"[1s The news agency] [1u reported] {FELL}", "kind", "media"),
        (f"[1s The rebels] [1u said] {FELL}", "kind", "party"),
        (f"[1s Anonymous sources] [1u said] {FELL}", "kind", "anonymous"),
        (f"[1s Military analysts] [1u said] {FELL}", "kind", "expert"),
        (f"[1s The statement] [1u said] {FELL}", "kind", "document"),
        (f"[1s Local activists] [1u said] {FELL}", "kind", "ngo"),
        (f"[1s Petrov] [1u said] {FELL}", "kind", "other"),
        # how it is said
        (f"[1s The consul] [1u said] {FELL}", "manner", "speech"),
        (f"[1s The photographs] [1u showed] {FELL}", "manner", "finding"),
        ("[1s The consul] [1u believes] [1c that the fort has fallen].", "manner", "thought"),
        # what it rests on
        (f"[1s The photographs] [1u showed] {FELL}", "evidence", "photo"),
        (f"[1s Video footage] [1u showed] {FELL}", "evidence", "video"),
        (f"[1s Satellite images] [1u showed] {FELL}", "evidence", "satellite"),
        (f"[1s The consul] [1u said] {FELL}", "evidence", None),
        (f"[1s The rebels] [1u claimed], without offering any proof, {FELL}", "evidence", "none_offered"),
    ],
)
def test_what_the_cue_does(nlp: Language, cues: Cues, text: str, field: str, expected: str | None) -> None:
    _, said = found(nlp, cues, text)
    assert getattr(said[0], field) == expected


EVIDENCE = "[1s Opposition activists] [1u claimed] [1c that a shell had hit the fort]. {} The fort lies on a hill."


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
        (f"[1s Activists] [1u claimed] on February 14 {FELL}", "February 14"),
        (f"[1s The consul] [1u said] on Monday {FELL}", "Monday"),
        ("[1c The fort has fallen], [1s the consul] [1u said] on Tuesday.", "Tuesday"),
        (f"[1s The consul] [1u said] Friday {FELL}", "Friday"),
        ("[1s The consul] [1u said] [1c that the fort had fallen on Monday].", None),
        ("[1s The consul] [1u said] [1c that on Monday the fort had fallen].", None),
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
            f"[1s General Savov] [1u said] {FELL} [2s He] [2u said] [2c that two guns were lost].",
            [None, "General Savov"],
        ),
        (
            "[1s The Bulgarian Telegraph Agency] [1u reported] [1c heavy fighting]. "
            "[2s The agency] [2u said] [2c that the fort had fallen].",
            [None, "The Bulgarian Telegraph Agency"],
        ),
        (
            "[1s Serbian officers] [1u said] [1c that the bridge was gone]. "
            "[2s They] [2u said] [2c that the fort had fallen].",
            [None, "Serbian officers"],
        ),
        (
            "[1s Ottoman opposition activists] [1u claimed] [1c that the fort had fallen]. "
            "[2s The opposition sources] [2u said] [2c it was burning].",
            [None, "Ottoman opposition activists"],
        ),
        ("The bishop, [1s who] [1u said] [1c that the fort had fallen], left the town.", ["The bishop"]),
        # near misses: nobody clear to stand for
        (f"[1s He] [1u said] {FELL}", [None]),
        (f"[1s The agency] [1u said] {FELL}", [None]),
        (
            f"[1s General Savov] [1u said] {FELL} Colonel Dimitri Markov arrived. "
            "[2s He] [2u said] [2c that guns were lost].",
            [None, None],
        ),
    ],
)
def test_antecedents(nlp: Language, cues: Cues, text: str, antecedents: list[str | None]) -> None:
    doc, said = found(nlp, cues, text)
    assert [words(doc, one.antecedent) for one in said] == antecedents


CITING = "[1s Serbian newspapers], [2u citing] [2s the Telegraph Bureau], [1u said] [1c [2c that the fort had fallen]]."
NESTED = "[1s The consul] [1u told] the agency [1c that [2s witnesses] [2u had said] [2c that the fort had fallen]]."


@pytest.mark.parametrize(
    ("text", "links"),
    [
        # (source, source of the attribution that cites it)
        (CITING, [("Serbian newspapers", None), ("the Telegraph Bureau", "Serbian newspapers")]),
        (NESTED, [("The consul", None), ("witnesses", "The consul")]),
        (
            "[1c [2s The consul] [2u said] [2c the fort had fallen]], [1u according to] [1s the Daily Echo].",
            [("The consul", "the Daily Echo"), ("the Daily Echo", None)],
        ),
        (f"[1s The consul] [1u said] {FELL}", [("The consul", None)]),
    ],
)
def test_chains(nlp: Language, cues: Cues, text: str, links: list[tuple[str | None, str | None]]) -> None:
    doc, said = found(nlp, cues, text)
    cited_by = [None if one.cited_by is None else words(doc, said[one.cited_by].source) for one in said]
    pairs = list(zip([words(doc, one.source) for one in said], cited_by, strict=True))
    assert [pair for pair in links if pair not in pairs] == []


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
    distanced = hedges(doc, find_quotations(doc), cues)
    assert [(doc[hedge.first : hedge.last].text, hedge.stance) for hedge in distanced] == expected


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
    doc = nlp(text)
    credits = credits_of(text, shipped(), seen_in(doc))
    for one in credits:
        for span in (one.source, one.cue, *one.content):
            assert span is None or (span.text == text[span.start : span.end] and span.text.strip())
    said = attribution.attributions(doc, credits, find_quotations(doc), cues)
    assert said == attribution.attributions(doc, credits, find_quotations(doc), cues)
    for one in said:
        assert one.cited_by is None or 0 <= one.cited_by < len(said)
        assert all(0 <= first < last <= len(doc) for first, last in (*one.content, one.cue or (0, 1)))
    for hedge in hedges(doc, find_quotations(doc), cues):
        assert 0 <= hedge.first < hedge.last <= len(doc)
