"""Golden files: what Sayso reads in the bundled example, as tables that a person can check against the dispatches.

``python -m tests.golden`` (``make golden``) renews them and the codebook's table of types; read the diff.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable
from pathlib import Path

from sayso.building import build, event_reports, sides
from sayso.catalogue.lexicon import Lexicon
from sayso.events.mentions import mention
from sayso.events.parts import parents
from sayso.events.series import Point
from sayso.events.voices import voice
from sayso.ledger import Ledger
from sayso.reading.settings import Settings
from sayso.records import Claim, Document, Event, Measure
from sayso.views.control import denials, spells, told
from sayso.views.designations import Matchers, find_uses
from sayso.views.event import EventReport
from sayso.views.figures import figure
from sayso.views.parties import party_named
from sayso.views.sources import sources
from sayso.views.summary import days
from sayso.views.timeline import timeline
from sayso.views.tolls import TollRow, figures_of, tolls

ROOT = Path(__file__).parents[1]
CODEBOOK = ROOT / "docs" / "codebook.md"
FILES = Path(__file__).parent / "golden_files"
EXAMPLE = ROOT / "examples" / "dispatches"
PARTIES = ("side:ottoman-empire", "side:bulgaria", "side:greece")
AROUND = 40
SETTINGS = Settings(catalogue=ROOT / "examples" / "catalogue")


def types_table() -> str:
    """The event types as a Markdown table."""
    rows = ["| type | PLOVER | mode | ACLED | sub-event | example |", "| --- | --- | --- | --- | --- | --- |"]
    for name, entry in Lexicon.load().types.items():
        event = entry.event
        cells = (f"`{name}`", event.plover, event.mode, event.acled, event.acled_sub, entry.example)
        rows.append("| " + " | ".join(cell or "" for cell in cells) + " |")
    return "\n".join(rows)


def example_ledger(path: Path) -> Path:
    """Builds the ledger of the bundled example at ``path``."""
    build([str(EXAMPLE)], path, SETTINGS, jobs=1)
    return path


def tables(ledger: Path) -> dict[str, str]:
    """File name → content, of the golden files."""
    with Ledger(ledger, read_only=True) as store:
        documents = {document.document_id: document for document in store.documents()}
        claims = sorted(store.claims(), key=lambda claim: (_file(documents[claim.document_id]), claim.start, claim.end))
        events = sorted(store.events(), key=lambda event: (days(event), event.title, event.event_id))
        reports = {report.event.event_id: report for report in event_reports(store)}
        parent_of = parents(store.event_parts())
    by_id = {claim.claim_id: claim for claim in claims}
    return {
        "claims.txt": "\n\n".join(_claim(claim, documents[claim.document_id]) for claim in claims) + "\n",
        "accounts.txt": "\n\n".join(
            _accounts(reports[event.event_id], documents) for event in events if _is_told(event)
        )
        + "\n",
        "events.txt": "\n\n".join(_event(reports[event.event_id], by_id, documents) for event in events) + "\n",
        "framing.txt": _framing(documents, claims, events),
        "sources.txt": _sources(documents, claims, events),
        "control.txt": _control(documents, claims),
        "timeline.txt": _timeline(documents, by_id, events),
        "tolls.txt": _tolls(documents, claims, events, parent_of),
    }


def _file(document: Document) -> str:
    return Path(document.custody.path).stem


def _claim(claim: Claim, document: Document) -> str:
    chain = " < ".join(f"{source.source} [{source.side or source.kind}]" for source in claim.attribution)
    event = claim.event
    lines = [
        f"{_file(document)[:2]} {event.plover}/{event.mode or '-'}/{event.acled_sub or '-'} "
        f"{claim.status} {claim.polarity} {claim.stance}",
        f"   “{claim.quote}”",
        f"   says: {chain or 'the outlet'}",
    ]
    if claim.participants:
        lines.append("   who: " + "; ".join(f"{part.role} {part.mention}" for part in claim.participants))
    if claim.places:
        lines.append(
            "   where: " + "; ".join(f"{place.mention} = {place.name} ({place.precision})" for place in claim.places)
        )
    if claim.time is not None:
        lines.append(f"   when: {claim.time.mention} = {claim.time.start_date}..{claim.time.end_date}")
    lines += [
        f"   {item.measure}: {figure(item.measure, item.low, item.high, [item])} {item.of or ''} ({item.category}, “{item.text}”)"
        for item in claim.quantities
    ]
    return "\n".join(lines)


def _event(report: EventReport, claims: dict[str, Claim], documents: dict[str, Document]) -> str:
    event = report.event
    lines = [f"{event.title} · {days(event)} · {event.independent_sources} independent sources"]
    lines += [f"   told as a part of: {report.parent.title}"] if report.parent is not None else []
    lines += [
        f"   account of {account.side or 'no side'}: {account.measure} "
        f"{figure(account.measure, account.low, account.high)} {account.of or ''}"
        for account in event.accounts
    ]
    lines += [
        f"   contradiction about {item.about} between {' and '.join(item.between)}" for item in event.contradictions
    ]
    lines += [
        f"   {_file(documents[claims[number].document_id])[:2]} “{claims[number].quote}”" for number in event.claims
    ]
    return "\n".join(lines)


def _framing(documents: dict[str, Document], claims: list[Claim], events: list[Event]) -> str:
    """Each use of words for some of the parties, with what stands around it."""
    matchers = Matchers.load(SETTINGS.catalogue)
    lines = []
    for name in PARTIES:
        uses = find_uses(documents.values(), claims, events, matchers, party_named(matchers.actors, name))
        lines.append(f"{name}: {len(uses)} uses")
        for use in sorted(uses, key=lambda use: (_file(documents[use.document_id]), use.start, use.end)):
            document = documents[use.document_id]
            before, after = max(0, use.start - AROUND), use.end + AROUND
            around = f"{document.text[before : use.start]}[{document.text[use.start : use.end]}]{document.text[use.end : after]}"
            lines.append(f"{_file(document)[:2]} {use.voice} {use.kind} by {use.tie}: …{' '.join(around.split())}…")
        lines.append("")
    return "\n".join(lines)


def _sources(documents: dict[str, Document], claims: list[Claim], events: list[Event]) -> str:
    """Who cites whom in which dispatches, who was first, and whose claims others deny."""
    actors = Matchers.load(SETTINGS.catalogue).actors
    names = {actor.actor_id: actor.name for actor in actors}
    ids = {
        document.outlet: actor.actor_id
        for document in documents.values()
        for actor in actors.all_named(document.outlet or "")
    }
    found = sources(documents.values(), claims, events, ids.get, names.get)
    name = {speaker.speaker_id: speaker.label for speaker in found.speakers}
    quote = {claim.claim_id: f"{_file(documents[claim.document_id])[:2]} “{claim.quote}”" for claim in claims}
    lines = [
        f"{row.label}: {row.claims} claims, {row.own_voice} in its own voice, {row.unnamed} by people without a name"
        for row in found.speakers
        if row.is_outlet
    ]
    for row in found.citations:
        numbers = sorted({_file(documents[number])[:2] for number in row.documents})
        lines.append(
            f"{name[row.citing]} {row.how} {name[row.cited]}: {len(row.claims)} claims in {', '.join(numbers)}"
        )
    for first in found.first_reports:
        lines.append(f"first on {first.published}: {first.title}")
        lines += [
            f"   {', '.join(map(name.__getitem__, first.outlets))}, then {', '.join(map(name.__getitem__, first.followed_by))}"
        ]
        lines += [f"   {quote[number]}" for number in first.claims]
    for denial in found.denials:
        lines += [f"denied: {quote[denial.claim_id]}", *(f"   {quote[number]}" for number in denial.denied_by)]
    return "\n".join(lines) + "\n"


def _control(documents: dict[str, Document], claims: list[Claim]) -> str:
    """Each spell of claimed control with the words that tell it, end it or speak against it."""
    known, lexicon = sides(SETTINGS), Lexicon.load(SETTINGS.catalogue)
    said = told(claims, documents, lexicon, known, Matchers.load(SETTINGS.catalogue).actors, SETTINGS.catalogue)
    quote = {claim.claim_id: f"{_file(documents[claim.document_id])[:2]} “{claim.quote}”" for claim in claims}
    lines = []
    for spell in (*spells(said), *denials(said)):
        until = f", until {spell.until}" if spell.until else ""
        lines.append(
            f"{spell.place}: {spell.holder} [{spell.side or 'no side'}] {'is denied that it ' if spell.denied else ''}{spell.relation} it since "
            f"{spell.since}, "
            f"last told {spell.last_told}{until}, on the word of {', '.join(spell.voices)}"
        )
        lines += [f"   {quote[number]}" for number in spell.claims]
        lines += [f"   against: {quote[number]}" for number in spell.contested_by]
        lines += [f"   ended: {quote[number]}" for number in spell.ended_by]
    return "\n".join(lines) + "\n"


def _tolls(documents: dict[str, Document], claims: list[Claim], events: list[Event], parent_of: dict[str, str]) -> str:
    """What each side's latest figures come to, with the words that give them."""
    known, lexicon = sides(SETTINGS), Lexicon.load(SETTINGS.catalogue)
    mentions = {
        claim.claim_id: mention(claim, documents[claim.document_id], lexicon, known.actor_side)
        for claim in claims
        if claim.status == "actual" and documents[claim.document_id].original_id is None
    }
    figures = figures_of(events, mentions, lambda one: voice(one, known.outlet_side, known.actor_named))
    quote = {claim.claim_id: f"{_file(documents[claim.document_id])[:2]} “{claim.quote}”" for claim in claims}
    lines = []
    for row in tolls(figures, "side", known.actor_side, parent_of):
        lines.append(f"{row.group} tells: {_sum(row)}")
        lines += [f"   {quote[number]}" for number in row.claims]
    for by in ("place", "month"):
        lines.append(f"by {by}")
        for row in tolls(figures, by, known.actor_side, parent_of):
            told_in = ", ".join(dict.fromkeys(quote[number][:2] for number in row.claims))
            lines.append(f"   {row.group}, {row.side or 'no side'} tells: {_sum(row)} in {told_in}")
    return "\n".join(lines) + "\n"


def _sum(row: TollRow) -> str:
    left_out = f", {len(row.not_added)} not added" if row.not_added else ""
    return f"{row.measure} {figure(row.measure, row.low, row.high)} {row.counted} ({row.category}){left_out}"


def _timeline(documents: dict[str, Document], claims: dict[str, Claim], events: list[Event]) -> str:
    """What ``sayso timeline`` lists, with the dispatches that tell it."""
    called, lexicon = sides(SETTINGS).called, Lexicon.load(SETTINGS.catalogue)
    lines = []
    for one in timeline(events, claims, documents, lexicon, called):
        days = " to ".join(dict.fromkeys(filter(None, (one.first, one.last)))) or f"reported {one.reported}"
        files = sorted({_file(documents[claims[number].document_id])[:2] for number in one.claims})
        stands = " (only denied)" if one.only_denied else " (contested)" if one.contested else ""
        lines.append(
            f"{days}: {one.kind}{stands}, {one.place or 'place not known'}, told by {', '.join(one.told_by)} in {', '.join(files)}"
        )
        lines += [f"   {toll}" for toll in one.tolls]
    return "\n".join(lines) + "\n"


def _is_told(event: Event) -> bool:
    """More than one claim by one source can show."""
    return bool(event.accounts or event.contradictions or event.independent_sources != 1)


def _accounts(report: EventReport, documents: dict[str, Document]) -> str:
    """What ``sayso event`` tells of an event; a claim is the number of its dispatch and its own in the event."""
    names = {
        quote.claim_id: f"{_file(documents[quote.document_id])[:2]}.{i}" for i, quote in enumerate(report.quotes, 1)
    }

    def cited(claims: Iterable[str]) -> str:
        return f"[{' '.join(map(names.__getitem__, claims))}]"

    def point(measure: Measure, one: Point) -> str:
        return f"{one.said_on}: {figure(measure, one.low, one.high)} {cited(one.claims)}"

    event = report.event
    lines = [f"{event.title} · {days(event)}", f"   {report.level.grade}: {report.level.sentence}"]
    lines += [
        f"   {one.side or 'no side'} {one.measure} {one.of}: {', '.join(point(one.measure, at) for at in one.points)}"
        for one in report.accounts
    ]
    lines += [f"      {one.name}: {', '.join(point(one.measure, at) for at in one.points)}" for one in report.series]
    for item in report.ranges:
        low, high = " or fewer" * item.open_below, " or more" * item.open_above
        bounds = f"low {item.low:,.0f}{low}, best {item.best:,.0f}, high {item.high:,.0f}{high}"
        lines.append(f"   of all {item.measure} {item.of}: {bounds} ({item.rule}: {', '.join(item.sources)})")
    for source in report.sources:
        repeats = "".join(f", {repeat.because} {repeat.name} {cited([repeat.claim_id])}" for repeat in source.repeats)
        lines.append(f"   source {source.label}: {source.name} {cited(source.claims)}{repeats}")
    for found in report.contradictions:
        sides = " against ".join(f"{side.label} {cited(side.claims)}" for side in (found.one, found.other))
        lines.append(f"   contradiction about {found.about}: {sides}")
    lines += [
        f"   {names[quote.claim_id]} {quote.word}{' denies' * (quote.polarity == 'denied')}: “{quote.quote}”"
        for quote in report.quotes
    ]
    return "\n".join(lines)


def main() -> None:
    page = CODEBOOK.read_text(encoding="utf-8")
    marks = r"(<!-- types: begin[^>]*-->\n).*?(<!-- types: end -->)"
    CODEBOOK.write_text(
        re.sub(marks, lambda found: f"{found[1]}{types_table()}\n{found[2]}", page, flags=re.DOTALL), encoding="utf-8"
    )
    with tempfile.TemporaryDirectory() as folder:
        for name, content in tables(example_ledger(Path(folder) / "example.duckdb")).items():
            (FILES / name).write_text(content, encoding="utf-8")


if __name__ == "__main__":
    main()
