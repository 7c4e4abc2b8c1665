"""The door to pypdf: what a PDF says, page by page."""

import io
import logging
from dataclasses import dataclass
from datetime import UTC, date
from typing import TYPE_CHECKING

from assistant.errors import BadDocument

if TYPE_CHECKING:
    from pypdf import DocumentInformation, PdfReader

MOST_PAGES = 5_000


@dataclass(frozen=True, slots=True)
class PDF:
    """Texts of the pages, and what the file says of itself: "" or None where it does not."""

    pages: tuple[str, ...]
    title: str
    dated: date | None


def read_pdf(data: bytes) -> PDF:
    """Raises BadDocument: `no_pdf`, `locked`, or `no_text` where all pages are pictures."""
    # Loaded when the first PDF comes: a process that serves needs it not.
    import pypdf  # noqa: PLC0415

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise BadDocument("locked", "it wants a password")
        pages = _read_pages(reader)
        about = reader.metadata
        title, dated = _read_title(about), _read_date(about)
    except BadDocument:
        raise
    except Exception as error:
        # pypdf raises whatever a broken file brings about, down to RecursionError.
        raise BadDocument("no_pdf", "it is no PDF that can be read") from error
    if not any(page.strip() for page in pages):
        raise BadDocument("no_text", "its pages hold no text; scanned ones need OCR first")
    return PDF(pages, title, dated)


def _read_pages(reader: "PdfReader") -> tuple[str, ...]:
    if len(reader.pages) > MOST_PAGES:
        raise BadDocument("too_large", f"it has more than {MOST_PAGES:,} pages")
    return tuple(page.extract_text() for page in reader.pages)


def _read_title(about: "DocumentInformation | None") -> str:
    return str(about.title or "").strip() if about else ""


def _read_date(about: "DocumentInformation | None") -> date | None:
    try:
        moment = about and (about.modification_date or about.creation_date)
    except ValueError:
        return None
    return moment.astimezone(UTC).date() if moment else None
