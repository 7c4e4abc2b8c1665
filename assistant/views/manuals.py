"""What programmers read: the OpenAPI document, a page that shows it, the schema of the socket."""

from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from drf_spectacular.generators import SchemaGenerator

from assistant.core.wire.schemas import write_protocol

# Nothing from elsewhere. Swagger UI sizes what it draws by style attributes.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)


@cache
def write_openapi() -> dict[str, Any]:
    """The OpenAPI 3.1 document of every endpoint here."""
    generator: Any = SchemaGenerator(urlconf="assistant.urls")  # type: ignore[no-untyped-call]
    document: dict[str, Any] = generator.get_schema(request=None, public=True)
    return document


@require_safe
def show_openapi(_request: HttpRequest) -> JsonResponse:
    """`/api/schema/`"""
    return JsonResponse(write_openapi())


@require_safe
def show_protocol(_request: HttpRequest) -> JsonResponse:
    """`/api/protocol/`"""
    return JsonResponse(write_protocol())


@require_safe
def show_docs(request: HttpRequest) -> HttpResponse:
    """`/api/docs/`"""
    response = render(request, "assistant/api_docs.html")
    response["Content-Security-Policy"] = POLICY
    return response
