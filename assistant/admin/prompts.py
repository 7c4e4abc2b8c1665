"""Prompt versions for staff: what the model was told, and what changed from one to the next."""

from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from assistant.admin.columns import write_json, write_moment
from assistant.admin.differences import Line, compare
from assistant.admin.pages import StaffPages
from assistant.models import PromptVersion

SECTIONS = ("Instructions", "Manual", "Tools")
MOST_OTHERS = 100


@dataclass(frozen=True, slots=True)
class Section:
    """One section of a prompt, and what became of it since the other version."""

    name: str
    text: str
    lines: list[Line]

    @property
    def gone(self) -> int:
        """Lines taken out."""
        return sum(line.kind == "gone" for line in self.lines)

    @property
    def new(self) -> int:
        """Lines put in."""
        return sum(line.kind == "new" for line in self.lines)


@admin.register(PromptVersion)
class PromptPages(StaffPages):
    """Every prompt that turns have run on, newest first."""

    what = "prompt"
    template = "assistant/admin/prompt.html"
    list_display = ("short", "first_used", "last_used", "turns")
    list_display_links = ("short",)
    search_fields = ("sha256__startswith", "instructions")
    search_help_text = "The beginning of a sha256, or words of the instructions"
    ordering = ("-created",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[PromptVersion]:  # noqa: ARG002
        """All versions, with how they were used."""
        return PromptVersion.objects.with_usage()

    def page_rows(self) -> QuerySet[PromptVersion]:
        return PromptVersion.objects.with_usage()

    def name_tenant(self, row: PromptVersion) -> str:  # noqa: ARG002
        """A prompt is nobody's data."""
        return ""

    def describe(self, request: HttpRequest, row: PromptVersion) -> dict[str, Any]:
        others = PromptVersion.objects.exclude(pk=row.pk).order_by("-created")
        chosen = others.filter(pk=request.GET.get("against", "")[:64].replace("\0", "")).first()
        other = chosen or PromptVersion.objects.used_before(row)
        mine = write_sections(row)
        before = write_sections(other) if other else mine
        return {
            "sections": [
                Section(name, mine[name], compare(before[name], mine[name])) for name in SECTIONS
            ],
            "tools": [(str(tool.get("name")), write_json(tool)) for tool in row.tools],
            "other": other,
            "others": others.defer(*("instructions", "manual", "tools"))[:MOST_OTHERS],
            "is_chosen": chosen is not None,
        }

    @admin.display(description="version", ordering="sha256")
    def short(self, row: PromptVersion) -> str:
        """The first characters of its sha256."""
        return str(row)

    @admin.display(description="first used", ordering="first_used")
    def first_used(self, row: Any) -> str:
        """When a turn first ran on it."""
        return write_moment(row.first_used)

    @admin.display(description="last used", ordering="last_used")
    def last_used(self, row: Any) -> str:
        """When a turn last ran on it."""
        return write_moment(row.last_used)

    @admin.display(description="turns", ordering="turn_count")
    def turns(self, row: Any) -> int:
        """How many turns ran on it."""
        return int(row.turn_count)


def write_sections(version: PromptVersion) -> dict[str, str]:
    """The sections of a prompt as text."""
    texts = (version.instructions, version.manual, write_json(version.tools))
    return dict(zip(SECTIONS, texts, strict=True))
