"""Single turns over REST, and what the member thinks of them."""

import uuid
from collections.abc import Iterable, Sequence

from asgiref.sync import async_to_sync
from msgspec import structs, to_builtins
from rest_framework.request import Request
from rest_framework.response import Response

from assistant.conf import Options
from assistant.core.wire.answers import RatedTurn, RatingState
from assistant.core.wire.events import TurnSnapshot
from assistant.errors import Refusal
from assistant.host import Actor, Host
from assistant.models import Rating
from assistant.runtime.snapshots import hide_lost
from assistant.serializers import RatingChange
from assistant.services.ratings import Opinion, Thumb, store_rating
from assistant.services.snapshots import read_one
from assistant.views.declaring import declare, name_row
from assistant.views.endpoint import MemberEndpoint
from assistant.views.serving import find_host


class TurnDetail(MemberEndpoint):
    """`/api/turns/ID/`"""

    @declare("read_turn", "RatedTurn", faults=[404], parameters=[name_row("turn")])
    def get(self, request: Request, turn: str) -> Response:
        """One turn as it is stored: state, blocks, findings, sources, and the member's rating."""
        host = find_host(request)
        found = read_one(actor=request.user, turn=read_turn_id(turn), host=host)
        (shown,) = show_turns(host, request.user, [found])
        return Response(to_builtins(shown))


class TurnRating(MemberEndpoint):
    """`/api/turns/ID/rating/`"""

    @declare(
        "rate_turn",
        "RatingState",
        takes=RatingChange,
        faults=[400, 403, 404, 409],
        parameters=[name_row("turn")],
    )
    def put(self, request: Request, turn: str) -> Response:
        """Say what one thinks of a reply, in place of what was said before."""
        change = RatingChange(data=request.data)
        change.is_valid(raise_exception=True)
        opinion = Opinion(**change.validated_data)
        rating = store_rating(actor=request.user, turn=read_turn_id(turn), opinion=opinion)
        assert rating is not None, "an opinion with a thumb is kept"
        return Response(to_builtins(show_rating(rating)))

    @declare("withdraw_rating", None, faults=[403, 404, 409], parameters=[name_row("turn")])
    def delete(self, request: Request, turn: str) -> Response:
        """Take back what one thinks of a reply."""
        store_rating(actor=request.user, turn=read_turn_id(turn), opinion=Opinion(None))
        return Response(status=204)


def read_turn_id(given: str) -> uuid.UUID:
    """The id an address names. Raises Refusal `not_found`."""
    try:
        return uuid.UUID(given)
    except ValueError:
        raise Refusal("not_found", "There is no such turn.") from None


def show_turns(host: Host, actor: Actor, turns: Sequence[TurnSnapshot]) -> tuple[RatedTurn, ...]:
    """Turns as this member may see them now, with their ratings."""
    shown = async_to_sync(hide_lost)(host, actor, turns, within=Options.read().TOOL)
    ratings = _find_ratings(actor, (each.turn.id for each in turns))
    return tuple(
        RatedTurn(**structs.asdict(each), rating=ratings.get(each.turn.id)) for each in shown
    )


def show_rating(rating: Rating) -> RatingState:
    """A rating as REST answers it."""
    value: Thumb = "up" if rating.value == "up" else "down"
    return RatingState(value=value, comment=rating.comment, changed=rating.changed.isoformat())


def _find_ratings(actor: Actor, turns: Iterable[str]) -> dict[str, RatingState]:
    rows = Rating.objects.given_by(actor).filter(turn__in=list(turns))
    return {str(each.turn_id): show_rating(each) for each in rows}
