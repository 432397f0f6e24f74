"""What happened, who did it to whom: sentences, and what a careful reader takes from them."""

from __future__ import annotations

import pytest

from sayso.catalogue.lexicon import Lexicon
from sayso.reading.pipeline import Reader
from sayso.records import Claim, Custody, Document

LEXICON = Lexicon.load()


def claims(reader: Reader, text: str, published: str | None = "1912-11-01") -> tuple[Claim, ...]:
    custody = Custody("0" * 64, None, "text/plain", "memory")
    return reader.read(Document("d", None, None, None, None, published, None, "en", None, text, None, custody)).claims


@pytest.mark.parametrize("name", LEXICON.types)
def test_every_type_of_the_codebook_is_found_in_its_example(reader: Reader, name: str) -> None:
    entry = LEXICON.types[name]
    assert entry.event in [claim.event for claim in claims(reader, entry.example)]


ONE_OCCURRENCE = [
    "The cavalry carried out an attack on the village of Lesna.",
    "A shell killed two gunners near the bridge.",
    "The fleet shelled the town of Durazzo, wounding five villagers.",
    "Ten soldiers were killed in shelling near Prilep.",
    "An explosion destroyed a barracks and killed nine sappers.",
]


@pytest.mark.parametrize("sentence", ONE_OCCURRENCE)
def test_several_words_that_tell_one_occurrence_are_one_claim(reader: Reader, sentence: str) -> None:
    assert len(claims(reader, sentence)) == 1


NOTHING_HAPPENED = [
    "The attack angered Vienna.",
    "The walled town lies on a river.",
    "The paper printed a history of battles.",
    "He raised his glass and took a seat.",
    "Prices fell sharply in the capital.",
    "The minister took part in the ceremony and made a speech.",
    "The strike price of the bond was high.",
]


@pytest.mark.parametrize("sentence", NOTHING_HAPPENED)
def test_words_of_war_without_an_occurrence_are_no_claim(reader: Reader, sentence: str) -> None:
    assert [claim.quote for claim in claims(reader, sentence)] == []


ROLES = [
    ("Bulgarian troops captured the town of Lesna.", {"agent": "Bulgarian troops", "target": "the town of Lesna"}),
    ("The town was captured by Bulgarian troops.", {"agent": "Bulgarian troops", "target": "The town"}),
    ("Gunmen killed three villagers.", {"agent": "Gunmen", "victim": "three villagers"}),
    ("Three villagers were killed by gunmen.", {"agent": "gunmen", "victim": "Three villagers"}),
    ("The garrison was attacked with grenades.", {"target": "The garrison", "instrument": "grenades"}),
    ("The port came under attack.", {"target": "The port"}),
    ("The general let the column retreat.", {"agent": "the column"}),
    ("The troops that besieged Adrianople were tired.", {"agent": "The troops", "target": "Adrianople"}),
]


@pytest.mark.parametrize(("sentence", "roles"), ROLES)
def test_who_did_it_to_whom(reader: Reader, sentence: str, roles: dict[str, str]) -> None:
    (claim,) = claims(reader, sentence)
    found = {participant.role: participant.mention for participant in claim.participants}
    assert found == roles


def test_every_offset_slices_to_its_words(reader: Reader) -> None:
    text = "“We took Ŝtip,” said the général — 40 prisonniers؟ \u200fThe army e\u0301vacuated Lesna on Monday.\n\nTwo died."
    for claim in claims(reader, text):
        assert text[claim.start : claim.end] == claim.quote
        for part in (*claim.participants, *claim.places):
            assert text[part.start : part.end] == part.mention
        for quantity in claim.quantities:
            assert text[quantity.start : quantity.end] == quantity.text
        for source in claim.attribution:
            assert text[source.start : source.end] == source.source


COUNTS = [
    ("Two generals and 300 soldiers were taken prisoner near Prilep.", [("captured", 2), ("captured", 300)]),
    ("The army took over 30 machine guns in Lesna.", [("seized", 31)]),
    ("Bulgaria deployed two divisions to the lines.", [("deployed", 2)]),
    ("Three divisions captured 40 soldiers.", [("captured", 40)]),
]


@pytest.mark.parametrize(("sentence", "counts"), COUNTS)
def test_what_a_number_counts_follows_from_what_happened(
    reader: Reader, sentence: str, counts: list[tuple[str, float]]
) -> None:
    found = [(q.measure, q.low) for claim in claims(reader, sentence) for q in claim.quantities if q.measure != "other"]
    assert found == counts


QUOTES = [
    ("The fleet shelled Durazzo on Monday, killing three villagers and wounding two.", "and wounding two"),
    ("Rebels attacked the convoy and killed nine guards, an officer said.", "killed nine guards"),
    ("A blast wrecked the post office and wounded four clerks in Sofia.", "wounded four clerks in Sofia"),
]


@pytest.mark.parametrize(("sentence", "end"), QUOTES)
def test_a_quote_reaches_to_the_end_of_what_is_counted_with_it(reader: Reader, sentence: str, end: str) -> None:
    assert claims(reader, sentence)[0].quote.endswith(end)
