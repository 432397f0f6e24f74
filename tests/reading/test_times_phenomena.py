"""Phenomena of English time expressions, each with sentences that show it and near misses that must not.

A dispatch of 5 November 1912, a Tuesday.
"""

from __future__ import annotations

from datetime import date

import pytest
from spacy.language import Language

from sayso.reading.times import find_times

PUBLISHED = date(1912, 11, 5)

# Phenomenon; its sentences and near misses, each with its expressions as "words = value".
PHENOMENA: dict[str, list[tuple[str, list[str]]]] = {
    "a day without a year lies on the near side of publication": [
        ("The envoy repeated what the October 23 accord could bring.", ["October 23 = 1912-10-23"]),
        ("The powers do not own the port until November 9.", ["November 9 = 1912-11-09"]),
        ("The garrison must hand over its guns by December 1.", ["December 1 = 1912-12-01"]),
        # The past tense keeps a day of last winter in the past.
        ("The fleet sailed on December 1 and came back.", ["December 1 = 1911-12-01"]),
    ],
    "a month just ahead, in the present tense": [
        ("The deputies do not want to fight in December.", ["December = 1912-12"]),
        ("The railway opens in January.", ["January = 1913-01"]),
        ("The deputies fought in December.", ["December = 1911-12"]),
        ("They want what was promised in August.", ["August = 1912-08"]),
    ],
    "what lay ahead of a time that is past": [
        ("The truce had been due to end on Friday.", ["Friday = 1912-11-01"]),
        ("They had planned to attack on Saturday.", ["Saturday = 1912-11-02"]),
        ("The truce is due to end on Friday.", ["Friday = 1912-11-08"]),
        ("They plan to attack on Saturday.", ["Saturday = 1912-11-09"]),
    ],
    "somebody's future is no time": [
        ("The powers met on the future of Albania.", []),
        ("They spoke of the future of the army.", []),
        ("He broke with the past of his house.", []),
        ("They will fight again in the future.", ["the future = FUTURE_REF"]),
    ],
    "adjectives of repetition are no times": [
        ("The daily bulletin was late.", []),
        ("A weekly market was held there.", []),
        ("He read it in a quarterly review.", []),
        ("The town is shelled daily.", ["daily = XXXX-XX-XX"]),
    ],
    "tens of years that are an age": [
        ("Two men in their 40s were shot.", []),
        ("A woman in her mid-20s was hurt.", []),
        ("The general is in his late fifties.", []),
        ("The fort was built in the 1840s.", ["the 1840s = 184"]),
        ("It was a poor land in the fifties.", ["the fifties = 195"]),
    ],
    "half of a month, a year or something else": [
        ("They fought in the second half of October.", ["the second half of October = 1912-10"]),
        ("The loan was paid in the first half of this year.", ["the first half of this year = 1912-H1"]),
        ("The first half of last year was quiet.", ["The first half of last year = 1911-H1"]),
        ("The second half of the column turned back.", []),
    ],
    "then as an adjective": [
        ("He was shot in 1908. The order was signed by then-minister Tahsin.", ["1908 = 1908"]),
        ("He was shot in 1908. It was approved by then-colonel Enver.", ["1908 = 1908"]),
        ("He was shot in 1908. The colonel was gone by then.", ["1908 = 1908", "then = 1908"]),
    ],
    "dates in figures with hyphens": [
        ("22-10-1912 The army crossed the river.", ["22-10-1912 = 1912-10-22"]),
        ("The order is dated 04-11-1912.", ["04-11-1912 = 1912-11-04"]),
        ("It was repeated on 1-9-1912.", ["1-9-1912 = 1912-XX-XX"]),
        ("The cipher is 44-10-1912.", []),
    ],
    "figures that are part of a name": [
        ("The agent signed as eagle1911 in his letters.", []),
        ("Gun K1898 burst.", []),
        ("The pamphlet was by brother1876.", []),
        ("The pamphlet came out in 1876.", ["1876 = 1876"]),
    ],
    "nobody says how many ago": [
        ("Months ago they were allies.", ["Months ago = PAST_REF"]),
        ("Weeks earlier the mill had burned.", ["Weeks earlier = XXXX-WXX"]),
        ("They met again years later.", ["years later = XXXX"]),
        ("For months they were allies.", ["months = PXM"]),
    ],
    "nights and mornings ago": [
        ("Two nights ago the mill burned.", ["Two nights ago = 1912-11-03"]),
        ("The scouts left three mornings ago.", ["three mornings ago = 1912-11-02"]),
        ("The bridge fell four nights ago.", ["four nights ago = 1912-11-01"]),
        ("They marched for two nights.", ["two nights = P2D"]),
    ],
    "hours of a curfew and days of somebody are no length": [
        ("The commander changed the curfew hours.", []),
        ("The clerks lost their vacation days.", []),
        ("The prefect's days are numbered.", []),
        ("They waited for hours.", ["hours = PTXH"]),
    ],
    "names of papers and programmes": [
        ("The telegram was printed in This Week of London.", []),
        ("He wrote for The Morning Star of Salonica.", []),
        ("She read it in Sofia Tonight and This Morning.", ["Tonight = 1912-11-05TNI"]),
        ("The town was shelled this morning.", ["this morning = 1912-11-05TMO"]),
    ],
    "a year before, where amounts of a quarter are compared": [
        (
            "The railway lost $2 million in the third quarter. On October 30 it had $9 million, against $8 million a year earlier.",
            ["the third quarter = 1912-Q3", "October 30 = 1912-10-30", "a year earlier = 1911-Q3"],
        ),
        (
            "Receipts fell in the third quarter of 1912 to £3,000 from £4,000 a year ago.",
            ["the third quarter of 1912 = 1912-Q3", "a year ago = 1911-Q3"],
        ),
        (
            "Its second-quarter loss was 9 percent smaller than a year earlier.",
            ["second-quarter = 1912-Q2", "a year earlier = 1911-Q2"],
        ),
        # No amounts: a year before the day spoken of.
        (
            "The railway closed in the third quarter. On October 30 it burned. A year earlier it had been robbed.",
            ["the third quarter = 1912-Q3", "October 30 = 1912-10-30", "A year earlier = 1911"],
        ),
    ],
    "the quarter of a comparison is the later one": [
        (
            "It lost $2 million in the fourth quarter against $1 million in the fourth quarter of 1911. "
            "The latest quarter was its worst.",
            ["the fourth quarter = 1912-Q4", "the fourth quarter of 1911 = 1911-Q4", "The latest quarter = 1912-Q4"],
        ),
        (
            "It lost money in the third quarter, as in the third quarter of 1911. The latest quarter was its worst.",
            ["the third quarter = 1912-Q3", "the third quarter of 1911 = 1911-Q3", "The latest quarter = 1912-Q3"],
        ),
        (
            "It fears the third quarter of 1913. It lost money in the third quarter. The latest quarter was its worst.",
            ["the third quarter of 1913 = 1913-Q3", "the third quarter = 1912-Q3", "The latest quarter = 1912-Q3"],
        ),
    ],
    "the whole noun phrase of a length": [
        ("The siege wore on through the early months.", ["the early months = PXM"]),
        ("Nobody slept in the days before the siege.", ["the days = PXD"]),
        ("They fought over a two-week period.", ["a two-week period = P2W"]),
        ("They broke a two-week truce.", ["two-week = P2W"]),
    ],
    "later that day, later in the day": [
        (
            "On 12 October they met. Later that day they signed.",
            ["12 October = 1912-10-12", "Later that day = 1912-10-12"],
        ),
        (
            "On 12 October they met. Later in the day they signed.",
            ["12 October = 1912-10-12", "Later in the day = 1912-10-12"],
        ),
        ("Earlier in the day a bridge was blown up.", ["Earlier in the day = 1912-11-05"]),
        ("They rest in the day and march at night.", ["night = 1912-11-05TNI"]),
    ],
    "that month is told from what is exact enough": [
        (
            "The revolt of 1908 began in July. It ended later that month.",
            ["1908 = 1908", "July = 1908-07", "later that month = 1908-07"],
        ),
        ("He came in 1908. Later that month he was shot.", ["1908 = 1908", "Later that month = XXXX-XX"]),
        ("He came in 1908. That year he was shot.", ["1908 = 1908", "That year = 1908"]),
    ],
    "holidays that move": [
        ("He was killed on Labor Day 1911.", ["Labor Day 1911 = 1911-09-04"]),
        ("The strike began on Labor Day.", ["Labor Day = 1912-09-02"]),
        ("The troops will be home by Thanksgiving.", ["Thanksgiving = 1912-11-28"]),
        ("They held a thanksgiving service.", []),
    ],
    "a year's or a decade's": [
        ("The rising of 1908's summer failed.", ["1908 = 1908"]),
        ("It was the worst of 1911's defeats.", ["1911 = 1911"]),
        ("They had 1910's maps.", ["1910 = 1910"]),
        ("They had maps of the 1870's.", ["the 1870's = 187"]),
        ("They had maps of the 1870s.", ["the 1870s = 187"]),
    ],
    "years in two figures": [
        ("The summer of '08 was hot.", ["The summer of '08 = 1908-SU"]),
        ("He was exiled in '97 and came home.", ["'97 = 1897"]),
        ("The treaty of Nov. 3, '78 was torn up.", ["Nov. 3, '78 = 1878-11-03"]),
        ("Battery '97 fired.", []),
    ],
    "years before the plural of what happened": [
        ("He told of the 1908 risings.", ["1908 = 1908"]),
        ("The 1897 massacres were not forgotten.", ["1897 = 1897"]),
        ("Her 1911 letters were read out.", ["1911 = 1911"]),
        ("They buried 1908 men.", []),
        ("The 1900 men marched.", []),
    ],
    "the fall as a season": [
        ("The loan was signed in the fall.", ["the fall = 1912-FA"]),
        ("They were at peace until the fall.", ["the fall = 1912-FA"]),
        ("He left late last fall.", ["last fall = 1911-FA"]),
        ("She saw the fall and wept.", []),
        ("The fall was a shock.", []),
    ],
    "a season that is over lies ahead in the future tense": [
        ("The war will be over by spring.", ["spring = 1913-SP"]),
        ("They will be home by summer.", ["summer = 1913-SU"]),
        ("They will be home by winter.", ["winter = 1912-WI"]),
        ("The war began in spring.", ["spring = 1912-SP"]),
    ],
    "days that are names": [
        ("They remembered Bloody Sunday.", []),
        ("The bourse had its Black Friday.", []),
        ("They voted on Super Tuesday.", []),
        ("The bourse closed on Friday.", ["Friday = 1912-11-01"]),
    ],
    "somebody of the year": [
        ("He was the man of the year.", []),
        ("Her book of the year was burned.", []),
        ("They are the team of the year.", []),
        ("He fought for much of the year.", ["the year = 1912"]),
    ],
    "every other": [
        ("The mail leaves every other week.", ["every other week = P2W"]),
        ("The guns fire every third day.", ["every third day = P3D"]),
        ("Couriers come every other day.", ["every other day = P2D"]),
        ("Every other man was ill.", []),
    ],
    "and a half": [
        ("They fought for two and one-half years.", ["two and one-half years = P2.5Y"]),
        ("He slept an hour and a half.", ["an hour and a half = PT1.5H"]),
        ("A year and a half ago he fled.", ["A year and a half ago = 1911"]),
        ("He fled a year ago and a half of them followed.", ["a year ago = 1911"]),
    ],
    "the quarter before and after": [
        (
            "It lost money in the second quarter of 1912. The previous quarter was better.",
            ["the second quarter of 1912 = 1912-Q2", "The previous quarter = 1912-Q1"],
        ),
        (
            "It lost money in the second quarter of 1912. The following quarter was worse.",
            ["the second quarter of 1912 = 1912-Q2", "The following quarter = 1912-Q3"],
        ),
        ("The previous quarter was better.", ["The previous quarter = 1912-Q3"]),
        ("The previous quarters were better.", ["The previous quarters = PXQ"]),
    ],
    "what came later is not after publication": [
        (
            "On 12 October 1911 he fled. Forty years later he came home.",
            ["12 October 1911 = 1911-10-12", "Forty years later = XXXX"],
        ),
        (
            "On 30 October he fled. Two weeks later he was dead.",
            ["30 October = 1912-10-30", "Two weeks later = XXXX-WXX"],
        ),
        (
            "On 30 October he fled. Two weeks later he will be back.",
            ["30 October = 1912-10-30", "Two weeks later = 1912-W46"],
        ),
        (
            "On 30 October he fled. Two days later he was dead.",
            ["30 October = 1912-10-30", "Two days later = 1912-11-01"],
        ),
    ],
    "this past, this coming": [
        ("They met this past weekend.", ["this past weekend = 1912-W44-WE"]),
        ("They met over the past weekend.", ["the past weekend = 1912-W44-WE"]),
        ("They will meet this coming Monday.", ["this coming Monday = 1912-11-11"]),
        ("They met over the weekend.", ["the weekend = 1912-W44-WE"]),
    ],
    "how long a thing has lasted, not how old somebody is": [
        ("The eight-month-old truce was broken.", ["eight-month-old = P8M"]),
        ("They mourned a 10-day-old strike.", ["10-day-old = P10D"]),
        ("The two-year-old civil war goes on.", ["two-year-old = P2Y"]),
        ("An eight-month-old girl was killed.", []),
        ("A 12-year-old was killed.", []),
    ],
    "a time given twice, on one day": [
        (
            "Shells fell at 5:30 p.m. (1430 GMT) on Monday.",
            ["5:30 p.m. = 1912-11-04T17:30", "1430 GMT = 1912-11-04T14:30", "Monday = 1912-11-04"],
        ),
        (
            "Shells fell at 9 a.m. local time (0700 GMT) Sunday.",
            ["9 a.m. local time = 1912-11-03T09:00", "0700 GMT = 1912-11-03T07:00", "Sunday = 1912-11-03"],
        ),
        (
            "They met at noon (1000 GMT). Sunday was quiet.",
            ["noon = 1912-11-05T12:00", "1000 GMT = 1912-11-05T10:00", "Sunday = 1912-11-03"],
        ),
    ],
    "numbers of nothing": [
        ("It was zero day for the garrison.", []),
        ("They lost the third fort in as many days.", []),
        ("They took two hills in as many weeks.", []),
        ("They fought for many days.", ["many days = PXD"]),
    ],
    "what a subject names is over, unless it was appointed": [
        ("Friday's attack could derail the talks.", ["Friday = 1912-11-01"]),
        ("The bombing on Friday may prompt a reprisal.", ["Friday = 1912-11-01"]),
        ("Friday's massacre will not be forgotten.", ["Friday = 1912-11-01"]),
        ("Friday's vote could end the war.", ["Friday = 1912-11-08"]),
        ("The meeting on Friday may end the war.", ["Friday = 1912-11-08"]),
        ("Friday will be a day of mourning.", ["Friday = 1912-11-08", "a day = P1D"]),
    ],
    "what a participle tells is over": [
        ("The men arrested on Friday could hang.", ["Friday = 1912-11-01"]),
        ("A curfew imposed on Saturday will be lifted.", ["Saturday = 1912-11-02"]),
        ("Under a plan announced on Friday, the troops will leave.", ["Friday = 1912-11-01"]),
        ("A meeting planned for Friday will be held.", ["Friday = 1912-11-08"]),
        ("The men will be hanged on Friday.", ["Friday = 1912-11-08"]),
    ],
    "to be held, is to begin, is due": [
        ("The talks to be held on Friday are a secret.", ["Friday = 1912-11-08"]),
        ("The talks are to begin on Friday.", ["Friday = 1912-11-08"]),
        ("The envoy is due in Sofia on Friday.", ["Friday = 1912-11-08"]),
        ("The talks were to begin on Friday.", ["Friday = 1912-11-01"]),
        ("The envoy was in Sofia on Friday.", ["Friday = 1912-11-01"]),
    ],
    "quarters told together, halves with a hyphen": [
        ("It lost money in the first and second quarters.", ["first = 1912-Q1", "second quarters = 1912-Q2"]),
        (
            "It lost money in the second and third quarters of 1911.",
            ["second = 1912-Q2", "third quarters of 1911 = 1911-Q3"],
        ),
        ("Its first-half loss was small.", ["first-half = 1912-H1"]),
        ("The first and second brigades fled.", []),
        ("He spoke for a second half hour.", ["half hour = PT30M"]),
    ],
    "that same day, mornings of a weekday": [
        (
            "On 12 October they met. That same day they signed.",
            ["12 October = 1912-10-12", "That same day = 1912-10-12"],
        ),
        (
            "On 12 October they met. The very next day they signed.",
            ["12 October = 1912-10-12", "The very next day = 1912-10-13"],
        ),
        ("They met on Sunday mornings.", ["Sunday mornings = XXXX-WXX-7TMO"]),
        ("They met on Sunday morning.", ["Sunday morning = 1912-11-03TMO"]),
    ],
    "a month with an apostrophe keeps its name": [
        ("It was in Nov. 2's paper.", ["Nov. 2 = 1912-11-02"]),
        ("It was in Oct. 31's bulletin.", ["Oct. 31 = 1912-10-31"]),
        ("It was in the October 31 bulletin.", ["October 31 = 1912-10-31"]),
    ],
    "a day or month just ahead, in a past sentence": [
        (
            "The board voted a dividend, payable December 2 to holders of record November 20.",
            ["December 2 = 1912-12-02", "November 20 = 1912-11-20"],
        ),
        ("The council extended to December 20 its call for rifles.", ["December 20 = 1912-12-20"]),
        ("They rode to the January vote in silence.", ["January = 1913-01"]),
        # What happened then is over.
        ("The convoy left December 1.", ["December 1 = 1911-12-01"]),
        ("The mint closed its year ended January 31.", ["its year = P1Y", "January 31 = 1912-01-31"]),
        ("The scouts rode past the mill in January.", ["January = 1912-01"]),
        ("The congress in August had failed.", ["August = 1912-08"]),
        ("They met the envoys to launch a fleet in January.", ["January = 1912-01"]),
    ],
    "fiscal years": [
        ("The mint lost £3,000 in FY1911.", ["FY1911 = 1911"]),
        ("The mint lost £3,000 in FY 1911.", ["FY 1911 = 1911"]),
        ("It gained in fiscal 1911.", ["fiscal 1911 = 1911"]),
        ("Gun FX1911 burst.", []),
    ],
    "this past": [
        ("He fought this past summer near Vranje.", ["this past summer = 1912-SU"]),
        ("They have marched all this past week.", ["this past week = P1W"]),
        ("This past spring was wet.", ["This past spring = 1912-SP"]),
        ("They marched past this mill in the rain.", []),
    ],
    "another is one more": [
        ("They will hold out another year.", ["another year = P1Y"]),
        ("Another week passed.", ["Another week = P1W"]),
        ("He stayed another two days.", ["another two days = P2D"]),
        ("Another column passed.", []),
    ],
    "uncounted lengths with an article": [
        ("It grew into a weeks-long siege.", ["weeks = PXW"]),
        ("It was a months-long march.", ["months = PXM"]),
        ("It was a week-long truce.", ["week = P1W"]),
    ],
    "ranges with a dash": [
        ("They marched from October 3 - October 7.", ["October 3 = 1912-10-03", "October 7 = 1912-10-07"]),
        ("They marched from Oct. 3 – Oct. 7 in the rain.", ["Oct. 3 = 1912-10-03", "Oct. 7 = 1912-10-07"]),
        ("They marched from 3 October - 7 October.", ["3 October = 1912-10-03", "7 October = 1912-10-07"]),
        ("It is dated 3-October.", ["3-October = 1912-10-03"]),
    ],
    "told from a year or month spoken of": [
        ("In 1878 they made peace. Four years later they fought again.", ["1878 = 1878", "Four years later = 1882"]),
        ("The fort fell in 1885. Two years earlier it had been sold.", ["1885 = 1885", "Two years earlier = 1883"]),
        (
            "In September 1911 the war began. Two months later the port fell.",
            ["September 1911 = 1911-09", "Two months later = 1911-11"],
        ),
        # A year is too wide to count days from.
        ("In 1878 they made peace. Two days later they fought.", ["1878 = 1878", "Two days later = XXXX-XX-XX"]),
        ("A few minutes later the mill burned.", ["A few minutes later = XXXX-XX-XX"]),
    ],
    "fractions and edges of a year": [
        ("About a quarter, 26 in the hundred, came home.", []),
        ("The budget was part of a year-end bargain.", ["year-end = 1912"]),
        ("It is due at a year's end.", ["a year's end = 1912"]),
        ("It lasted a year.", ["a year = P1Y"]),
    ],
    "titles of a year": [
        ("It was the Telegram of the Year.", []),
        ("He was called Liar of the Year by the envoy.", []),
        ("It was the worst flood of the year.", ["the year = 1912"]),
    ],
    "marks beside a day": [
        ("They met on Friday — a rare thing.", ["Friday = 1912-11-01"]),
        ("They met Friday-morning in the mill.", ["Friday-morning = 1912-11-01TMO"]),
        ("They danced on New Year’s Eve.", ["New Year’s Eve = 1911-12-31"]),
        ("They danced on New Year's Eve.", ["New Year's Eve = 1911-12-31"]),
    ],
    "nine months against a year": [
        (
            "It earned £9 in the third quarter. In the nine months it earned £20, against £30 in the 1911 period.",
            ["the third quarter = 1912-Q3", "the nine months = P9M", "the 1911 period = 1911"],
        ),
        (
            "It earned £9 in the third quarter. In the nine months it lost £20, against £30 in the 1911 period. The "
            "year-ago sum had a gift in it.",
            ["the third quarter = 1912-Q3", "the nine months = P9M", "the 1911 period = 1911", "year-ago = 1911"],
        ),
        (
            "It did well in 1911. For the nine months it earned $20, up from $10 a year earlier.",
            ["1911 = 1911", "the nine months = P9M", "a year earlier = 1911"],
        ),
        (
            "It did well in 1905. It earned $20, up from $10 a year earlier.",
            ["1905 = 1905", "a year earlier = 1904"],
        ),
        (
            "It earned £9 in the third quarter, against £30 in the 1911 period.",
            ["the third quarter = 1912-Q3", "the 1911 period = 1911-Q3"],
        ),
    ],
    "what was set or due before is over, though the verb hangs lower": [
        ("The truce had been due to expire on Friday.", ["Friday = 1912-11-01"]),
        ("The trial had been set to open on Saturday.", ["Saturday = 1912-11-02"]),
        ("Their leave had been scheduled to end on Sunday night.", ["Sunday night = 1912-11-03TNI"]),
        # A day without a year lies on its near side all the same.
        ("The loan had been set to mature on November 9.", ["November 9 = 1912-11-09"]),
        ("The truce is set to expire on Friday.", ["Friday = 1912-11-08"]),
    ],
    "set on a day, set for a day": [
        ("The column is near the mark set on Friday.", ["Friday = 1912-11-01"]),
        ("He will pay the price set on Monday.", ["Monday = 1912-11-04"]),
        ("The fires set on Saturday still burn.", ["Saturday = 1912-11-02"]),
        ("The hanging is set for Saturday.", ["Saturday = 1912-11-09"]),
        ("The envoy is expected on Saturday.", ["Saturday = 1912-11-09"]),
    ],
    "a law that is effective on a day": [
        ("The council made a rule, effective December 2.", ["December 2 = 1912-12-02"]),
        ("The king named two marshals, effective February 1.", ["February 1 = 1913-02-01"]),
        ("The mint cut its rates, effective Friday.", ["Friday = 1912-11-08"]),
        ("The rule became effective on October 2.", ["October 2 = 1912-10-02"]),
    ],
    "what is on a timetable is told in the present tense": [
        ("The envoys meet on Friday in London.", ["Friday = 1912-11-08"]),
        ("The deputies vote on Saturday.", ["Saturday = 1912-11-09"]),
        ("The conference opens on Monday.", ["Monday = 1912-11-11"]),
        ("The envoys met on Friday in London.", ["Friday = 1912-11-01"]),
        ("The envoys remember what they saw on Friday.", ["Friday = 1912-11-01"]),
    ],
    "going to do it": [
        ("They are going to vote on Friday.", ["Friday = 1912-11-08"]),
        ("The army is going to attack in the spring.", ["the spring = 1913-SP"]),
        ("He is going to speak on Saturday.", ["Saturday = 1912-11-09"]),
        ("They were going to vote on Friday.", ["Friday = 1912-11-01"]),
    ],
    "began as planned": [
        ("The march began as planned on Friday.", ["Friday = 1912-11-01"]),
        ("The guns opened up as planned on Saturday.", ["Saturday = 1912-11-02"]),
        ("He left as planned on Sunday morning.", ["Sunday morning = 1912-11-03TMO"]),
        ("The march planned for Friday will begin late.", ["Friday = 1912-11-08"]),
    ],
    "a weekday beside the day spoken of": [
        (
            "On 12 October they met. The previous Friday they had quarrelled.",
            ["12 October = 1912-10-12", "The previous Friday = 1912-10-11"],
        ),
        (
            "On 12 October they met. The following Saturday they signed.",
            ["12 October = 1912-10-12", "The following Saturday = 1912-10-19"],
        ),
        ("They left the following Monday.", ["the following Monday = XXXX-WXX-1"]),
        ("They left last Monday.", ["last Monday = 1912-11-04"]),
    ],
    "the week of a day": [
        ("They met in the week of October 14.", ["the week of October 14 = 1912-W42"]),
        ("The talks will open the week of Nov. 18.", ["the week of Nov. 18 = 1912-W47"]),
        ("In the week of May 8, 1911, the fort fell.", ["the week of May 8, 1911 = 1911-W19"]),
        ("In the first week of October they met.", ["the first week of October = 1912-10"]),
    ],
    "weeks from a day": [
        ("The truce ends two weeks from Monday.", ["two weeks from Monday = 1912-11-25"]),
        ("They will be back a week from Friday.", ["a week from Friday = 1912-11-15"]),
        ("He will sail three days from tomorrow.", ["three days from tomorrow = 1912-11-09"]),
        ("They came two weeks after Monday's raid.", ["two weeks = P2W", "Monday = 1912-11-04"]),
    ],
    "a week or so ago": [
        ("The siege began a week or so ago.", ["a week or so ago = 1912-W44"]),
        ("A year or two ago they were allies.", ["A year or two ago = 1911"]),
        ("A month or more ago he fled.", ["A month or more ago = 1912-10"]),
        ("The siege lasted a week or so.", ["a week or so = P1W"]),
    ],
    "fractions of a unit in figures": [
        ("They waited 2 1/2 years.", ["2 1/2 years = P2.5Y"]),
        ("The siege has lasted 3½ months.", ["3½ months = P3.5M"]),
        ("The march took 1 3/4 hours.", ["1 3/4 hours = PT1.75H"]),
        ("He paid 2 1/2 pounds for years of lies.", ["years = PXY"]),
    ],
    "hundreds of years": [
        ("They ruled there for hundreds of years.", ["hundreds of years = PXY"]),
        ("Dozens of years ago there was peace.", ["Dozens of years ago = PAST_REF"]),
        ("The shelling went on for tens of hours.", ["tens of hours = PTXH"]),
        ("Hundreds of men fought for years.", ["years = PXY"]),
    ],
    "a quarter of a century": [
        ("It was the worst rout in a quarter of a century.", ["a quarter of a century = P25Y"]),
        ("A quarter-century of peace was over.", ["A quarter-century = P25Y"]),
        ("The price of bread is at its quarter-century low.", ["quarter-century = P25Y"]),
        ("They waited a quarter of an hour.", ["a quarter of an hour = PT15M"]),
        ("They held a quarter of the town.", []),
    ],
    "the past year": [
        ("They have marched much over the past year.", ["the past year = 1911"]),
        ("Over the past week nine men died.", ["the past week = 1912-W44"]),
        ("The last decade was a calm one.", ["The last decade = 190"]),
        ("Over the past two years nine men died.", ["the past two years = P2Y"]),
    ],
    "periods of last year beside those of this one": [
        (
            "It lost $2 million in the third quarter. Sales in last year's quarter were higher.",
            ["the third quarter = 1912-Q3", "last year's quarter = 1911-Q3"],
        ),
        (
            "It lost $2 million in the second quarter. Receipts of last year's period were higher.",
            ["the second quarter = 1912-Q2", "last year's period = 1911-Q2"],
        ),
        ("It sold more in the year-earlier nine months.", ["the year-earlier nine months = P9M"]),
        ("Last year's war was short.", ["Last year = 1911"]),
    ],
    "a fiscal year after its number": [
        ("The mint lost £3,000 in the 1911 fiscal year.", ["the 1911 fiscal year = 1911"]),
        ("Its 1911 financial year was worse.", ["Its 1911 financial year = 1911"]),
        ("In the 1910 fiscal year it gained.", ["the 1910 fiscal year = 1910"]),
        ("It gained in the last 12 fiscal years.", ["the last 12 fiscal years = P12Y"]),
    ],
    "what bears the year that it is of": [
        ("They want a return to 1878 borders.", ["1878 = 1878"]),
        ("He had a hand in 1908 elections there.", ["1908 = 1908"]),
        ("They fed the town from 1911 harvests.", ["1911 = 1911"]),
        ("They fed the town with 1911 sheep.", []),
    ],
    "soon before and after what happened": [
        ("He left soon after the raid.", []),
        ("The bridge fell soon before the siege.", []),
        ("They could not leave soon enough.", []),
        ("They will leave soon.", ["soon = FUTURE_REF"]),
    ],
    "lengths of no unit": [
        ("They held out for a while.", ["a while = PXX"]),
        ("The fort has been empty for some time.", ["some time = PXX"]),
        ("It took a long time.", ["a long time = PXX"]),
        ("He left some time ago.", ["some time ago = PAST_REF"]),
        ("While they slept the mill burned.", []),
    ],
    "every other weekday": [
        ("The mail leaves every other Friday.", ["every other Friday = XXXX-WXX-5"]),
        ("They met every second Monday.", ["every second Monday = XXXX-WXX-1"]),
        ("Guns fire every other night.", ["every other night = XXXX-XX-XXTNI"]),
        ("The other Friday they met.", ["Friday = 1912-11-01"]),
    ],
    "the short term lies ahead": [
        ("In the short term they will lose.", ["the short term = FUTURE_REF"]),
        ("They hope for bread in the near term.", ["the near term = FUTURE_REF"]),
        ("They lose the war over the short term.", ["the short term = FUTURE_REF"]),
        ("They have the short-term use of a road.", []),
    ],
    "a number that is no year": [
        ("The guns opened fire at 1850 by the station clock.", []),
        ("Notes from the Frontier (1807) Lesna Post.", []),
        ("The fort was built in 1807.", ["1807 = 1807"]),
        ("Notes from the Frontier (1898) Lesna Post.", ["1898 = 1898"]),
    ],
    "a month just ahead of what is named with it": [
        ("They bought corn for December deliveries.", ["December = 1912-12"]),
        ("He rode to town with January orders.", ["January = 1913-01"]),
        ("They spoke of the December march.", ["December = 1912-12"]),
        ("They spoke of what had been in August.", ["August = 1912-08"]),
    ],
}
ROWS = [(name, *row) for name, rows in PHENOMENA.items() for row in rows]


@pytest.mark.parametrize(("phenomenon", "sentence", "expected"), ROWS, ids=[f"{row[0]}: {row[1]}" for row in ROWS])
def test_phenomenon(nlp: Language, phenomenon: str, sentence: str, expected: list[str]) -> None:
    found = find_times(nlp(sentence), PUBLISHED)
    assert [f"{item.mention} = {item.value}" for item in found] == expected, phenomenon


RATES = [
    ("It costs the state £3,000 a year.", "SET"),
    ("The fort lost nine men a day.", "SET"),
    ("They paid him 15 piastres an hour.", "SET"),
    ("Bread rose by six percent a month.", "SET"),
    ("They held the town a year.", "DURATION"),
    ("The march took an hour.", "DURATION"),
]


@pytest.mark.parametrize(("sentence", "kind"), RATES, ids=[row[0] for row in RATES])
def test_a_unit_that_amounts_are_measured_by_is_a_set(nlp: Language, sentence: str, kind: str) -> None:
    assert [item.type for item in find_times(nlp(sentence), PUBLISHED)] == [kind]


@pytest.mark.parametrize(("published", "start"), [(date(1913, 1, 20), "1912-12-01"), (date(1912, 11, 5), "1912-12-01")])
def test_this_winter_is_the_one_that_runs_or_comes(nlp: Language, published: date, start: str) -> None:
    (found,) = find_times(nlp("They fought this winter."), published)
    assert found.start_date == start
