"""Lower case and capitals given back to a text in capitals, letter for letter: offsets stay what they are.

Names of the catalogue (actors, countries, regions), demonyms, months and days are written as they are there. A word is
lower case where the parser's word list has it as a verb or adjective, or as a noun that is no place's name or has a plural;
all other words are names. Particles of names (de, del, la) follow their neighbours. A sentence begins with a capital.
"""

from __future__ import annotations

import calendar
import re
from functools import cache

from spacy.language import Language

from sayso.catalogue import files
from sayso.catalogue.actor_entries import entries
from sayso.catalogue.gazetteer import Gazetteer

PARTS = ("noun", "verb", "adj", "adv")
WORD = re.compile(r"[A-Z]+(?:'[A-Z]+)*|\d+[A-Z]+")
ENDINGS = (("", ""), ("S", ""), ("ES", ""), ("IES", "Y"), ("ED", ""), ("D", ""), ("IED", "Y"), ("ING", ""), ("ING", "E"),
           ("LY", ""), ("ER", ""), ("ERS", ""), ("NESS", ""), ("ISTS", "IST"), ("MEN", "MAN"))  # fmt: skip
PARTICLES = frozenset("LA EL LOS LAS SAN SANTA SANTO".split())
JOINING = frozenset("DE DEL Y DA DO DOS VAN VON".split())
TITLES = frozenset(
    "COL LT GEN DR MR MRS MSGR CAPT SGT MAJ GOV SEN REV FR PRESIDENT COLONEL GENERAL MAJOR CAPTAIN LIEUTENANT SERGEANT "
    "MINISTER BISHOP ARCHBISHOP MONSIGNOR FATHER SENATOR DEPUTY COMMANDER".split()
)
ABBREVIATED = frozenset("COL LT GEN DR MR MRS MSGR CAPT SGT MAJ GOV SEN REV FR".split())
ALWAYS_UPPER = frozenset("US UN USSR GMT EC OAS FBI CIA DEA PRC FRG GDR TV II III IV".split())
_ENDS = re.compile(r"(?:[.!?][\"')\]]*\s+|\n\s*|^)(?:\[[^\[\]]*\]\s*)*[\"(]?$")
_SHORT = re.compile(r"\b(?:[A-Z]|MR|MRS|DR|COL|GEN|LT|CAPT|MAJ|SGT|NO|ST)\.\s+$")


class Truecaser:
    def __init__(self, nlp: Language, gazetteer: Gazetteer) -> None:
        lookups = nlp.get_pipe("lemmatizer").lookups  # type: ignore[attr-defined]
        index, exceptions = lookups.get_table("lemma_index"), lookups.get_table("lemma_exc")
        self._known = {part: frozenset(index[part]) | frozenset(exceptions.get(part, ())) for part in PARTS}
        self._strings = nlp.vocab.strings
        self._functions = frozenset(word.upper() for word in nlp.Defaults.stop_words)
        self._gazetteer = gazetteer
        self._phrases = _phrases(self._functions)
        self.common = cache(self._common)

    def cased(self, text: str) -> str:
        """The text with its case given back; a text that has lower case letters already stays as it is."""
        if any(character.islower() for character in text):
            return text
        shown = list(text.lower())
        words = list(WORD.finditer(text))
        alone = {match[1] for match in re.finditer(r"[\[(]([A-Z]{2,8})[\])]", text)}
        skip = 0
        for i, word in enumerate(words):
            if i < skip:
                continue
            if (phrase := self._phrase(words, i, text)) is not None:
                skip = i + len(WORD.findall(phrase.upper()))
                shown[word.start() : word.start() + len(phrase)] = phrase
                continue
            shown[word.start() : word.end()] = self._word(words, i, alone)
            before = text[max(0, word.start() - 60) : word.start()]
            if _ENDS.search(before) and not _SHORT.search(before):
                shown[word.start()] = text[word.start()].upper()
        return "".join(shown)

    def _phrase(self, words: list[re.Match[str]], first: int, text: str) -> str | None:
        for count, names in self._phrases.get(words[first][0], ()):
            if first + count <= len(words):
                span = text[words[first].start() : words[first + count - 1].end()]
                if span in names:
                    return names[span]
        return None

    def _word(self, words: list[re.Match[str]], i: int, alone: set[str]) -> str:
        word = words[i][0]
        if word in ALWAYS_UPPER or (word in alone and not self.common(word)):
            return word
        if word[0].isdigit() or word in JOINING:
            return word.lower()
        if word in PARTICLES:
            return word.capitalize() if self._named(words, i + 1) else word.lower()
        if word in ABBREVIATED or (word in ("MAY", "MARCH") and _is_month(words, i)):
            return word.capitalize()
        if word in TITLES and self._named(words, i + 1):
            return word.capitalize()
        if self.common(word):
            return word.lower()
        consonants = len(word) <= 5 and not re.search(r"[AEIOUY]", word)
        return word if consonants else word.capitalize()

    def _named(self, words: list[re.Match[str]], i: int) -> bool:
        if i >= len(words) or words[i].start() - words[i - 1].end() > 2:
            return False
        word = words[i][0]
        return (word in PARTICLES | JOINING and self._named(words, i + 1)) or not self.common(word)

    def _common(self, word: str) -> bool:
        bare = word.split("'", maxsplit=1)[0]
        if bare in self._functions or bare.lower() in NUMBERS:
            return True
        stems = [
            bare.removesuffix(ending) + more if ending else bare for ending, more in ENDINGS if bare.endswith(ending)
        ]
        lowered = [stem.lower() for stem in stems if len(stem) > 1]
        if len(bare) > 4 and bare.endswith(("ED", "ING")):
            doubled = bare.removesuffix("ED").removesuffix("ING").lower()
            lowered += [doubled[:-1]] if doubled[-2:-1] == doubled[-1:] else []
        if any(stem in self._known[pos] for stem in lowered for pos in ("verb", "adj", "adv")):
            return True
        nouns = [stem for stem in lowered if stem in self._known["noun"]]
        return bool(nouns) and (not self._place(bare) or any(f"{noun}s" in self._strings for noun in nouns))

    def _place(self, word: str) -> bool:
        return any(entry.population >= 10_000 for entry in self._gazetteer.exact(word.capitalize()))


def _is_month(words: list[re.Match[str]], i: int) -> bool:
    """Beside a number, or after a word that comes before months."""
    text = words[i].string
    before, after = text[max(0, words[i].start() - 8) : words[i].start()], text[words[i].end() : words[i].end() + 3]
    return bool(re.search(r"\d *$|\b(?:IN|LAST|SINCE|EARLY|LATE|UNTIL|OF) $", before) or re.match(r",? \d", after))


NOT_NAMES = frozenset("poles official turkey police army march may polish".split())
NUMBERS = frozenset(
    "one two three four five six seven eight nine ten eleven twelve dozen hundred thousand million guerrilla guerrillas "
    "narco narcotics terrorist terrorists extremist extremists leftist rightist".split()
)


def _phrases(functions: frozenset[str]) -> dict[str, list[tuple[int, dict[str, str]]]]:
    """First word → (number of words, name in capitals → name), longest first."""
    names = [*calendar.month_name[1:], *calendar.day_name]
    for entry in entries():
        names += [alias.name for alias in entry.names]
    for adjectives in files.load("demonyms.yaml").values():
        names += adjectives
    for table in ("countries", "admin1"):
        names += [row["name"] for row in files.table(f"{table}.csv") if " " in row["name"] or table == "countries"]
    found: dict[str, dict[int, dict[str, str]]] = {}
    for name in names:
        upper = name.upper()
        words = WORD.findall(upper)
        if (len(words) == 1 and (upper in functions or upper.lower() in NOT_NAMES)) or name.startswith("The "):
            continue
        if (
            words
            and len(upper) == len(name)
            and upper.isascii()
            and upper.startswith(words[0])
            and name != name.lower()
        ):
            found.setdefault(words[0], {}).setdefault(len(words), {})[upper] = name
    return {first: sorted(counts.items(), reverse=True) for first, counts in found.items()}
