"""Words in brackets that ask to be replaced."""

import re

import pytest

from assistant.core.assertions.fill_ins import GENERIC_ADDRESS, is_fill_in

BRACKETS = re.compile(r"\$?[\[{<(]([^\]}>)]*)[\]}>)]")


def judge(text):
    found = BRACKETS.fullmatch(text)
    assert found
    return is_fill_in(found)


@pytest.mark.parametrize(
    "text",
    [
        "[Name]",
        "[Client’s Name]",
        "[Name of the client]",
        "[your best number]",
        "[FirstName]",
        "[new price]",
        "{square_feet}",
        "{name}",
        "<Address>",
        "(your name)",
        "(insert date)",
    ],
)
def test_a_fill_in(text):
    assert judge(text)


@pytest.mark.parametrize(
    "text",
    [
        "[sic]",
        "[Redacted]",
        "[name withheld]",
        "[Time zone: PT]",
        "[a word that goes on for much longer than any name of a gap would]",
        "{beds}",
        "<address>",
        "<b>",
        "(your agent)",
        "(insert between the pages)",
        "[…]",
    ],
)
def test_words_that_mean_themselves(text):
    assert not judge(text)


@pytest.mark.parametrize("text", ["you@yourdomain.com", "John.Doe@example.com", "your.name@x.org"])
def test_an_address_of_nobody(text):
    assert GENERIC_ADDRESS.fullmatch(text)


@pytest.mark.parametrize("text", ["ada@example.com", "yours@", "info@youngs.example"])
def test_an_address_of_somebody(text):
    assert not GENERIC_ADDRESS.fullmatch(text)
