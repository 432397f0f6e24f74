"""Time expressions: what a careful reader of a dispatch of 5 November 1912, a Tuesday, takes each to mean."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from sayso.reading.times import find_times
from sayso.records import TimeMention

PUBLISHED = date(1912, 11, 5)

# Sentence; the expressions as "words = value", in order.
FOUND: list[tuple[str, list[str]]] = [
    # Full dates, in every order
    ("On October 17, 1912 the Ottoman government declared war.", ["October 17, 1912 = 1912-10-17"]),
    ("The pass fell on 24 Oct 1912.", ["24 Oct 1912 = 1912-10-24"]),
    ("The order is dated 1912-10-22.", ["1912-10-22 = 1912-10-22"]),
    ("The order is dated 22/10/1912.", ["22/10/1912 = 1912-10-22"]),
    ("The order is dated 04/11/1912.", ["04/11/1912 = 1912-11-04"]),
    ("The order is dated 11/04/1912.", ["11/04/1912 = 1912-11-04"]),
    ("The order is dated 11/05/1912.", ["11/05/1912 = 1912-11-05"]),
    ("The orders are dated 03/02/1911 and 22/02/1911.", ["03/02/1911 = 1911-02-03", "22/02/1911 = 1911-02-22"]),
    ("The orders are dated 03/02/1911 and 02/22/1911.", ["03/02/1911 = 1911-03-02", "02/22/1911 = 1911-02-22"]),
    ("The order is dated 03/02/1911.", ["03/02/1911 = 1911-XX-XX"]),
    ("Thu Oct 31 1912 Bulgarian troops crossed the river.", ["Thu Oct 31 1912 = 1912-10-31"]),
    ("The bridge was blown up on the 20th of May.", ["the 20th of May = 1912-05-20"]),
    ("The fleet sailed on Dec. 14 and came back.", ["Dec. 14 = 1911-12-14"]),
    ("The armistice will end on Dec. 14 at noon.", ["Dec. 14 = 1912-12-14", "noon = 1912-12-14T12:00"]),
    ("In 1908 the garrison mutinied, and on July 3 it marched.", ["1908 = 1908", "July 3 = 1908-07-03"]),
    # Months, seasons, quarters, years, decades, centuries
    ("The siege began in September.", ["September = 1912-09"]),
    ("The siege began in December.", ["December = 1911-12"]),
    ("The conference will open in January.", ["January = 1913-01"]),
    ("They crossed the border in early March.", ["early March = 1912-03"]),
    ("The line was held until mid-October.", ["mid-October = 1912-10"]),
    ("The vilayet rose in April last year.", ["April last year = 1911-04"]),
    ("The army was rebuilt last summer.", ["last summer = 1912-SU"]),
    ("The railway was opened in the winter of 1909.", ["the winter of 1909 = 1909-WI"]),
    ("The treasury closed the third quarter of 1911 in debt.", ["the third quarter of 1911 = 1911-Q3"]),
    ("In the first half of 1911 nothing was paid.", ["the first half of 1911 = 1911-H1"]),
    ("The fort dates from the 1880s.", ["the 1880s = 188"]),
    ("The walls were built in the 18th century.", ["the 18th century = 17"]),
    ("It snowed from January to March 1910.", ["January = 1910-01", "March 1910 = 1910-03"]),
    ("He may march on Monastir.", []),
    ("After the fall of Monastir they went home.", []),
    ("At least 1912 men were killed.", []),
    ("The 1878 treaty was torn up.", ["1878 = 1878"]),
    (
        "They met on New Year's Day and on Christmas Eve 1911.",
        ["New Year's Day = 1912-01-01", "Christmas Eve 1911 = 1911-12-24"],
    ),
    ("They took flight 1943 to Sofia.", []),
    ("The March 14 Alliance and April Smith met.", []),
    # Days told from the day of publication
    ("The town was shelled on Sunday.", ["Sunday = 1912-11-03"]),
    ("The town was shelled on Tuesday.", ["Tuesday = 1912-11-05"]),
    ("The envoys will meet on Friday.", ["Friday = 1912-11-08"]),
    ("The envoys vowed to meet on Friday.", ["Friday = 1912-11-08"]),
    ("The town fell last Tuesday.", ["last Tuesday = 1912-10-29"]),
    ("The fleet returns next Monday.", ["next Monday = 1912-11-11"]),
    ("Mondays battle was the worst.", ["Mondays = 1912-11-04"]),
    ("The mail arrives on Mondays.", ["Mondays = XXXX-WXX-1"]),
    ("Yesterday the guns fell silent.", ["Yesterday = 1912-11-04"]),
    ("The attack is set for tomorrow morning.", ["tomorrow morning = 1912-11-06TMO"]),
    ("The garrison slept badly last night.", ["last night = 1912-11-04TNI"]),
    ("The envoy left this morning.", ["this morning = 1912-11-05TMO"]),
    ("The village was burned late on Saturday night.", ["late on Saturday night = 1912-11-02TNI"]),
    ("The army crossed the river last week.", ["last week = 1912-W44"]),
    ("The fort surrendered last month.", ["last month = 1912-10"]),
    ("The loan was refused last year.", ["last year = 1911"]),
    ("They had met over the weekend.", ["the weekend = 1912-W44-WE"]),
    ("The ship was sunk two weeks ago.", ["two weeks ago = 1912-W43"]),
    ("The ship was sunk ten days ago.", ["ten days ago = 1912-10-26"]),
    # Days told from what was said before
    (
        "The bridge fell on 12 October. The next day the town burned.",
        ["12 October = 1912-10-12", "The next day = 1912-10-13"],
    ),
    (
        "On 12 October they met. They had met two days earlier.",
        ["12 October = 1912-10-12", "two days earlier = 1912-10-10"],
    ),
    (
        "The fort fell on 3 October. On the same day the governor fled.",
        ["3 October = 1912-10-03", "the same day = 1912-10-03"],
    ),
    (
        "The fort fell on 3 October. Three days later it was retaken.",
        ["3 October = 1912-10-03", "Three days later = 1912-10-06"],
    ),
    # Lengths
    ("Forty men died in the past 24 hours.", ["the past 24 hours = PT24H"]),
    ("The toll doubled over the last three months.", ["the last three months = P3M"]),
    ("Villages burned during the past months.", ["the past months = PXM"]),
    ("The battle raged for three days.", ["three days = P3D"]),
    ("It ended a two-year truce.", ["two-year = P2Y"]),
    ("The frontier was quiet for more than a decade.", ["more than a decade = P1DE"]),
    ("It held out for two and a half years.", ["two and a half years = P2.5Y"]),
    ("The bombardment lasted half an hour.", ["half an hour = PT30M"]),
    ("All day the guns fired.", ["All day = P1D"]),
    ("A second attack failed.", []),
    ("A 12-year-old boy was killed.", []),
    ("The general, 55 years old, resigned.", []),
    ("Three quarters of the town burned.", []),
    # Repetitions
    ("The guns fire every day.", ["every day = P1D"]),
    ("Couriers leave twice a month.", ["twice a month = P1M"]),
    ("Shells fall daily on the port.", ["daily = XXXX-XX-XX"]),
    ("Bandits come every Friday.", ["every Friday = XXXX-WXX-5"]),
    # Past, present, future
    ("Rebels recently took the pass.", ["recently = PAST_REF"]),
    ("Twelve died in recent clashes.", ["recent = PAST_REF"]),
    ("Twelve died in recent days.", ["recent days = PXD"]),
    ("The town is now quiet.", ["now = PRESENT_REF"]),
    ("Nobody knows what comes in the future.", ["the future = FUTURE_REF"]),
    ("In the past they paid.", ["the past = PAST_REF"]),
    ("They marched past the mill as soon as they could.", []),
    # Times of day
    (
        "On 3 November the shelling began at 9:30 a.m. and went on.",
        ["3 November = 1912-11-03", "9:30 a.m. = 1912-11-03T09:30"],
    ),
    ("The report came at 1400 GMT on Monday.", ["1400 GMT on Monday = 1912-11-04T14:00"]),
    ("At 0914 the first shell fell.", ["0914 = 1912-11-05T09:14"]),
    ("The column left at dawn.", ["dawn = 1912-11-05TMO"]),
    ("It was over by the evening of November 3.", ["the evening of November 3 = 1912-11-03TEV"]),
    ("They came in the early hours of Thursday.", ["the early hours of Thursday = 1912-10-31TMO"]),
    ("Article 9.30 was struck out.", []),
]

# Sentence; for each expression first day, last day, date_prec.
INTERVALS: list[tuple[str, list[tuple[str | None, str | None, int | None]]]] = [
    ("The town fell on Sunday.", [("1912-11-03", "1912-11-03", 1)]),
    ("They had gone by the evening of November 3.", [("1912-11-03", "1912-11-03", 2)]),
    ("Shells fell overnight.", [("1912-11-04", "1912-11-05", 2)]),
    ("The army crossed the river last week.", [("1912-10-28", "1912-11-03", 3)]),
    ("Sixty died in the past week.", [("1912-10-29", "1912-11-05", 3)]),
    ("Sixty died in October.", [("1912-10-01", "1912-10-31", 4)]),
    ("Sixty died in 1911.", [("1911-01-01", "1911-12-31", 5)]),
    ("Sixty have died since October 30.", [("1912-10-30", "1912-11-05", 3)]),
    ("The truce held until October 3.", [(None, "1912-10-03", 1)]),
    ("Sixty died between 3 and 5 October.", [("1912-10-03", "1912-10-05", 2)] * 2),
    ("Sixty died from October 3 to November 2.", [("1912-10-03", "1912-11-02", 4)] * 2),
    ("Sixty died on October 3-5.", [("1912-10-03", "1912-10-05", 2)] * 2),
    ("The railway was built from 1888 to 1890.", [("1888-01-01", "1890-12-31", 5)] * 2),
    ("Sixty died on October 3 and November 2.", [("1912-10-03", "1912-10-03", 1), ("1912-11-02", "1912-11-02", 1)]),
    ("Sixty died recently, in recent days, over many weeks.", [(None, None, None)] * 3),
]

# Without a day of publication nothing is guessed.
UNPUBLISHED: list[tuple[str, list[str]]] = [
    ("The fort fell on 14 February.", ["XXXX-02-14"]),
    ("The fort fell on Sunday.", ["XXXX-WXX-7"]),
    ("The fort fell yesterday.", ["XXXX-XX-XX"]),
    ("The fort fell last week.", ["XXXX-WXX"]),
    ("The fort fell last month.", ["XXXX-XX"]),
    ("The fort fell two years ago.", ["PAST_REF"]),
    ("The fort fell at 9:30 a.m. under fire.", ["T09:30"]),
    ("The fort fell now.", ["PRESENT_REF"]),
    ("The fort fell in the third quarter.", ["XXXX-Q3"]),
    ("The fort was ordered held on 03/02/1912.", ["1912-XX-XX"]),
]


@pytest.mark.parametrize(("sentence", "expected"), FOUND, ids=[row[0] for row in FOUND])
def test_expressions_and_values(nlp: Language, sentence: str, expected: list[str]) -> None:
    found = find_times(nlp(sentence), PUBLISHED)
    assert [f"{item.mention} = {item.value}" for item in found] == expected


@pytest.mark.parametrize(("sentence", "expected"), INTERVALS, ids=[row[0] for row in INTERVALS])
def test_intervals(nlp: Language, sentence: str, expected: list[tuple[str | None, str | None, int | None]]) -> None:
    found = find_times(nlp(sentence), PUBLISHED)
    assert [(item.start_date, item.end_date, item.precision) for item in found] == expected


@pytest.mark.parametrize(("sentence", "expected"), UNPUBLISHED, ids=[row[0] for row in UNPUBLISHED])
def test_without_publication_nothing_is_guessed(nlp: Language, sentence: str, expected: list[str]) -> None:
    found = find_times(nlp(sentence), None)
    assert [item.value for item in found] == expected
    assert all(item.start_date is None and item.end_date is None for item in found)


def test_absolute_dates_need_no_publication(nlp: Language) -> None:
    found = find_times(nlp("On 3 October 1912 they met, and two days later they signed."), None)
    assert [item.start_date for item in found] == ["1912-10-03", "1912-10-05"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\n ",
        "31 February 1912",
        "99/99/9999",
        "9999999 years ago",
        "32nd of May",
        "in the 99th century",
        "24:99",
    ],
)
def test_no_such_date(nlp: Language, text: str) -> None:
    for item in find_times(nlp(text), PUBLISHED):
        assert item.start_date is None or item.start_date <= item.end_date  # type: ignore[operator]


WORDS = st.sampled_from(
    "on in the last next two 3 12 1912 October March May Sunday days weeks ago later since from to and - , . a.m. 9:30 "
    "half every of past quarter evening the 1880s second twenty-four hundred Mondays earlier year 's end he \n\n".split(
        " "
    )
)


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=25).map(" ".join))
def test_mentions_are_exact_ordered_and_apart(nlp: Language, text: str) -> None:
    found = find_times(nlp(text), PUBLISHED)
    assert all(text[item.start : item.end] == item.mention != "" for item in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(_orderly(item) for item in found)
    assert found == find_times(nlp(text), PUBLISHED)


def _orderly(item: TimeMention) -> bool:
    if item.start_date is not None and item.end_date is not None and item.start_date > item.end_date:
        return False
    return (item.precision is None) == (item.start_date is None and item.end_date is None)
