"""What lists of conversations and turns can be narrowed by."""

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from typing import Any, get_args

from django.contrib.admin import ModelAdmin
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest
from django.utils.dateparse import parse_date
from django.utils.timezone import make_aware
from unfold.contrib.filters.admin import DropdownFilter, RangeDateFilter

from assistant.conf import load_host
from assistant.core.assertions.table import ASSERTIONS
from assistant.core.wire.events import TurnPhase
from assistant.models import PromptVersion, Tenant, ToolCall, Turn
from assistant.runtime.equipment import equip

MOST_CHOICES = 100
STATES = get_args(TurnPhase)
ENDS = ("from", "to")
LAST_DAY = datetime(9999, 12, 30, tzinfo=UTC)
ANY, NONE, OTHER = "*any", "*none", "*other"

Choices = Sequence[tuple[str, str]]


class ChoiceFilter(DropdownFilter):
    """A drop-down in which what was chosen stays, and of which only offered values count."""

    def lookups(self, request: HttpRequest, model_admin: "ModelAdmin[Any]") -> Choices:  # noqa: ARG002
        """Value and label of each choice."""
        return self.find_choices()

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:  # noqa: ARG002
        """The rows that the chosen value leaves."""
        value = self.value()
        if not value:
            return queryset
        known = {choice for choice, _ in self.lookup_choices}
        return self.narrow(queryset, value) if value in known else queryset.none()

    def has_output(self) -> bool:
        """Also where there is nothing to choose, so that filters keep their places."""
        return True

    def find_choices(self) -> Choices:
        """Value and label of each choice."""
        raise NotImplementedError

    def narrow(self, rows: QuerySet[Any], value: str) -> QuerySet[Any]:
        """The rows that fit a choice."""
        raise NotImplementedError


class TenantFilter(ChoiceFilter):
    """Whose turns."""

    title, parameter_name = "tenant", "tenant"
    path = "conversation__tenant__slug"

    def find_choices(self) -> Choices:
        slugs = Tenant.objects.order_by("slug").values_list("slug", flat=True)
        return [(slug, slug) for slug in slugs]

    def narrow(self, rows: QuerySet[Any], value: str) -> QuerySet[Any]:
        return rows.filter(**{self.path: value})


class ConversationTenantFilter(TenantFilter):
    """Whose conversations."""

    path = "tenant__slug"


class StateFilter(ChoiceFilter):
    """How turns stand."""

    title, parameter_name = "state", "state"

    def find_choices(self) -> Choices:
        return [(state, state) for state in STATES]

    def narrow(self, rows: QuerySet[Any], value: str) -> QuerySet[Any]:
        return rows.filter(state=value)


class LastStateFilter(StateFilter):
    """How a conversation's last turn stands."""

    title = "state of the last turn"

    def narrow(self, rows: QuerySet[Any], value: str) -> QuerySet[Any]:
        return rows.filter(last_state=value)


class FindingCountFilter(ChoiceFilter):
    """Whether anything was found in a conversation."""

    title, parameter_name = "findings", "findings"

    def find_choices(self) -> Choices:
        return [(ANY, "some"), (NONE, "none")]

    def narrow(self, rows: QuerySet[Any], value: str) -> QuerySet[Any]:
        return rows.filter(finding_count__gt=0) if value == ANY else rows.filter(finding_count=0)


class ToolFilter(ChoiceFilter):
    """Which tool was called; the names are those that any prompt has offered."""

    title, parameter_name = "tool called", "tool"

    def find_choices(self) -> Choices:
        named = [(name, name) for name in sorted(find_tools())]
        return [*named, (OTHER, "one that does not exist"), (NONE, "none")]

    def narrow(self, rows: QuerySet[Any], value: str) -> QuerySet[Any]:
        calls = ToolCall.objects.filter(round__turn=OuterRef("pk"))
        if value == NONE:
            return rows.filter(~Exists(calls))
        if value == OTHER:
            return rows.filter(Exists(calls.exclude(name__in=find_tools())))
        return rows.filter(Exists(calls.filter(name=value)))


class ModelFilter(ChoiceFilter):
    """Which model answered."""

    title, parameter_name = "model", "model"

    def find_choices(self) -> Choices:
        names = Turn.objects.order_by("model").values_list("model", flat=True).distinct()
        return [(name, name) for name in names[:MOST_CHOICES] if name]

    def narrow(self, rows: QuerySet[Any], value: str) -> QuerySet[Any]:
        return rows.filter(model=value)


class PromptFilter(ChoiceFilter):
    """Which prompt version it ran on, newest first."""

    title, parameter_name = "prompt version", "prompt"

    def find_choices(self) -> Choices:
        versions = PromptVersion.objects.order_by("-created").only("sha256", "created")
        return [
            (each.sha256, f"{each} of {each.created:%Y-%m-%d}") for each in versions[:MOST_CHOICES]
        ]

    def narrow(self, rows: QuerySet[Any], value: str) -> QuerySet[Any]:
        return rows.filter(prompt=value)


class FindingFilter(ChoiceFilter):
    """Which assertion found something."""

    title, parameter_name = "finding", "finding"

    def find_choices(self) -> Choices:
        return [(ANY, "any"), (NONE, "none"), *((code, code) for code in sorted(find_codes()))]

    def narrow(self, rows: QuerySet[Any], value: str) -> QuerySet[Any]:
        if value in (ANY, NONE):
            return rows.filter(findings=[]) if value == NONE else rows.exclude(findings=[])
        return rows.with_finding(value)  # type: ignore[attr-defined, no-any-return]


class WhatFilter(ChoiceFilter):
    """What kind of page was read."""

    title, parameter_name = "what", "what"

    def find_choices(self) -> Choices:
        return [(what, what) for what in ("conversation", "turn", "prompt", "query", "job")]

    def narrow(self, rows: QuerySet[Any], value: str) -> QuerySet[Any]:
        return rows.filter(what=value)


class DayFilter(RangeDateFilter):
    """From day to day, both included."""

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:  # noqa: ARG002
        """By whole days of the site's time zone; what is no day leaves nothing."""
        first, last = (self._read_day(end) for end in ENDS)
        if first is not None:
            queryset = queryset.filter(**{f"{self.field_path}__gte": first})
        if last is not None and last < LAST_DAY:
            after = last + timedelta(days=1)
            queryset = queryset.filter(**{f"{self.field_path}__lt": after})
        return queryset.none() if self._has_nonsense() else queryset

    def _read_day(self, end: str) -> datetime | None:
        said = self.used_parameters.get(f"{self.parameter_name}_{end}")
        try:
            day = parse_date(str(said or ""))
        except ValueError:
            return None
        return None if day is None else make_aware(datetime.combine(day, time.min))

    def _has_nonsense(self) -> bool:
        given = {end: self.used_parameters.get(f"{self.parameter_name}_{end}") for end in ENDS}
        return any(said and self._read_day(end) is None for end, said in given.items())


def find_tools() -> set[str]:
    """The tools that exist, and those that a prompt has offered before."""
    offered = PromptVersion.objects.order_by("-created").values_list("tools", flat=True)
    names = {tool.name for tool in equip(load_host()).tools}
    return names | {tool["name"] for tools in offered[:MOST_CHOICES] for tool in tools}


def find_codes() -> set[str]:
    """The codes of our own assertions and the host's."""
    return {assertion.code for assertion in (*ASSERTIONS, *load_host().assertions)}
