"""Names in, keys out: two spellings of one place name get one key.

``fold`` joins what differs in marks, case, hyphens and the Arabic article; ``loose`` also joins transliterations,
and is to be asked only where ``fold`` finds nothing. Knows nothing of which names exist.
"""

from __future__ import annotations

import re
import unicodedata

MAX_NAME = 120
MAX_ABBREVIATION = 6
MIN_BARE = 8
_UNSEEN = "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\u00ad"
APOSTROPHES = "'’‘ʼ`"
"""What English text has for an apostrophe."""
_DROPPED = f'{APOSTROPHES}´ʻʿʾʹʺ“”"ʽ′'
_LETTERS = str.maketrans(
    {
        **dict.fromkeys(_DROPPED, ""),
        **dict.fromkeys("." + _UNSEEN, ""),
        **dict.fromkeys("-‐‑‒–—/,_()\u00a0\n\t", " "),
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ł": "l",
        "ı": "i",
        "ə": "a",
        "&": " and ",
    }
)
# The Arabic article takes the sound of the "sun letter" after it: ash-Shaykh, ad-Dana, ez-Zor.
_SUN_LETTERS = ("sh", "dh", "th", "s", "d", "r", "t", "n", "z", "l")
_ARTICLES = {vowel + letter: letter for vowel in "aeu" for letter in _SUN_LETTERS}
# One word, transliterated in many ways; the keys are forms, the values what stands for them all.
_WORDS = {
    form: standard
    for standard, forms in {
        "saint": "st",
        "sainte": "ste",
        "mount": "mt",
        "fort": "ft",
        "tall": "tal tel tell",
        "ayn": "ain ein",
        "dayr": "deir der",
        "kafr": "kfar kafar kefr",
        "shaykh": "sheikh sheik shekh cheikh",
        "jabal": "jebel djebel",
        "bayt": "beit beyt",
        "wadi": "ouadi oued",
        "abu": "abou",
        "umm": "um oum",
        "ras": "rass",
        "maarrat": "maarat maaret marat marrat maarret",
    }.items()
    for form in forms.split()
}
_DIGRAPHS = re.compile("kh|gh|dh|th|sh|ch|dj|ph|ck|ts|zh")
_MERGED = {
    "kh": "k",
    "gh": "g",
    "dh": "d",
    "th": "t",
    "sh": "s",
    "ch": "s",
    "dj": "j",
    "ph": "f",
    "ck": "k",
    "ts": "s",
    "zh": "j",
}
_CONSONANTS = str.maketrans({"q": "k", "c": "k", "p": "b", "v": "b", "w": "u", "y": "i", "z": "s", "x": "k"})
_VOWELS = frozenset("aeiou")
_REPEATED = re.compile(r"(.)\1+")


def fold(name: str) -> str:
    """The key of a name: "Dārat ‘Izzah", "Darat Izza" and "darat-izzah" have one. Empty where no letter is left."""
    name = name[:MAX_NAME]
    if not name.isascii():
        name = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    words = name.lower().translate(_LETTERS).split()
    last = len(words) - 1
    for i, word in enumerate(words):
        if i < last and word in _ARTICLES and (word == "el" or words[i + 1].startswith(_ARTICLES[word])):
            words[i] = "al"
        elif word in _WORDS and last > 0:
            words[i] = _WORDS[word]
        elif len(word) > 4 and word.endswith("ah"):
            words[i] = word[:-1]
    return " ".join(words)


def key(name: str) -> str:
    """The key under which a name is kept: abbreviations by their very letters ("OH", "Miss."), others folded."""
    if len(name) <= MAX_ABBREVIATION:
        if name.isupper() and name.isalpha():
            return name
        if name.endswith(".") and name.count(".") == 1:
            return name.lower()
    return fold(name)


def bare(name: str) -> str:
    """The key without the Arabic article, as the name is often written ("Qamishli"); empty where too little is left."""
    found = fold(name)
    return found.removeprefix("al ") if found.startswith("al ") and len(found) >= MIN_BARE else ""


def loose(name: str) -> str:
    """A coarser key: the consonants as one hears them, without article and vowels; "Saraqeb" is "Sarāqib".

    Empty where fewer than three consonants are left, too few to tell names apart.
    """
    words = [word for word in fold(name).split() if word != "al"]
    sounds = _DIGRAPHS.sub(lambda match: _MERGED[match.group()], "".join(words)).translate(_CONSONANTS)
    sounds = _REPEATED.sub(r"\1", sounds)
    if not sounds:
        return ""
    first = "a" if sounds[0] in _VOWELS else sounds[0]
    # A final h only marks the feminine ending; inside a word it is often not written.
    found = first + "".join(c for c in sounds[1:] if c not in _VOWELS and c != "h")
    return found if len(found) >= 3 else ""
