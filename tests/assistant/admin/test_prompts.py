"""Prompt versions for staff: the list, the page, and what changed."""

import html
import re

import pytest
from django.urls import reverse

from assistant.models import Conversation, PromptVersion, Tenant
from tests.support.hostile_turns import MARKUP, SCRIPT, make_prompt

LIST = "admin:assistant_promptversion_changelist"
OLD, NEW, OTHER = "a" * 64, "b" * 64, "c" * 64


def open_page(desk, sha256: str, **asked: str) -> str:
    answer = desk.get(reverse("admin:assistant_promptversion_change", args=[sha256]), asked)
    assert answer.status_code == 200
    return answer.content.decode()


def find_lines(said: str, kind: str) -> list[str]:
    found = re.findall(rf'<span class="staff-line {kind}">(.*?)</span>', said)
    return [html.unescape(line) for line in found]


@pytest.fixture
def versions(make_turn):
    """Two of one tenant, one after the other, with one of another tenant in between."""
    make_turn(prompt=make_prompt("Be kind.\nBe brief.", OLD))
    tenant = Tenant.objects.create(slug="south")
    elsewhere = Conversation.objects.create(tenant=tenant, member="charlie", title="")
    make_turn(prompt=make_prompt("Elsewhere.", OTHER), conversation=elsewhere)
    make_turn(prompt=make_prompt("Be kind.\nBe exact.", NEW))
    make_turn(prompt=make_prompt("", NEW))


def test_how_versions_were_used(versions):
    row = PromptVersion.objects.with_usage().get(pk=NEW)
    assert row.turn_count == 2
    assert row.first_used < row.last_used


def test_the_list_shows_them(desk, versions):
    said = desk.get(reverse(LIST)).content.decode()
    assert said.count("b" * 12) >= 1
    assert "2026-08-05 12:02" in said


def test_a_page_shows_instructions_manual_and_tools_escaped(desk, versions):
    said = open_page(desk, NEW)
    assert SCRIPT not in said
    text = html.unescape(said)
    assert "Be exact." in text
    assert f"# Manual\n{MARKUP}" in text
    assert '"name": "find_listings"' in text


def test_differences_are_from_what_the_same_tenant_ran_on_before(desk, versions):
    said = open_page(desk, NEW)
    assert find_lines(said, "gone") == ["Be brief."]
    assert find_lines(said, "new") == ["Be exact."]
    assert "what the same tenant ran on before" in said


def test_differences_from_a_chosen_version(desk, versions):
    said = open_page(desk, NEW, against=OTHER)
    assert find_lines(said, "gone") == ["Elsewhere."]
    assert find_lines(said, "new") == ["Be kind.", "Be exact."]


@pytest.mark.parametrize("against", ["x", "\0", NEW, "a" * 5000])
def test_an_odd_choice_is_none(desk, versions, against):
    assert find_lines(open_page(desk, NEW, against=against), "gone") == ["Be brief."]


def test_the_first_version_has_nothing_before_it(desk, versions):
    said = open_page(desk, OLD)
    assert "ran on another one before" in said


def test_a_version_that_no_turn_ran_on(desk, versions):
    assert ">never<" in open_page(desk, make_prompt("", "d" * 64).pk)
