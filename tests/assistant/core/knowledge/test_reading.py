"""Files read, or refused by name."""

from datetime import date

import pytest

from assistant.core.knowledge.reading import (
    check_beginning,
    find_kind,
    read_pages,
    read_text,
)
from assistant.errors import BadDocument


def refuse(data: bytes, name: str = "keys.md") -> str:
    kind = find_kind(name)
    with pytest.raises(BadDocument) as caught:
        check_beginning(kind, data) if kind == "pdf" else read_text(name, kind, data)
    return caught.value.code


def test_kinds_go_by_the_ending():
    names = ["a.md", "a/b.MARKDOWN", "c.txt", "d.Pdf", "e.docx", "README"]
    assert [find_kind(name) for name in names] == [
        "markdown", "markdown", "text", "pdf", None, None,
    ]  # fmt: skip


def test_a_title_comes_from_the_text_or_the_name():
    said = b"---\ntitle: Keys and locks\n---\n# Keys\n\nHang them up."
    assert read_text("keys.md", "markdown", said).title == "Keys and locks"
    assert read_text("keys.md", "markdown", b"# Keys\n\nHang them up.").title == "Keys"
    assert read_text("a/lost-keys.txt", "text", b"Call us.").title == "lost keys"


def test_what_stands_on_top_is_no_excerpt():
    document = read_text("keys.txt", "text", b"---\ndate: 2026-05-31\n---\nHang them up.")
    assert document.dated == date(2026, 5, 31)
    assert [each.text for each in document.excerpts] == ["Hang them up."]
    assert document.excerpts[0].start == 25


def test_a_mark_of_byte_order_is_passed_over():
    assert read_text("a.txt", "text", b"\xef\xbb\xbfCall us.").excerpts[0].text == "Call us."


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"PK\x03\x04rest", "no_text"),
        (b"\x1f\x8brest", "no_text"),
        (b"\x89PNG\r\n", "no_text"),
        (b"%PDF-1.7", "no_text"),
        (b"Call\x00us", "no_text"),
        (b"  \n\n", "no_text"),
        (b"# Only a heading\n", "no_text"),
        ("Schlüssel".encode("latin-1"), "not_utf8"),
        ("Keys".encode("utf-16"), "not_utf8"),
        (b"---\ndate: soon\n---\nKeys.", "bad_date"),
    ],
)
def test_what_is_no_text_is_refused(data, code):
    assert refuse(data) == code


def test_a_text_may_begin_like_a_program():
    assert read_text("a.txt", "text", b"MZ is a postal code.").excerpts


@pytest.mark.parametrize("data", [b"PK\x03\x04", b"Hello", b""])
def test_a_pdf_is_one(data):
    assert refuse(data, "a.pdf") == "no_pdf"


def test_pages_are_kept_apart_and_cleaned():
    document = read_pages("a/fees.pdf", ("One\x00.", "Two.\ud800"), "", None)
    assert [(each.page, each.text) for each in document.excerpts] == [
        (1, "One\ufffd."),
        (2, "Two.\ufffd"),
    ]
    assert document.title == "fees"
