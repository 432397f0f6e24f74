"""Whom an article credits as its first publisher, by its fields and by its first and last words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from benchmarks.corpora import plain
from sayso.documents.crediting import Credits

CREDITS = Credits.load()
BODY = "Sentries at the mill of Lesna fired on a patrol of hussars soon after dawn on Monday."

# fmt: off
CREDITED = [
    ({"text": f"{BODY} (Reuters)"},                                     "reuters"),
    ({"text": f"{BODY} - REUTERS"},                                     "reuters"),
    ({"text": f"{BODY} — AFP."},                                        "afp"),
    ({"text": f"{BODY}\n\nSource: Agence France-Presse"},               "afp"),
    ({"text": f"{BODY} /TASS/"},                                        "tass"),
    ({"text": f"LESNA (Reuters) - {BODY}"},                             "reuters"),
    ({"text": f"LESNA, Nov 4 [AP] {BODY}"},                             "ap"),
    ({"text": f"By Reuters and agencies. {BODY}"},                      "reuters"),
    ({"byline": "AFP"},                                                 "afp"),
    ({"first_publisher": "Agence France Presse"},                       "afp"),
    ({"first_publisher": "The Lesna Bugle"},                            "the lesna bugle"),
    ({"text": f"{BODY} (Reuters)", "outlet": "Brod Courier"},           "reuters"),
    ({"text": f"{BODY} (Reuters)", "url": "https://apnews.com/lesna"},  "reuters"),
]
NOT_CREDITED = [
    {"text": BODY},
    {"text": f"{BODY} (reuters)"},                                              # no name
    {"text": f"{BODY} (Lesna)"},                                                # nobody's
    {"text": f"{BODY} The mayor told Reuters."},                                # a source, no credit
    {"text": f"{BODY} (Reuters) {BODY} {BODY}"},                                # in the middle
    {"text": f"{BODY} The hussars (whom Reuters had met) {BODY} {BODY}"},
    {"text": f"{BODY} (Reuters)", "outlet": "Reuters"},                         # its own
    {"text": f"{BODY} (Reuters)", "url": "https://www.reuters.com/lesna"},
    {"first_publisher": "Brod Courier", "outlet": "brod courier"},
    {"byline": "A. Miller"},
    {"text": ""},
]
# fmt: on


@pytest.mark.parametrize(("fields", "credited"), CREDITED)
def test_whom_a_document_credits(fields: dict[str, str], credited: str) -> None:
    assert CREDITS.credited(replace(plain("a", BODY), **fields)) == credited


@pytest.mark.parametrize("fields", NOT_CREDITED)
def test_nobody_is_credited(fields: dict[str, str]) -> None:
    assert CREDITS.credited(replace(plain("a", BODY), **fields)) is None


def test_the_publisher_is_known_by_name_or_address() -> None:
    document = plain("a", BODY)
    assert CREDITS.publisher(document) is None
    assert CREDITS.publisher(replace(document, outlet="Thomson Reuters")) == "reuters"
    assert CREDITS.publisher(replace(document, url="http://mobile.reuters.com/a")) == "reuters"
    assert CREDITS.publisher(replace(document, outlet="The Lesna Bugle")) == "the lesna bugle"
