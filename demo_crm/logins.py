"""Logging in to the CRM, which lets the same browser talk to the assistant."""

from typing import Any

from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpRequest, HttpResponse

from assistant.host import sign_in, sign_out
from demo_crm.models import Member
from demo_crm.seed import DEMO_LOGINS


class MemberLogin(LoginView):
    """Vouches for the member, if this user is one."""

    template_name = "demo_crm/login.html"
    redirect_authenticated_user = True
    extra_context = {"demo_logins": DEMO_LOGINS}  # noqa: RUF012 - Django's own attribute

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        response = super().form_valid(form)
        member = Member.objects.of_user(form.get_user()).first()
        if member is not None:
            sign_in(self.request, member.claims)
        return response


class MemberLogout(LogoutView):
    """Takes the word back."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        sign_out(request)
        return super().post(request, *args, **kwargs)
