"""Brings a folder of files into a tenant's knowledge: what is new or changed, and nothing else."""

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Literal

from django.db import transaction
from django.utils import timezone

from assistant.core.knowledge.reading import (
    Document,
    Kind,
    check_beginning,
    find_kind,
    read_pages,
    read_text,
)
from assistant.core.knowledge.terms import find_terms
from assistant.errors import BadDocument
from assistant.models import KnowledgeDocument, KnowledgeExcerpt, Tenant
from assistant.models.full_text import Indexed, forget_excerpts, index_excerpts
from assistant.pdfs import read_pdf

LARGEST = 50 * 1024 * 1024
LONGEST_PATH = 500

Outcome = Literal["new", "changed", "unchanged", "refused", "removed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What became of one file. `reason` is why it was refused, `code` its name for programs."""

    path: str
    outcome: Outcome
    title: str = ""
    dated: date | None = None
    excerpts: int = 0
    code: str = ""
    reason: str = ""


def import_folder(*, tenant: str, folder: Path, prune: bool = False) -> Iterator[Imported]:
    """Bring every Markdown, text and PDF file below `folder` in, and tell of each as it is done.

    A file that is refused costs the others nothing, and leaves what an earlier import brought of
    it. With `prune` what the folder does not hold any more is removed.
    """
    owner, _ = Tenant.objects.get_or_create(slug=tenant)
    known = {each.path: each for each in KnowledgeDocument.objects.of_tenant(tenant)}
    seen = set()
    for path in _find_files(folder):
        name = path.relative_to(folder).as_posix()
        seen.add(name)
        yield _import_file(owner, folder, name, known.get(name))
    if prune:
        for name in known.keys() - seen:
            remove_document(document=known[name])
            yield Imported(path=name, outcome="removed", title=known[name].title)


@transaction.atomic
def remove_document(*, document: KnowledgeDocument) -> None:
    """Take a document out of the knowledge; what was quoted of it stays in the conversations."""
    forget_excerpts(list(document.excerpts.values_list("pk", flat=True)))
    document.delete()


def _find_files(folder: Path) -> Iterator[Path]:
    """Everything in it but folders that open, in order; names with a dot before are passed over."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        yield folder
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        path = folder / entry.name
        if entry.is_dir(follow_symlinks=False):
            yield from _find_files(path)
        else:
            yield path


def _import_file(
    owner: Tenant, folder: Path, name: str, known: KnowledgeDocument | None
) -> Imported:
    try:
        kind, data = _read_file(folder, name)
        digest = hashlib.sha256(data).hexdigest()
        if known and known.sha256 == digest:
            return _tell(known, "unchanged", known.excerpts.count())
        document = _read_document(name, kind, data)
    except BadDocument as fault:
        return Imported(path=name, outcome="refused", code=fault.code, reason=fault.message)
    row = known or KnowledgeDocument(tenant=owner, path=name)
    row.kind, row.sha256, row.size, row.title = kind, digest, len(data), document.title
    row.dated = document.dated or _read_file_date(folder / name)
    row.stale_after, row.imported = document.stale_after, timezone.now()
    _store(row, document)
    return _tell(row, "changed" if known else "new", len(document.excerpts))


def _tell(row: KnowledgeDocument, outcome: Outcome, excerpts: int) -> Imported:
    return Imported(
        path=row.path, outcome=outcome, title=row.title, dated=row.dated, excerpts=excerpts
    )


def _read_file(folder: Path, name: str) -> tuple[Kind, bytes]:
    path = folder / name
    if path.is_symlink() and not _leads_into(path, folder):
        raise BadDocument("outside", "it is a link that leads out of the folder")
    if not path.is_file():
        raise BadDocument("no_file", "it is no file, or a folder that cannot be opened")
    kind = find_kind(name)
    if kind is None:
        raise BadDocument("unknown_kind", "it is neither Markdown (.md), text (.txt) nor PDF")
    if len(name) > LONGEST_PATH or not name.isprintable():
        raise BadDocument("bad_name", "its name is too long, or has characters nobody sees")
    try:
        # Read as far as is allowed, whatever its size is said to be.
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise BadDocument("unreadable", f"it cannot be read: {error.strerror}") from error
    if len(data) > LARGEST:
        raise BadDocument("too_large", f"it is larger than {LARGEST // 1024**2} MB")
    return kind, data


def _leads_into(path: Path, folder: Path) -> bool:
    try:
        return path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):
        # Links that lead in a circle.
        return False


def _read_document(name: str, kind: Kind, data: bytes) -> Document:
    if kind != "pdf":
        return read_text(name, kind, data)
    check_beginning(kind, data)
    pdf = read_pdf(data)
    return read_pages(name, pdf.pages, pdf.title, pdf.dated)


def _read_file_date(path: Path) -> date:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC).date()


@transaction.atomic
def _store(row: KnowledgeDocument, document: Document) -> None:
    """The document and its excerpts, in place of those an earlier import made of it."""
    if row.pk:
        forget_excerpts(list(row.excerpts.values_list("pk", flat=True)))
        row.excerpts.all().delete()
    row.save()
    made = KnowledgeExcerpt.objects.bulk_create(
        KnowledgeExcerpt(
            document=row,
            number=number,
            heading=list(each.heading),
            page=each.page,
            start=each.start,
            end=each.end,
            text=each.text,
        )
        for number, each in enumerate(document.excerpts)
    )
    title = find_terms(row.title)
    index_excerpts(
        Indexed(
            excerpt=each.pk,
            title=title,
            heading=find_terms(" ".join(each.heading)),
            text=find_terms(each.text),
        )
        for each in made
    )
