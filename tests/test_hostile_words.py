"""Words of articles that a terminal could take for markup or for control characters, through every command that shows them."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from sayso.building import opened
from sayso.catalogue.lexicon import Lexicon
from sayso.cli import sayso_command
from sayso.ledger import Ledger, Provenance, writing
from sayso.records import Claim, Contradiction, Event, Participant, Place, Quantity, Source
from sayso.reviews import beside, log
from sayso.reviews.deciding import decide
from tests.golden import SETTINGS
from tests.ledger import parts

WORDS = "[/i] [bold]b[/bold] \x1b[31m"
SHOWN = "[/i] [bold]b[/bold]"
TEXT = (
    f"{WORDS} The Bulgarian army took the town of Prilep; 3 men were killed, {WORDS} said. The Bulgarian troops rested."
)
PROVENANCE = Provenance("0.0.1", {"pipeline": "none", "catalogue": str(SETTINGS.catalogue)}, "c" * 64)
ACTOR = "bulgarian-army-1912"


def hostile(claim: Claim, kind: str, polarity: str) -> Claim:
    """The claim with the words wherever an article's may be."""
    return replace(
        claim,
        event=Lexicon.load().event(kind),
        polarity=polarity,  # type: ignore[arg-type]
        attribution=(Source(WORDS, 0, len(WORDS), WORDS, "official", None, WORDS, "1912-10-23"),),
        participants=(Participant("agent", WORDS, ACTOR, 0, len(WORDS)), Participant("target", WORDS, None, 0, 5)),
        places=(Place(WORDS, 0, len(WORDS), "x:1", WORDS, "BG", WORDS, 43.5, 18.0, 1),),
        quantities=(Quantity("killed", WORDS, "combatant", 3, 3, WORDS, 0, len(WORDS)),),
    )


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("hostile") / "war.duckdb"
    outlets = [{"outlet": f"{WORDS}{number}", "title": WORDS, "first_publisher": WORDS} for number in range(4)]
    items = [
        parts.found(f"d{n}0", f"{TEXT} {n}", **fields, published=f"1912-10-2{n}") for n, fields in enumerate(outlets)
    ]
    parts.store(path, items, PROVENANCE)
    with Ledger(path) as store:
        kinds = (
            ("place_taken", "asserted"),
            ("place_taken", "denied"),
            ("shelling", "asserted"),
            ("shelling", "denied"),
        )
        claims = [hostile(claim, *kind) for claim, kind in zip(store.claims(), kinds, strict=True)]
        events: dict[str, Event | None] = {}
        for number, event in {event.event_id: event for event in store.events()}.items():
            accounts = tuple(replace(one, of=WORDS, side=WORDS, measure="killed") for one in event.accounts)
            dispute = Contradiction((WORDS, WORDS), WORDS, event.claims[:2])
            place = claims[0].places[0]
            events[number] = replace(event, title=WORDS, place=place, accounts=accounts, contradictions=(dispute,))
        with store.transaction() as connection:
            writing.put_reviewed(connection, {claim.claim_id: claim for claim in claims}, events, PROVENANCE)
    made = [decide("Ann [/i]", "accept", claims[-1:]), decide("Ben [/b]", "reject", claims[-1:])]
    log.append(beside(path), [*made, decide("Ann [/i]", "note", claims[1:2], why=WORDS)])
    return path


COMMANDS = [
    ("show", "{}"),
    ("show", "{}", "--event", "{event}"),
    ("show", "{}", "--document", "d10"),
    ("show", "{}", "--claim", "{claim}"),
    ("event", "{}"),
    ("event", "{}", "{event}"),
    ("timeline", "{}"),
    ("toll", "{}", "--by", "place"),
    ("control", "{}"),
    ("framing", "{}", "--actor", "side:bulgaria"),
    ("sources", "{}"),
    ("review", "report", "{}"),
]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_words_of_articles_are_shown_as_they_are_written(ledger: Path, command: tuple[str, ...]) -> None:
    with opened(ledger) as store:
        (event,), claim = store.events(), store.claims()[1]
    known = {"{}": str(ledger), "{event}": event.event_id, "{claim}": claim.claim_id}
    done = CliRunner().invoke(sayso_command, [known.get(part, part) for part in command])
    assert done.exit_code == 0, done.exception
    assert "\x1b" not in done.stdout
    assert "[/i]" in done.stdout and ("bold" not in done.stdout or "[bold]" in done.stdout)


def test_claims_of_a_file_as_well(tmp_path: Path) -> None:
    text = "The mayor of Sofia [/i] said that two villagers [/b] had been killed on Monday [/i] by the Ottoman army."
    source = tmp_path / "one.jsonl"
    source.write_text(
        json.dumps({"id": "n1", "text": text, "published": "1912-11-05", "outlet": "[/i]"}), encoding="utf-8"
    )
    done = CliRunner().invoke(sayso_command, ["claims", str(source), "--format", "table"])
    assert done.exit_code == 0, done.exception
    assert "[/" in done.stdout
