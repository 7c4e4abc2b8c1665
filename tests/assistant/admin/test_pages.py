"""Pages for staff: who is let in, what is stored about it, and that nothing can be changed."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import Permission, User
from django.core.checks import run_checks
from django.urls import NoReverseMatch, reverse

from assistant.models import Conversation, PromptVersion, StaffRead, Turn
from tests.support.alices import read_rows
from tests.support.hostile_turns import make_hostile_turn

MODELS = [Conversation, PromptVersion, StaffRead, Turn]


@pytest.fixture
def turn(db) -> Turn:
    return make_hostile_turn(calls=2, result_length=0)


def find_page(turn: Turn) -> str:
    return reverse("admin:assistant_turn_change", args=[turn.pk])


def find_list(name: str = "turn") -> str:
    return reverse(f"admin:assistant_{name}_changelist")


def test_the_admin_has_nothing_wrong():
    assert reverse("admin:index")
    assert run_checks(tags=["admin"]) == []


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("act", ["add", "delete", "history"])
def test_there_is_no_address_to_change_anything_at(model, act):
    with pytest.raises(NoReverseMatch):
        reverse(f"admin:assistant_{model._meta.model_name}_{act}", args=["1"] * (act != "add"))


@pytest.mark.parametrize("model", MODELS)
def test_not_even_a_superuser_may_change_anything(model, rf, db):
    request = rf.get("/")
    request.user = User.objects.create(username="root", is_superuser=True, is_staff=True)
    pages = admin.site.get_model_admin(model)
    assert pages.get_model_perms(request) == {
        "add": False,
        "change": False,
        "delete": False,
        "view": True,
    }
    assert pages.get_actions(request) == {}


def test_a_superuser_reads_and_is_recorded_like_everybody(client, turn):
    client.force_login(User.objects.create(username="root", is_superuser=True, is_staff=True))
    assert client.get(find_page(turn)).status_code == 200
    assert StaffRead.objects.get().username == "root"


@pytest.mark.parametrize("right", ["change_turn", "delete_turn", "view_conversation"])
def test_only_the_right_to_view_opens_a_page(client, turn, right):
    user = User.objects.create(username="erin", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename=right))
    client.force_login(user)
    assert client.get(find_page(turn)).status_code == 403
    assert client.get(find_list()).status_code == 403
    assert not StaffRead.objects.exists()


def test_a_right_without_the_staff_flag_opens_nothing(desk, dana, turn):
    User.objects.filter(pk=dana.pk).update(is_staff=False)
    answer = desk.get(find_page(turn))
    assert answer.status_code == 302
    assert "/admin/login/" in answer["Location"]


@pytest.mark.parametrize("where", [find_page, lambda _: find_list()])
def test_whatever_is_sent_changes_nothing(desk, turn, where):
    before = read_rows()
    sent = {
        "action": "delete_selected",
        "_selected_action": [str(turn.pk)],
        "post": "yes",
        "message": "stolen",
        "_save": "1",
    }
    assert desk.post(where(turn), sent).status_code == 405
    assert read_rows() == before


def test_opening_a_page_is_recorded_first(desk, dana, turn):
    desk.get(find_page(turn))
    read = StaffRead.objects.get()
    assert (read.user, read.username, read.what) == (dana, "dana", "turn")
    assert (read.object_id, read.tenant) == (str(turn.pk), "lantern-row")


def test_what_cannot_be_recorded_is_not_shown(desk, turn, monkeypatch):
    def fail(**_about):
        raise RuntimeError("the disk is full")

    monkeypatch.setattr("assistant.admin.pages.record_read", fail)
    with pytest.raises(RuntimeError, match="full"):
        desk.get(find_page(turn))


def test_a_list_is_recorded_with_what_was_asked(desk, turn):
    desk.get(find_list(), {"q": "price", "state": "done"})
    read = StaffRead.objects.get()
    assert (read.what, read.object_id, read.query) == ("turn", "", "q=price&state=done")


def test_the_record_outlives_the_user(desk, dana, turn):
    desk.get(find_page(turn))
    dana.delete()
    read = StaffRead.objects.get()
    assert (read.user, read.username) == (None, "dana")


@pytest.mark.parametrize("unknown", ["7", "nonsense", "00000000-0000-0000-0000-000000000000"])
def test_what_does_not_exist_is_not_found_and_not_recorded(desk, unknown):
    for name in ("turn", "conversation", "promptversion"):
        page = reverse(f"admin:assistant_{name}_change", args=[unknown])
        assert desk.get(page).status_code == 404
    assert not StaffRead.objects.exists()


def test_a_page_may_load_nothing_from_elsewhere_and_run_nothing_inline(desk, turn):
    for page in (find_page(turn), find_list()):
        policy = desk.get(page)["Content-Security-Policy"]
        assert "default-src 'self'" in policy
        assert "script-src 'self' 'unsafe-eval';" in policy
