"""Every sub-event of ACLED's codebook (2023) has a type and is read; and near misses of each are not taken for it."""

from __future__ import annotations

import pytest

from sayso.catalogue.lexicon import Lexicon
from sayso.reading.pipeline import Reader
from tests.reading.test_occurrences import claims

READ = {
    "Government regains territory": [
        "Government forces retook the village of Sorna from the rebels.",
        "The army recaptured the crossing at Brod on Monday.",
        "The police and the army have regained control of the northern districts of Malda.",
    ],
    "Non-state actor overtakes territory": [
        "Rebels captured the town of Malda on Friday.",
        "The militia seized control of two hills above Sorna.",
        "Insurgents overran the border post at Brod.",
    ],
    "Armed clash": [
        "Soldiers clashed with rebels near Sorna.",
        "Fighting broke out between two militias in the port of Malda.",
        "Guerrillas ambushed an army convoy on the Brod road.",
    ],
    "Excessive force against protesters": [
        "Police fired on demonstrators in Malda and killed two of them.",
        "Soldiers shot dead four protesters outside the mint.",
        "Gendarmes attacked protesters with rifle butts in Sorna.",
    ],
    "Protest with intervention": [
        "Police dispersed the demonstrators in Malda with tear gas.",
        "Riot police broke up a rally of students in Sorna.",
        "Guards used batons to disperse the crowd at the gate.",
    ],
    "Peaceful protest": [
        "Weavers demonstrated in Malda for higher wages.",
        "Some 300 nurses marched through Sorna to protest against the closure.",
        "A vigil was held outside the governor's office.",
    ],
    "Violent demonstration": [
        "Demonstrators threw stones at the town hall of Malda.",
        "Students rioted in Sorna on Tuesday.",
        "Rioting broke out in the harbour quarter.",
    ],
    "Mob violence": [
        "A mob lynched a miller in Brod in 1788.",
        "A crowd beat a tax collector in the market of Malda.",
        "Villagers attacked a surveyor with machetes near Sorna.",
    ],
    "Chemical weapon": [
        "A chlorine attack on Sorna killed nine villagers.",
        "The army gassed a village in the hills.",
        "Sarin was used against the defenders of Malda.",
    ],
    "Air/drone strike": [
        "Warplanes bombed the bridge at Brod.",
        "A drone strike killed a commander near Sorna.",
        "Air strikes hit the port of Malda on Sunday.",
    ],
    "Suicide bomb": [
        "A suicide bomber blew himself up at a checkpoint in Malda.",
        "A suicide bombing killed seven guards in Sorna.",
        "A suicide car bomb exploded outside the barracks at Brod.",
    ],
    "Shelling/artillery/missile attack": [
        "Artillery shelled the outskirts of Malda.",
        "Rockets hit the market of Sorna.",
        "The frigates bombarded the forts of Brod in 1812.",
    ],
    "Remote explosive/landmine/IED": [
        "A roadside bomb destroyed a lorry near Sorna.",
        "A landmine killed a ploughman outside Brod.",
        "A car bomb exploded in front of the bank in Malda.",
    ],
    "Grenade": [
        "Two men threw a grenade into a shop in Malda.",
        "A grenade exploded in the yard of the school in Sorna.",
        "A grenade attack wounded three sentries at Brod.",
    ],
    "Sexual violence": [
        "Soldiers raped three women in Sorna.",
        "Militiamen sexually assaulted a nurse near Brod.",
        "The inquiry recorded the rape of six girls.",
    ],
    "Attack": [
        "Gunmen killed a schoolteacher in Malda.",
        "Irregulars massacred the villagers of Sorna.",
        "Militants shot a priest outside his church in Brod.",
    ],
    "Abduction/forced disappearance": [
        "Gunmen kidnapped a surveyor near Brod.",
        "Bandits took nine passengers hostage on the Malda road.",
        "A lawyer was abducted from his home in Sorna.",
    ],
    "Agreement": [
        "The two sides signed a truce in Malda.",
        "Rebels and the government reached a peace agreement.",
        "The king and the league concluded a treaty at Brod in 1644.",
    ],
    "Arrests": [
        "Police arrested six students in Malda.",
        "The army rounded up thirty suspects in Sorna.",
        "Two editors were detained at the frontier.",
    ],
    "Change to group/activity": [
        "A regiment defected to the rebels.",
        "Two militias merged in the hills above Brod.",
        "The republic mobilised its reserves.",
    ],
    "Disrupted weapons use": [
        "Air defences intercepted two missiles over Malda.",
        "Sappers defused a bomb in the station of Brod.",
        "Police seized forty rifles in Sorna.",
    ],
    "Headquarters or base established": [
        "The army set up a base near Sorna.",
        "Rebels established a camp in the forest.",
        "The brigade built an outpost above Brod.",
    ],
    "Looting/property destruction": [
        "Soldiers looted the shops of Malda.",
        "Militiamen burned the village of Sorna.",
        "The army demolished nine houses in Brod.",
    ],
    "Non-violent transfer of territory": [
        "The garrison withdrew from Malda.",
        "The rebels handed over the town of Brod to the army.",
        "The governor surrendered the fortress of Sorna.",
    ],
    "Other": [
        "The prefect imposed a curfew in Malda.",
        "The rebels released twelve prisoners.",
        "Thousands of villagers fled their homes near Sorna.",
    ],
}

NEAR = {
    "Government regains territory": [
        "The army will retake Malda, the general said.",
        "Rebels recaptured the town of Malda.",
    ],
    "Non-state actor overtakes territory": [
        "The rebels failed to capture Sorna.",
        "The army captured the town of Brod.",
    ],
    "Armed clash": ["The two ministers clashed over the budget."],
    "Excessive force against protesters": [
        "Police watched the demonstrators from the bridge.",
        "Soldiers fired on a rebel patrol near Sorna.",
    ],
    "Protest with intervention": ["The fog over the harbour dispersed.", "Demonstrators marched past the police."],
    "Peaceful protest": [
        "Unions threatened to hold a demonstration.",
        "A demonstration of the new plough took place in Brod.",
    ],
    "Violent demonstration": ["The garden is a riot of colour.", "Weavers marched in silence through Malda."],
    "Mob violence": ["A crowd cheered the queen in Brod.", "Soldiers beat a prisoner in Sorna."],
    "Chemical weapon": ["The chemical works at Malda closed.", "The price of gas rose."],
    "Air/drone strike": ["Pilots went on strike in Malda.", "A drone filmed the procession in Brod."],
    "Suicide bomb": ["The poet committed suicide in 1811.", "A bomb exploded in the market of Sorna."],
    "Shelling/artillery/missile attack": [
        "Children gathered shells on the beach.",
        "The army paraded its new missiles in Malda.",
    ],
    "Remote explosive/landmine/IED": [
        "Sappers removed forty landmines near Brod.",
        "Miners found silver in a mine at Sorna.",
    ],
    "Grenade": ["Police found two grenades in a cellar.", "The grenadiers marched past the queen."],
    "Sexual violence": ["Fields of rape were in flower around Sorna.", "The court acquitted him of assault."],
    "Attack": ["Gunmen killed two soldiers near Brod.", "The judge died of old age in Malda."],
    "Abduction/forced disappearance": ["Police arrested a kidnapper in Malda.", "The hostages returned home."],
    "Agreement": ["The two sides did not sign a truce.", "The talks ended without an agreement."],
    "Arrests": ["Doctors arrested the spread of the disease.", "The rebels released six prisoners."],
    "Change to group/activity": ["Two rivers merge near Brod.", "The firm recruited a new cashier."],
    "Disrupted weapons use": ["The goalkeeper intercepted the pass.", "Rebels fired two missiles at Malda."],
    "Headquarters or base established": ["The army destroyed a rebel base near Sorna.", "The bank set up a fund."],
    "Looting/property destruction": ["Scholars burned the midnight oil.", "The goalkeeper stole the show."],
    "Non-violent transfer of territory": ["The candidate withdrew from the race.", "The bank withdrew the coin."],
    "Other": ["The minister opened a school in Malda.", "The choir released a record."],
}


def subs(reader: Reader, sentence: str) -> set[str | None]:
    """The sub-events of what the sentence reports as having happened."""
    found = claims(reader, sentence)
    return {claim.event.acled_sub for claim in found if claim.status == "actual" and claim.polarity == "asserted"}


def test_every_sub_event_has_a_type_and_sentences() -> None:
    known = {entry.event.acled_sub for entry in Lexicon.load().types.values() if entry.event.acled_sub is not None}
    assert known == set(READ) == set(NEAR)
    assert all(len(sentences) >= 3 for sentences in READ.values())


@pytest.mark.parametrize(("sub", "sentence"), [(sub, text) for sub, texts in READ.items() for text in texts])
def test_a_sub_event_is_read(reader: Reader, sub: str, sentence: str) -> None:
    assert sub in subs(reader, sentence)


ENTERED = [
    ("Cavalry rode into Lesna at dawn.", True),
    ("Government troops marched into the town of Sorna.", True),
    ("The brigade rode into the village on Friday.", True),
    ("The regiment marched on Sorna.", False),
    ("Two shopkeepers rode into Lesna on a cart.", False),
    ("Weavers marched into the square with banners.", False),
]


@pytest.mark.parametrize(("sentence", "expected"), ENTERED)
def test_troops_that_march_into_a_place_take_it(reader: Reader, sentence: str, expected: bool) -> None:
    taken = {"Government regains territory", "Non-state actor overtakes territory"}
    assert bool(taken & {*subs(reader, sentence)}) == expected


@pytest.mark.parametrize(("sub", "sentence"), [(sub, text) for sub, texts in NEAR.items() for text in texts])
def test_a_near_miss_is_not_taken_for_it(reader: Reader, sub: str, sentence: str) -> None:
    assert sub not in subs(reader, sentence)
