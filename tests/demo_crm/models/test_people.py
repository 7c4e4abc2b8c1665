"""Who counts as a member."""

from django.contrib.auth.models import AnonymousUser, User

from demo_crm.models import Member


def test_a_member_becomes_an_actor(alice):
    assert (alice.tenant, alice.id, alice.name) == ("lantern-row", "alice", "Alice Larkwell")
    assert alice.zone == "America/Los_Angeles"


def test_claims_name_the_same_person_as_the_actor(alice):
    claims = Member.objects.visible_to(alice).get().claims
    assert (claims.tenant, claims.subject) == (alice.tenant, alice.id)


def test_nobody_is_visible_but_oneself(alice, bob):
    assert [member.actor for member in Member.objects.visible_to(alice)] == [alice]


def test_a_closed_account_is_no_member(alice):
    User.objects.filter(username="alice").update(is_active=False)
    assert not Member.objects.visible_to(alice).exists()


def test_a_name_counts_only_in_its_own_house(charlie):
    assert not Member.objects.known_as("lantern-row", "charlie").exists()


def test_a_visitor_is_no_member(crm):
    assert not Member.objects.of_user(AnonymousUser()).exists()
