"""Public ids: one spelling, one row."""

import pytest

from demo_crm.models import Contact, Listing, Member
from demo_crm.models.numbered import write_public_id


def test_an_id_finds_its_row(crm):
    assert Listing.objects.with_public_id("L-1042").pk == 1042
    assert Listing.objects.get(pk=1042).public_id == "L-1042"


@pytest.mark.parametrize(
    "spelling",
    [
        "",
        "1042",
        "C-1042",
        "l-1042",
        "L-01042",
        " L-1042",
        "L-1042\n",
        "L-١٠٤٢",
        "L--1",
        "L-" + "9" * 40,
    ],
)
def test_anything_else_finds_nothing(crm, spelling):
    assert Listing.objects.with_public_id(spelling) is None


def test_a_number_is_never_used_twice(alice):
    owner = Member.objects.visible_to(alice).get()
    first = Contact.objects.create(brokerage=owner.brokerage, owner=owner, name="First")
    gone = first.public_id
    first.delete()
    Contact.objects.create(brokerage=owner.brokerage, owner=owner, name="Second")
    assert Contact.objects.with_public_id(gone) is None


def test_a_link_is_written_without_loading_it():
    assert write_public_id(Listing, 1042) == "L-1042"
