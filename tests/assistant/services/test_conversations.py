"""Whole conversations: renamed, put away, brought back, deleted for good; never anybody else's."""

import uuid
from functools import partial

import pytest
from django.apps import apps

from assistant.core.turn.facts import CallFact, RoundFact
from assistant.errors import Refusal
from assistant.models import Conversation, DeletedConversation, Round, Turn
from assistant.services.conversations import change_conversation, delete_conversation
from assistant.services.journal import begin_round, end_round
from assistant.services.turns import retry_turn
from tests.support.office import ALICE, BOB, CHARLIE
from tests.support.rows import answer, at_once, make_lease, own, send

pytestmark = pytest.mark.django_db(transaction=True)

TALK = uuid.UUID(int=7)
SECRET = "Zanzibar"


@pytest.fixture
def lease(transactional_db):
    return make_lease()


@pytest.fixture
def talk(lease) -> Conversation:
    return answer(send(lease, "Find homes", conversation=TALK)).conversation


def change(actor=ALICE, **fields) -> tuple[Conversation, bool]:
    return change_conversation(actor=actor, conversation=TALK, **fields)


def refused(act, *args, **kwargs) -> str:
    with pytest.raises(Refusal) as refusal:
        act(*args, **kwargs)
    return refusal.value.code


def test_a_rename_is_a_new_revision(talk):
    found, is_news = change(title="Homes")
    assert (found.title, found.revision, is_news) == ("Homes", talk.revision + 1, True)
    talk.refresh_from_db()
    assert (talk.title, talk.revision) == ("Homes", found.revision)


def test_what_changes_nothing_is_no_news(talk):
    for fields in ({}, {"title": talk.title}, {"archived": False}):
        found, is_news = change(**fields)
        assert (found.revision, is_news) == (talk.revision, False)


def test_a_given_title_stays_whatever_is_said_later(talk, lease):
    change(title="Homes")
    for about in ({}, {"after_leaf": False}):
        answer(send(lease, "Something else", conversation=TALK, **about))
    talk.refresh_from_db()
    assert talk.title == "Homes"


def test_archived_again_keeps_its_moment(talk):
    first, _ = change(archived=True)
    again, is_news = change(archived=True)
    assert (again.archived, is_news) == (first.archived, False)
    back, is_news = change(archived=False)
    assert (back.archived, is_news) == (None, True)


@pytest.mark.parametrize("by", ["send", "retry"])
def test_asking_in_it_brings_it_back(talk, lease, by):
    before, _ = change(archived=True)
    if by == "send":
        send(lease, conversation=TALK)
    else:
        retry_turn(actor=ALICE, command_id="r1", turn=talk.leaf_id, lease=lease)
    talk.refresh_from_db()
    assert talk.archived is None
    assert talk.active > before.active
    assert talk.revision > before.revision


def test_names_and_shelves_are_no_activity(talk):
    change(title="Homes", archived=True)
    active = talk.active
    talk.refresh_from_db()
    assert talk.active == active


def test_it_can_be_renamed_while_a_reply_is_written(lease):
    send(lease, conversation=TALK)
    assert change(title="Homes", archived=True)[1]


@pytest.mark.parametrize("actor", [BOB, CHARLIE])
def test_nobody_else_can(talk, actor):
    assert refused(change, actor, title="Stolen") == "not_found"
    assert refused(delete_conversation, actor=actor, conversation=TALK) == "not_found"
    talk.refresh_from_db()
    assert talk.title == "Find homes"


def test_deleted_is_gone_with_all_that_was_said(lease):
    turn = send(lease, SECRET, conversation=TALK)
    begin_round(own=own(turn), number=1, kind="reply", request="0" * 64)
    call = CallFact(
        index=0, id="c1", name="look", arguments={"q": SECRET}, state="done", result=SECRET
    )
    said = RoundFact(number=1, kind="reply", raw=SECRET, text=SECRET, finish="stop", calls=(call,))
    end_round(own=own(turn), round_=said)
    answer(turn)
    answer(send(lease, SECRET, conversation=TALK))
    delete_conversation(actor=ALICE, conversation=TALK)
    assert not Turn.objects.exists()
    assert not Round.objects.exists()
    rows = [row for model in apps.get_models() for row in model._base_manager.values()]
    assert SECRET not in str(rows)
    assert refused(change, title="Back") == "not_found"
    assert refused(delete_conversation, actor=ALICE, conversation=TALK) == "not_found"


def test_one_among_others_goes_alone(lease, talk):
    other = answer(send(lease, "Other"))
    delete_conversation(actor=ALICE, conversation=TALK)
    assert list(Turn.objects.all()) == [other]


def test_a_running_reply_keeps_it(lease):
    turn = send(lease, conversation=TALK)
    assert refused(delete_conversation, actor=ALICE, conversation=TALK) == "busy"
    answer(turn)
    delete_conversation(actor=ALICE, conversation=TALK)


def test_one_that_waits_for_a_decision_can_go(lease):
    Turn.objects.filter(pk=send(lease, conversation=TALK).pk).update(state="waiting")
    delete_conversation(actor=ALICE, conversation=TALK)
    assert not Conversation.objects.exists()


@pytest.mark.parametrize("actor", [ALICE, BOB, CHARLIE])
def test_nothing_brings_it_back(talk, lease, actor):
    delete_conversation(actor=ALICE, conversation=TALK)
    assert refused(send, lease, actor=actor, conversation=TALK) == "not_found"
    assert not Conversation.objects.exists()
    assert DeletedConversation.objects.count() == 1


def test_a_repeat_of_what_began_it_gets_its_first_answer(lease):
    said = {"conversation": TALK, "command_id": "s1"}
    turn = answer(send(lease, **said))
    delete_conversation(actor=ALICE, conversation=TALK)
    with pytest.raises(Turn.DoesNotExist):  # The answer names the turn that is gone.
        send(lease, **said)
    assert not Conversation.objects.exists()
    assert refused(retry_turn, actor=ALICE, command_id="r1", turn=turn.pk, lease=lease)


def test_deleting_and_asking_at_once_leaves_all_or_nothing(lease, talk):
    for number in range(8):
        conversation = uuid.UUID(int=100 + number)
        answer(send(lease, conversation=conversation))
        sent, deleted = at_once(
            partial(send, lease, conversation=conversation),
            partial(delete_conversation, actor=ALICE, conversation=conversation),
        )
        codes = [getattr(each, "code", None) for each in (sent, deleted)]
        kept = Conversation.objects.filter(pk=conversation).exists()
        if kept:
            assert isinstance(sent, Turn)
            assert codes[1] == "busy"
            answer(sent)
        else:
            assert isinstance(sent, Refusal)
            assert codes[0] == "not_found"


def test_two_names_at_once_are_two_revisions(talk):
    outcomes = at_once(*[partial(change, title=f"Name {number}") for number in range(6)])
    revisions = sorted(found.revision for found, _ in outcomes)
    assert revisions == list(range(talk.revision + 1, talk.revision + 7))
    last = max(outcomes, key=lambda outcome: outcome[0].revision)[0]
    talk.refresh_from_db()
    assert talk.title == last.title
