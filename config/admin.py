"""Users and groups in the admin's theme: where superusers say who may read what."""

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User
from unfold.admin import ModelAdmin
from unfold.forms import AdminPasswordChangeForm, UserChangeForm, UserCreationForm

admin.site.unregister((User, Group))


@admin.register(User)
class Users(UserAdmin, ModelAdmin):  # type: ignore[misc, type-arg] # the theme is typed its own way
    """Django's own pages, by the theme's forms."""

    form = UserChangeForm
    add_form = UserCreationForm
    change_password_form = AdminPasswordChangeForm


@admin.register(Group)
class Groups(GroupAdmin, ModelAdmin):  # type: ignore[misc] # likewise
    """Rights that several people share."""
