"""Pages out of templates: everything that is not markup of ours is escaped; words that were looked for are lit."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from urllib.parse import quote

from fastapi import Request
from jinja2 import Environment, PackageLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape
from starlette.responses import HTMLResponse

import sayso
from sayso.desk.filters import chosen, written
from sayso.events.ranges import RULES
from sayso.events.sides import Sides
from sayso.events.titles import kind
from sayso.records import EventType, Source
from sayso.views.figures import counted, figure, measured, numbers_of, of_what, three
from sayso.views.speakers import speaker
from sayso.views.summary import days

GRADES = {
    "single_source": "one source",
    "several_sources": "several sources",
    "contested": "contested",
    "confirmed_by_accused": "confirmed by the accused",
    "discounted": "nobody stands by it",
}
NAMES = {
    "q": "words",
    "kind": "kind",
    "country": "country",
    "region": "region",
    "place": "place",
    "actor": "actor",
    "speaker": "source named",
    "side": "side that says so",
    "outlet": "outlet",
    "source": "kind of source",
    "stance": "stance of the outlet",
    "status": "status",
    "polarity": "polarity",
    "bbox": "box on the map",
    "first": "from",
    "last": "to",
    "confidence": "confidence at least",
    "contested": "contested only",
    "unreviewed": "not reviewed only",
}
"""How filters are called on a page."""


environment = Environment(
    loader=PackageLoader("sayso.desk"),
    autoescape=True,
    auto_reload=False,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def page(template: str, request: Request, status: int = 200, **values: Any) -> HTMLResponse:
    """The page of a template."""
    content = environment.get_template(template).render(request=request, **values)
    content = content.replace("\0", "\ufffd")  # HTML has no null character: left out, it would shift offsets behind it
    return HTMLResponse(content, status_code=status, headers={"cache-control": "no-cache"})


def lit(text: str, terms: Sequence[str]) -> Markup:
    """The text with the words that were looked for lit."""
    if not terms:
        return Markup(escape(text))
    pattern = "|".join(r"\W+".join(map(re.escape, term.split())) for term in sorted(terms, key=len, reverse=True))
    parts = re.split(rf"(\b(?:{pattern})\w*)", text, flags=re.IGNORECASE)
    return Markup("").join(
        Markup("<mark class='found'>{}</mark>").format(part) if i % 2 else escape(part) for i, part in enumerate(parts)
    )


def exact(text: str) -> Markup:
    """Text whose every code point is kept as it is: a page's reader turns line ends of other kinds into its own."""
    return Markup(str(escape(text)).replace("\r", "&#13;"))


def in_words(day: str | None) -> str:
    """An ISO date as people write it."""
    if not day:
        return "no date"
    try:
        found = date.fromisoformat(day[:10])
    except ValueError:
        return day
    return f"{found.day} {found:%B} {found.year}"


@pass_context
def side_name(context: Context, side: str) -> str:
    sides: Sides = context["request"].app.state.sides
    return sides.called(side)


@pass_context
def speaker_name(context: Context, source: Source) -> str:
    sides: Sides = context["request"].app.state.sides
    return speaker(source, sides.called)


@pass_context
def country_name(context: Context, code: str) -> str:
    countries: Mapping[str, str] = context["request"].app.state.countries
    return countries.get(code, code)


@pass_context
def kind_name(context: Context, event: EventType) -> str:
    """A kind of occurrence as titles of events have it."""
    return kind(event, context["request"].app.state.lexicon)


environment.filters |= {
    "side": side_name,
    "speaker": speaker_name,
    "country": country_name,
    "kind": kind_name,
    "of_what": of_what,
    "measured": measured,
    "days": days,
    "day": in_words,
    "exact": exact,
    "lit": lit,
    "counted": counted,
    "thousands": "{:,}".format,
    "urlencode": lambda words: quote(words, safe=""),
}
environment.globals |= {
    "figure": figure,
    "three": three,
    "numbers_of": numbers_of,
    "written": written,
    "chosen": chosen,
    "names": NAMES,
    "grades": GRADES,
    "rules": RULES,
    "version": sayso.__version__,
}
