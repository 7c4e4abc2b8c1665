"""Members' commands on the tree of turns: once each, one live turn, and nothing of anybody else."""

import uuid
from functools import partial

import pytest

from assistant.errors import Refusal
from assistant.models import Command, Conversation, Turn
from assistant.services.turns import Message, retry_turn, select_turn, send_message, stop_turn
from tests.support.office import ALICE, BOB, CHARLIE
from tests.support.rows import answer, at_once, make_lease, send

pytestmark = pytest.mark.django_db(transaction=True)

TALK = uuid.UUID(int=7)
ROOF = {"kind": "note", "id": "N-1", "label": "Roof"}


@pytest.fixture
def lease(transactional_db):
    return make_lease()


def say(lease, text="Hi", command_id="s1", **about):
    message = Message(conversation=TALK, text=text, **about)
    return send_message(actor=ALICE, command_id=command_id, message=message, lease=lease)


def refused(act, *args, **kwargs) -> str:
    with pytest.raises(Refusal) as refusal:
        act(*args, **kwargs)
    return refusal.value.code


def test_a_message_begins_a_conversation(lease):
    turn = send(lease, "  Two homes\nnear the park  ", conversation=TALK)
    assert (turn.state, turn.parent, turn.fence) == ("running", None, 1)
    assert (turn.process_id, turn.model) == (lease.process, "fake-model")
    conversation = turn.conversation
    assert (conversation.title, conversation.leaf) == ("Two homes near the park", turn)


def test_s13_the_same_command_again_gets_the_first_answer(lease):
    first, again = say(lease), say(lease)
    assert (again.answer, first.repeat, again.repeat) == (first.answer, False, True)
    answer(Turn.objects.get())
    assert say(lease).answer == first.answer
    assert Turn.objects.count() == 1


@pytest.mark.parametrize(
    "other",
    [{"text": "Ho"}, {"page": "/"}, {"parent": uuid.UUID(int=1)}, {"mentions": (ROOF,)}],
    ids=str,
)
def test_s13_another_command_under_a_used_id_is_refused(lease, other):
    answer(send(lease, conversation=TALK, command_id="s1"))
    assert refused(say, lease, **other) == "id_reuse"
    assert Turn.objects.count() == 1


def test_s13_an_id_is_the_members_own(lease):
    turns = [send(lease, actor=actor, command_id="s1") for actor in (ALICE, BOB, CHARLIE)]
    assert len({turn.conversation_id for turn in turns}) == 3


def test_s13_a_refused_command_leaves_its_id_free(lease):
    running = send(lease, conversation=TALK)
    assert refused(say, lease) == "busy"
    answer(running)
    assert say(lease).repeat is False


def test_s13_twenty_repeats_at_once_are_one_message(lease):
    outcomes = at_once(*[partial(say, lease)] * 20)
    assert {outcome.answer["turn"] for outcome in outcomes} == {str(Turn.objects.get().pk)}
    assert sum(outcome.repeat for outcome in outcomes) == 19
    assert Command.objects.count() == 1


def test_twenty_messages_at_once_are_one_turn_and_busy(lease):
    sends = [partial(say, lease, command_id=f"s{number}") for number in range(20)]
    outcomes = at_once(*sends)
    refusals = [outcome.code for outcome in outcomes if isinstance(outcome, Refusal)]
    assert refusals == ["busy"] * 19
    assert (Turn.objects.count(), Command.objects.count()) == (1, 1)


def test_a_message_while_a_turn_runs_is_refused(lease):
    running = send(lease, conversation=TALK)
    assert refused(say, lease) == "busy"
    assert refused(retry_turn, actor=ALICE, command_id="r1", turn=running.pk, lease=lease) == "busy"
    select = {"actor": ALICE, "command_id": "l1", "conversation": TALK, "turn": running.pk}
    assert refused(select_turn, **select) == "busy"


def test_another_conversation_is_not_busy(lease):
    send(lease)
    assert send(lease).state == "running"


def test_a_waiting_turn_is_declined_by_the_next_message(lease):
    waiting = send(lease, conversation=TALK)
    Turn.objects.filter(pk=waiting.pk).update(state="waiting", process=None)
    turn = send(lease, conversation=TALK)
    waiting.refresh_from_db()
    assert (waiting.state, waiting.code, turn.parent) == ("stopped", "declined", waiting)


def test_messages_follow_the_leaf(lease):
    first = answer(send(lease, conversation=TALK))
    second = answer(send(lease, conversation=TALK))
    assert second.parent == first
    assert send(lease, conversation=TALK).parent == second


def test_a_message_to_an_earlier_turn_begins_a_branch(lease):
    root = answer(send(lease, conversation=TALK))
    old = answer(send(lease, conversation=TALK))
    new = send(lease, conversation=TALK, parent=root.pk)
    assert (new.parent, old.parent) == (root, root)
    assert Conversation.objects.get().leaf == new


def test_a_parent_of_another_conversation_is_not_found(lease):
    foreign = answer(send(lease))
    assert refused(say, lease, parent=foreign.pk) == "not_found"
    assert refused(say, lease, parent=uuid.uuid4()) == "not_found"
    assert Conversation.objects.count() == 1


@pytest.mark.parametrize("actor", [BOB, CHARLIE])
def test_anothers_conversation_and_turns_are_not_found(lease, actor):
    turn = answer(send(lease, conversation=TALK))
    theirs = {"actor": actor, "command_id": "x1"}
    message = Message(conversation=TALK, text="Mine now")
    assert refused(send_message, **theirs, message=message, lease=lease) == "not_found"
    assert refused(retry_turn, **theirs, turn=turn.pk, lease=lease) == "not_found"
    assert refused(stop_turn, **theirs, turn=turn.pk) == "not_found"
    assert refused(select_turn, **theirs, conversation=TALK, turn=turn.pk) == "not_found"


def test_asking_again_makes_a_sibling_with_the_same_words(lease):
    root = answer(send(lease, conversation=TALK))
    asked = answer(send(lease, "Why?", conversation=TALK, page="/notes/"), "failed")
    outcomes = [
        retry_turn(actor=ALICE, command_id="r1", turn=asked.pk, lease=lease) for _ in range(2)
    ]
    again = Turn.objects.get(pk=outcomes[0].answer["turn"])
    assert [outcome.repeat for outcome in outcomes] == [False, True]
    assert (again.message, again.context["page"], again.parent) == ("Why?", "/notes/", root)
    assert Conversation.objects.get().leaf == again


def test_selecting_a_branch_shows_its_newest_descendant(lease):
    root = answer(send(lease, conversation=TALK))
    old = answer(send(lease, conversation=TALK))
    tip = answer(send(lease, conversation=TALK))
    new = answer(send(lease, conversation=TALK, parent=root.pk))
    select = {"actor": ALICE, "conversation": TALK}
    assert select_turn(**select, command_id="l1", turn=old.pk).answer == {"leaf": str(tip.pk)}
    assert select_turn(**select, command_id="l2", turn=root.pk).answer == {"leaf": str(new.pk)}
    assert select_turn(**select, command_id="l1", turn=old.pk).repeat
    assert Conversation.objects.get().leaf == new


def test_a_turn_cannot_be_selected_in_another_conversation(lease):
    turn = answer(send(lease))
    answer(send(lease, conversation=TALK))
    select = {"actor": ALICE, "command_id": "l1", "conversation": TALK, "turn": turn.pk}
    assert refused(select_turn, **select) == "not_found"


def test_stopping_a_waiting_turn_ends_it(lease):
    turn = send(lease)
    Turn.objects.filter(pk=turn.pk).update(state="waiting", process=None)
    assert stop_turn(actor=ALICE, command_id="x1", turn=turn.pk).answer == {"state": "waiting"}
    turn.refresh_from_db()
    assert (turn.state, turn.code) == ("stopped", "stopped")


def test_every_change_of_the_leaf_lifts_the_revision(lease):
    revisions = []
    for _ in range(3):
        turn = answer(send(lease, conversation=TALK))
        revisions.append(Conversation.objects.get().revision)
    select_turn(actor=ALICE, command_id="l1", conversation=TALK, turn=turn.pk)
    assert sorted(set(revisions)) == revisions
    assert Conversation.objects.get().revision > revisions[-1]


def test_no_parent_at_all_makes_a_sibling_of_the_first_turn(lease):
    answer(send(lease, "First", conversation=TALK))
    other = send(lease, "Other", command_id="s2", conversation=TALK, parent=None, after_leaf=False)
    assert other.parent is None
    assert other.conversation.leaf == other


def test_a_retry_mentions_what_the_message_did(lease):
    first = say(lease, mentions=(ROOF,))
    turn = Turn.objects.get(pk=first.answer["turn"])
    answer(turn)
    again = retry_turn(actor=ALICE, command_id="r1", turn=turn.pk, lease=lease)
    assert Turn.objects.get(pk=again.answer["turn"]).context["mentions"] == [ROOF]
