"""Declares what an endpoint takes and answers, for the OpenAPI document."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from django.conf import settings
from drf_spectacular.extensions import OpenApiAuthenticationExtension, OpenApiSerializerExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.fields import CharField, ListField

from assistant.core.wire.schemas import write_answers

View = TypeVar("View", bound=Callable[..., Any])

NO_NUL = "^[^\\u0000]*$"
FAULTS = {
    400: "`bad_input`: the request makes no sense; the message names the field.",
    401: "`not_signed_in`: nobody is signed in, or the host no longer knows them.",
    403: "`forged`: the CSRF token (header `X-CSRFToken`) is missing or wrong.",
    404: "`not_found`: there is none, or it is not this member's.",
    409: "`busy`: a reply is being written.",
    415: "`bad_input`: the body is not JSON.",
    429: "`too_many`: as many queries were asked for as a day allows.",
    500: "`server_error`: our fault; it is logged.",
    503: "`not_available`: no process answers here.",
}


def refer(name: str) -> dict[str, Any]:
    """A reference to a component of the document."""
    return {"$ref": f"#/components/schemas/{name}"}


def name_row(name: str) -> OpenApiParameter:
    """The id in an address."""
    return OpenApiParameter(name, OpenApiTypes.UUID, OpenApiParameter.PATH)


def declare(
    operation: str,
    answer: Any,
    *,
    takes: Any = None,
    faults: Sequence[int] = (),
    parameters: Sequence[Any] = (),
) -> Callable[[View], View]:
    """What an operation answers, takes, and refuses with besides 401 and 500.

    An answer is a component's name, None for 204, a serializer, or a schema for each media type.
    """
    answers: dict[Any, Any] = {204: OpenApiResponse(description="Done.")}
    if isinstance(answer, str):
        answers = {200: OpenApiResponse(refer(answer), description="As asked.")}
    elif isinstance(answer, dict):
        answers = {(200, media): schema for media, schema in answer.items()}
    elif answer is not None:
        answers = {200: answer}
    codes = {*faults, 401, 500} | ({403, 415} if takes else set())
    for code in sorted(codes):
        answers[code] = OpenApiResponse(refer("Fault"), description=FAULTS[code])
    declared: Callable[[View], View] = extend_schema(
        operation_id=operation, request=takes, responses=answers, parameters=list(parameters)
    )
    return declared


class SessionScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """How members are known: by the session of the page they look at."""

    target_class = "assistant.views.endpoint.MemberAuthentication"
    name = "session"

    def get_security_definition(self, _auto_schema: AutoSchema) -> dict[str, str]:
        """A cookie."""
        return {"type": "apiKey", "in": "cookie", "name": settings.SESSION_COOKIE_NAME}


class StrictScheme(OpenApiSerializerExtension):  # type: ignore[no-untyped-call]
    """What is read strictly says so: unknown fields are refused."""

    target_class = "assistant.serializers.StrictSerializer"
    match_subclasses = True

    def map_serializer(self, auto_schema: AutoSchema, direction: str) -> dict[str, Any]:
        """As ever, but closed, never empty, and with the formats that fields name in `style`."""
        plain: Any = auto_schema
        schema = plain._map_serializer(self.target, direction, bypass_extensions=True)
        for name, field in self.target.fields.items():
            _specify(schema["properties"][name], field)
        return {**schema, "additionalProperties": False, "minProperties": 1}


def _specify(schema: dict[str, Any], field: Any) -> None:
    if isinstance(field, ListField):
        _specify(schema["items"], field.child)
    elif "format" in field.style:
        schema["format"] = field.style["format"]
    elif isinstance(field, CharField):
        schema["pattern"] = NO_NUL


def add_answers(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """Postprocessing hook: the components of the wire's own types, and that no body is optional."""
    result["components"]["schemas"] |= write_answers()
    for path in result["paths"].values():
        for operation in path.values():
            if body := operation.get("requestBody"):
                body["required"] = True
    return result
