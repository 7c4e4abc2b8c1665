"""PDFs as they come."""

import io
from datetime import date

import pypdf
import pytest

from assistant.errors import BadDocument
from assistant.pdfs import read_pdf
from tests.support.pdfs import make_pdf


def refuse(data: bytes) -> str:
    with pytest.raises(BadDocument) as caught:
        read_pdf(data)
    return caught.value.code


def test_pages_title_and_date_are_read():
    pdf = read_pdf(
        make_pdf(["Keys hang", "by the door."], ["Lost?"], title="Keys", created="20260131")
    )
    assert [page.split() for page in pdf.pages] == [
        ["Keys", "hang", "by", "the", "door."],
        ["Lost?"],
    ]
    assert (pdf.title, pdf.dated) == ("Keys", date(2026, 1, 31))


def test_one_that_says_nothing_of_itself():
    pdf = read_pdf(make_pdf(["Keys"]))
    assert (pdf.title, pdf.dated) == ("", None)


def test_pictures_are_no_text():
    assert refuse(make_pdf([], [])) == "no_text"


def test_one_with_a_password_is_refused():
    locked = pypdf.PdfWriter(io.BytesIO(make_pdf(["Keys"])))
    locked.encrypt("secret", algorithm="RC4-128")
    written = io.BytesIO()
    locked.write(written)
    assert refuse(written.getvalue()) == "locked"


@pytest.mark.parametrize(
    "data", [b"%PDF-1.4\n", b"%PDF-1.4\nnonsense" * 50, make_pdf(["Keys"])[:90], b""]
)
def test_what_is_broken_is_refused(data):
    assert refuse(data) == "no_pdf"
