"""What the CRM suggests to begin with."""

import pytest
from asgiref.sync import async_to_sync

from demo_crm.host import HOST
from demo_crm.models import Contact, Listing
from demo_crm.offline_model.intents import Beyond, Several
from demo_crm.offline_model.understanding import understand


def suggest(actor, page=None):
    return async_to_sync(HOST.starters)(actor, page)


def messages(groups):
    return [starter.message for group in groups for starter in group.starters]


@pytest.fixture
def home(alice):
    return Listing.objects.visible_to(alice).get(address="118 Lantern Street")


@pytest.fixture
def maria(alice):
    return Contact.objects.visible_to(alice).get(name="Maria Delgado")


def test_a_contacts_page_suggests_things_about_that_contact(alice, maria):
    first, *rest = suggest(alice, f"/crm/contacts/{maria.public_id}/")
    assert first.title == "Maria Delgado"
    assert all("Maria Delgado" in message for message in messages([first]))
    assert rest == suggest(alice)


def test_a_homes_page_suggests_things_about_that_home(alice, home):
    first, *_ = suggest(alice, f"/crm/listings/{home.public_id}/")
    assert first.title == "118 Lantern Street"
    assert len(first.starters) == 3


def test_who_asked_to_be_left_alone_is(alice, maria):
    Contact.objects.filter(pk=maria.pk).update(do_not_contact=True)
    first, *_ = suggest(alice, f"/crm/contacts/{maria.public_id}/")
    assert messages([first]) == ["What is the last note of Maria Delgado?"]


@pytest.mark.parametrize(
    "page", [None, "", "/", "/crm/contacts/", "/crm/contacts/C-999999/", "/crm/contacts/x/../"]
)
def test_any_other_page_gets_the_usual_ones(alice, page):
    assert suggest(alice, page) == suggest(alice)


def test_a_page_one_may_not_see_is_any_other(charlie, home, maria):
    for page in (f"/crm/listings/{home.public_id}/", f"/crm/contacts/{maria.public_id}/"):
        assert suggest(charlie, page) == suggest(charlie)


def test_the_script_knows_what_to_do_with_each(alice, home, maria):
    for page in (f"/crm/listings/{home.public_id}/", f"/crm/contacts/{maria.public_id}/"):
        for message in messages(suggest(alice, page)):
            intent = understand(message)
            assert not isinstance(intent, Beyond), message
            assert not (isinstance(intent, Several) and intent.missed), message
