"""Text for XML: what SVG and GraphML are written with. Article text is hostile, and some of it is no XML at all."""

from __future__ import annotations

import re
from html import escape

FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
Value = str | int | float


def escaped(value: Value) -> str:
    """The value as content of an element or attribute; characters that XML does not have are left out."""
    words = f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
    return escape(FORBIDDEN.sub("", words))


def element(name: str, content: str = "", **attributes: Value) -> str:
    """An element with ``content``, which is markup; ``stroke_width=2`` is written ``stroke-width="2"``."""
    written = "".join(f' {key.strip("_").replace("_", "-")}="{escaped(value)}"' for key, value in attributes.items())
    return f"<{name}{written}>{content}</{name}>" if content else f"<{name}{written}/>"
