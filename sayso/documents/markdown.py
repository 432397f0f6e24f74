"""Markdown and plain text to paragraphs without their markup: links, images, emphasis, headings, tags, escapes.

Does not judge what a paragraph says. Markup that nobody meant (a lone asterisk, ``a < b``) stays as it is.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator

from sayso.documents.articles import Paragraph

PASSES = 20  # markup inside markup is undone from the outside in, a level a pass
WRAPPED_AT = 100  # lines of a text that was wrapped by hand are no longer than this
BLOCK_TAGS = (
    "p|div|li|ul|ol|h[1-6]|section|article|header|footer|table|tr|blockquote|figure|figcaption|hr|pre|nav|aside"
)
INLINE_TAGS = (
    "a|abbr|b|big|center|cite|code|del|em|font|i|iframe|img|input|ins|kbd|label|mark|q|s|small|span|strike|strong|sub|sup"
    "|td|th|tbody|thead|time|tt|u|var|video|audio|source|button|form|object|embed|param|picture|svg|path"
)
UNSEEN = ("script", "style", "noscript")

_NEWLINE = re.compile(r"\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_BLOCK = re.compile(rf"</?(?:{BLOCK_TAGS})(?:\s[^<>]*)?/?>", re.IGNORECASE)
_INLINE = re.compile(rf"</?(?:{INLINE_TAGS})(?:\s[^<>]*)?/?>", re.IGNORECASE)
_HEADING = re.compile(r" {0,3}#{1,6}(?:\s+|$)")
_HEADING_END = re.compile(r"\s#+\s*$")
_UNDERLINE = re.compile(r" {0,3}={3,}\s*$")
_RULE = re.compile(r"[\s*_\\~=|:.#•·+-]*$")
_BULLET = re.compile(r"\s{0,8}(?:[*+•·‣-]|\d{1,3}[.)])\s+(?=\S)")
_MARKED_BULLET = re.compile(r"^\s{0,8}[*+•·‣-]\s+(?=\S)")
_QUOTED = re.compile(r"^\s{0,3}(?:>\s?)+")
_FENCE = re.compile(r"\s{0,3}(?:```|~~~)\w*\s*$")
_DEFINITION = re.compile(r"\s{0,3}\[[^\[\]]{1,80}\]:\s*<?\S+>?(?:\s+[\"'(][^\n]*)?$")
_HARD_BREAK = re.compile(r"(?: {2,}|\\)$")
_TARGET = r"\((?:[^()\s\\]|\\.|\([^()\s]{0,200}\)){0,2000}(?:\s+[\"'][^\n\"']{0,500}[\"'])?\s*\)"
_IMAGE = re.compile(rf"!\[[^\[\]\n]{{0,1000}}\](?:{_TARGET}|\[[^\[\]\n]{{0,80}}\])")
_LINK = re.compile(rf"\[([^\[\]\n]{{0,1000}})\](?:{_TARGET}|\[[^\[\]\n]{{0,80}}\])")
_ONLY_LINKS = re.compile(rf"(?:[\s*_,;|/>»•·–—-]*(?:!?\[[^\[\]\n]{{0,1000}}\]{_TARGET}))+[\s*_,;|/>»•·–—-]*$")
_AUTOLINK = re.compile(r"<((?:https?://|mailto:|www\.)?[^<>\s]{1,2000})>")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_STARS = re.compile(r"(?<!\*)\*{1,3}(?=[^\s*])|(?<=[^\s*])\*{1,3}(?!\*)")
_UNDERSCORES = re.compile(r"(?<![^\W_])_{1,3}(?=[^\W_\d]|[\"'“‘(\[])|(?<=[^\s_])_{1,3}(?![\w/=&@-]|\.\w)")
_STRUCK = re.compile(r"~~")
_SPACES = re.compile(r"[ \t\u00a0\u2000-\u200a\u202f\u3000]+")
_INVISIBLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\u00ad\u200b\u2060\ufeff]")
_SENTENCE_END = re.compile(r"[.!?…:][\"'”’»)\]]*$")


def paragraphs(text: str) -> Iterator[Paragraph]:
    """The paragraphs of a Markdown or plain text in their order; empty ones and rules are left out."""
    for block in _blocks(_BLOCK.sub("\n\n", _BREAK.sub("  \n", _without_unseen(_NEWLINE.sub("\n", text))))):
        for line in block:
            found = _paragraph(line)
            if found is not None:
                yield found


def plain_paragraphs(text: str) -> Iterator[Paragraph]:
    """The paragraphs of a text that has no markup."""
    for block in _blocks(_NEWLINE.sub("\n", text)):
        for line in block:
            words = tidy(line)
            if words:
                yield Paragraph(words)


def tidy(text: str) -> str:
    """``text`` without invisible characters, its runs of spaces and line ends made one space."""
    return _SPACES.sub(" ", _INVISIBLE.sub("", _NEWLINE.sub(" ", text))).strip()


def _settled(text: str, change: Callable[[str], str]) -> str:
    """``text`` changed until it stays as it is."""
    for _ in range(PASSES):
        before, text = text, change(text)
        if text == before:
            break
    return text


def _unmarked_once(text: str) -> str:
    if "[" in text:
        text = _LINK.sub(r"\1", _IMAGE.sub("", text))
    if "<" in text:
        text = _AUTOLINK.sub(_address, _without_unseen(text))
        text = _INLINE.sub("", _BLOCK.sub(" ", _BREAK.sub(" ", text)))
    text = _STRUCK.sub("", _UNDERSCORES.sub("", _emphasis(text)))
    return tidy(html.unescape(_ESCAPE.sub(r"\1", text)))


def _paragraph(line: str) -> Paragraph | None:
    bare = _settled(line, _unstructured)
    words = _settled(bare, lambda text: _unmarked_once(_unstructured(text)))
    if not words or _RULE.match(words):
        return None
    return Paragraph(
        words,
        heading=_HEADING.match(line) is not None,
        item=_BULLET.match(line) is not None,
        emphasised=bare[0] in "*_" and bare[-1] in "*_",
        linked=_ONLY_LINKS.match(bare) is not None,
    )


def _unstructured(line: str) -> str:
    """``line`` without the marks of a quotation, a heading or a list item at its start; nothing if it is a rule."""
    if _RULE.match(line):
        return ""
    line = _QUOTED.sub("", line, count=1)
    heading = _HEADING.match(line)
    if heading:
        line = _HEADING_END.sub("", line[heading.end() :])
    return _MARKED_BULLET.sub("", line, count=1).strip()


def _emphasis(text: str) -> str:
    return text if "*" not in text else _STARS.sub(_star, text)


def _star(match: re.Match[str]) -> str:
    """Nothing, except between two digits, where an asterisk multiplies."""
    text, start, end = match.string, match.start(), match.end()
    return match.group() if start > 0 and end < len(text) and text[start - 1].isdigit() and text[end].isdigit() else ""


def _address(match: re.Match[str]) -> str:
    """An address in angle brackets without them; a word in angle brackets is not one."""
    inner = match.group(1)
    return inner if "@" in inner or "://" in inner or inner.startswith("www.") else match.group()


def _without_unseen(text: str) -> str:
    """``text`` without comments, scripts and styles."""
    if "<" not in text:
        return text
    text = _cut(text, "<!--", "-->", text)
    for tag in UNSEEN:
        text = _cut(text, f"<{tag}", f"</{tag}>", text.lower())
    return text


def _cut(text: str, opening: str, closing: str, folded: str) -> str:
    """``text`` without what lies between each ``opening`` and the next ``closing``, found in ``folded``."""
    if len(folded) != len(text):  # a few letters change their length with their case: then offsets do not hold
        folded = text
    kept, at = [], 0
    while (start := folded.find(opening, at)) >= 0 and (end := folded.find(closing, start)) >= 0:
        kept.append(text[at:start])
        at = end + len(closing)
    return "".join([*kept, text[at:]])


def _blocks(text: str) -> Iterator[list[str]]:
    """The logical lines of each block between blank lines."""
    lines = text.split("\n")
    width = _width(lines)
    block: list[str] = []
    for number, line in enumerate(lines):
        if not line.strip() or _FENCE.match(line) or _DEFINITION.match(line):
            yield _joined(block, width)
            block = []
        elif _UNDERLINE.match(line) and len(block) == 1:
            block = [f"# {block[0].strip()}"]
        elif not (_UNDERLINE.match(line) and number):
            block.append(line)
    yield _joined(block, width)


def _width(lines: list[str]) -> int:
    """The column at which the text was wrapped by hand, or 0 if it was not."""
    lengths = [len(line) for line in lines if line.strip()]
    short = [length for length in lengths if length <= WRAPPED_AT]
    return max(short) if len(short) >= 3 and len(short) * 10 >= len(lengths) * 9 and max(short) >= 40 else 0


def _joined(block: list[str], width: int) -> list[str]:
    """The lines of a block, those joined that were wrapped: the next one's first word would not have fitted."""
    joined: list[list[str]] = []
    for before, line in zip([None, *block], block, strict=False):
        if before is not None and _wraps(before, line, width):
            joined[-1].append(line.strip())
        else:
            joined.append([line])
    return [" ".join(parts) for parts in joined]


def _wraps(before: str, line: str, width: int) -> bool:
    if _HARD_BREAK.search(before) or _HEADING.match(before) or _HEADING.match(line) or _BULLET.match(line):
        return False
    if width and len(before) + 1 + len(line.split(maxsplit=1)[0]) > width:
        return True
    return not _SENTENCE_END.search(before.rstrip()) and line.lstrip()[:1].islower()
