"""ECB+'s files: words are put together as written, mentions are those of checked sentences, events are shared by notes."""

from __future__ import annotations

from pathlib import Path

from benchmarks.ecb import Mention, load

WORDS = "The fort fell . | Its fall , late , was told ."
MARKED = """
<Markables><ACTION_OCCURRENCE m_id="1"><token_anchor t_id="3"/></ACTION_OCCURRENCE>
<ACTION_OCCURRENCE m_id="2"><token_anchor t_id="6"/></ACTION_OCCURRENCE>
<ACTION_REPORTING m_id="3"><token_anchor t_id="10"/><token_anchor t_id="11"/></ACTION_REPORTING>
<LOC_FAC m_id="4"><token_anchor t_id="2"/></LOC_FAC>
<ACTION_OCCURRENCE m_id="9" TAG_DESCRIPTOR="fall"/></Markables>
<Relations><CROSS_DOC_COREF r_id="7" note="ACT1"><source m_id="1"/><source m_id="2"/><target m_id="9"/></CROSS_DOC_COREF>
</Relations>"""


def corpus(folder: Path, checked: list[int]) -> Path:
    tokens, sentence = [], 0
    for word in WORDS.split():
        if word == "|":
            sentence += 1
        else:
            tokens.append(f'<token t_id="{len(tokens) + 1}" sentence="{sentence}">{word}</token>')
    (folder / "1").mkdir()
    (folder / "1" / "1_2ecbplus.xml").write_text(f"<Document>{''.join(tokens)}{MARKED}</Document>", encoding="utf-8")
    rows = "\n".join(f"1,2ecbplus,{number}" for number in checked)
    (folder / "ECBplus_coreference_sentences.csv").write_text(f"Topic,File,Sentence Number\n{rows}\n", encoding="utf-8")
    return folder


def test_mentions_and_events_of_checked_sentences(tmp_path: Path) -> None:
    (text,) = load([1, 2], corpus(tmp_path, [0, 1]))
    assert text.text == "The fort fell.\nIts fall, late, was told."
    assert text.subtopic == "1ecbplus"
    told = {text.text[one.start : one.end]: event for one, event in text.events.items()}
    assert told == {"fell": "ACT1", "fall": "ACT1", "was told": "1_2ecbplus:3"}


def test_sentences_that_nobody_checked_are_left_out(tmp_path: Path) -> None:
    (text,) = load([1], corpus(tmp_path, [0]))
    assert list(text.events) == [Mention("1_2ecbplus", 9, 13)]
    assert text.checked == [(0, 14)]
