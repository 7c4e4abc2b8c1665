"""PDFs of a few lines each, written by hand."""

from collections.abc import Sequence


def make_pdf(*pages: Sequence[str], title: str = "", created: str = "") -> bytes:
    """A PDF whose pages have these lines; `created` is like 20260131."""
    count = len(pages)
    kids = " ".join(f"{4 + index * 2} 0 R" for index in range(count))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {count} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for index, lines in enumerate(pages):
        drawn = "".join(f"({_escape(line)}) Tj T*\n" for line in lines)
        stream = f"BT /F1 11 Tf 14 TL 72 720 Td\n{drawn}ET"
        objects += [
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] "
            f"/Resources << /Font << /F1 3 0 R >> >> /Contents {5 + index * 2} 0 R >>",
            f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
        ]
    about = f"/Title ({_escape(title)})" if title else ""
    about += f" /CreationDate (D:{created}120000Z)" if created else ""
    objects.append(f"<< {about} >>")
    return _write(objects)


def _escape(text: str) -> str:
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def _write(objects: Sequence[str]) -> bytes:
    body, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{each}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    trailer = f"trailer\n<< /Size {size} /Root 1 0 R /Info {len(objects)} 0 R >>\n"
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}{trailer}startxref\n{len(body)}\n%%EOF\n"
    return body + end.encode()
