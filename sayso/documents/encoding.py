"""Bytes to text: the encoding found, mojibake mended. JSON is not mended: its text is taken as it is."""

from __future__ import annotations

import codecs

import ftfy
from charset_normalizer import from_bytes

BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
LIKELY = ["cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "utf_16_le", "utf_16_be"]
SAMPLE = 50_000
MENDING = ftfy.TextFixerConfig(
    unescape_html=False,
    uncurl_quotes=False,
    fix_latin_ligatures=False,
    fix_character_width=False,
    normalization=None,
)


def decoded(content: bytes) -> str:
    """The text of ``content``: UTF-8 or what a byte order mark says; else the likeliest single-byte encoding."""
    for bom, name in BOMS:
        if content.startswith(bom):
            return content.decode(name, "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        best = from_bytes(content[:SAMPLE], cp_isolation=LIKELY).best()
        return content.decode(best.encoding if best is not None else "cp1252", "replace")


def mended(text: str) -> str:
    """Mojibake undone ("â€œ" → "“"), line ends unified; quotes, widths and ligatures stay as they are."""
    return ftfy.fix_text(text, MENDING)
