"""What a text says of itself at its top."""

from datetime import date

import pytest

from assistant.core.knowledge.front_matter import FrontMatter, read_front_matter
from assistant.errors import BadDocument


def test_title_date_and_age_are_read():
    text = "---\ntitle: 'Keys'\ndate: 2026-05-31\nstale_after: 90\nauthor: Ada\n---\nKeys hang."
    about = read_front_matter(text)
    assert (about.title, about.dated, about.stale_after) == ("Keys", date(2026, 5, 31), 90)
    assert text[about.end :] == "Keys hang."


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Keys hang.",
        "----\ntitle: a\n----\n",
        "---\ntitle: a\n",
        "---\nA rule above.\n---\nAnd below.",
        "---\n\ntitle: a\n---\n",
        " ---\ntitle: a\n---\n",
    ],
)
def test_a_text_without_says_nothing(text):
    assert read_front_matter(text) == FrontMatter()


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("---\r\ntitle: a\r\n---\r\nKeys.", "Keys."),
        ("---\n---\nKeys.", "Keys."),
        ("---\ntitle: a\n---", ""),
        ("---\ntitle: a\n---\n---\nKeys.", "---\nKeys."),
        ("---\ntitle: a\n----\n---\nKeys.", "Keys."),
    ],
)
def test_the_text_begins_behind_it(text, rest):
    assert text[read_front_matter(text).end :] == rest


@pytest.mark.parametrize(
    "text", ["---\n" + "a: b\n" * 50_000, "---\n" + "-" * 200_000, "---\n" * 9]
)
def test_odd_texts_take_no_time(text):
    read_front_matter(text)


@pytest.mark.parametrize(
    "line", ["date: 31 May 2026", "date: 2026-02-30", "stale_after: soon", "stale_after: 0"]
)
def test_what_cannot_be_read_is_refused_by_name(line):
    with pytest.raises(BadDocument, match=line.split(":")[0]):
        read_front_matter(f"---\n{line}\n---\n")
