"""What replies are made of, over REST: widgets and kinds of records, for whoever draws them."""

from msgspec import to_builtins
from rest_framework.request import Request
from rest_framework.response import Response

from assistant.core.wire.answers import (
    ActionState,
    CatalogState,
    RecordKind,
    RecordKinds,
    WidgetDefinition,
)
from assistant.views.declaring import declare
from assistant.views.endpoint import MemberEndpoint
from assistant.views.serving import find_host
from widgets.definition import Definition


class CatalogDetail(MemberEndpoint):
    """`/api/catalog/`"""

    @declare("read_catalog", "CatalogState")
    def get(self, request: Request) -> Response:
        """Every widget at its current version."""
        current = find_host(request).catalog.current.values()
        return Response(to_builtins(CatalogState(widgets=tuple(map(show_definition, current)))))


class RecordKindList(MemberEndpoint):
    """`/api/records/`"""

    @declare("list_record_kinds", "RecordKinds")
    def get(self, request: Request) -> Response:
        """Every kind of record that widgets refer to."""
        kinds = tuple(
            RecordKind(
                kind=each.name,
                title=each.title,
                route=each.route,
                schema=dict(each.schema.document),
            )
            for each in find_host(request).catalog.kinds.values()
        )
        return Response(to_builtins(RecordKinds(kinds=kinds)))


def show_definition(definition: Definition) -> WidgetDefinition:
    """A widget's definition without what only a model needs."""
    return WidgetDefinition(
        name=definition.name,
        version=definition.version,
        description=definition.description,
        schema=dict(definition.schema.document),
        streams=definition.streams,
        actions=tuple(
            ActionState(
                name=each.name, label=each.label, tool=each.tool, input=dict(each.input.document)
            )
            for each in definition.actions
        ),
        fallback=definition.fallback,
        examples=tuple(dict(each) for each in definition.examples),
    )
