"""Lists narrowed by tenant, state, finding, tool, model, prompt and day."""

import re

import pytest
from django.urls import reverse

from assistant.models import Conversation, Round, StaffRead, Tenant, ToolCall
from tests.support.hostile_turns import NOON, make_prompt

TURNS = "admin:assistant_turn_changelist"
CONVERSATIONS = "admin:assistant_conversation_changelist"
READS = "admin:assistant_staffread_changelist"


def listed(desk, page: str, **asked: str) -> list[str]:
    """What a list shows in its first column."""
    answer = desk.get(reverse(page), asked)
    assert answer.status_code == 200, answer
    return re.findall(r'<bdi class="staff-excerpt">([^<]*)<', answer.content.decode())


@pytest.fixture
def turns(make_turn):
    """One plain turn, and one in which everything is different."""
    make_turn("plain", model="small", prompt=make_prompt("", "b" * 64))
    south = Conversation.objects.create(
        tenant=Tenant.objects.create(slug="south"), member="charlie", title="South"
    )
    other = make_turn(
        "other",
        conversation=south,
        model="large",
        state="failed",
        prompt=make_prompt("", "a" * 64),
        findings=[{"code": "unsourced_fact", "notice": 'say "code": "empty"', "start": 1}],
        created=NOON.replace(day=9),
    )
    row = Round.objects.create(turn=other, number=1, kind="reply", request="")
    for index, name in enumerate(("find_listings", "invented")):
        ToolCall.objects.create(
            round=row, index=index, call_id="c", name=name, state="done", key=f"k{index}"
        )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("tenant", "south"),
        ("state", "failed"),
        ("finding", "unsourced_fact"),
        ("finding", "*any"),
        ("tool", "find_listings"),
        ("tool", "*other"),
        ("model", "large"),
        ("prompt", "a" * 64),
        ("created_from", "2026-08-06"),
        ("q", "othe"),
    ],
)
def test_turns_are_narrowed(desk, turns, name, value):
    assert listed(desk, TURNS, **{name: value}) == ["other"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("tenant", "north"),
        ("finding", "*none"),
        ("tool", "*none"),
        ("created_to", "2026-08-05"),
    ],
)
def test_turns_are_narrowed_to_the_others(desk, turns, name, value):
    assert listed(desk, TURNS, **{name: value}) == ["plain"]


def test_filters_work_together(desk, turns):
    assert listed(desk, TURNS, tenant="south", state="failed", tool="invented") == []
    assert listed(desk, TURNS, tenant="south", state="failed", tool="*other") == ["other"]


def test_without_filters_all_are_there_newest_first(desk, turns):
    assert listed(desk, TURNS) == ["other", "plain"]


def test_days_include_both_ends(desk, turns):
    assert listed(desk, TURNS, created_from="2026-08-09", created_to="2026-08-09") == ["other"]


@pytest.mark.parametrize(
    "asked",
    [
        {"tenant": "nobody"},
        {"finding": "no_such_code"},
        {"finding": 'x", "a": "'},
        {"prompt": "\0"},
        {"tool": "%"},
        {"created_from": "yesterday"},
        {"created_to": "2026-02-31"},
    ],
)
def test_a_value_that_was_never_offered_finds_nothing(desk, turns, asked):
    assert listed(desk, TURNS, **asked) == []


@pytest.mark.parametrize(
    "asked", [{"p": "99"}, {"o": "99.x"}, {"q": "\0"}, {"created_to": "9999-12-31"}, {"x": "y"}]
)
def test_odd_addresses_break_nothing(desk, turns, asked):
    assert desk.get(reverse(TURNS), asked).status_code in (200, 302)


def test_words_inside_a_finding_are_not_its_code(desk, turns):
    assert listed(desk, TURNS, finding="empty") == []


@pytest.mark.parametrize(
    "asked", [{"tenant": "south"}, {"state": "failed"}, {"findings": "*any"}, {"q": "Sou"}]
)
def test_conversations_are_narrowed(desk, turns, asked):
    assert listed(desk, CONVERSATIONS, **asked) == ["South"]


def test_conversations_without_findings(desk, turns):
    assert listed(desk, CONVERSATIONS, findings="*none") == ["A question"]


def test_a_conversation_is_found_by_its_id(desk, turns):
    south = Conversation.objects.get(title="South")
    assert listed(desk, CONVERSATIONS, q=str(south.pk)) == ["South"]


def test_reads_are_narrowed(desk, dana):
    for what in ("turn", "prompt"):
        StaffRead.objects.create(user=dana, username="dana", what=what, object_id=what)
    said = desk.get(reverse(READS), {"what": "prompt"}).content.decode()
    assert re.findall(r'class="field-kind[^"]*"[^>]*>\s*(\w+)', said) == ["prompt"]
