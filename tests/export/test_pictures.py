"""Pictures as a reader sees them: one range of widths, nothing cut off at an edge, nothing drawn over, what is left out said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from sayso.events.sides import Called
from sayso.export import control_picture, framing_picture, sources_picture, svg, timeline_picture, toll_picture
from sayso.views.control import Held, Spell
from sayso.views.designations import Use
from sayso.views.framing import framing
from sayso.views.sources import Citation, Sources, Speaker
from sayso.views.timeline import Entry
from sayso.views.tolls import TollRow

SVG = "{http://www.w3.org/2000/svg}"
LONG = "The Voice of the Upper Vell and of All Its Many Valleys and Hamlets"
CALLED: Called = {"red": "Red Republic", "blue": "Blue Union"}.get  # type: ignore[assignment]


class Picture:
    """What an SVG file shows."""

    def __init__(self, path: Path) -> None:
        self.root = ElementTree.parse(path).getroot()
        self.width, self.height = float(self.root.attrib["width"]), float(self.root.attrib["height"])
        self.words = [one.text or "" for one in self.root.iter(f"{SVG}text")]
        self.text = " ".join(self.words)

    def notes(self, kind: str) -> list[str]:
        return [title.text or "" for one in self.root.iter(f"{SVG}{kind}") for title in one.iter(f"{SVG}title")]

    def at(self, words: str) -> float:
        (one,) = [one for one in self.root.iter(f"{SVG}text") if one.text == words]
        return float(one.attrib["y"])

    def cut_off(self) -> Iterator[str]:
        """Words that are not turned and go beyond an edge, as wide as they are taken to be."""
        for one in self.root.findall(f"{SVG}text"):
            if "transform" not in one.attrib:
                x, wide = float(one.attrib["x"]), svg.wide(one.text or "", float(one.attrib.get("font-size", svg.SIZE)))
                start = x - {"end": wide, "middle": wide / 2}.get(one.attrib.get("text-anchor", ""), 0.0)
                if start < 0 or start + wide > self.width:
                    yield one.text or ""


def entry(number: int, first: str | None, last: str | None = None, contested: bool = False) -> Entry:
    return Entry(
        event_id=f"e{number}",
        first=first,
        last=last or first,
        precision=1,
        reported="1912-12-01",
        place_id=None,
        place="Lesna",
        country="VL",
        kind="Armed clash",
        title="Armed clash: Lesna",
        told_by=("Vell Courier",),
        sides=(),
        independent_sources=1,
        contested=contested,
        only_denied=False,
        tolls=(),
        claims=(f"c{number}",),
    )


def timeline(path: Path, *entries: Entry) -> Picture:
    timeline_picture.write(entries, path / "timeline.svg")
    return Picture(path / "timeline.svg")


YEAR = [entry(n, f"1912-{1 + n % 12:02}-0{1 + n % 9}", contested=n == 3) for n in range(24)]


@pytest.mark.parametrize(
    "entries",
    [
        [],
        [entry(1, "1912-10-03")],
        YEAR,
        [*YEAR, entry(90, "1850-03-01")],
        [entry(n, f"{1600 + 10 * n}-01-05") for n in range(40)],
        [entry(n, f"{1 + 300 * n:04}-01-05") for n in range(33)],
    ],
)
def test_a_timeline_has_one_width_whatever_the_days(tmp_path: Path, entries: list[Entry]) -> None:
    found = timeline(tmp_path, *entries)
    assert found.width == 980 and not list(found.cut_off())


def test_a_timeline_names_what_it_does_not_draw(tmp_path: Path) -> None:
    found = timeline(tmp_path, *YEAR, entry(90, "1850-03-01"), entry(91, None), entry(92, "1912-01-01", "1912-12-31"))
    assert "Not drawn: 1 event of 1850-03-01, 1 event told of a year or longer, 1 event without a day." in found.text
    assert "1912-04: 2 events, 1 contested" in found.notes("rect")
    assert not any(note.startswith("1850") for note in found.notes("rect"))
    assert "Not drawn" not in timeline(tmp_path, *YEAR).text


def test_a_timeline_of_few_days_has_a_bar_a_day(tmp_path: Path) -> None:
    found = timeline(tmp_path, entry(1, "1912-10-03"), entry(2, "1912-10-05"))
    assert "Events by day" in found.text and "1912-10-04: 0 events, 0 contested" in found.notes("rect")


def spell(party: str, since: str, last: str, place: str = "Lesna", relation: Held = "holds", **more: bool) -> Spell:
    """A spell; what a picture does not show of it is left empty."""
    told: dict[str, Any] = {
        "place": place,
        "country": "VL",
        "relation": relation,
        "denied": False,
        "party": party,
        "holder": party.removeprefix("side:"),
        "side": party.removeprefix("side:") if party.startswith("side:") else None,
        "since": since,
        "last_told": last,
        "voices": ("Vell Courier",),
        "contested": False,
        "claims": ("c1",),
    }
    empty: dict[str, Any] = dict.fromkeys(field.name for field in fields(Spell))
    return Spell(**empty | told | more)


def control(path: Path, *spells: Spell) -> Picture:
    control_picture.write(spells, path / "control.svg", CALLED)
    return Picture(path / "control.svg")


MONTHS = [spell("side:red", f"1912-{month:02}-01", f"1912-{month:02}-20") for month in range(1, 13)]


def test_control_is_not_squeezed_by_one_spell_that_began_long_before(tmp_path: Path) -> None:
    found = control(tmp_path, *MONTHS, spell("side:blue", "1867-01-01", "1912-05-01", "Brod"))
    (tip,) = found.root.iter(f"{SVG}polygon")
    assert "since 1867-01-01" in (tip[0].text or "")
    assert {"1912-01", "1912-04", "1912-10"} <= set(found.words)
    assert "Before 1912-01-01 or after 1912-12-20: blue holds Brod from 1867-01-01 to 1912-05-01." in found.text


def test_the_keys_of_control_stand_below_the_title_and_who_is_not_told_is_the_palest(tmp_path: Path) -> None:
    spells = [spell("not told", f"1912-{month:02}-01", f"1912-{month:02}-09", "Brod") for month in range(1, 13)]
    found = control(tmp_path, *spells, *MONTHS[:2], spell("the miners", "1912-05-01", "1912-05-02"))
    keys = {
        key.find(f"{SVG}rect").attrib["fill"]: float(key.attrib["transform"].split()[1].rstrip(")"))  # type: ignore[union-attr]
        for key in found.root.findall(f"{SVG}g")
    }
    assert next(iter(keys)) == svg.COLOURS[0] and svg.NOBODY in keys and min(keys.values()) > 25
    assert found.words.index("Red Republic") < found.words.index("not told")
    bars = [one for one in found.root.findall(f"{SVG}rect") if len(one) and "not told holds" in (one[0].text or "")]
    assert {one.attrib["fill"] for one in bars} == {svg.NOBODY}


def test_spells_of_one_place_at_one_time_lie_below_each_other(tmp_path: Path) -> None:
    found = control(
        tmp_path,
        spell("side:red", "1912-01-01", "1912-06-01"),
        spell("side:blue", "1912-03-01", "1912-09-01", contested=True),
        spell("side:red", "1912-07-01", "1912-09-01"),
        spell("side:blue", "1912-03-01", "1912-03-09", relation="besieges", denied=True),
    )
    first, after, during, siege = (float(one.attrib["y"]) for one in found.root.findall(f"{SVG}rect") if len(one))
    assert first == after < during < siege
    assert {"contested", "only denied", "thin: besieges"} <= set(found.words)


def test_a_picture_of_no_control_is_one(tmp_path: Path) -> None:
    assert "Who is claimed to hold which place" in control(tmp_path).text


def toll(group: str, low: float, high: float | None, side: str | None = "red", counted: str = "") -> TollRow:
    return TollRow(group, side, "killed", "combatant", counted, low, high, ("e1",), ("c1",), ())


def tolls(path: Path, *rows: TollRow) -> Picture:
    toll_picture.write({row: f"{row.low:,.0f}" for row in rows}, path / "toll.svg", lambda name: CALLED(name) or name)
    return Picture(path / "toll.svg")


def test_a_high_that_is_open_has_a_tip_and_one_that_is_told_has_none(tmp_path: Path) -> None:
    found = tolls(tmp_path, toll("red", 600, None), toll("blue", 20, 40, "blue"))
    assert [one.split(":")[0] for one in found.notes("polygon")] == ["Red Republic · killed · combatants"]
    assert "or more" in found.words


def test_months_of_tolls_are_in_their_order_and_sides_by_number(tmp_path: Path) -> None:
    found = tolls(tmp_path, toll("1912-11", 900, None), toll("unknown", 5000, 5000), toll("1912-10", 7, 9))
    assert found.at("1912-10") < found.at("1912-11") < found.at("unknown")
    found = tolls(tmp_path, toll("red", 7, 9), toll("blue", 900, 900, "blue"))
    assert found.at("Blue Union") < found.at("Red Republic")


def test_the_measure_of_a_toll_is_shown_however_long_the_place(tmp_path: Path) -> None:
    found = tolls(tmp_path, *(toll(f"{LONG} {n}", n, None) for n in range(1, 60)))
    assert found.words.count("killed · combatants") == 40 and not list(found.cut_off())
    assert "the 40 highest of 59 rows" in found.text
    assert f"{LONG} 59" in found.notes("text")  # whole when it is pointed at


def use(outlet: str, written: str, month: int, number: int, year: int = 1912) -> Use:
    day = f"{year}-{month:02}-03"
    return Use(
        outlet, "outlet", "name", written.lower(), written, "catalogue", day, f"d{number}", number, number + 3, None
    )


def test_framing_has_room_for_outlets_and_shows_words_as_they_are_written(tmp_path: Path) -> None:
    uses = [use(LONG, "HLF", 1 + n % 12, n) for n in range(24)] + [
        use("Brod Mercury", "hlf", 3, 80),
        use(LONG, "HLF", 1, 81, 1851),
    ]
    framing_picture.write(framing(uses), tmp_path / "framing.svg", "Hill League")
    found = Picture(tmp_path / "framing.svg")
    assert "HLF" in found.words and "Hlf" not in found.words
    assert not list(found.cut_off()) and LONG in found.notes("text") and "Brod Mercury" in found.words
    assert "Not drawn: 1 use in articles of 1851-01-01." in found.text


def test_sources_say_how_many_of_how_many_are_shown(tmp_path: Path) -> None:
    def speaker(number: str, is_outlet: bool) -> Speaker:
        return Speaker(number, f"{LONG} {number}", is_outlet, None, None, 1, 0, 0, 0.0, 1, 0, 0.0, 0, 0, 0)

    cited = [f"s{n}" for n in range(30)]
    speakers = (speaker("o", True), *(speaker(number, False) for number in cited))
    sources = Sources(speakers, tuple(Citation("o", number, "cites", ("c1",), ("d1",)) for number in cited), (), ())
    sources_picture.write(sources, tmp_path / "sources.svg")
    found = Picture(tmp_path / "sources.svg")
    assert "1 of 1 outlet, 25 of 30 whom they cite" in found.text and not list(found.cut_off())


def test_words_are_cut_to_the_room_they_have() -> None:
    assert svg.fitted("Lesna", 200) == "Lesna"
    assert svg.fitted(LONG, 100).endswith("…") and svg.wide(svg.fitted(LONG, 100)) <= 100
    assert svg.wide("列" * 5) > svg.wide("a" * 5)
    assert svg.fitted(LONG, 0) == "…"
