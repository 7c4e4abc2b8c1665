"""Carrying out a command: once, whoever repeats it, and whole or not at all."""

import pytest
from django.db import IntegrityError

from assistant.errors import Refusal
from assistant.host import Actor
from assistant.models import Command, Conversation, Tenant
from assistant.services.commands import Outcome, carry_out

pytestmark = pytest.mark.django_db

ALICE = Actor(tenant="lantern-row", id="alice", name="Alice", role="agent")
BOB = Actor(tenant="lantern-row", id="bob", name="Bob", role="agent")
CHARLIE = Actor(tenant="finch-ferrule", id="alice", name="Charlie", role="agent")


def count(actor: Actor = ALICE, command_id: str = "c1", digest: str = "d") -> Outcome:
    """A command that answers how many conversations there are, and makes one more."""

    def act(tenant: Tenant) -> dict:
        number = Conversation.objects.count()
        Conversation.objects.create(tenant=tenant, member=actor.id, title="One more")
        return {"number": number}

    return carry_out(actor=actor, command_id=command_id, digest=digest, act=act)


def test_a_repeat_gets_the_first_answer_and_does_nothing():
    assert count() == Outcome({"number": 0}, repeat=False)
    assert count() == Outcome({"number": 0}, repeat=True)
    assert Conversation.objects.count() == 1


def test_a_used_id_is_no_other_commands():
    count()
    with pytest.raises(Refusal) as refusal:
        count(digest="another")
    assert refusal.value.code == "id_reuse"
    assert Conversation.objects.count() == 1


@pytest.mark.parametrize("actor", [BOB, CHARLIE])
def test_ids_are_each_members_own(actor):
    count()
    assert count(actor).repeat is False


def test_a_refused_command_leaves_nothing():
    def act(tenant: Tenant) -> dict:
        Conversation.objects.create(tenant=tenant, member="alice", title="Half done")
        raise Refusal("busy", "Not now.")

    with pytest.raises(Refusal, match="Not now"):
        carry_out(actor=ALICE, command_id="c1", digest="d", act=act)
    assert not Command.objects.exists()
    assert not Conversation.objects.exists()
    assert not Tenant.objects.exists()
    assert count().repeat is False


def test_who_comes_second_by_a_hair_looks_again():
    tries = []

    def act(_tenant: Tenant) -> dict:
        tries.append(1)
        if len(tries) == 1:
            raise IntegrityError("UNIQUE constraint failed: one_live_turn_per_conversation")
        return {"number": len(tries)}

    outcome = carry_out(actor=ALICE, command_id="c1", digest="d", act=act)
    assert outcome.answer == {"number": 2}


def test_a_fault_of_the_database_is_not_told_as_busy():
    def act(_tenant: Tenant) -> dict:
        raise IntegrityError("FOREIGN KEY constraint failed")

    with pytest.raises(IntegrityError):
        carry_out(actor=ALICE, command_id="c1", digest="d", act=act)
