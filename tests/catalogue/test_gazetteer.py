"""Folding of names, the index, and a user's own places."""

from __future__ import annotations

import gzip
import json
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.catalogue import gazetteer_index
from sayso.catalogue.folding import MAX_NAME, fold, key, loose
from sayso.catalogue.gazetteer import Gazetteer, added_dumps, fingerprint_of
from sayso.errors import SaysoError

SAME = [
    ("Dārat ‘Izzah", "Darat Izza"),
    ("Dārat ‘Izzah", "DARAT-IZZA"),
    ("Deir ez-Zor", "Deir al-Zor"),
    ("Ash Shaykh", "al-Sheikh"),
    ("Tell Abyad", "Tal Abyad"),
    ("St. Petersburg", "Saint Petersburg"),
    ("Łódź", "lodz"),
    ("Zonguldak", "ZONGULDAK"),
]
NOT_SAME = [("Darat Izza", "Darat"), ("Paris", "Parish"), ("Al-Bab", "Bab"), ("Kirk Kilisse", "Kilis")]
SOUND_ALIKE = [
    ("Saraqeb", "Sarāqib"),
    ("Kafr Nabl", "Kafranbel"),
    ("Muhambal", "Mhambel"),
    ("Shaddadeh", "Ash Shaddādah"),
]
SOUND_APART = [("Saraqeb", "Sarmin"), ("Idlib", "Ariha"), ("Hama", "Homs")]

FOUND = [
    ("Darat Izza", "Dārat ‘Izzah", "SY", "Aleppo"),
    ("Hmeimim", "Hmeimim Air Base", "SY", "Latakia"),
    ("Khmeimim Air Base", "Hmeimim Air Base", "SY", "Latakia"),
    ("Rural Damascus", "Rif-dimashq", "SY", "Rif-dimashq"),
    ("Deir al-Zour", "Deir ez-Zor", "SY", "Deir ez-Zor"),
    ("Bab al-Hawa", "Bab al-Hawa", "SY", "Idlib"),
    ("Qamishli", "Al Qāmishlī", "SY", "Al-Hasakah"),
    ("Kiev", "Kyiv", "UA", "Kyiv City"),
    ("Adrianople", "Edirne", "TR", "Edirne"),
    ("Uskub", "Skopje", "MK", "Grad Skopje"),
    ("Lule Burgas", "Lüleburgaz", "TR", "Kırklareli"),
    ("Rafah crossing", "Rafah crossing", "PS", "Gaza Strip"),
    ("U.S.", "United States", "US", None),
    ("Ky.", "Kentucky", "US", "Kentucky"),
    ("TX", "Texas", "US", "Texas"),
]

# A line of a GeoNames dump: 19 columns.
DUMP_LINE = (
    "{id}\t{name}\t{name}\t{others}\t{lat}\t20.5\t{kind}\tXK\t\t02\t\t\t\t740\t\t600\tEurope/Belgrade\t2020-01-01"
)
LINE = DUMP_LINE.format(id=9000001, name="Vinje Brdo", others="Vinie Brdo,Виње Брдо", lat="42.1", kind="P\tPPL")
SPOT = DUMP_LINE.format(id=9000002, name="Ravno Airfield", others="", lat="42.2", kind="S\tAIRF")


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user's own folders, and a gazetteer of one city, quick to build."""
    city = {"geonameid": 1, "name": "Ravno", "latitude": 42.0, "longitude": 20.0, "countrycode": "XK"}
    city |= {"population": 900, "admin1code": "02", "alternatenames": ["RVN", "Râvno"]}
    cities = tmp_path / "cities.json"
    cities.write_text(json.dumps({"1": city}), encoding="ascii")
    monkeypatch.setattr(gazetteer_index, "CITIES", cities)
    monkeypatch.setattr(gazetteer_index, "TABLES", ("countries.csv", "places.csv"))
    monkeypatch.setenv("SAYSO_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("SAYSO_DATA", str(tmp_path / "data"))
    return tmp_path


@pytest.mark.parametrize(("one", "other"), SAME)
def test_spellings_of_one_name_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other) != ""


@pytest.mark.parametrize(("one", "other"), NOT_SAME)
def test_different_names_fold_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize(("one", "other"), SOUND_ALIKE)
def test_transliterations_sound_alike(one: str, other: str) -> None:
    assert loose(one) == loose(other) != ""


@pytest.mark.parametrize(("one", "other"), SOUND_APART)
def test_different_names_sound_apart(one: str, other: str) -> None:
    assert loose(one) != loose(other) or not loose(one)


@given(st.text())
def test_folding_is_idempotent_and_bounded(name: str) -> None:
    assert fold(fold(name)) == fold(name) or len(name) > MAX_NAME or len(fold(name)) > MAX_NAME
    assert len(loose(name)) <= 3 * MAX_NAME


@pytest.mark.parametrize(("name", "expected"), [("OH", "OH"), ("Miss.", "miss."), ("Miss", "miss"), ("Oh", "oh")])
def test_abbreviations_keep_their_letters(name: str, expected: str) -> None:
    assert key(name) == expected


@pytest.mark.parametrize(("name", "expected", "country", "region"), FOUND)
def test_lookup(gazetteer: Gazetteer, name: str, expected: str, country: str, region: str | None) -> None:
    found = [(entry.name, entry.country, entry.admin1) for entry in gazetteer.lookup(name)]
    assert (expected, country, region) in found


@pytest.mark.parametrize("name", ["Qwertyuiopolis", "", "…", "1912", "Us and them"])
def test_unknown_names_are_not_found(gazetteer: Gazetteer, name: str) -> None:
    assert gazetteer.exact(name) == ()


def test_the_most_populous_comes_first(gazetteer: Gazetteer) -> None:
    populations = [entry.population for entry in gazetteer.lookup("Paris")]
    assert populations == sorted(populations, reverse=True)
    assert len(populations) > 5


@given(name=st.text(max_size=40))
def test_lookup_takes_any_text(gazetteer: Gazetteer, name: str) -> None:
    assert isinstance(gazetteer.lookup(name), tuple)


def test_index_is_built_once_and_whole(small: Path) -> None:
    first = Gazetteer.open()
    built = list((small / "cache").iterdir())
    assert [path.suffix for path in built] == [".sqlite"]
    before = built[0].stat().st_mtime_ns
    assert Gazetteer.open().fingerprint == first.fingerprint
    assert built[0].stat().st_mtime_ns == before
    assert first.exact("RAVNO")[0].place_id == "geonames:1"
    assert first.exact("RVN") == ()


def test_a_build_that_is_cut_off_leaves_nothing(small: Path) -> None:
    def stop(_done: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Gazetteer.open(progress=stop)
    assert list((small / "cache").iterdir()) == []
    assert Gazetteer.open().exact("Ravno")


def test_a_user_folder_adds_places(small: Path) -> None:
    extra = small / "extra"
    extra.mkdir()
    head = "place_id,name,alternates,feature,country,admin1,lat,lon,population\n"
    (extra / "places.csv").write_text(head + "my:1,Crni Most,Black Bridge,facility,XK,,42.3,20.7,\n", encoding="utf-8")
    assert Gazetteer.open().exact("Black Bridge") == ()
    assert Gazetteer.open(extra).exact("Black Bridge")[0].place_id == "my:1"


@pytest.mark.parametrize("table", ["name,where\nCrni Most,here\n", "place_id,name,alternates\nmy:1,Crni Most,\n"])
def test_a_wrong_table_in_a_user_folder_is_refused(small: Path, table: str) -> None:
    (small / "places.csv").write_text(table, encoding="utf-8")
    with pytest.raises(SaysoError, match=r"places\.csv"):
        Gazetteer.open(small)


@pytest.mark.parametrize("suffix", [".txt", ".gz", ".zip"])
def test_add_a_geonames_dump(small: Path, suffix: str) -> None:
    content = f"{LINE}\n{SPOT}\nnot a place\n{LINE.replace('42.1', 'north')}\n"
    dump = small / f"XK{suffix}"
    if suffix == ".zip":
        with zipfile.ZipFile(dump, "w") as archive:
            archive.writestr("readme.txt", "read me")
            archive.writestr("XK.txt", content)
    elif suffix == ".gz":
        dump.write_bytes(gzip.compress(content.encode()))
    else:
        dump.write_text(content, encoding="utf-8")
    before = fingerprint_of()
    bad: list[int] = []
    assert Gazetteer.add(dump, lambda number, _reason: bad.append(number)) == 2
    assert bad == [3, 4]
    assert fingerprint_of() != before
    dump.unlink()
    gazetteer = Gazetteer.open()
    assert gazetteer.exact("Vinie Brdo")[0].place_id == "geonames:9000001"
    assert gazetteer.exact("Ravno Airfield")[0].feature == "airport"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.txt", b""),
        ("letter.txt", b"Dear Sir,\nthe village is called Ravno.\n"),
        ("junk.txt", bytes(range(256)) * 20),
        ("junk.zip", b"PK\x03\x04 and no more"),
        ("cut.gz", gzip.compress(LINE.encode() * 50)[:60]),
        ("table.csv", b"name,lat,lon\nRavno,42,20\n"),
    ],
)
def test_a_wrong_file_is_refused_in_one_line(small: Path, name: str, content: bytes) -> None:
    path = small / name
    path.write_bytes(content)
    with pytest.raises(SaysoError) as refused:
        Gazetteer.add(path)
    assert "\n" not in str(refused.value)
    assert name in str(refused.value)
    assert added_dumps() == []
    assert not list(small.glob("data/**/*.tmp"))


def test_a_missing_file_is_refused(small: Path) -> None:
    with pytest.raises(SaysoError):
        Gazetteer.add(small / "nowhere.txt")
