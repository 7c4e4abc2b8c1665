"""What staff were shown, for those who may see it."""

from django.contrib.auth.models import Permission
from django.urls import reverse

from assistant.models import StaffRead

LIST = "admin:assistant_staffread_changelist"


def test_reads_are_listed_with_links_to_what_was_read(desk, dana, make_turn):
    turn = make_turn()
    page = reverse("admin:assistant_turn_change", args=[turn.pk])
    desk.get(page)
    desk.get(reverse("admin:assistant_turn_changelist"), {"q": "<b>price"})
    said = desk.get(reverse(LIST)).content.decode()
    assert page in said
    assert "list of turns" in said
    assert "q=&lt;b&gt;price" in said
    assert "dana" in said


def test_looking_at_reads_leaves_no_read(desk):
    desk.get(reverse(LIST))
    assert not StaffRead.objects.exists()


def test_a_read_has_no_page_and_an_unknown_kind_no_link(desk, dana):
    StaffRead.objects.create(user=dana, username="dana", what="other", object_id="7")
    said = desk.get(reverse(LIST)).content.decode()
    assert "/7/change/" not in said


def test_it_needs_a_right_of_its_own(desk, dana):
    dana.user_permissions.remove(Permission.objects.get(codename="view_staffread"))
    assert desk.get(reverse(LIST)).status_code == 403
    assert "Staff reads" not in desk.get(reverse("admin:index")).content.decode()


def test_who_saw_a_turn_in_a_list_can_be_found_by_its_id(desk, make_turn):
    turns = [make_turn(), make_turn()]
    desk.get(reverse("admin:assistant_turn_changelist"))
    desk.get(reverse("admin:assistant_conversation_changelist"))
    [read] = StaffRead.objects.filter(what="turn")
    assert set(read.shown.split()) == {str(turn.pk) for turn in turns}
    said = desk.get(reverse(LIST), {"q": str(turns[0].pk)}).content.decode()
    assert "list of turns" in said
    assert "2 rows" in said
    assert "list of conversations" not in said
