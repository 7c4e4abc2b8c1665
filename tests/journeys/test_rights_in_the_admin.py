"""What staff may read in the admin, and that nobody changes anything there: every page, by all."""

import pytest
from django.contrib.auth.models import Permission, User
from django.contrib.contenttypes.models import ContentType
from django.urls import get_resolver, reverse

from assistant.models import StaffRead, Turn
from tests.journeys.rights import ADMIN, FORBIDDEN, LOGIN, NOT_FOUND, OPEN, READ, Cell
from tests.journeys.test_rights import alices_in_a_transaction as alices_in_a_transaction
from tests.journeys.test_rights import spread
from tests.support.alices import PRIVATE, Alices, read_rows


def find_names(patterns: list) -> set[str | None]:
    """The names of all addresses, those of included ones too."""
    inner = [each for each in patterns if hasattr(each, "url_patterns")]
    names = {each.name for each in patterns if each not in inner}
    return names.union(*(find_names(each.url_patterns) for each in inner))


def test_every_page_of_the_admin_has_a_row():
    patterns = get_resolver().url_patterns
    admin = next(each for each in patterns if getattr(each, "namespace", None) == "admin")
    # Those without a name send on to one that has, or find nothing.
    assert find_names(admin.url_patterns) - {None} == set(ADMIN)


def find_admin_page(name: str, ids: Alices) -> str:
    """The address of a page, of Alice's row if it shows one."""
    rows = {
        "assistant_conversation_change": ids.conversation,
        "assistant_turn_change": ids.turn,
        "assistant_job_change": ids.job,
        "assistant_promptversion_change": ids.prompt,
        "assistant_queryask_change": ids.query,
        "assistant_endpointcheck_change": ids.endpoint,
        "auth_user_password_change": ids.user,
    }
    about = {
        "app_list": ["assistant"],
        "view_on_site": [ContentType.objects.get_for_model(Turn).pk, ids.turn],
        **{page: [row] for page, row in rows.items()},
    }
    if name.startswith("auth_") and name.endswith(("_change", "_delete", "_history")):
        about.setdefault(name, [ids.user if "user" in name else ids.group])
    return reverse(f"admin:{name}", args=about.get(name))


def let_in(client, seeker: str) -> None:
    """Sign in; the reader is Dana with the rights of the demo's."""
    if seeker == "nobody":
        return
    user = User.objects.get(username="dana" if seeker == "reader" else seeker)
    if seeker == "reader":
        views = Permission.objects.filter(
            content_type__app_label="assistant", codename__startswith="view_"
        )
        user.user_permissions.set(views)
    client.force_login(user)


@pytest.mark.parametrize(("name", "seeker", "cell"), spread(ADMIN))
def test_pages_of_the_admin(alices_in_a_transaction, client, name, seeker, cell):
    alices = alices_in_a_transaction
    let_in(client, seeker)
    before = read_rows()
    sent = {"action": "delete_selected", "_selected_action": [alices.turn], "post": "yes"}
    page = find_admin_page(name, alices)
    check_admin_page(client.get(page), cell)
    for answer in (client.post(page, sent), client.put(page), client.delete(page)):
        assert PRIVATE not in answer.content.decode()
        assert answer.status_code in REFUSALS.get(cell, {200, 302, 405})
    if name.startswith("assistant_") and name.endswith("_change") and cell in (READ, OPEN):
        assert client.get(find_admin_page(name, alices.nobodys())).status_code == 404
    assert read_rows() == before


REFUSALS = {READ: {405}, FORBIDDEN: {403, 405}, NOT_FOUND: {404, 405}, LOGIN: {302}}
"""What whoever sends something there is answered."""


def check_admin_page(answer, cell: Cell) -> None:
    said = answer.content.decode()
    assert (PRIVATE in said) == (cell is READ)
    assert StaffRead.objects.filter(username="dana").exists() or cell is not READ
    match cell:
        case Cell.FORBIDDEN:
            assert answer.status_code == 403
        case Cell.NOT_FOUND:
            assert answer.status_code == 404
        case Cell.LOGIN:
            assert answer.status_code == 302
            assert "/admin/login/?next=" in answer["Location"] or answer["Location"] == "/admin/"
        case _:
            assert answer.status_code in (200, 302, 405)
            assert "next=" not in answer.get("Location", "")
