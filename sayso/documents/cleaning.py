"""Paragraphs to the paragraphs of the article: what a site puts between and after them goes, by boilerplate.yaml.

Does not look for title, byline or dates: that is masthead.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from sayso.documents.articles import Paragraph
from sayso.documents.boilerplate import Boilerplate, folded, starts_with

PROSE = 120  # characters from which a paragraph that ends like a sentence is taken for the article's own words
SHORT = 400  # patterns are tried on paragraphs no longer than this
LONG = 600
LONGEST = 3_000
PHRASE_EVERY = 250
LABELLED = 300
TITLE = 80

_ADDRESS = re.compile(
    r"(?:https?://|www\.)\S+|\b[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,63}){1,4}|\b[\w-]{1,63}(?:\.[\w-]{1,63}){0,3}\.(?:com|org|net|info)(?:/\S*)?"
)
_WORD = re.compile(r"[^\W\d_]{2,}")
_NOTE_MARK = re.compile(r"\[?\d{1,3}[\].)]?\s|\[\d")
_ENDS = re.compile(r"[.:!») ]+$")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*$")
_BROKEN_OFF = re.compile(r"[^\W\d_][,;]?$")
WORDS_BESIDE_AN_ADDRESS = 3
WORDS_BEFORE_A_BREAK = 5


def cleaned(paragraphs: Iterable[Paragraph], boilerplate: Boilerplate) -> list[Paragraph]:
    """The article's own paragraphs, those joined again that a blank line cut in mid-sentence."""
    kept = _before_ending(_outside_sections(list(paragraphs), boilerplate), boilerplate)
    kept = [paragraph for paragraph in kept if not is_boilerplate(paragraph, boilerplate)]
    while kept and _is_note(kept[-1], boilerplate):
        kept.pop()
    return _rejoined(kept)


def is_boilerplate(paragraph: Paragraph, boilerplate: Boilerplate) -> bool:
    """Whether the paragraph is the site's and not the article's, going by its own words alone."""
    text = folded(paragraph.text)
    return (
        _bare(text) in boilerplate.whole
        or (len(text) <= LONG and starts_with(text, boilerplate.starts))
        or _holds(text, boilerplate)
        or is_labelled(text, boilerplate)
        or (len(text) <= SHORT and any(pattern.match(text) for pattern in boilerplate.patterns))
        or (paragraph.linked and not ends_sentence(text))
        or _is_address(text)
    )


def is_prose(paragraph: Paragraph) -> bool:
    """Whether the paragraph is long enough, and ends, like one of an article."""
    return len(paragraph.text) >= PROSE and ends_sentence(paragraph.text) and not paragraph.linked


def _bare(text: str) -> str:
    """``text`` without the punctuation that a line of its own may end with."""
    return _ENDS.sub("", text)


def ends_sentence(text: str) -> bool:
    return _SENTENCE_END.search(text[-10:]) is not None


def _holds(text: str, boilerplate: Boilerplate) -> bool:
    """Whether the site speaks: one of its phrases, or in a long paragraph one in every few lines."""
    if len(text) > LONGEST:
        return False
    found = sum(
        phrase in text and re.search(rf"\b{re.escape(phrase)}", text) is not None for phrase in boilerplate.holds
    )
    return found > 0 and (len(text) <= LONG or found * PHRASE_EVERY >= len(text))


def is_labelled(text: str, boilerplate: Boilerplate) -> bool:
    """Whether folded ``text`` is a line such as "region: thrace"."""
    label, colon, _ = text[:60].partition(":")
    return bool(colon) and label.strip() in boilerplate.labels and len(text) <= LABELLED


def _is_address(text: str) -> bool:
    """Whether the paragraph is little more than web or mail addresses."""
    if "." not in text or len(text) > SHORT * 5:
        return False
    rest, found = _ADDRESS.subn(" ", text)
    return found > 0 and len(_WORD.findall(rest)) <= WORDS_BESIDE_AN_ADDRESS


def _outside_sections(paragraphs: Sequence[Paragraph], boilerplate: Boilerplate) -> list[Paragraph]:
    """The paragraphs less those under a heading such as "Related articles", up to the next prose."""
    kept: list[Paragraph] = []
    inside = False
    for paragraph in paragraphs:
        if len(paragraph.text) <= TITLE and _bare(folded(paragraph.text)) in boilerplate.sections:
            inside = True
        elif inside and is_prose(paragraph) and not _NOTE_MARK.match(paragraph.text):
            inside = False
        if not inside:
            kept.append(paragraph)
    return kept


def _before_ending(paragraphs: Sequence[Paragraph], boilerplate: Boilerplate) -> list[Paragraph]:
    """The paragraphs before the first that ends an article ("Leave a reply"), unless more of the article comes after it."""
    for number, paragraph in enumerate(paragraphs):
        if starts_with(folded(paragraph.text[:TITLE]), boilerplate.endings):
            before, after = _length(paragraphs[:number], boilerplate), _length(paragraphs[number:], boilerplate)
            if before >= after and before > 0:
                return list(paragraphs[:number])
            break
    return list(paragraphs)


def _length(paragraphs: Sequence[Paragraph], boilerplate: Boilerplate) -> int:
    return sum(
        len(paragraph.text)
        for paragraph in paragraphs
        if is_prose(paragraph) and not is_boilerplate(paragraph, boilerplate)
    )


def _is_note(paragraph: Paragraph, boilerplate: Boilerplate) -> bool:
    """Whether a last paragraph is a note on the author or on where the article comes from."""
    return len(paragraph.text) <= SHORT * 2 and any(pattern.search(paragraph.text) for pattern in boilerplate.notes)


def _rejoined(paragraphs: Iterable[Paragraph]) -> list[Paragraph]:
    """Paragraphs joined where one breaks off in mid-sentence and the next goes on with a small letter."""
    joined: list[list[Paragraph]] = []
    for paragraph in paragraphs:
        if joined and _goes_on(joined[-1][-1], paragraph):
            joined[-1].append(paragraph)
        else:
            joined.append([paragraph])
    return [Paragraph(" ".join(part.text for part in parts)) if len(parts) > 1 else parts[0] for parts in joined]


def _goes_on(before: Paragraph, after: Paragraph) -> bool:
    if before.heading or before.item or after.heading or after.item:
        return False
    return (
        after.text[:1].islower()
        and _BROKEN_OFF.search(before.text[-3:]) is not None
        and before.text.count(" ") >= WORDS_BEFORE_A_BREAK
    )
