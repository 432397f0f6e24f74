"""Pages of the views: control, framing, sources; every bar, square and row leads to the words behind it."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from sayso.catalogue.sides import side_names
from sayso.desk import answers, plots, spells
from sayso.desk.asking import Here
from sayso.desk.desk import Desk
from sayso.desk.filters import Filters, day
from sayso.desk.rendering import page
from sayso.records import Claim, Document, Event
from sayso.views.control import Spell
from sayso.views.designations import Use, find_uses
from sayso.views.framing import Framing, framing, label
from sayso.views.parties import party_named
from sayso.views.sources import Sources, sources_known

SHOWN = 100
MOST_ACTORS = 60


def router() -> APIRouter:
    routes = APIRouter(include_in_schema=False)

    @routes.get("/control")
    def control(desk: Here, request: Request) -> Response:
        days = spells.days(desk)
        on = day(request.query_params, "on") or (days[-1] if days else None)
        place = request.query_params.get("place", "")
        found = spells.on(desk, on).spells
        chosen = [spell for spell in found if not place or spell.place_id == place]
        return page(
            "control.html",
            request,
            on=on,
            days=days,
            spells=sorted(chosen, key=lambda spell: (not spell.contested, spell.place)),
            claims=_claims_of(desk, chosen) if place else [],
            place=place,
        )

    @routes.get("/framing")
    def framed(desk: Here, request: Request) -> Response:
        query = request.query_params
        actor, outlet, words, month = (query.get(name, "") for name in ("actor", "outlet", "words", "month"))
        found = _framing(desk, actor) if actor else None
        uses = [] if found is None else [use for use in found.uses if _is_meant(use, outlet, words, month)]
        actors = desk.columns.facets["actor"]
        choices = actors.most(actors.counts(desk.select(Filters()).claims), MOST_ACTORS)
        return page(
            "framing.html",
            request,
            actor=actor,
            choices=[(value, answers.label(desk, "actor", value)) for value, _ in choices],
            sides=sorted(desk.columns.facets["side"].values, key=desk.sides.called),
            found=found,
            plots=plots.framing(found, f"/framing?actor={actor}&month=") if found is not None else [],
            legend=plots.framing_legend(found) if found is not None else [],
            distinctive=[row for row in found.distinctive if row.low > 0][:SHOWN] if found is not None else [],
            uses=_in_context(desk, uses[:SHOWN]) if outlet or words or month else [],
            uses_total=len(uses),
            asked=", ".join(filter(None, (words, outlet, month))),
            label=label,
            heads=_heads_of_turns(desk, found),
        )

    @routes.get("/sources")
    def cited(desk: Here, request: Request) -> Response:
        query = request.query_params
        found = _sources(desk)
        citing, whom = query.get("citing", ""), query.get("cited", "")
        rows = [row for row in found.citations if (row.citing, row.cited) == (citing, whom)]
        numbers = [number for row in rows for number in row.claims]
        return page(
            "sources.html",
            request,
            found=found,
            name={speaker.speaker_id: speaker.label for speaker in found.speakers},
            plot=plots.citations(found),
            outlets=[row for row in found.speakers if row.is_outlet][:SHOWN],
            speakers=[row for row in found.speakers if not row.is_outlet][:SHOWN],
            copies=[row for row in found.citations if row.how == "republishes"][:SHOWN],
            first=found.first_reports[:SHOWN],
            denials=_denials(desk, found),
            citing=citing,
            whom=whom,
            claims=answers.claim_items(desk, desk.some(Claim, numbers[:SHOWN])),
            claims_total=len(numbers),
        )

    return routes


def _claims_of(desk: Desk, chosen: list[Spell]) -> list[tuple[Spell, list[answers.ClaimItem], list[answers.ClaimItem]]]:
    """Each spell with the claims that tell it and those that contest it."""
    return [
        (
            spell,
            answers.claim_items(desk, desk.some(Claim, spell.claims)),
            answers.claim_items(desk, desk.some(Claim, spell.contested_by)),
        )
        for spell in chosen
    ]


def _framing(desk: Desk, actor: str) -> Framing:
    actors = desk.matchers.actors
    party = party_named(actors, actor, side_names(actors, desk.settings.catalogue))

    def make() -> Framing:
        records = desk.all(Document), list(desk.all(Claim)), list(desk.all(Event))
        return framing(find_uses(*records, desk.matchers, party))

    return desk.kept(("framing", party), make)


def _sources(desk: Desk) -> Sources:
    def make() -> Sources:
        records = list(desk.all(Document)), list(desk.all(Claim)), list(desk.all(Event))
        return sources_known(*records, desk.matchers.actors)

    return desk.kept("sources", make)


def _is_meant(use: Use, outlet: str, words: str, month: str) -> bool:
    return outlet in ("", use.outlet) and words in ("", label(use)) and month in ("", use.month)


CONTEXT = 120
"""Characters before and after a use that are shown."""


def _in_context(desk: Desk, uses: list[Use]) -> list[tuple[Use, answers.DocumentHead, str, str, str]]:
    """Each use with its article, the words before it, its words and those after it."""
    documents = {one.document_id: one for one in desk.some(Document, dict.fromkeys(use.document_id for use in uses))}
    heads = answers.heads_of(desk, documents)
    return [
        (
            use,
            heads[use.document_id],
            documents[use.document_id].text[max(0, use.start - CONTEXT) : use.start],
            documents[use.document_id].text[use.start : use.end],
            documents[use.document_id].text[use.end : use.end + CONTEXT],
        )
        for use in uses
    ]


def _heads_of_turns(desk: Desk, found: Framing | None) -> dict[str, answers.DocumentHead]:
    turns = found.turns if found is not None else ()
    return answers.heads_of(desk, (number for turn in turns for number in (*turn.before, *turn.after)))


def _denials(desk: Desk, found: Sources) -> list[tuple[answers.ClaimItem, list[answers.ClaimItem]]]:
    """The first denials: each claim with those that deny it."""
    shown = found.denials[:SHOWN]
    numbers = dict.fromkeys(number for one in shown for number in (one.claim_id, *one.denied_by))
    items = {item.claim.claim_id: item for item in answers.claim_items(desk, desk.some(Claim, numbers))}
    return [
        (items[one.claim_id], [items[number] for number in one.denied_by if number in items])
        for one in shown
        if one.claim_id in items
    ]
