"""Which documents are copies, and of which: reprints, cut and reworded ones; and what only looks like one."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.documents.copies import Copies, find_copies
from sayso.documents.crediting import Credits
from sayso.records import Custody, Document

CREDITS = Credits.load()

REPORT = """Sentries at the mill of Lesna fired on a patrol of hussars soon after dawn on Monday, and the fire was returned
from the far bank. The exchange went on for most of an hour. Two horses were killed and a corporal was hit in the arm, the
regiment said in its evening bulletin, which put the other side's loss at five men. The miller, who hid in his cellar with
three carters, counted nobody dead. He said that the patrol had come down to water its horses as it does every morning, and
that a single shot had been heard from the willows before any other. By noon both banks were quiet. The prefect of the
valley rode out to the mill in the afternoon with a doctor and two gendarmes, took down what the carters had seen and had
the bridge closed to all but the post. A battery of mountain guns that stands above the village did not take part. The
ferry at Brod was not running on Tuesday, and the market, which is held there on the first Tuesday of the month, was put
off for a week. It is the third time since the harvest that shots have been exchanged across the river, and the second in
which the regiment has had to own to a wounded man. The frontier commission meets again on Friday to hear both colonels."""
ANOTHER = """A bulletin of the hussars and the word of a miller are all there is to go by for the shooting at Lesna. The
regiment owns to one wounded corporal and claims five of the enemy; the miller saw no bodies at all. What both agree on is
that the firing lasted about an hour on Monday morning and began with one shot from the trees on the far side. Nobody has
said whose rifle it was. The prefect, who has been to look, keeps the bridge shut and his opinion to himself."""
BACKGROUND = """The river has been the frontier since the treaty of the spring, by which the two governments undertook to
keep their troops a league from either bank, a promise that neither of them has kept for longer than a month."""
SENTENCES = [sentence.strip() + "." for sentence in REPORT.replace("\n", " ").split(". ")]

BRIEF = " ".join(SENTENCES[:2])
PARAGRAPH = " ".join(SENTENCES[3:5])
LAST = " ".join(SENTENCES[-3:])
FORM = "The prefecture of {} makes known that {} shells fell there and {} was hurt on {}."


def noisy(share: float, text: str, word: str) -> str:
    """The text with another word in the place of a share of its words."""
    chance = random.Random(1)
    return " ".join(word if chance.random() < share else old for old in text.split())


def document(document_id: str, text: str, published: str | None = "1912-11-05", **fields: str | None) -> Document:
    made = Document(
        document_id, None, f"{document_id} News", None, None, published, None, "en", None, text, None,
        Custody("", None, "text/plain", ""),
    )  # fmt: skip
    return replace(made, **fields)  # type: ignore[arg-type]


def copies(documents: Sequence[Document]) -> Copies:
    return find_copies(iter(documents), CREDITS, lambda ids: [one for one in documents if one.document_id in set(ids)])


def originals(documents: Sequence[Document]) -> dict[str, str]:
    return dict(copies(documents).originals)


def framed(text: str) -> str:
    return f"Home. News. Weather and tides. {text} Subscribe to our letter, share this story, and write to the editor."


# fmt: off
COPIES = [
    ("word for word",                       REPORT),
    ("in other letters and points",         REPORT.upper().replace(",", " –").replace("'", "’")),
    ("with the site's own words around it", framed(REPORT)),
    ("with a new lead",                     "Shots were heard again at the mill. " + " ".join(SENTENCES[2:])),
    ("cut at the end",                      " ".join(SENTENCES[:7])),
    ("with its middle cut out",             " ".join(SENTENCES[:4] + SENTENCES[-3:])),
    ("with a paragraph added",              REPORT + "\n\n" + BACKGROUND),
    ("with words changed",                  REPORT.replace("hussars", "cavalry").replace("shot", "round")),
    ("with two words in five changed",      noisy(0.4, REPORT, "other")),
    ("with two words in five left out",     noisy(0.4, REPORT, "")),
    ("told twice over",                     f"{REPORT}\n\n{REPORT}"),
]
NO_COPIES = [
    ("the same occurrence in other words",  REPORT, ANOTHER),
    ("a quoted sentence",                   REPORT, f"{ANOTHER} {SENTENCES[4]}"),
    ("a paragraph of background in common", f"{SENTENCES[0]} {BACKGROUND}",
                                            f"The ferry at Brod is running again. Tolls are as before. {BACKGROUND}"),
    ("too short to tell",                   "Nothing new from Lesna, we hear.", "Nothing new from Lesna, we hear."),
    ("empty",                               "", ""),
    ("no words at all",                     "*** — ***", "*** — ***"),
    ("a round-up that takes in a brief",    BRIEF, f"{BRIEF} {ANOTHER} {ANOTHER[::-1]} {BACKGROUND}"),
    ("half of it",                          REPORT, f"{' '.join(SENTENCES[:5])} {ANOTHER} {BACKGROUND}"),
]
# Articles that share a passage, and where it begins and ends in the later one.
LIFTED = [
    ("a paragraph",                 REPORT, f"{ANOTHER} {PARAGRAPH} {BACKGROUND}",  PARAGRAPH),
    ("its last words",              REPORT, f"{ANOTHER} {LAST}",                    LAST),
    ("with a word changed",         REPORT, f"{ANOTHER} {PARAGRAPH.replace('willows', 'reeds')}",
                                            PARAGRAPH.replace("willows", "reeds")),
    ("a brief in a round-up",       BRIEF,  f"{BACKGROUND} {BRIEF} {ANOTHER} {ANOTHER[::-1]}", BRIEF),
    ("a paragraph of background",   f"{SENTENCES[0]} {BACKGROUND}", f"The ferry runs again. Tolls are as before. So it goes. {BACKGROUND}",
                                            BACKGROUND),
]
NOT_LIFTED = [
    ("a sentence",                  REPORT, f"{ANOTHER} {SENTENCES[2]}"),
    ("the same occurrence",         REPORT, ANOTHER),
    ("a form filled in anew",       FORM.format("Lesna", "four", "a corporal", "Monday"),
                                    f"{ANOTHER} {FORM.format('Brod', 'nine', 'two gendarmes', 'Friday')}"),
]
# fmt: on


@pytest.mark.parametrize(("why", "text"), COPIES, ids=[row[0] for row in COPIES])
def test_a_copy(why: str, text: str) -> None:
    assert originals([document("a", REPORT), document("b", text, "1912-11-06")]) == {"b": "a"}, why


@pytest.mark.parametrize(("why", "one", "other"), NO_COPIES, ids=[row[0] for row in NO_COPIES])
def test_no_copy(why: str, one: str, other: str) -> None:
    assert originals([document("a", one), document("b", other, "1912-11-06")]) == {}, why


@pytest.mark.parametrize(("why", "one", "other", "words"), LIFTED, ids=[row[0] for row in LIFTED])
def test_a_lifted_passage(why: str, one: str, other: str, words: str) -> None:
    found = copies([document("a", one), document("b", other, "1912-11-06")])
    assert found.originals == {}, why
    [passage] = found.passages
    assert (passage.document_id, passage.original_id) == ("b", "a")
    assert other[passage.start : passage.end] in words
    assert one[passage.original_start : passage.original_end] in one
    assert passage.end - passage.start > 0.9 * len(words.strip("."))


@pytest.mark.parametrize(("why", "one", "other"), NOT_LIFTED, ids=[row[0] for row in NOT_LIFTED])
def test_no_lifted_passage(why: str, one: str, other: str) -> None:
    assert copies([document("a", one), document("b", other, "1912-11-06")]).passages == (), why


def test_a_passage_is_the_earliest_documents_and_copies_have_none() -> None:
    lifting = f"{ANOTHER} {PARAGRAPH}"
    documents = [
        document("a", REPORT, "1912-11-05"),
        document("b", lifting, "1912-11-06"),
        document("c", f"{BACKGROUND} {PARAGRAPH} {BACKGROUND[::-1]}", "1912-11-07"),
        document("d", lifting, "1912-11-08"),
    ]
    found = copies(documents)
    assert found.originals == {"d": "b"}
    assert [(one.document_id, one.original_id) for one in found.passages] == [("b", "a"), ("c", "a")]


# Which of two documents with the same words is the original.
ORIGINALS = [
    ("the earlier", {"published": "1912-11-06"}, {"published": "1912-11-05"}, "b"),
    ("the one first published earlier", {"published": "1912-11-05"}, {"first_published": "1912-11-04"}, "b"),
    ("the one with a date", {"published": None}, {}, "b"),
    ("the one that credits nobody", {"first_publisher": "b News"}, {"published": "1912-11-09"}, "b"),
    ("crediting oneself is not crediting", {"first_publisher": "a News"}, {"published": "1912-11-09"}, "a"),
    ("the one whose agency the other names", {"outlet": "Reuters"}, {"text": f"{REPORT} (Reuters)"}, "a"),
    ("even if it came later", {"outlet": "Reuters", "published": "1912-11-07"}, {"byline": "Reuters"}, "a"),
    ("the longer of one day", {}, {"text": framed(REPORT)}, "b"),
    ("else the first by id", {}, {}, "a"),
]


@pytest.mark.parametrize(("why", "one", "other", "original"), ORIGINALS, ids=[row[0] for row in ORIGINALS])
def test_the_original_is(why: str, one: dict[str, str | None], other: dict[str, str | None], original: str) -> None:
    documents = [replace(document("a", REPORT), **one), replace(document("b", REPORT), **other)]  # type: ignore[arg-type]
    copy = "b" if original == "a" else "a"
    assert originals(documents) == {copy: original}, why


def test_a_copy_of_a_copy_is_tied_to_the_original() -> None:
    documents = [
        document("a", " ".join(SENTENCES[:8]), "1912-11-04"),
        document("b", " ".join(SENTENCES[3:]), "1912-11-05"),
        document("c", f"{' '.join(SENTENCES[6:])} {BACKGROUND}", "1912-11-06"),
    ]
    assert originals(documents) == {"b": "a", "c": "a"}


def test_two_briefs_are_not_tied_together_by_a_round_up_of_both() -> None:
    documents = [
        document("a", " ".join(SENTENCES[:6]), "1912-11-04"),
        document("b", ANOTHER, "1912-11-04"),
        document("c", f"{' '.join(SENTENCES[:6])} {ANOTHER}", "1912-11-05"),
    ]
    assert "b" not in originals(documents)


@st.composite
def collections(draw: st.DrawFn) -> list[Document]:
    """Articles that share more or less with each other, some of them credited to another."""
    chance = draw(st.randoms(use_true_random=False))
    return [
        document(
            f"{number}",
            " ".join(chance.sample([*SENTENCES, ANOTHER, BACKGROUND], chance.randint(1, len(SENTENCES)))),
            chance.choice([None, "1912-11-04", "1912-11-05"]),
            byline=chance.choice([None, None, "Reuters"]),
            outlet=chance.choice(["Reuters", "Brod Courier", "Zeta Courier"]),
        )
        for number in range(chance.randint(0, 8))
    ]


@settings(max_examples=40, deadline=None)
@given(collections(), st.randoms(use_true_random=False))
def test_the_order_of_documents_changes_nothing(documents: list[Document], chance: random.Random) -> None:
    found = copies(documents)
    assert copies(chance.sample(documents, len(documents))) == found
    assert not set(found.originals) & set(found.originals.values())
    texts = {one.document_id: one.text for one in documents}
    for passage in found.passages:
        assert passage.document_id not in found.originals
        assert 0 <= passage.start < passage.end <= len(texts[passage.document_id])
        assert 0 <= passage.original_start < passage.original_end <= len(texts[passage.original_id])


def test_a_very_long_document() -> None:
    chance = random.Random(1)
    text = " ".join(f"w{chance.randrange(50_000)}" for _ in range(200_000))
    assert originals([document("a", text), document("b", text + " more"), document("c", REPORT)]) == {"a": "b"}


def test_the_bundled_dispatches() -> None:
    folder = Path(__file__).parents[2] / "examples" / "dispatches"
    texts = {path.name[:2]: path.read_text(encoding="utf-8").split("---\n", 2)[2] for path in folder.glob("*.md")}
    found = originals([document(number, text, f"1913-01-{number}") for number, text in texts.items()])
    assert found == {"08": "07", "28": "26"}


def test_apostrophes_and_letters_that_grow_do_not_shift_a_passage() -> None:
    before = "İ’İ the miller’s İstanbul cousins’ words: "
    [passage] = copies([document("a", REPORT), document("b", f"{before}{ANOTHER} {PARAGRAPH}", "1912-11-06")]).passages
    text = f"{before}{ANOTHER} {PARAGRAPH}"
    assert PARAGRAPH.startswith(text[passage.start : passage.end][:40])


@pytest.mark.parametrize("text", ["a b " * 100_000, "word " * 200_000, "’" * 200_000, "ab" * 200_000])
def test_hostile_texts_take_no_time(text: str) -> None:
    documents = [document(f"{number}", f"{number} {text}") for number in range(3)]
    assert set(originals(documents)) <= {"0", "1", "2"}


def test_a_publishers_next_report_in_the_same_form_is_no_copy() -> None:
    first = (
        "Two people were hurt when shells fell on the houses of Lesna on Monday. A clerk of the prefecture told our man that"
        " gunners had fired on the upper street and the mill lane of Lesna on Monday evening, hurting two people and breaking"
        " the roofs of several houses and stables there."
    )
    next_ = (
        "Three men were hurt when shells fell on the yards of Lesna on Friday. A clerk of the prefecture told our reporter that"
        " gunners had fired at the lower street and the church lane of Lesna on Friday morning, hurting three men and breaking"
        " the roofs of many houses and barns there."
    )
    form = [
        document("a", first, "1912-11-05", outlet="Lesna Post"),
        document("b", next_, "1912-11-09", outlet="Lesna Post"),
    ]
    assert not copies(form).originals
    again = [form[0], document("b", first + " The road is open.", "1912-11-09", outlet="Lesna Post")]
    assert copies(again).originals == {"b": "a"}
