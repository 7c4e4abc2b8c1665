"""Folders brought in: what comes, what is refused, what a second time changes."""

import os
from datetime import date
from pathlib import Path

import pytest

from assistant.models import KnowledgeDocument, KnowledgeExcerpt
from assistant.services import importing
from assistant.services.importing import import_folder
from assistant.services.retrieval import search_knowledge
from tests.support.pdfs import make_pdf

pytestmark = pytest.mark.usefixtures("engine")

KEYS = "---\ndate: 2026-05-31\n---\n# Keys\n\nHang them up.\n\n## Lost\n\nCall the office.\n"


def bring(folder: Path, tenant: str = "spokes", **options) -> dict[str, str]:
    """What became of each file: its outcome, or why it was refused."""
    told = import_folder(tenant=tenant, folder=folder, **options)
    return {each.path: each.code or each.outcome for each in told}


def read_texts(tenant: str = "spokes") -> list[tuple[str, str]]:
    rows = KnowledgeExcerpt.objects.filter(document__tenant__slug=tenant)
    return list(rows.order_by("document__path", "number").values_list("document__path", "text"))


def is_found(question: str, tenant: str = "spokes") -> bool:
    asked = {"today": date(2026, 11, 22), "stale_after": 365}
    return bool(search_knowledge(tenant=tenant, question=question, **asked))


def test_markdown_text_and_pdf_come_in(tmp_path):
    (tmp_path / "keys.md").write_text(KEYS)
    (tmp_path / "fees").mkdir()
    (tmp_path / "fees" / "late.txt").write_text("A late bike costs five dollars.")
    (tmp_path / "fees" / "repair.pdf").write_bytes(
        make_pdf(["Brakes"], ["Chains"], title="Repairs", created="20260131")
    )
    assert bring(tmp_path) == {"fees/late.txt": "new", "fees/repair.pdf": "new", "keys.md": "new"}
    assert [text for _, text in read_texts()] == [
        "A late bike costs five dollars.", "Brakes", "Chains", "Hang them up.", "Call the office.",
    ]  # fmt: skip
    told = KnowledgeDocument.objects.of_tenant("spokes").values_list("title", "kind", "dated")
    assert list(told)[1:] == [
        ("Repairs", "pdf", date(2026, 1, 31)),
        ("Keys", "markdown", date(2026, 5, 31)),
    ]


def test_a_text_without_date_is_of_the_day_of_its_file(tmp_path):
    (tmp_path / "a.txt").write_text("Call us.")
    os.utime(tmp_path / "a.txt", (1_700_000_000, 1_700_000_000))
    bring(tmp_path)
    assert KnowledgeDocument.objects.get().dated == date(2023, 11, 14)


def test_only_what_changed_is_read_again(tmp_path):
    (tmp_path / "keys.md").write_text(KEYS)
    (tmp_path / "late.txt").write_text("A late bike costs five dollars.")
    bring(tmp_path)
    kept = set(KnowledgeExcerpt.objects.filter(document__path="late.txt").values_list("pk"))
    (tmp_path / "keys.md").write_text(KEYS.replace("Hang them up", "Throw them away"))
    assert bring(tmp_path) == {"keys.md": "changed", "late.txt": "unchanged"}
    assert set(KnowledgeExcerpt.objects.filter(document__path="late.txt").values_list("pk")) == kept
    assert ("keys.md", "Throw them away.") in read_texts()
    assert not is_found("hang")
    assert is_found("throw")


def test_what_is_gone_from_the_folder_stays_until_asked(tmp_path):
    (tmp_path / "keys.md").write_text(KEYS)
    (tmp_path / "late.txt").write_text("A late bike costs five dollars.")
    bring(tmp_path)
    (tmp_path / "late.txt").unlink()
    assert bring(tmp_path) == {"keys.md": "unchanged"}
    assert is_found("late bike")
    assert bring(tmp_path, prune=True) == {"keys.md": "unchanged", "late.txt": "removed"}
    assert not is_found("late bike")
    assert KnowledgeDocument.objects.count() == 1


def test_pruning_takes_nothing_of_other_tenants(tmp_path):
    (tmp_path / "late.txt").write_text("A late bike costs five dollars.")
    bring(tmp_path, "spokes")
    bring(tmp_path, "wheels")
    (tmp_path / "late.txt").unlink()
    bring(tmp_path, "wheels", prune=True)
    assert is_found("late bike", "spokes")
    assert not is_found("late bike", "wheels")


def test_what_is_refused_is_named_and_costs_the_others_nothing(tmp_path, monkeypatch):
    monkeypatch.setattr(importing, "LARGEST", 2_000)
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.md").write_text("# Secret\n\nNothing for you.")
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a-scan.pdf").write_bytes(make_pdf([]))
    (folder / "b-zip.md").write_bytes(b"PK\x03\x04")
    (folder / "c-large.txt").write_text("word " * 500)
    (folder / "d-latin.md").write_bytes("# Schlüssel\n\nHängen.".encode("latin-1"))
    (folder / "e-link.md").symlink_to(outside / "secret.md")
    (folder / "f-folder").symlink_to(outside)
    (folder / "g.docx").write_bytes(b"PK\x03\x04")
    (folder / "h-loop.md").symlink_to(folder / "h-loop.md")
    os.mkfifo(folder / "i-pipe.md")
    (folder / "j-zip.pdf").write_bytes(b"PK\x03\x04")
    (folder / ".hidden.md").write_text("# Hidden")
    (folder / "k-\x07.md").write_text("# Bell")
    (folder / "keys.md").write_text(KEYS)
    (folder / "locks.md").symlink_to(folder / "keys.md")
    assert bring(folder) == {
        "a-scan.pdf": "no_text",
        "b-zip.md": "no_text",
        "c-large.txt": "too_large",
        "d-latin.md": "not_utf8",
        "e-link.md": "outside",
        "f-folder": "outside",
        "g.docx": "unknown_kind",
        "h-loop.md": "outside",
        "i-pipe.md": "no_file",
        "j-zip.pdf": "no_pdf",
        "k-\x07.md": "bad_name",
        "keys.md": "new",
        "locks.md": "new",
    }


def test_the_limit_is_fifty_megabytes(tmp_path):
    with (tmp_path / "large.txt").open("wb") as file:
        file.truncate(50 * 1024 * 1024 + 1)
    assert bring(tmp_path) == {"large.txt": "too_large"}


def test_a_file_that_is_refused_later_keeps_what_it_was(tmp_path):
    (tmp_path / "keys.md").write_text(KEYS)
    bring(tmp_path)
    (tmp_path / "keys.md").write_bytes(b"PK\x03\x04")
    assert bring(tmp_path, prune=True) == {"keys.md": "no_text"}
    assert is_found("lost keys")


def test_excerpts_stand_where_they_say(tmp_path):
    (tmp_path / "keys.md").write_text(KEYS)
    bring(tmp_path)
    for row in KnowledgeExcerpt.objects.all():
        assert KEYS[row.start : row.end] == row.text
