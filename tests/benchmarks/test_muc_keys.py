"""Messages and answer keys in MUC-4's form, on texts written for the test."""

from __future__ import annotations

from datetime import date

from benchmarks import muc_keys
from benchmarks.muc_keys import DATE, LOCATION, TYPE, VICTIM, VICTIM_EFFECT, VICTIM_NUMBER, Filler, Option

MESSAGES = """TST9-MUC4-0001

   PORT ANSON (LIRIA), 3 MAR 91 (RADIO LIRIA) -- [REPORT] [TEXT] A BOMB WENT OFF
IN THE HARBOR.  TWO SAILORS WERE HURT.

   NOBODY CLAIMED IT.


TST9-MUC4-0002

   CLANDESTINE, 4 MAR (RADIO FREE LIRIA) -- [TEXT] NOTHING HAPPENED.
"""

KEYS = r""";;; a remark
0.  MESSAGE: ID                     TST9-MUC4-0001
1.  MESSAGE: TEMPLATE               1 (OPTIONAL)
2.  INCIDENT: DATE                  (- 03 MAR 91) / (01 MAR 91 - 03 MAR 91)
3.  INCIDENT: LOCATION              LIRIA: NORTH (REGION / STATE): PORT ANSON (CITY)
4.  INCIDENT: TYPE                  BOMBING
5.  INCIDENT: STAGE OF EXECUTION    ACCOMPLISHED
19. HUM TGT: DESCRIPTION            "SAILORS" / "TWO \"BRAVE\" SAILORS"
                                    ? "COOK": "JON ARD"
21. HUM TGT: NUMBER                 2 / PLURAL: "SAILORS" / "TWO \"BRAVE\" SAILORS"
23. HUM TGT: EFFECT OF INCIDENT     INJURY: "SAILORS" / DEATH: "COOK"
                                    -: "JON ARD"
24. HUM TGT: TOTAL NUMBER           -

0.  MESSAGE: ID                     TST9-MUC4-0002
1.  MESSAGE: TEMPLATE               *
2.  INCIDENT: DATE                  *
"""


def test_dateline_header_and_paragraphs() -> None:
    first, second = muc_keys.messages(MESSAGES)
    assert (first.docid, first.city, first.country, first.source) == (
        "TST9-MUC4-0001",
        "PORT ANSON",
        "LIRIA",
        "RADIO LIRIA",
    )
    assert first.body == "A BOMB WENT OFF IN THE HARBOR. TWO SAILORS WERE HURT.\n\nNOBODY CLAIMED IT."
    assert second.sent == date(1991, 3, 4)  # the year of the message before
    assert second.country is None


def test_a_message_without_a_dateline_keeps_its_text() -> None:
    [message] = muc_keys.messages("TST9-MUC4-0003\n\n   NOTHING TO TELL.\n")
    assert message.sent is None
    assert message.body == "NOTHING TO TELL."


def test_slots_of_a_template() -> None:
    found = muc_keys.keys(KEYS)
    assert found["TST9-MUC4-0002"] == []
    [template] = found["TST9-MUC4-0001"]
    assert template.optional
    assert [option.value for option in template.fillers(DATE)[0].options] == ["- 03 MAR 91", "01 MAR 91 - 03 MAR 91"]
    assert template.fillers(LOCATION)[0].options == (Option("LIRIA: NORTH (REGION / STATE): PORT ANSON (CITY)"),)
    assert template.fillers(TYPE) == (Filler((Option("BOMBING"),)),)
    assert template.fillers(VICTIM) == (
        Filler((Option("SAILORS"), Option('TWO "BRAVE" SAILORS'))),
        Filler((Option("COOK", ("JON ARD",)),), optional=True),
    )
    references = ("SAILORS", 'TWO "BRAVE" SAILORS')
    assert template.fillers(VICTIM_NUMBER) == (Filler((Option("2", references), Option("PLURAL", references))),)
    assert template.fillers(VICTIM_EFFECT) == (Filler((Option("INJURY", ("SAILORS",)), Option("DEATH", ("COOK",)))),)
    assert template.fillers(24) == ()


def test_what_is_written_is_read_back() -> None:
    found = muc_keys.keys(KEYS)
    assert muc_keys.keys(muc_keys.written(found)) == found
