"""Reads the bytes of a Markdown or text file, or refuses them and says why. No I/O."""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath
from typing import Final, Literal

from assistant.core.knowledge.cutting import PAGE_BREAK, Excerpt, cut_markdown, cut_plain
from assistant.core.knowledge.front_matter import read_front_matter
from assistant.errors import BadDocument

Kind = Literal["markdown", "text", "pdf"]

KINDS: Final[dict[str, Kind]] = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".txt": "text",
    ".pdf": "pdf",
}
LONGEST_TITLE = 300

_BEGINNINGS: Final = (
    (b"PK\x03\x04", "a ZIP archive (or an office file)"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"%PDF-", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"\xd0\xcf\x11\xe0", "an old office file"),
    (b"{\\rtf", "a rich text file"),
)
# What a page of a PDF may hold and no database stores.
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One file of the knowledge, cut up. `dated` and `stale_after` (days) are what it says."""

    kind: Kind
    title: str
    excerpts: tuple[Excerpt, ...]
    dated: date | None = None
    stale_after: int | None = None


def find_kind(path: str) -> Kind | None:
    """What a file is by the ending of its name; None for one that is not knowledge."""
    return KINDS.get(PurePosixPath(path).suffix.lower())


def check_beginning(kind: Kind, data: bytes) -> None:
    """Raise BadDocument for bytes that are not what the file's name says."""
    found = next((name for mark, name in _BEGINNINGS if data.startswith(mark)), None)
    if kind == "pdf":
        # Some writers put a few bytes of their own before it, and readers let them.
        if b"%PDF-" not in data[:1024]:
            raise BadDocument("no_pdf", f"it is {found or 'no PDF'}, whatever its name says")
    elif found and not (found == "a program" and b"\x00" not in data):
        raise BadDocument("no_text", f"it is {found}, whatever its name says")
    elif data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise BadDocument("not_utf8", "its text is UTF-16; save it as UTF-8")
    elif b"\x00" in data:
        raise BadDocument("no_text", "it holds binary data, not text")


def read_text(path: str, kind: Kind, data: bytes) -> Document:
    """A Markdown or text file, cut up. Raises BadDocument."""
    check_beginning(kind, data)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadDocument("not_utf8", f"its text is not UTF-8 (byte {error.start:,})") from error
    about = read_front_matter(text)
    if kind == "markdown":
        outline = cut_markdown(text, about.end)
        title, excerpts = outline.title, outline.excerpts
    else:
        title, excerpts = "", cut_plain(text, about.end)
    if not excerpts:
        raise BadDocument("no_text", "it holds no text")
    return Document(
        kind=kind,
        title=_name(about.title or title, path),
        excerpts=excerpts,
        dated=about.dated,
        stale_after=about.stale_after,
    )


def read_pages(path: str, pages: tuple[str, ...], title: str, dated: date | None) -> Document:
    """The texts of a PDF's pages, cut up."""
    clean = (_UNSTORABLE.sub("\ufffd", page).replace(PAGE_BREAK, "\n") for page in pages)
    # A text of one page has its number too.
    excerpts = cut_plain(PAGE_BREAK.join(clean) + PAGE_BREAK)
    name = _name(_UNSTORABLE.sub("", title), path)
    return Document(kind="pdf", title=name, excerpts=excerpts, dated=dated)


def _name(title: str, path: str) -> str:
    """The title, or the words of the file's name."""
    words = " ".join((title or re.sub(r"[-_]+", " ", PurePosixPath(path).stem)).split())
    return words[:LONGEST_TITLE] or "Untitled"
