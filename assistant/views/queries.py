"""A member's wish in plain words over REST: one checked query, its form, and what it finds."""

from dataclasses import asdict
from typing import Any
from urllib.parse import urlencode

from asgiref.sync import async_to_sync
from rest_framework.request import Request
from rest_framework.response import Response

from assistant.conf import load_host
from assistant.core.query.fields import Collection, Field
from assistant.core.query.form import write_form
from assistant.core.query.language import Query, write_query
from assistant.core.query.operators import OPERATORS, label_op
from assistant.core.query.phrases import describe_query
from assistant.core.query.schema import write_schema
from assistant.engine.searching import Found, NotFound
from assistant.errors import Refusal
from assistant.host import Actor, Host
from assistant.runtime import asking
from assistant.runtime.asking import Answer, answer_wish, find_searchable, show_collection
from assistant.serializers import CollectionQuestion, WishSerializer
from assistant.views.declaring import declare, refer
from assistant.views.endpoint import MemberEndpoint, StrictParser
from assistant.views.serving import find_runtime


class LongParser(StrictParser):
    """A wish may be a pasted letter, and the query before it as long as a query gets."""

    largest = 64 * 1024


class QueryEndpoint(MemberEndpoint):
    """`/api/query/`"""

    parser_classes = (LongParser,)

    @declare(
        "list_collections",
        {"application/json": {"anyOf": [refer("Collections"), refer("CollectionState")]}},
        faults=[400, 404],
        parameters=[CollectionQuestion],
    )
    def get(self, request: Request) -> Response:
        """The collections this member may ask, with their fields; of one also its schema."""
        question = CollectionQuestion(data=request.query_params)
        question.is_valid(raise_exception=True)
        known = async_to_sync(list_collections)(load_host(), request.user)
        if name := question.validated_data.get("collection"):
            for each in known:
                if each.name == name:
                    return Response({**_show_collection(each), "schema": write_schema(each)})
            raise Refusal("not_found", "There is no such collection.")
        return Response({"collections": [_show_collection(each) for each in known]})

    @declare("ask_query", "QueryAnswer", takes=WishSerializer, faults=[400, 404, 429, 503])
    def post(self, request: Request) -> Response:
        """Ask, and run what came of it unless told otherwise."""
        wish = WishSerializer(data=request.data)
        wish.is_valid(raise_exception=True)
        runtime = find_runtime(request)
        if runtime is None:
            raise Refusal("not_available", "Nobody answers here: start the site by `serve`.")
        asked = asking.Request(**wish.validated_data)
        answer = async_to_sync(answer_wish)(runtime, request.user, asked)
        return Response(show_answer(answer))


async def list_collections(host: Host, actor: Actor) -> list[Collection]:
    """What this actor may ask, as they know it."""
    known = []
    for each in host.collections:
        try:
            searchable = await find_searchable(host, actor, each.collection.name)
        except Refusal:
            continue
        known.append(await show_collection(searchable, actor))
    return known


def show_answer(answer: Answer) -> dict[str, Any]:
    """What became of a wish, as JSON."""
    outcome = answer.outcome
    return {
        "id": answer.id,
        "state": outcome.state,
        "query": None if outcome.query is None else write_query(outcome.query),
        "question": outcome.question,
        "code": outcome.code,
        "notice": outcome.notice,
        "faults": [asdict(each) for each in outcome.faults],
        "corrections": [asdict(each) for each in outcome.corrections],
        "form": outcome.query and _show_form(outcome.query, answer.collection),
        "result": _show_result(answer.result),
        "left_out": answer.left_out,
    }


def _show_form(query: Query, collection: Collection) -> dict[str, Any]:
    form = write_form(query, collection)
    return {**asdict(form), "address": urlencode(form.pairs), **_say(query, collection)}


def _say(query: Query, collection: Collection) -> dict[str, str]:
    return {"sentence": describe_query(query, collection)}


def _show_result(result: Found | NotFound | None) -> dict[str, Any] | None:
    match result:
        case None:
            return None
        case Found(rows, total, cut):
            return {"rows": rows, "total": total, "cut": cut}
        case NotFound(code, message):
            return {"code": code, "message": message}


def _show_collection(collection: Collection) -> dict[str, Any]:
    return {
        "name": collection.name,
        "title": collection.title,
        "description": collection.description,
        "fields": [_show_field(field) for field in collection.fields],
    }


def _show_field(field: Field) -> dict[str, Any]:
    ops = [{"op": op, "label": label_op(op, field.type)} for op in OPERATORS[field.type]]
    choices = [{"value": each.value, "label": each.label or each.value} for each in field.choices]
    return {
        "name": field.name,
        "label": field.label,
        "type": field.type,
        "unit": field.unit,
        "description": field.description,
        "ops": ops,
        "choices": choices,
    }
