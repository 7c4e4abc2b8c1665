"""Superusers say in the admin who may read what."""

from django.contrib.auth.models import Permission, User
from django.urls import reverse


def test_a_superuser_gives_a_right(client, db, settings):
    settings.WHITENOISE_AUTOREFRESH = True
    client.force_login(User.objects.create_superuser("root"))
    erin = User.objects.create(username="erin")
    right = Permission.objects.get(codename="view_turn")
    page = reverse("admin:auth_user_change", args=[erin.pk])
    assert "Superuser status" in client.get(page).content.decode()
    given = {
        "username": "erin",
        "is_active": "on",
        "is_staff": "on",
        "user_permissions": [right.pk],
        "date_joined_0": "2026-08-05",
        "date_joined_1": "12:00:00",
    }
    assert client.post(page, given).status_code == 302
    assert User.objects.get(pk=erin.pk).has_perm("assistant.view_turn")


def test_groups_have_pages(client, db, settings):
    settings.WHITENOISE_AUTOREFRESH = True
    client.force_login(User.objects.create_superuser("root"))
    for page in ("admin:auth_group_add", "admin:auth_user_add", "admin:auth_group_changelist"):
        assert client.get(reverse(page)).status_code == 200
