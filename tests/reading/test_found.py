"""Which words of a sentence report an occurrence: by phenomenon, sentences and the triggers that a careful reader marks."""

from __future__ import annotations

import pytest

from sayso.reading.pipeline import Reader
from sayso.records import Custody, Document


def told(reader: Reader, text: str) -> list[tuple[str, str]]:
    """(word, type) of each claim, in the order of the text."""
    custody = Custody("0" * 64, None, "text/plain", "memory")
    document = Document("d", None, None, None, None, "1912-11-01", None, "en", None, text, None, custody)
    return [(text[slice(*word)], kind) for word, kind in reader.outline(document).triggers.values()]


PARTICIPLES = [  # before a noun
    ("The captured officers sang in the yard.", [("captured", "capture")]),
    ("Flour reached the besieged town of Lesna.", [("besieged", "place_besieged")]),
    ("The road ends in a rebel-held village.", [("held", "place_held")]),
    ("The deposed regent plays the piano.", [("deposed", "coup")]),
    ("The walled town lies on a river.", []),
    ("Any captured officers may keep their dogs.", []),
    ("Captured officers must wear a badge.", []),
    ("Two captured officers may keep their dogs.", [("captured", "capture")]),
    ("Armed men and trained dogs went past.", []),
]
COMES_FIRST = [  # a noun that could refer to what is told elsewhere
    ("The bank closed its doors after the coup.", [("coup", "coup")]),
    ("The choir sang for the massacre of the eleven pedlars.", [("massacre", "massacre")]),
    ("The mill lost its roof to mortar fire.", [("fire", "shelling")]),
    ("Rebels attacked the post on Monday. The choir sang after the attack.", [("attacked", "attack")]),
    ("The critics took the play for a tale of sieges.", []),
    ("The attack angered Vienna.", []),
]
EVERYDAY = [  # words of war that also tell of weather, games and votes
    ("The storm flattened nine villages.", []),
    ("Snow suffocated nine porters.", []),
    ("The flood tore down nine houses.", []),
    ("Lifeguards rescued nine bathers from the sea.", []),
    ("Soldiers rescued nine hostages.", [("rescued", "release")]),
    ("The mayor was unseated in the election.", []),
    ("The rower snatched victory.", []),
]
PRONOUNS = [  # for what an act is done to
    ("The troops saw the mill and stormed it.", [("stormed", "offensive")]),
    ("The gendarmes beat two of them.", [("beat", "beating")]),
    ("A court in Sorna freed him.", [("freed", "release")]),
    ("The clerk took it.", []),
    ("A friend called him lazy.", []),
]
CLIPPED = [  # the passives of headlines and telegrams
    ("Pilot captured near Lesna.", [("captured", "capture")]),
    ("Road closed until Monday.", [("closed", "closure")]),
    ("Nine missiles intercepted over Lesna.", [("intercepted", "interception")]),
    ("Two hundred refugees returned to Lesna.", [("returned", "return")]),
]
OF_VERBS = [  # nouns in -ing that are no entries of their own, and hyphens
    ("Rain stopped the torching of the mill.", [("torching", "property_destruction")]),
    ("The widening of the road went on.", []),
    ("Nurses held a sit-in at the ministry.", [("in", "protest")]),
    ("A cease-fire began on Monday.", [("fire", "ceasefire")]),
    ("Gunmen machine-gunned the mill.", [("gunned", "shooting")]),
    ("The built-in cupboard was locked.", []),
]
PHRASES = [
    ("The lancers came under fire near Sorna.", [("came", "shooting")]),
    ("The town is under the control of rebels.", [("is", "place_held")]),
    ("The town has changed hands twice.", [("changed", "place_taken")]),
    ("The gunners returned fire.", [("returned", "shooting")]),
    ("A blast ripped through the post office.", [("ripped", "bombing")]),
    ("The gendarmes foiled a raid.", [("foiled", "attack_repelled")]),
    ("Riders carried away nine villagers.", [("carried", "abduction")]),
    ("Porters carried away nine trunks.", []),
    ("The tenor came under pressure from the critics.", []),
]
MEANS = [  # what strikes is the doer, whatever is struck
    ("A drone hit a lorry near Lesna.", [("hit", "drone_strike")]),
    ("Mortar shells hit the arcade.", [("hit", "shelling")]),
    ("Pilots bombed the valley.", [("bombed", "air_strike")]),
    ("Rebels bombed the customs office.", [("bombed", "bombing")]),
    ("A tram hit an umbrella stand.", []),
]
DEAD = [
    ("Two clerks were found dead in a cellar.", [("found", "killing_of_civilians")]),
    ("Nurses counted eleven bodies in the yard.", [("bodies", "killing")]),
    ("The army suffered heavy losses.", [("losses", "killing")]),
    ("The governing body found a new hall.", []),
    ("The bank suffered a loss of income.", []),
]


@pytest.mark.parametrize(
    ("sentence", "triggers"),
    [*PARTICIPLES, *COMES_FIRST, *EVERYDAY, *PRONOUNS, *CLIPPED, *OF_VERBS, *PHRASES, *MEANS, *DEAD],
)
def test_the_words_that_report_an_occurrence_are_found(
    reader: Reader, sentence: str, triggers: list[tuple[str, str]]
) -> None:
    assert told(reader, sentence) == triggers
