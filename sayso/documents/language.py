"""The language of an article as an ISO 639-1 code, told from its own words by py3langid (Lui & Baldwin, ACL 2012).

Pidgins and creoles without a two-letter code are not told from the languages they grew from.
"""

from __future__ import annotations

import re
from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from sayso.documents.limits import LANGUAGE_CHARACTERS, LANGUAGE_LETTERS

_TWO_LETTERS = re.compile(r"[a-z]{2}")
_NOT_LETTERS = re.compile(r"[\W\d_]+")


def told(title: str | None, text: str) -> str | None:
    """The code of the language of ``title`` and ``text``, or ``None`` if they are too short to say."""
    words = f"{title}\n{text[:LANGUAGE_CHARACTERS]}" if title else text[:LANGUAGE_CHARACTERS]
    if len(_NOT_LETTERS.sub("", words)) < LANGUAGE_LETTERS:
        return None
    found, _ = _identifier().classify(words)
    return str(found)


@cache
def _identifier() -> LanguageIdentifier:
    """The model, loaded when it is first needed (half a second), the same for all."""
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages([label for label in identifier.labels if _TWO_LETTERS.fullmatch(label)])
    return identifier


def code(written: str | None) -> str | None:
    """The ISO 639-1 code in a language tag ("en", "en-GB", "EN_us"), or ``None`` if it is not a tag of that kind."""
    tag = re.split(r"[-_]", (written or "").strip().lower(), maxsplit=1)[0]
    return tag if _TWO_LETTERS.fullmatch(tag) else None
