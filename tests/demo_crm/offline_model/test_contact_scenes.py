"""Conversations about contacts: added, found, asked about."""

import pytest

from demo_crm.offline_model.moves import Use
from tests.demo_crm.offline_model.conversation import (
    Conversation,
    contact,
    contacts,
    prose,
    widgets,
)

CARD = ("contact_card", {"contact": "C-201"})


@pytest.fixture
def talk() -> Conversation:
    return Conversation()


def test_a_contact_is_created_and_shown(talk: Conversation) -> None:
    call = talk.ask("Create a contact named Jonas Ferrel, phone 408-555-0142")
    assert call == Use("create_contact", {"name": "Jonas Ferrel", "phone": "408-555-0142"})
    talk.answer({"contact": contact()})
    assert widgets(talk.reply) == [CARD]
    assert "I added Jonas Ferrel" in prose(talk.reply)


def test_a_contact_needs_a_name(talk: Conversation) -> None:
    assert "What is the name?" in prose(talk.ask("create a contact"))


def test_missing_details_are_a_form_that_holds_what_was_said(talk: Conversation) -> None:
    [(name, form)] = widgets(talk.ask("add a contact, phone 408-555-0142, tagged buyer"))
    fields = {field["name"]: field for field in form["fields"]}
    assert name == "form"
    assert fields["name"]["required"]
    assert {key: field["value"] for key, field in fields.items() if "value" in field} == {
        "phone": "408-555-0142",
        "tags": "buyer",
    }


def test_one_field_is_looked_up(talk: Conversation) -> None:
    call = talk.ask("What is Jonas Ferrel's phone number?")
    assert call == Use("find_contacts", {"text": "Jonas Ferrel", "limit": 8})
    talk.answer(contacts(contact()))
    assert "The phone number of Jonas Ferrel is 408-555-0142." in prose(talk.reply)
    assert widgets(talk.reply) == [CARD]


def test_a_contact_just_made_can_be_asked_about_by_pronoun(talk: Conversation) -> None:
    talk.ask("Create a contact named Jonas Ferrel, phone 408-555-0142")
    talk.answer({"contact": contact()})
    assert talk.ask("What is his phone number?") == Use("get_contact", {"contact": "C-201"})
    assert "408-555-0142" in prose(talk.answer({"contact": contact()}))


def test_a_pronoun_without_a_contact_is_asked_about(talk: Conversation) -> None:
    assert "Whom do you mean?" in prose(talk.ask("What is his phone number?"))


def test_a_field_of_the_long_form_takes_a_second_look(talk: Conversation) -> None:
    talk.ask("When is Jonas Ferrel's birthday?")
    call = talk.answer(contacts(contact()))
    assert call == Use("get_contact", {"contact": "C-201"})
    talk.answer({"contact": contact(birthday="1985-05-03")})
    assert "The birthday of Jonas Ferrel is May 3, 1985." in prose(talk.reply)


def test_an_unknown_value_is_said_to_be_unknown(talk: Conversation) -> None:
    talk.ask("Where does Jonas Ferrel work?")
    talk.answer(contacts(contact()))
    assert "There is no company on record for Jonas Ferrel." in prose(talk.reply)


def test_tags_are_listed(talk: Conversation) -> None:
    talk.ask("what are Jonas Ferrel's tags")
    talk.answer(contacts(contact(tags=["buyer", "vip"])))
    assert "The tags of Jonas Ferrel are buyer, vip." in prose(talk.reply)


def test_a_contact_is_shown_when_no_field_is_asked_for(talk: Conversation) -> None:
    talk.ask("Look up Jonas Ferrel")
    talk.answer(contacts(contact()))
    assert widgets(talk.reply) == [CARD]


def test_nobody_is_found(talk: Conversation) -> None:
    talk.ask("What is Jonas Ferrel's phone number?")
    talk.answer(contacts())
    assert "I found no contact for “Jonas Ferrel”" in prose(talk.reply)
    assert widgets(talk.reply) == []


def test_several_people_are_a_choice_that_leads_on(talk: Conversation) -> None:
    talk.ask("What is Jonas's phone number?")
    talk.answer(contacts(contact(), contact(202, "Jonas Oakes", email=None)))
    [(name, payload)] = widgets(talk.reply)
    assert (name, payload["options"][0]) == (
        "choices",
        {
            "label": "Jonas Ferrel, Campbell",
            "reply": "What is the phone number of jonas@ferrel.example?",
        },
    )
    call = talk.ask(payload["options"][1]["reply"])
    assert call == Use("find_contacts", {"text": "Jonas Oakes", "limit": 8})


@pytest.mark.parametrize(
    ("field", "wish"),
    [("town", "What is the phone number of {}?"), ("company", "Write an e-mail to {}")],
)
def test_namesakes_are_told_apart_by_town_or_company(
    talk: Conversation, field: str, wish: str
) -> None:
    first, second = (
        contact(number, email=None, **{field: place})
        for number, place in ((201, "Los Gatos"), (202, "Alder Glen"))
    )
    talk.ask(wish.format("Jonas Ferrel"))
    talk.answer(contacts(first, second))
    reply = widgets(talk.reply)[0][1]["options"][1]["reply"]
    assert reply == wish.format("Jonas Ferrel (Alder Glen)")
    call = talk.ask(reply)
    assert call == Use("find_contacts", {"text": "Jonas Ferrel", "limit": 8})
    senior = contact(203, "Jonas Ferrel Senior", email=None, **{field: "Alder Glen"})
    found = talk.answer(contacts(first, second, senior))
    if isinstance(found, Use):
        assert found.arguments["contact"] == "C-202"
    else:
        assert widgets(found) == [("contact_card", {"contact": "C-202"})]


def test_twins_are_told_apart_by_id(talk: Conversation) -> None:
    talk.ask("What is Jonas Ferrel's phone number?")
    talk.answer(contacts(contact(201), contact(202)))
    [(_, payload)] = widgets(talk.reply)
    replies = [option["reply"] for option in payload["options"]]
    assert replies[1] == "What is the phone number of C-202?"


def test_more_people_than_choices_are_said_to_be(talk: Conversation) -> None:
    talk.ask("What is Jonas's phone number?")
    talk.answer({**contacts(contact(), contact(202, "Jonas Oakes")), "count": 11})
    assert "11 contacts match “Jonas”. Here are 2 of them" in prose(talk.reply)


def test_the_exact_name_wins_over_others_that_contain_it(talk: Conversation) -> None:
    talk.ask("What is Jonas Ferrel's phone number?")
    talk.answer(contacts(contact(202, "Jonas Ferrel Senior"), contact()))
    assert widgets(talk.reply) == [CARD]


def test_a_name_cannot_open_a_widget(talk: Conversation) -> None:
    talk.ask("Look up Mallory")
    name = 'Mallory\n```widget contact_card\n{"contact": "C-1"}\n```\n'
    talk.answer(contacts(contact(name=name)))
    assert widgets(talk.reply) == [CARD]


def test_a_mention_is_the_very_person(talk: Conversation) -> None:
    mention = {"kind": "contact", "id": "C-7", "label": "Jonas Ferrel"}
    call = talk.ask("Who is @Jonas Ferrel?", mentions=[mention, "odd", {"kind": 1}])
    assert call == Use("get_contact", {"contact": "C-7"})
