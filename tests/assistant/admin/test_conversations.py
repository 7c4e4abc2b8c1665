"""Conversations for staff: the list and the tree of turns."""

from django.urls import reverse

from assistant.models import Conversation
from tests.support.hostile_turns import SCRIPT, make_hostile_turn

LIST = "admin:assistant_conversation_changelist"


def open_page(desk, conversation) -> str:
    page = reverse("admin:assistant_conversation_change", args=[conversation.pk])
    answer = desk.get(page)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_list_counts_turns_and_findings_on_all_branches(make_turn):
    first = make_turn("one", findings=[{"code": "a"}, {"code": "b"}])
    make_turn("two", parent=first, state="failed", findings=[{"code": "a"}])
    make_turn("again", state="running")
    row = Conversation.objects.with_activity().get()
    assert (row.turn_count, row.finding_count, row.last_state) == (3, 3, "running")


def test_a_conversation_without_a_turn_is_listed_and_has_a_page(desk, make_turn):
    turn = make_turn()
    conversation = turn.conversation
    turn.delete()
    row = Conversation.objects.with_activity().get()
    assert (row.turn_count, row.finding_count, row.last_state) == (0, 0, None)
    assert desk.get(reverse(LIST)).status_code == 200
    assert "It has no turn." in open_page(desk, conversation)


def test_the_page_is_the_tree_with_the_branch_shown(desk, make_turn):
    root = make_turn("root")
    old = make_turn("old question", parent=root, findings=[{"code": "empty", "notice": ""}])
    new = make_turn("new question", parent=root, state="interrupted", code="cut")
    Conversation.objects.update(leaf=new)
    said = open_page(desk, root.conversation)
    assert said.index("root") < said.index("old question") < said.index("new question")
    assert said.count("not on the branch shown") == 1
    assert said.count("staff-node depth-1") == 2
    assert reverse("admin:assistant_turn_change", args=[old.pk]) in said
    assert ">empty<" in said
    assert ">cut<" in said


def test_a_long_conversation_costs_no_more_queries(desk, make_turn, django_assert_max_num_queries):
    turn = None
    for _ in range(50):
        turn = make_turn(parent=turn)
    with django_assert_max_num_queries(12):
        open_page(desk, turn.conversation)


def test_a_list_costs_no_more_queries(desk, make_turn, django_assert_max_num_queries):
    tenant = make_turn().conversation.tenant
    for number in range(30):
        Conversation.objects.create(tenant=tenant, member="alice", title=str(number))
    with django_assert_max_num_queries(14):
        assert desk.get(reverse(LIST)).status_code == 200


def test_markup_stays_text(desk):
    turn = make_hostile_turn(calls=1, result_length=0)
    assert SCRIPT not in open_page(desk, turn.conversation)
    assert SCRIPT not in desk.get(reverse(LIST)).content.decode()
