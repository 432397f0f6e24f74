"""Bytes to text: UTF-8, UTF-16 and -32 with a byte order mark, else one of the single-byte Windows and ISO encodings.

``mended`` repairs text that was decoded wrongly before it came here; it is not for text that must stay as it is.
"""

from __future__ import annotations

import codecs
import re
from typing import BinaryIO

import ftfy
from charset_normalizer import CharsetMatch, from_bytes

from sayso.documents.articles import UnreadableError
from sayso.documents.limits import ENCODING_BYTES

UTF_8 = "utf-8"
FALLBACK = "cp1252"
SINGLE_BYTE = [
    "cp1252",
    "cp1250",
    "cp1251",
    "cp1254",
    "cp1256",
    "iso8859_1",
    "iso8859_2",
    "iso8859_5",
    "iso8859_6",
    "iso8859_9",
]
MARKS = (  # longest first: the mark of UTF-32 begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROLS = re.compile(r"[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_AS_WRITTEN = ftfy.TextFixerConfig(
    unescape_html=False, fix_character_width=False, uncurl_quotes=False, normalization=None, explain=False
)


def decode(content: bytes, declared: str | None = None) -> str:
    """The text of ``content``. ``declared`` is an encoding its writer named, believed if it is not UTF-8 and fits.

    Raises ``UnreadableError`` if it is no text at all.
    """
    encoding = marked(content)
    if encoding is None:
        return _plain(content, declared)
    return content.decode(encoding, errors="replace")


def marked(content: bytes) -> str | None:
    """The encoding that ``content`` shows by its byte order mark or by the zeros of UTF-16, if any."""
    for mark, encoding in MARKS:
        if content.startswith(mark):
            return encoding
    sample = content[:4096]
    half = len(sample) // 2
    if half >= 8 and sample.count(0) > half * 0.7:
        if sample[1::2].count(0) > half * 0.7 and sample[::2].count(0) < half * 0.1:
            return "utf-16-le"
        if sample[::2].count(0) > half * 0.7 and sample[1::2].count(0) < half * 0.1:
            return "utf-16-be"
    return None


def single_byte(content: bytes) -> str:
    """The likeliest single-byte encoding of ``content``, which is not UTF-8: the first of the list among equals."""
    matches = from_bytes(content[:ENCODING_BYTES], cp_isolation=SINGLE_BYTE, enable_fallback=False)
    likeliest = {(match.chaos, -match.coherence): match.encoding for match in sorted(matches, key=_rank, reverse=True)}
    return likeliest[min(likeliest)] if likeliest else FALLBACK


def _rank(match: CharsetMatch) -> int:
    return SINGLE_BYTE.index(match.encoding) if match.encoding in SINGLE_BYTE else len(SINGLE_BYTE)


def as_utf_8(stream: BinaryIO, head: bytes) -> BinaryIO:
    """``stream`` as it is, or recoded to UTF-8 if its first bytes show that it is UTF-16 or -32."""
    encoding = marked(head)
    if encoding in (None, "utf-8-sig"):
        return stream
    return codecs.EncodedFile(stream, UTF_8, encoding, errors="replace")


def mended(text: str) -> str:
    """``text`` with mojibake and stray control characters mended, line by line; sound letters and quotes stay."""
    return "\n".join(line if line.isascii() else ftfy.fix_text(line, _AS_WRITTEN) for line in text.split("\n"))


def _plain(content: bytes, declared: str | None) -> str:
    try:
        text = content.decode(UTF_8)
    except UnicodeDecodeError:
        text = _broken_utf_8(content) or _declared(content, declared) or content.decode(single_byte(content), "replace")
    if _is_binary(text):
        raise UnreadableError("is not text: if it is an article, save it as text, HTML or PDF.")
    return text


def _broken_utf_8(content: bytes) -> str | None:
    """UTF-8 with a few broken bytes, as of a file that was cut: most characters beyond ASCII are sound."""
    text = content.decode(UTF_8, errors="replace")
    broken = text.count("\ufffd")
    beyond = len(text) - len(text.encode("ascii", "ignore"))
    return text if beyond - broken >= 10 * broken else None


def _declared(content: bytes, declared: str | None) -> str | None:
    try:
        return content.decode(declared) if declared else None
    except (LookupError, UnicodeError):
        return None


def _is_binary(text: str) -> bool:
    sample = text[:100_000]
    return len(_CONTROLS.findall(sample)) > len(sample) * 0.02 + 2 or sample.count("\0") > len(sample) * 0.3
