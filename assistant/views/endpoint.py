"""What every REST endpoint for members shares: who is asking, and how errors read."""

import logging
from collections.abc import Callable, Sequence
from typing import IO, Any

from asgiref.sync import async_to_sync
from rest_framework import exceptions
from rest_framework.authentication import SessionAuthentication
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.parsers import BaseParser
from rest_framework.permissions import BasePermission
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from assistant.conf import load_host
from assistant.errors import Refusal
from assistant.host import Actor
from assistant.identity import identify, read_claims
from widgets import strict_json
from widgets.errors import BlockFault

logger = logging.getLogger(__name__)

LARGEST_BODY = 8 * 1024
STATUS = {"busy": 409, "not_found": 404, "not_available": 503, "too_many": 429}
CHALLENGE = "Session"
OUR_FAULT = "Something went wrong on our side."


class MemberAuthentication(SessionAuthentication):  # type: ignore[misc]
    """The member behind the Django session, as the host knows them now; CSRF is checked."""

    def authenticate(self, request: Request) -> tuple[Actor, None] | None:
        """The actor, or None where nobody is signed in."""
        actor = async_to_sync(identify)(load_host(), read_claims(request.session))
        if actor is None:
            return None
        self.enforce_csrf(request)
        return actor, None

    def authenticate_header(self, _request: Request) -> str:
        """What a 401 must name: the way in is the host's own login."""
        return CHALLENGE


class IsMember(BasePermission):  # type: ignore[misc]
    """Members only."""

    def has_permission(self, request: Request, _view: APIView) -> bool:
        """Whether the host knows who this is."""
        return isinstance(request.user, Actor)


class StrictParser(BaseParser):  # type: ignore[misc]
    """One small JSON object, read as strictly as a frame of the socket."""

    media_type = "application/json"
    largest = LARGEST_BODY
    """In bytes."""

    def parse(self, stream: IO[bytes], *_: Any, **__: Any) -> dict[str, Any]:
        """The object. Raises Refusal `bad_input`."""
        try:
            text = stream.read(self.largest + 1).decode()
            return strict_json.decode(text, max_bytes=self.largest)
        except (UnicodeDecodeError, BlockFault) as fault:
            raise Refusal("bad_input", f"This is no JSON of ours: {fault}") from fault


class OneFormat(BaseContentNegotiation):  # type: ignore[misc]
    """Each endpoint has one format, whatever a browser would rather have."""

    def select_parser(self, request: Request, parsers: Sequence[BaseParser]) -> BaseParser | None:
        """The parser for the body's media type, None where there is none."""
        kind = (request.content_type or "").partition(";")[0].strip().lower()
        return next((each for each in parsers if each.media_type == kind), None)

    def select_renderer(
        self,
        _request: Request,
        renderers: Sequence[JSONRenderer],
        _suffix: str | None = None,
    ) -> tuple[JSONRenderer, str]:
        """The first."""
        return renderers[0], renderers[0].media_type


class MemberEndpoint(APIView):  # type: ignore[misc]
    """JSON for members; an error's body is `{"code", "message"}`, as on the socket."""

    authentication_classes = (MemberAuthentication,)
    permission_classes = (IsMember,)
    parser_classes = (StrictParser,)
    renderer_classes = (JSONRenderer,)
    content_negotiation_class = OneFormat

    def get_exception_handler(self) -> Callable[[Exception, Any], Response]:
        """Our errors in place of the framework's."""
        return answer_fault

    def finalize_response(self, *args: Any, **kwargs: Any) -> Response:
        """What is a member's own stays out of every cache."""
        response = super().finalize_response(*args, **kwargs)
        response["Cache-Control"] = "no-store"
        return response


def answer_fault(fault: Exception, _context: Any) -> Response:
    """The answer to whatever a view raised."""
    match fault:
        case Refusal():
            return _say(STATUS.get(fault.code, 400), fault.code, fault.message)
        case exceptions.NotAuthenticated():
            response = _say(401, "not_signed_in", "Please sign in first.")
            response["WWW-Authenticate"] = CHALLENGE
            return response
        case exceptions.PermissionDenied():
            return _say(403, "forged", "This request did not come from a page of this site.")
        case exceptions.ValidationError():
            return _say(400, "bad_input", _read_first(fault.detail))
        case exceptions.APIException():
            return _say(fault.status_code, "bad_input", str(fault.detail))
        case _:
            logger.error("a request failed", exc_info=fault)
            return _say(500, "server_error", OUR_FAULT)


def _say(status: int, code: str, message: str) -> Response:
    return Response({"code": code, "message": message}, status=status)


def _read_first(detail: Any) -> str:
    """The first complaint of a serializer, with the field it is about."""
    if isinstance(detail, dict):
        field, about = next(iter(detail.items()))
        words = _read_first(about)
        return words if field == "non_field_errors" else f"{field}: {words}"
    return _read_first(detail[0]) if isinstance(detail, list) else str(detail)
