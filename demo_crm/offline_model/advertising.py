"""Writes what a website and a post say of a home, from the facts a tool returned. No I/O."""

from collections.abc import Mapping
from typing import Any

from demo_crm.offline_model.letter import attribute, describe
from demo_crm.offline_model.replies import clip, quote

Home = Mapping[str, Any]


def write_headline(home: Home) -> str:
    """The beginning of the home's own summary: it holds no figure."""
    return clip(quote(home.get("summary") or "").split(", with")[0].rstrip("."), 100) or "For sale"


def write_page(home: Home) -> str:
    """The words of a website; address, price and size are drawn beside them."""
    summary = quote(home.get("summary") or "")
    return _join(summary, "Visits are by appointment: write to me.", attribute(home).strip())


def write_post(home: Home) -> str:
    """The words of a post."""
    summary = quote(home.get("summary") or "")
    invitation = "Write to me if you would like to see it."
    return _join(f"{describe(home)}.", summary, invitation, attribute(home).strip())


def _join(*paragraphs: str) -> str:
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)
