"""Pages that show rows to staff: a list, a page for each, and no way to change anything."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.contrib.admin import ShowFacets
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from unfold.admin import ModelAdmin

from assistant.services.reads import record_read

# What a reply says must not load, send or run anything here. The theme's Alpine needs `eval`.
POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)


class StaffPages(ModelAdmin):
    """Shows rows to staff with the `view` right, after storing that they were shown.

    There is an address for the list and one for each row; what could add, change or delete has
    none, not even for superusers.
    """

    what: ClassVar[str]
    """What a page here is called where reads are stored."""
    template: ClassVar[str] = ""
    """Of a row's page; without one there is only the list."""
    records_lists: ClassVar[bool] = True
    actions = None
    change_list_template = "assistant/admin/list.html"
    list_per_page = 50
    show_facets = ShowFacets.NEVER
    list_fullwidth = True
    list_filter_submit = True

    def describe(self, request: HttpRequest, row: Any) -> dict[str, Any]:
        """What the template of a row's page needs besides `row`."""
        raise NotImplementedError

    def page_rows(self) -> QuerySet[Any]:
        """The rows that have a page, with what the page reads of them."""
        raise NotImplementedError

    def name_tenant(self, row: Any) -> str:
        """Whose data the page of a row shows; "" if it is no tenant's."""
        raise NotImplementedError

    def get_urls(self) -> list[URLPattern]:
        """The list and, with a template, a page for each row; Django's names for them."""
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        urls = [path("", self._guard(self._show_list), name=f"{name}_changelist")]
        if self.template:
            page = self._guard(self._show_row)
            urls.append(path("<path:object_id>/change/", page, name=f"{name}_change"))
        return urls

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:  # noqa: ARG002
        """Staff with the right to view, and nobody by a right to change."""
        right = f"{self.opts.app_label}.view_{self.opts.model_name}"
        return request.user.is_active and request.user.is_staff and request.user.has_perm(right)

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002
        """Nobody."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:  # noqa: ARG002
        """Nobody."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:  # noqa: ARG002
        """Nobody."""
        return False

    def _guard(self, view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        def show(request: HttpRequest, **kwargs: Any) -> HttpResponse:
            if not self.has_view_permission(request):
                raise PermissionDenied
            if request.method not in ("GET", "HEAD"):
                return HttpResponseNotAllowed(["GET", "HEAD"])
            response = view(request, **kwargs)
            response["Content-Security-Policy"] = POLICY
            return response

        guarded: Callable[..., HttpResponse] = self.admin_site.admin_view(show)
        return guarded

    def _show_list(self, request: HttpRequest) -> HttpResponse:
        title = str(self.opts.verbose_name_plural).capitalize()
        response: HttpResponse = self.changelist_view(request, {"title": title})
        # It is rendered after this, so that a read which cannot be stored shows nothing.
        if self.records_lists and isinstance(response, TemplateResponse):
            rows = (response.context_data or {})["cl"].result_list
            shown = [str(row.pk) for row in rows]
            self._record(request, query=request.GET.urlencode(), shown=shown)
        return response

    def _show_row(self, request: HttpRequest, object_id: str) -> HttpResponse:
        row = self._find_row(object_id)
        self._record(request, object_id=str(row.pk), tenant=self.name_tenant(row))
        content: dict[str, Any] = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": str(row),
            "row": row,
            **self.describe(request, row),
        }
        return TemplateResponse(request, self.template, content)

    def _find_row(self, object_id: str) -> Any:
        try:
            return self.page_rows().get(pk=object_id)
        except (self.model.DoesNotExist, ValidationError, ValueError) as unknown:
            raise Http404("There is no such row.") from unknown

    def _record(self, request: HttpRequest, **about: Any) -> None:
        assert request.user.is_authenticated, "the guard lets nobody else in"
        record_read(user=request.user, what=self.what, **about)
