"""Did it happen? Sentences, the word that reports the occurrence, and what a careful reader makes of it."""

from __future__ import annotations

import pytest
from spacy.language import Language

from sayso.catalogue.lexicon import Lexicon
from sayso.reading.status import status_of

LEXICON = Lexicon.load()

SENTENCES = [
    # as having happened
    ("The army captured the town on Monday.", "captured", "actual", "asserted"),
    ("The troops began to withdraw.", "withdraw", "actual", "asserted"),
    ("The garrison was forced to retreat from the village.", "retreat", "actual", "asserted"),
    ("The division is believed to have captured the town.", "captured", "actual", "asserted"),
    ("The army said it had captured the town.", "captured", "actual", "asserted"),
    ("The army captured the town, killing ten soldiers.", "killing", "actual", "asserted"),
    ("The ministry will investigate the attack.", "attack", "actual", "asserted"),
    ("The attack did not stop the army.", "attack", "actual", "asserted"),
    # the future and plans
    ("The army will attack the port.", "attack", "planned", "asserted"),
    ("The army captured the town and will attack the port.", "attack", "planned", "asserted"),
    ("The enemy aims to destroy the bridge and burn the village.", "burn", "planned", "asserted"),
    ("Plans to evacuate the port were ready.", "evacuate", "planned", "asserted"),
    ("The parties called for a ceasefire.", "ceasefire", "planned", "asserted"),
    ("They brought up guns to shell the harbour.", "shell", "planned", "asserted"),
    ("The fall of Lesna will disrupt the railway.", "fall", "planned", "asserted"),
    ("A planned offensive against the port was discussed.", "offensive", "planned", "asserted"),
    # threats
    ("The general threatened to shell the town.", "shell", "threatened", "asserted"),
    ("The threat to bombard the port came from the admiral.", "bombard", "threatened", "asserted"),
    # conditions
    ("If the fortress falls, the army will withdraw.", "falls", "hypothetical", "asserted"),
    ("If the fortress falls, the army will withdraw.", "withdraw", "hypothetical", "asserted"),
    ("When the army enters the city, the paper will welcome it.", "enters", "hypothetical", "asserted"),
    ("The army would have taken the town.", "taken", "hypothetical", "asserted"),
    ("Unless the powers act, the fleet will blockade the coast.", "blockade", "hypothetical", "asserted"),
    ("The league threatened war if the garrison did not leave.", "threatened", "actual", "asserted"),
    ("The league would bombard the port if the garrison stayed.", "bombard", "hypothetical", "asserted"),
    # the future of a report in the past
    ("The ministry said the army would leave the town.", "leave", "planned", "asserted"),
    ("Rumours that the brigade would be withdrawn shook the bank.", "withdrawn", "planned", "asserted"),
    ("The envoy vowed that the town would never fall.", "fall", "planned", "denied"),
    ("The ministry said the army would leave the town if the league paid.", "leave", "hypothetical", "asserted"),
    # what is taken for granted
    ("Will the captured officers return?", "captured", "actual", "asserted"),
    ("Who shelled the bakery?", "shelled", "actual", "asserted"),
    ("Nobody knows how many were killed at the mill.", "killed", "actual", "asserted"),
    ("Did the men who shelled the bakery leave?", "shelled", "actual", "asserted"),
    ("Who will shell the bakery?", "shell", "hypothetical", "asserted"),
    # done by doing something else, and used for it
    ("Bakers blocked the road to demand flour.", "demand", "actual", "asserted"),
    ("The police used hoses to break up the march.", "break", "actual", "asserted"),
    ("Two squads used to shell the village.", "shell", "actual", "asserted"),
    ("The bakers saved money to strike in May.", "strike", "planned", "asserted"),
    # adjectives after "is"
    ("A raid on the port is possible.", "raid", "possible", "asserted"),
    ("The raid on the port is likely to anger Vienna.", "raid", "actual", "asserted"),
    ("The ministry denied that the captured officers were beaten.", "captured", "actual", "asserted"),
    ("An attack on the mill is imminent.", "attack", "planned", "asserted"),
    ("The raid on the port was loud.", "raid", "actual", "asserted"),
    ("The army will answer any attack.", "attack", "hypothetical", "asserted"),
    ("The army answered the attack.", "attack", "actual", "asserted"),
    # several
    ("They wrote down three cases of torture.", "torture", "actual", "asserted"),
    ("It paid no ransom; nor was the clerk exchanged.", "exchanged", "actual", "denied"),
    ("Rockets hit the port, no casualties.", "hit", "actual", "asserted"),
    # may be
    ("The two sides may sign a truce.", "sign", "possible", "asserted"),
    ("Villagers feared an attack.", "attack", "possible", "asserted"),
    # questions
    ("Did the army capture the town?", "capture", "hypothetical", "asserted"),
    # negation
    ("The army did not capture the town.", "capture", "actual", "denied"),
    ("No civilians were killed.", "killed", "actual", "denied"),
    ("The rebels failed to take the hill.", "take", "actual", "denied"),
    ("The army did not launch an attack.", "attack", "actual", "denied"),
    ("The column withdrew without firing on the town.", "firing", "actual", "denied"),
    ("They prevented the troops from taking the bridge.", "taking", "actual", "denied"),
    ("Police foiled an attack on the port.", "attack", "actual", "denied"),
    ("Had he not signed, the guns would have opened fire.", "signed", "hypothetical", "denied"),
    ("No casualties were reported.", "casualties", "actual", "denied"),
    ("Neither the army nor the rebels attacked the town.", "attacked", "actual", "denied"),
    ("The army nearly captured the town.", "captured", "actual", "denied"),
    ("The army has yet to capture the town.", "capture", "actual", "denied"),
    ("It is not true that the army shelled the town.", "shelled", "actual", "denied"),
    ("Reports that the army shelled the town are false.", "shelled", "actual", "denied"),
    # what is only meant
    ("Women came to announce the capture of the mill.", "announce", "planned", "asserted"),
    ("The capture of the farms enables the army to besiege the town.", "besiege", "planned", "asserted"),
    # near misses: the word is there, the meaning is not
    ("The town that will host the talks was bombed last week.", "bombed", "actual", "asserted"),
    ("No more than 1,200 soldiers were killed.", "killed", "actual", "asserted"),
    ("The ministry said that not only guns were captured.", "captured", "actual", "asserted"),
    ("It is true that the army shelled the town.", "shelled", "actual", "asserted"),
    ("The reports that the army shelled the town are alarming.", "shelled", "actual", "asserted"),
    ("Both the army and the rebels attacked the town.", "attacked", "actual", "asserted"),
    ("The shelling killed nearly 200 villagers.", "killed", "actual", "asserted"),
    ("The raid caused no casualties.", "raid", "actual", "asserted"),
    ("If only briefly, the army captured the town.", "captured", "actual", "asserted"),
    ("The army, which had threatened the town, shelled it.", "shelled", "actual", "asserted"),
    ("The rebels did not leave the hill until the army shelled it.", "shelled", "actual", "asserted"),
]


@pytest.mark.parametrize(("sentence", "word", "status", "polarity"), SENTENCES)
def test_status_is_read_from_the_grammar(nlp: Language, sentence: str, word: str, status: str, polarity: str) -> None:
    trigger = next(token for token in nlp(sentence) if token.text == word)
    assert status_of(trigger, LEXICON.status, LEXICON.light_verbs) == (status, polarity)
