"""Paragraphs to an article: title, byline, outlet, first publisher and dates from the lines above, around and below it.

What stands there is read by the templates of boilerplate.yaml; what does not stand there stays ``None``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sayso.documents import dates
from sayso.documents.articles import Article, Paragraph, UnreadableError
from sayso.documents.boilerplate import Boilerplate, folded
from sayso.documents.cleaning import cleaned, ends_sentence, is_boilerplate, is_labelled, is_prose

LINES = 40  # of the top of a text among which title, byline and dates are looked for
BODY = 3  # paragraphs of the article after which they are looked for no more
LINE = 200
TITLE = 250
NAME_WORDS = 12
STRAY_WORDS = 4
NO_ARTICLE = "has no article in it, only navigation and notices: leave it out, or give the article's own page."

_SENTENCE_INSIDE = re.compile(r"[.!?]\s+[A-Z]")
_INITIAL = re.compile(r"\b(?:[A-Z]|[A-Z][a-z]{1,4}|Prof|Major|Lieut|Capt)\.")


@dataclass(slots=True)
class _Found:
    """What the lines told so far. ``signed`` are the lines of a name and a date, in their order."""

    fields: dict[str, str]
    signed: list[tuple[str, str]] = field(default_factory=list)

    def add(self, name: str, value: str | None) -> None:
        if value and name not in self.fields:
            self.fields[name] = value


def parted(
    paragraphs: Iterable[Paragraph], boilerplate: Boilerplate, known: Mapping[str, str] | None = None
) -> Article:
    """The article that ``paragraphs`` hold. ``known`` are fields known from elsewhere, which win.

    Raises ``UnreadableError`` if nothing is left that is an article.
    """
    whole = list(paragraphs)
    boilerplate = boilerplate.in_text("\n".join(paragraph.text for paragraph in whole))
    found = _Found(dict(known or {}))
    body = _without_origins(_below_masthead(whole, found, boilerplate), found, boilerplate)
    _sign(found)
    kept = cleaned(body, boilerplate)
    if not kept:
        raise UnreadableError(NO_ARTICLE)
    _read_dateline(kept[0].text, found, boilerplate)
    fields = found.fields
    if (
        fields.get("first_publisher")
        and _same(fields["first_publisher"], fields.get("outlet"))
        and fields.get("published")
    ):
        found.add("first_published", fields["published"])
    return Article(text="\n\n".join(paragraph.text for paragraph in kept), **fields)


def _below_masthead(paragraphs: Sequence[Paragraph], found: _Found, boilerplate: Boilerplate) -> list[Paragraph]:
    """The paragraphs less the lines that told a title, a byline, a date or nothing."""
    body: list[Paragraph] = []
    headed = "title" in found.fields or any(paragraph.heading for paragraph in paragraphs[:LINES])
    for number, paragraph in enumerate(paragraphs[:LINES]):
        if len(body) >= BODY:
            return body + list(paragraphs[number:])
        last = number + 1 == len(paragraphs)
        if _same(paragraph.text, found.fields.get("title")):
            continue
        if _tells(paragraph, found, boilerplate, headed) or _is_filed(paragraph, boilerplate):
            body = [line for line in body if not _is_stray(line)]
            continue
        if _is_title(paragraph, found, headed or bool(body), last):
            found.add("title", paragraph.text)
        elif not is_boilerplate(paragraph, boilerplate):
            body.append(paragraph)
    return body + list(paragraphs[LINES:])


def _is_title(paragraph: Paragraph, found: _Found, headed: bool, last: bool) -> bool:
    """A heading, or in a text without headings a first line that is short and no sentence."""
    if "title" in found.fields or last or len(paragraph.text) > TITLE:
        return False
    if paragraph.heading:
        return True
    return (
        not headed
        and not paragraph.linked
        and not _SENTENCE_INSIDE.search(paragraph.text)
        and paragraph.text[-1] not in ".:;,"
    )


def _tells(paragraph: Paragraph, found: _Found, boilerplate: Boilerplate, headed: bool) -> bool:
    """Whether the line is one of a masthead; what it tells is added to ``found``.

    In a text without headings, a line of a name and a date is no masthead before the title: it may be the title.
    """
    text = paragraph.text
    if len(text) > LINE or paragraph.heading:
        return False
    for template in boilerplate.masthead:
        match = template.match(text)
        if match and _is_plausible(match.groupdict()) and (headed or found.fields or "name" not in match.groupdict()):
            _add(match.groupdict(), found)
            return True
    return False


def _is_filed(paragraph: Paragraph, boilerplate: Boilerplate) -> bool:
    """Whether the line is one of the site's filing system ("Region: …")."""
    return is_labelled(folded(paragraph.text), boilerplate)


def _is_stray(paragraph: Paragraph) -> bool:
    """Whether a line that stands above one of the masthead is of it, too: a few words that are no sentence."""
    return paragraph.text.count(" ") < STRAY_WORDS and not ends_sentence(paragraph.text)


def _is_plausible(values: Mapping[str, str]) -> bool:
    """Whether what a template took for names and dates can be such: a name is no sentence, a date is in the calendar."""
    names = [values[key] for key in ("byline", "outlet", "name") if values.get(key)]
    days = [values[key] for key in ("published", "first_published") if values.get(key)]
    return all(_is_name(name) for name in names) and all(dates.day(day) or "/" in day for day in days)


def _is_name(name: str) -> bool:
    """No sentence, not long, and at least half of its words begin with a capital letter or a digit."""
    words = _INITIAL.sub("", name).split()
    capitals = sum(not word[0].islower() for word in words)
    return len(words) <= NAME_WORDS and capitals * 2 >= len(words) and not ends_sentence(" ".join(words))


def _add(values: Mapping[str, str], found: _Found) -> None:
    values = {key: value.strip(" ,;–—-") for key, value in values.items() if value}
    if "name" in values:
        found.signed.append((values["name"], dates.day(values["published"]) or ""))
        return
    for key, value in values.items():
        if key in ("published", "first_published"):
            found.add(key, dates.day(value))
        elif key == "source":
            found.add("first_publisher" if "outlet" in found.fields else "outlet", value)
        elif key not in ("other_date", "rest"):
            found.add(key, value)


def _without_origins(paragraphs: Sequence[Paragraph], found: _Found, boilerplate: Boilerplate) -> list[Paragraph]:
    """The paragraphs less those that say where the article was first published.

    They are heard only next to the article's ends: in its middle, "Source: …" is said of a picture or a table.
    """
    kept = []
    last = _last(paragraphs, boilerplate)
    for number, paragraph in enumerate(paragraphs):
        match = _origin(paragraph.text, boilerplate)
        if match is None:
            kept.append(paragraph)
        elif number < BODY or number > last:
            _add(match.groupdict(), found)
    return kept


def _last(paragraphs: Sequence[Paragraph], boilerplate: Boilerplate) -> int:
    """The number of the last paragraph that is the article's prose, or -1."""
    for number in range(len(paragraphs) - 1, -1, -1):
        if is_prose(paragraphs[number]) and not is_boilerplate(paragraphs[number], boilerplate):
            return number
    return -1


def _origin(text: str, boilerplate: Boilerplate) -> re.Match[str] | None:
    if len(text) > LINE * 2 or not folded(text).startswith(boilerplate.origin_starts):
        return None
    return next((match for template in boilerplate.origins if (match := template.match(text))), None)


def _sign(found: _Found) -> None:
    """Makes lines of a name and a date tell the outlet and, if there are two, the first publisher: the earlier one.

    A lone one that names the byline or the known first publisher is the first publisher's where the outlet is known.
    """
    if not found.signed:
        return
    lines = found.signed[:2]
    if len(lines) == 2 and lines[1][1] > lines[0][1]:
        lines.reverse()
    (name, day), fields = lines[0], found.fields
    if len(lines) == 1 and "outlet" in fields and not _same(name, fields["outlet"]):
        found.add("first_publisher", name)
        found.add("first_published", day)
        return
    found.add("outlet", name)
    found.add("published", day)
    for name, day in lines[1:]:
        found.add("first_publisher", name)
        if _same(name, fields.get("first_publisher")):
            found.add("first_published", day)


def _read_dateline(text: str, found: _Found, boilerplate: Boilerplate) -> None:
    """Adds the agency and the day of a dateline ("TOWN, March 3 (Agency) -"); the dateline stays in the text."""
    match = next((match for template in boilerplate.datelines if (match := template.match(text[:LINE]))), None)
    if match is None:
        return
    values, fields = match.groupdict(), found.fields
    found.add("first_publisher", values.get("agency"))
    found.add("outlet", values.get("agency"))
    day = dates.day(values.get("published") or "")
    found.add("published", day)
    if not day and values.get("day") and "published" in fields:
        day = dates.day_before(values["day"], fields["published"])
    if _same(fields.get("first_publisher"), values.get("agency")):
        found.add("first_published", day)


def _same(first: str | None, second: str | None) -> bool:
    return bool(first and second) and folded(first or "") == folded(second or "")
