"""What is counted, which measure, which bounds: our own sentences with what a careful reader takes from them.

A quantity is written ``measure low..high [words of the number] what is counted (category) < governing word``.
"""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from sayso.reading.measures import Measures
from sayso.reading.quantities import Counted, find_quantities
from sayso.records import Category, Measure
from tests.effort import calls

TABLE = [
    (
        "At least 60 soldiers of the garrison were killed.",
        ["killed 60.. [At least 60] soldiers of the garrison (combatant) < killed"],
    ),
    (
        "The guns killed more than 10 gunners.",
        ["killed 11.. [more than 10] gunners (combatant) < killed"],
    ),
    (
        "Up to 10 pieces of artillery were destroyed near Lozengrad.",
        ["destroyed ..10 [Up to 10] pieces of artillery (materiel) < destroyed"],
    ),
    (
        "Three gunmen killed a judge in Monastir.",
        ["other 3..3 [Three] gunmen (combatant) < killed", "killed 1..1 [a] judge (civilian) < killed"],
    ),
    (
        "The shell killed 12 people, including three children and two women.",
        [
            "killed 12..12 [12] people (unknown) < killed",
            "killed 3..3 [three] children (civilian) < killed",
            "killed 2..2 [two] women (civilian) < killed",
        ],
    ),
    (
        "Three soldiers and five civilians were killed at the bridge.",
        ["killed 3..3 [Three] soldiers (combatant) < killed", "killed 5..5 [five] civilians (civilian) < killed"],
    ),
    (
        "A bomb went off at the market, killing three and wounding two.",
        ["killed 3..3 [three] - (unknown) < killing", "wounded 2..2 [two] - (unknown) < wounding"],
    ),
    (
        "The raid left 12 dead and 30 wounded.",
        ["killed 12..12 [12] dead (unknown) < dead", "wounded 30..30 [30] wounded (unknown) < wounded"],
    ),
    (
        "The raid left 12 people dead and wounded 32 others.",
        ["killed 12..12 [12] people (unknown) < dead", "wounded 32..32 [32] others (unknown) < wounded"],
    ),
    (
        "13 civilians among them seven children were killed in Prilep.",
        ["killed 13..13 [13] civilians (civilian) < killed", "killed 7..7 [seven] children (civilian) < killed"],
    ),
    (
        "The death toll rose to 76.",
        ["killed 76..76 [76] - (unknown) < toll"],
    ),
    (
        "The blast raised the death toll to 76.",
        ["killed 76..76 [76] - (unknown) < toll"],
    ),
    (
        "Officials put the death toll at 76.",
        ["killed 76..76 [76] - (unknown) < toll"],
    ),
    (
        "A death toll of 76 was given by the consul.",
        ["killed 76..76 [76] - (unknown) < toll"],
    ),
    (
        "That brings to 76 the number of dead.",
        ["killed 76..76 [76] - (unknown) < number"],
    ),
    (
        "The number of wounded has reached 120.",
        ["wounded 120..120 [120] - (unknown) < number"],
    ),
    (
        "Death toll: 76",
        ["killed 76..76 [76] - (unknown) < toll"],
    ),
    (
        "Killed: 12. Wounded: 30.",
        ["killed 12..12 [12] - (unknown) < Killed", "wounded 30..30 [30] - (unknown) < Wounded"],
    ),
    (
        "The army lost 12 men and two guns.",
        ["killed 12..12 [12] men (unknown) < lost", "destroyed 2..2 [two] guns (materiel) < lost"],
    ),
    (
        "The battery lost 40 killed and 65 wounded.",
        ["killed 40..40 [40] killed (unknown) < killed", "wounded 65..65 [65] wounded (unknown) < wounded"],
    ),
    (
        "12 dead, 30 wounded in raid on Kumanovo",
        ["killed 12..12 [12] dead (unknown) < dead", "wounded 30..30 [30] wounded (unknown) < wounded"],
    ),
    (
        "Two people killed in bombing of mosque",
        ["killed 2..2 [Two] people (unknown) < killed"],
    ),
    (
        "8 men killed 12 others injured in shelling of Bitola",
        ["killed 8..8 [8] men (unknown) < killed", "wounded 12..12 [12] others (unknown) < injured"],
    ),
    (
        "Two soldiers, who had been killed on Friday, were buried.",
        ["killed 2..2 [Two] soldiers (combatant) < killed"],
    ),
    (
        "The bodies of 12 men were found in the well.",
        ["killed 12..12 [12] men (unknown) < bodies"],
    ),
    (
        "The clashes caused the deaths of 14 villagers.",
        ["killed 14..14 [14] villagers (civilian) < deaths"],
    ),
    (
        "The fire claimed the lives of 20 pilgrims.",
        ["killed 20..20 [20] pilgrims (civilian) < lives"],
    ),
    (
        "Nine sailors lost their lives when the torpedo boat sank.",
        ["killed 9..9 [Nine] sailors (combatant) < lost"],
    ),
    (
        "The corps suffered 400 casualties.",
        ["other 400..400 [400] casualties (unknown) < casualties"],
    ),
    (
        "No casualties were reported.",
        ["killed 0..0 [No] casualties (unknown) < casualties"],
    ),
    (
        "The bombardment ended without casualties.",
        ["killed 0..0 [without] casualties (unknown) < casualties"],
    ),
    (
        "None were killed in the skirmish.",
        ["killed 0..0 [None] - (unknown) < killed"],
    ),
    (
        "No civilians were killed.",
        ["killed 0..0 [No] civilians (civilian) < killed"],
    ),
    (
        "A soldier was killed and another wounded.",
        ["killed 1..1 [A] soldier (combatant) < killed", "wounded 1..1 [another] wounded (unknown) < wounded"],
    ),
    (
        "Another person was killed by a stray bullet.",
        ["killed 1..1 [Another] person (unknown) < killed"],
    ),
    (
        "Five people were killed, two of them children.",
        ["killed 5..5 [Five] people (unknown) < killed", "killed 2..2 [two] children (civilian) < killed"],
    ),
    (
        "12 infantrymen fell at Bunarhisar, among them three officers.",
        ["killed 12..12 [12] infantrymen (combatant) < fell", "killed 3..3 [three] officers (combatant) < fell"],
    ),
    (
        "Among the dead were four priests.",
        ["killed 4..4 [four] priests (civilian) < dead"],
    ),
    (
        "The dead included three nuns.",
        ["killed 3..3 [three] nuns (civilian) < dead"],
    ),
    (
        "Two of the dead were farmers.",
        ["killed 2..2 [Two] farmers (civilian) < Two"],
    ),
    (
        "Ten children were among the 48 people killed at Vodena.",
        ["killed 10..10 [Ten] children (civilian) < people", "killed 48..48 [48] people (unknown) < killed"],
    ),
    (
        "10 others were injured.",
        ["wounded 10..10 [10] others (unknown) < injured"],
    ),
    (
        "About 20 were believed to have been wounded.",
        ["wounded 20..20 [About 20] - (unknown) < wounded"],
    ),
    (
        "Some 20 prisoners were reported killed.",
        ["killed 20..20 [Some 20] prisoners (unknown) < killed"],
    ),
    (
        "More than 100 were missing after the rout.",
        ["missing 101.. [More than 100] - (unknown) < missing"],
    ),
    (
        "Forty hussars were taken captive and 12 officers captured.",
        [
            "captured 40..40 [Forty] hussars (combatant) < captive",
            "captured 12..12 [12] officers (combatant) < captured",
        ],
    ),
    (
        "The Greeks took 300 prisoners near Yanitsa.",
        ["captured 300..300 [300] prisoners (unknown) < prisoners"],
    ),
    (
        "Police arrested 14 suspects in Salonika.",
        ["captured 14..14 [14] suspects (unknown) < arrested"],
    ),
    (
        "Bandits abducted two merchants.",
        ["captured 2..2 [two] merchants (civilian) < abducted"],
    ),
    (
        "Tens of thousands of villagers fled their homes.",
        ["displaced 20000.. [Tens of thousands] villagers (civilian) < fled"],
    ),
    (
        "The fighting displaced some 5,000 families.",
        ["displaced 5000..5000 [some 5,000] families (civilian) < displaced"],
    ),
    (
        "100000 people have been displaced.",
        ["displaced 100000..100000 [100000] people (unknown) < displaced"],
    ),
    (
        "The column destroyed 70 wagons, 20 field guns and 8 howitzers.",
        [
            "destroyed 70..70 [70] wagons (materiel) < destroyed",
            "destroyed 20..20 [20] field guns (materiel) < destroyed",
            "destroyed 8..8 [8] howitzers (materiel) < destroyed",
        ],
    ),
    (
        "The cruiser sank two gunboats.",
        ["destroyed 2..2 [two] gunboats (materiel) < sank"],
    ),
    (
        "Gunners shot down two balloons over Adrianople.",
        ["shot_down 2..2 [two] balloons (materiel) < shot"],
    ),
    (
        "The shelling damaged 12 houses and a mosque.",
        ["damaged 12..12 [12] houses (place) < damaged", "damaged 1..1 [a] mosque (place) < damaged"],
    ),
    (
        "The quake caused damage to 40 houses.",
        ["damaged 40..40 [40] houses (place) < damage"],
    ),
    (
        "The cavalry seized 10 villages and 300km2 of land.",
        ["settlements 10..10 [10] villages (place) < seized", "area_km2 300..300 [300km2] - (place) < seized"],
    ),
    (
        "The army took control of over 10 settlements.",
        ["settlements 11.. [over 10] settlements (place) < control"],
    ),
    (
        "The division captured four hills and 20 guns.",
        ["settlements 4..4 [four] hills (place) < captured", "seized 20..20 [20] guns (materiel) < captured"],
    ),
    (
        "Ten villages were captured by the Serbs.",
        ["settlements 10..10 [Ten] villages (place) < captured"],
    ),
    (
        "Up to 300 square miles were lost.",
        ["area_km2 ..776.996 [Up to 300 square miles] - (place) < lost"],
    ),
    (
        "The staff deployed 2,000 troops and 30 guns on the ridge.",
        [
            "deployed 2000..2000 [2,000] troops (combatant) < deployed",
            "deployed 30..30 [30] guns (materiel) < deployed",
        ],
    ),
    (
        "The arsenal supplied 5,000 rifles to the volunteers.",
        ["supplied 5000..5000 [5,000] rifles (materiel) < supplied"],
    ),
    (
        "Several generals of the Ottoman army died in the attack.",
        ["killed 3.. [Several] generals of the Ottoman army (combatant) < died"],
    ),
    (
        "A number of peasants were hanged.",
        ["killed 2.. [A number] peasants (civilian) < hanged"],
    ),
    (
        "A couple of sentries were shot dead.",
        ["killed 2..2 [A couple] sentries (combatant) < shot"],
    ),
    (
        "Dozens of people died of typhus.",
        ["killed 24.. [Dozens] people (unknown) < died"],
    ),
    (
        "Hundreds were killed and thousands displaced.",
        [
            "killed 200.. [Hundreds] - (unknown) < killed",
            "displaced 2000.. [thousands] displaced (unknown) < displaced",
        ],
    ),
    (
        "Between 5 and 7 komitadjis were killed.",
        ["killed 5..7 [Between 5 and 7] komitadjis (combatant) < killed"],
    ),
    (
        "From 20 to 30 rebels were executed.",
        ["killed 20..30 [From 20 to 30] rebels (combatant) < executed"],
    ),
    (
        "200 members of the volunteer corps surrendered.",
        ["captured 200..200 [200] members of the volunteer corps (combatant) < surrendered"],
    ),
    (
        "Fifteen family members were killed in the house.",
        ["killed 15..15 [Fifteen] family members (civilian) < killed"],
    ),
    (
        "20 civilians and fighters were killed.",
        ["killed 20..20 [20] civilians and fighters (mixed) < killed"],
    ),
    (
        "The blast killed and wounded 40 people.",
        ["other 40..40 [40] people (unknown) < wounded"],
    ),
    (
        "The clashes left more than 30 people dead or wounded.",
        ["other 31.. [more than 30] people (unknown) < dead"],
    ),
    (
        "He was killed along with 12 of his men.",
        ["killed 12..12 [12] men (unknown) < killed"],
    ),
    (
        "Around 41 rebels were rounded up and executed.",
        ["killed 41..41 [Around 41] rebels (combatant) < executed"],
    ),
    (
        "The Bulgarians killed 30 defenders, captured 12 and wounded 50.",
        [
            "killed 30..30 [30] defenders (unknown) < killed",
            "captured 12..12 [12] - (unknown) < captured",
            "wounded 50..50 [50] - (unknown) < wounded",
        ],
    ),
    (
        "AGENCY-Two men were killed at Dibra.",
        ["killed 2..2 [Two] men (unknown) < killed"],
    ),
    (
        "Raid Kills 11 Villagers Near Struga",
        ["killed 11..11 [11] Villagers (civilian) < Kills"],
    ),
    (
        "The two consuls met in Sofia.",
        ["other 2..2 [two] consuls (civilian) < met"],
    ),
    (
        "200 shells fell on the town.",
        ["other 200..200 [200] shells (materiel) < fell"],
    ),
    (
        "Seven men in uniform spoke to the crowd.",
        ["other 7..7 [Seven] men (unknown) < spoke"],
    ),
    ("The garrison of 4,000 men surrendered.", ["captured 4000..4000 [4,000] men (unknown) < surrendered"]),
    (
        "The army killed 120 bandits over the past week, including 14 leaders.",
        ["killed 120..120 [120] bandits (combatant) < killed", "killed 14..14 [14] leaders (combatant) < killed"],
    ),
    (
        "Eight shepherds, 12 millers and a priest perished in the flood.",
        [
            "killed 8..8 [Eight] shepherds (civilian) < perished",
            "killed 12..12 [12] millers (civilian) < perished",
            "killed 1..1 [a] priest (civilian) < perished",
        ],
    ),
    (
        "Rebels said they had killed 30 soldiers, while the ministry spoke of three wounded.",
        ["killed 30..30 [30] soldiers (combatant) < killed", "wounded 3..3 [three] wounded (unknown) < wounded"],
    ),
    (
        "The mine killed six sappers and injured scores more.",
        ["killed 6..6 [six] sappers (combatant) < killed", "wounded 40.. [scores] - (unknown) < injured"],
    ),
    (
        "A colonel and two captains were among the wounded.",
        ["wounded 1..1 [A] colonel (combatant) < wounded", "wounded 2..2 [two] captains (combatant) < wounded"],
    ),
    (
        "Fourteen wagons were burned and 3 damaged.",
        ["destroyed 14..14 [Fourteen] wagons (materiel) < burned", "damaged 3..3 [3] damaged (unknown) < damaged"],
    ),
    (
        "More than 200,000 refugees have crossed the river.",
        ["other 200001.. [More than 200,000] refugees (civilian) < crossed"],
    ),
    ("The monitor counted 14 civilians killed in March.", ["killed 14..14 [14] civilians (civilian) < killed"]),
    ("The army withdrew from 12 villages.", ["other 12..12 [12] villages (place) < withdrew"]),
    ("They found 14 corpses in the mill.", ["killed 14..14 [14] corpses (unknown) < corpses"]),
    ("Six hostages were freed.", ["other 6..6 [Six] hostages (unknown) < freed"]),
    (
        "The village was shelled, killing at least 6 - three men, two women and a child.",
        [
            "killed 6.. [at least 6] - (unknown) < killing",
            "killed 3..3 [three] men (unknown) < killing",
            "killed 2..2 [two] women (civilian) < killing",
            "killed 1..1 [a] child (civilian) < killing",
        ],
    ),
    (
        "The consul said 40 had died, 12 of them of wounds.",
        ["killed 40..40 [40] - (unknown) < died", "killed 12..12 [12] - (unknown) < died"],
    ),
    (
        "Losses: 3 dead, 12 wounded.",
        ["killed 3..3 [3] dead (unknown) < dead", "wounded 12..12 [12] wounded (unknown) < wounded"],
    ),
    ("The minister denied that 300 soldiers had been killed.", ["killed 300..300 [300] soldiers (combatant) < killed"]),
    (
        "At least four people, one of them a boy, were wounded.",
        ["wounded 4.. [At least four] people (unknown) < wounded", "wounded 1..1 [one] boy (civilian) < wounded"],
    ),
    ("Twelve peasants were killed and their houses burned.", ["killed 12..12 [Twelve] peasants (civilian) < killed"]),
    ("The two brothers were hanged.", ["killed 2..2 [two] brothers (civilian) < hanged"]),
    ("Montenegro sent 5,000 men to Scutari.", ["other 5000..5000 [5,000] men (unknown) < sent"]),
    ("The army lost control of 5 villages.", ["settlements 5..5 [5] villages (place) < control"]),
    (
        "The enemy had 30,000 men and 200 guns.",
        ["other 30000..30000 [30,000] men (unknown) < had", "other 200..200 [200] guns (materiel) < had"],
    ),
    ("The ship carried 400 soldiers, all of whom drowned.", ["other 400..400 [400] soldiers (combatant) < carried"]),
    ("No fewer than 70 peasants were massacred.", ["killed 70.. [No fewer than 70] peasants (civilian) < massacred"]),
    ("Half a dozen villages were burned.", ["destroyed 6..6 [Half a dozen] villages (place) < burned"]),
    ("Around two hundred houses were razed.", ["destroyed 200..200 [Around two hundred] houses (place) < razed"]),
    ("The train brought 600 wounded to Sofia.", ["wounded 600..600 [600] wounded (unknown) < wounded"]),
    ("The 12 killed were buried on Monday.", ["killed 12..12 [12] killed (unknown) < killed"]),
    (
        "Three of the attackers were killed and two arrested.",
        ["killed 3..3 [Three] attackers (combatant) < killed", "captured 2..2 [two] arrested (unknown) < arrested"],
    ),
    (
        "A mother and her three children were killed.",
        ["killed 1..1 [A] mother (civilian) < killed", "killed 3..3 [three] children (civilian) < killed"],
    ),
    ("Three children and their mother were killed.", ["killed 3..3 [Three] children (civilian) < killed"]),
    (
        "A grenade killed a sentry and wounded two more.",
        ["killed 1..1 [a] sentry (combatant) < killed", "wounded 2..2 [two] - (unknown) < wounded"],
    ),
    (
        "The volley killed at least one and wounded several.",
        ["killed 1..1 [one] - (unknown) < killed", "wounded 3.. [several] - (unknown) < wounded"],
    ),
    (
        "Thousands of people, many of them women, have been displaced.",
        [
            "displaced 2000.. [Thousands] people (unknown) < displaced",
            "displaced 3.. [many] women (civilian) < displaced",
        ],
    ),
    (
        "14 prisoners of war were exchanged for 12 officers.",
        [
            "other 14..14 [14] prisoners of war (unknown) < exchanged",
            "other 12..12 [12] officers (combatant) < exchanged",
        ],
    ),
    ("Twenty-two bodies were taken to the hospital.", ["killed 22..22 [Twenty-two] bodies (unknown) < bodies"]),
    (
        "The raids killed at least seven people, both rebels and villagers.",
        ["killed 7.. [at least seven] people (unknown) < killed"],
    ),
    ("A cart wounded two men.", ["wounded 2..2 [two] men (unknown) < wounded"]),
    (
        "The shelling killed 14 rebels from the corps and five villagers.",
        ["killed 14..14 [14] rebels (combatant) < killed", "killed 5..5 [five] villagers (civilian) < killed"],
    ),
    ("The assembly of 40 elders met.", ["other 40..40 [40] elders (unknown) < met"]),
    ("Gunners fired 300 shells, 20 of which hit the fort.", ["other 300..300 [300] shells (materiel) < fired"]),
    (
        "Three hundred and fifty deserters were arrested.",
        ["captured 350..350 [Three hundred and fifty] deserters (combatant) < arrested"],
    ),
    ("The squadron brought down 3 aircraft.", ["shot_down 3..3 [3] aircraft (materiel) < brought"]),
    ("The toll rose to 7 from 5.", ["killed 7..7 [7] - (unknown) < toll"]),
    ("One of the hostages was killed.", ["killed 1..1 [One] hostages (unknown) < killed"]),
    ("They had no telephone. Three men were killed.", ["killed 3..3 [Three] men (unknown) < killed"]),
    (
        "In January 12 people were killed.\n\nFifteen were wounded",
        ["killed 12..12 [12] people (unknown) < killed", "wounded 15..15 [Fifteen] - (unknown) < wounded"],
    ),
]

# No number of these is a quantity: populations, ages, dates, names, distances, sums, shares, ordinals, references.
NEAR_MISSES = [
    "The town had an estimated population of approximately 42,000.",
    "The city is home to 20,000 people.",
    "A 12-year-old boy hid in the cellar.",
    "Ahmed, 34, and Ali, 12, were killed.",
    "Ivan 34 was killed at the gate.",
    "Petar, aged 15, was wounded.",
    "He was born in 1883 and wounded in 1912.",
    "In 1913 the army was destroyed.",
    "On October 17 the fort was captured.",
    "The train was destroyed at 10:30.",
    "The station was captured at 5 pm.",
    "The 4th Division was destroyed.",
    "Brigade 46 was captured.",
    "The 155mm gun was destroyed.",
    "The T-72 was destroyed.",
    "The Mi-8 was shot down.",
    "Resolution 2254 was killed in the council.",
    "Article 5 was damaged beyond repair.",
    "The fort lies 30km west of the town.",
    "The road was destroyed 12 kilometres from Skopje.",
    "They were killed within 24 hours.",
    "The bridge cost $5 million and was destroyed.",
    "The fire destroyed 40 percent of the timber.",
    "The fire destroyed 40 % of the timber.",
    "The second strike destroyed the mill.",
    "One of the officers said that the army was near.",
    "Two sides were killed by their own pride.",
    "The residents of two towns' markets fled.",
    "On one hand the army advanced, on the other it was destroyed.",
    "The army was destroyed twice in two years.",
    "Call 555 1234 for news of those killed.",
    "It was one thing to be killed.",
    "They won 3-1 and captured the cup.",
    "Half of the village was destroyed.",
    "The officers were killed one after another.",
    "Only one man survived.",
    "One in three soldiers had typhus.",
    "Battery no. 3 gunners were moved.",
    "In 1912 Turkish troops were moved.",
    "The city's 40-year-old walls were destroyed.",
]


@pytest.fixture(scope="session")
def measures() -> Measures:
    return Measures.load()


def written(doc: Doc, counted: Counted) -> str:
    quantity = counted.quantity
    low, high = ("" if bound is None else f"{bound:.6g}" for bound in (quantity.low, quantity.high))
    governor = "-" if counted.governor is None else doc[counted.governor].text
    what = quantity.of or "-"
    return f"{quantity.measure} {low}..{high} [{quantity.text}] {what} ({quantity.category}) < {governor}"


@pytest.mark.parametrize(("sentence", "expected"), TABLE)
def test_sentence(nlp: Language, measures: Measures, sentence: str, expected: list[str]) -> None:
    doc = nlp(sentence)
    assert [written(doc, counted) for counted in find_quantities(doc, measures)] == expected


@pytest.mark.parametrize("sentence", NEAR_MISSES)
def test_counts_nothing(nlp: Language, measures: Measures, sentence: str) -> None:
    doc = nlp(sentence)
    assert [written(doc, counted) for counted in find_quantities(doc, measures)] == []


def test_those_who_kill_are_not_counted_as_killed(nlp: Language, measures: Measures) -> None:
    doc = nlp("They were killed by three gunmen, and two officers wounded a priest.")
    assert [written(doc, counted) for counted in find_quantities(doc, measures)] == [
        "other 3..3 [three] gunmen (combatant) < killed",
        "other 2..2 [two] officers (combatant) < wounded",
        "wounded 1..1 [a] priest (civilian) < wounded",
    ]


def test_every_measure_of_the_data_is_one_of_the_record(measures: Measures) -> None:
    known = set(get_args(Measure))
    rules = [*measures.objects.values(), *measures.subjects.values(), *measures.of_nouns.values()]
    named = {name for rule in rules for name in ([rule] if isinstance(rule, str) else rule.values())}
    named |= {*measures.states.values(), *measures.none_of.values(), *measures.total_words.values()}
    named |= {entry.measure for entry in (*measures.objects_with.values(), *measures.subjects_with.values())}
    assert named <= known
    assert set(measures.categories.values()) <= set(get_args(Category))


def test_a_users_folder_adds_verbs(tmp_path: Path, nlp: Language) -> None:
    (tmp_path / "measures.yaml").write_text("objects: {trounce: {people: wounded}}\n", encoding="utf-8")
    doc = nlp("The guards trounced three men.")
    assert [written(doc, counted) for counted in find_quantities(doc, Measures.load(tmp_path))] == [
        "wounded 3..3 [three] men (unknown) < trounced"
    ]


PIECES = [
    "at",
    "least",
    "up",
    "to",
    "more",
    "than",
    "several",
    "dozens",
    "of",
    "5",
    "12",
    "2,000",
    "300km2",
    "no",
    "a",
    "one",
    "another",
    "two",
    "three",
    "soldiers",
    "civilians",
    "people",
    "villages",
    "tanks",
    "were",
    "was",
    "killed",
    "killing",
    "wounded",
    "injured",
    "captured",
    "and",
    ",",
    ".",
    "including",
    "among",
    "them",
    "others",
    "dead",
    "toll",
    "the",
    "to",
    "by",
]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(parts=st.lists(st.sampled_from(PIECES), max_size=30))
def test_any_words_give_ordered_bounds_and_true_slices(nlp: Language, measures: Measures, parts: list[str]) -> None:
    doc = nlp(" ".join(parts))
    found = find_quantities(doc, measures)
    for counted in found:
        quantity = counted.quantity
        assert doc.text[quantity.start : quantity.end] == quantity.text != ""
        assert quantity.of is None or quantity.of in doc.text
        assert quantity.low is None or quantity.high is None or 0 <= quantity.low <= quantity.high
        assert quantity.low is not None or quantity.high is not None
    assert [counted.quantity.start for counted in found] == sorted({counted.quantity.start for counted in found})
    assert found == find_quantities(doc, measures)


def test_empty(nlp: Language, measures: Measures) -> None:
    assert find_quantities(nlp(""), measures) == []


@pytest.mark.parametrize("words", [["killed", "3", "men", "and"], ["a", "man"], ["3"], ["about"], ["including", "3"]])
def test_a_sentence_without_end_takes_work_by_its_length(nlp: Language, measures: Measures, words: list[str]) -> None:
    def work(size: int) -> int:
        many = words * (size // len(words))
        tags = [{"3": "CD", "men": "NNS", "man": "NN", "killed": "VBD"}.get(word, "IN") for word in many]
        doc = Doc(nlp.vocab, words=many, tags=tags, heads=[0] * len(many), deps=["dobj"] * len(many))
        return calls(lambda: find_quantities(doc, measures))

    assert work(16_000) < 20 * work(1000)
