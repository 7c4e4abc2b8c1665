"""Titles of conversations: one line of whole words, and nothing loose at its end."""

import pytest

from assistant.core.titles import LONGEST_TITLE, clean_line, make_title

LONG = "Which homes in San Jose have more than three bedrooms, a garage and a garden?"

TITLES = {
    "one line": ("  Two homes\n\tnear the park \r\n", "Two homes near the park"),
    "whole words": (LONG, "Which homes in San Jose have more than three bedrooms, a"),
    "no comma at a cut": ("Find " + "four " * 10 + "five, six", "Find " + "four " * 10 + "five"),
    "no full stop": ("Call Amy.", "Call Amy"),
    "no question mark": ("Who is Amy?!", "Who is Amy"),
    "no open bracket": ("Homes with a pool (", "Homes with a pool"),
    "a closing bracket stays": ("Homes (with a pool).", "Homes (with a pool)"),
    "a closing quote stays": ('What is "escrow"?', 'What is "escrow"'),
    "per cent stays": ("Raise it by 5%", "Raise it by 5%"),
    "no heading": ("## Homes", "Homes"),
    "no list marker": ("- Homes\n- People", "Homes - People"),
    "a number sign that belongs": ("#3 again", "#3 again"),
    "one long word": ("x" * 200, "x" * LONGEST_TITLE),
    "no spaces at all": ("日本語" * 30, "日本語" * 20),
    "only punctuation": ("???", "???"),
    "only a marker": ("- ", "-"),
    "an emoji": ("🏡", "🏡"),
    "nothing turned around": ("abc\u202edef\u0007", "abcdef"),
    "nothing to see": ("\u200b", ""),
}


@pytest.mark.parametrize(("message", "title"), TITLES.values(), ids=TITLES)
def test_titles(message, title):
    assert make_title(message) == title


def test_letters_keep_their_joiners():
    assert clean_line("نمی\u200cخواهم \ud800") == "نمی\u200cخواهم"


def test_a_title_is_never_longer_than_that():
    for length in range(1, 80):
        assert len(make_title(f"{'x' * length} {'y' * length} z")) <= LONGEST_TITLE
