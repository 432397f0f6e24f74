"""PDF files with a text layer."""

from __future__ import annotations

import io

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from sayso.documents.cleaning import cleaned
from sayso.documents.encoding import mended
from sayso.documents.found import Found, UnreadableError
from sayso.documents.making import made


def read_pdf(content: bytes, path: str) -> Found:
    """The text of all pages. Raises ``UnreadableError`` for a file that is broken, locked or only pictures."""
    try:
        reader = PdfReader(io.BytesIO(content))
        pages = [page.extract_text() for page in reader.pages]
        title = reader.metadata.title if reader.metadata else None
    except (PyPdfError, ValueError, KeyError, TypeError, RecursionError, AttributeError) as error:
        raise UnreadableError("the PDF is broken or locked: save it again without a password.") from error
    article = cleaned(mended("\n\n".join(pages)))
    if not article.text:
        raise UnreadableError("the PDF has no text layer, only pictures: run OCR on it first.")
    fields = {"title": title or article.title, "byline": article.byline, "text": article.text}
    return made(fields, content, "application/pdf", path)
