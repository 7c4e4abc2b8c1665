"""To whom a letter goes, and what it is about."""

import pytest

from demo_crm.offline_model.intents import WriteEmail
from demo_crm.offline_model.letter_words import read_letter


@pytest.mark.parametrize(
    "text",
    [
        "Write an email to Jonas Ferrel about the first listing",
        "draft a short e-mail to Jonas Ferrel regarding the first listing",
        "write Jonas Ferrel an email about the first listing",
        "email Jonas Ferrel about the first listing",
        "compose a message for Jonas Ferrel, about the first listing",
        "Write an email about the first listing to Jonas Ferrel",
    ],
)
def test_person_and_topic_are_read_in_any_phrasing(text: str) -> None:
    assert read_letter(text) == WriteEmail("Jonas Ferrel", "the first listing")


def test_an_invitation_is_a_topic() -> None:
    text = "write an email to Jonas inviting him to the open house"
    assert read_letter(text) == WriteEmail("Jonas", "the open house")


def test_a_pronoun_means_the_contact_shown_last() -> None:
    assert read_letter("write an email to him about it") == WriteEmail(None, "it")


def test_person_and_topic_may_be_left_open() -> None:
    assert read_letter("write an email") == WriteEmail("", "")
    assert read_letter("write an email to Jonas") == WriteEmail("Jonas", "")


@pytest.mark.parametrize("text", ["write a poem about the sea", "the email of Jonas", "send it"])
def test_other_wishes_are_no_letters(text: str) -> None:
    assert read_letter(text) is None
