"""`manage.py ask "TEXT"`: runs one turn, or one query, with nothing else running."""

import argparse
import asyncio
import json
import sys
import uuid
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from assistant.core.wire.commands import LONGEST_MESSAGE
from assistant.errors import Refusal
from assistant.eventlogs.contract import CursorLost
from assistant.host import Actor, Claims
from assistant.identity import identify
from assistant.management.preparing import check_servers, prepare
from assistant.management.printing import JsonPrinter, TextPrinter
from assistant.management.queries import print_answer
from assistant.management.terminal import make_inert
from assistant.runtime.asking import Request, answer_wish
from assistant.runtime.runtime import Runtime, open_runtime
from assistant.runtime.threads import call_service
from assistant.services.turns import Message, send_message
from assistant.views.queries import show_answer
from widgets import strict_json
from widgets.errors import BlockFault

INTERRUPTED = 130
"""Exit code of a program that Ctrl-C ended, as shells count."""


class Command(BaseCommand):
    """Ask the assistant from a terminal."""

    help = (
        "Ask the assistant one thing and watch the reply. Exit code 0 only if the turn ended "
        "'done', or for a query if there is one or a question."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """The command line."""
        parser.add_argument("text", help="what to ask")
        parser.add_argument(
            "--as", dest="member", default="alice", help="who asks: NAME or NAME@TENANT"
        )
        parser.add_argument("--conversation", help="the UUID of a conversation to go on with")
        parser.add_argument("--json", action="store_true", help="print wire events, one a line")
        parser.add_argument(
            "--query", metavar="COLLECTION", help="turn the text into a query to this collection"
        )
        parser.add_argument(
            "--current", metavar="JSON", help="the query to change, as a form would hold it"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Run one turn."""
        check_servers()
        prepare()
        ask = self._query if options["query"] else self._ask
        try:
            state = asyncio.run(ask(options))
        except KeyboardInterrupt:
            sys.exit(INTERRUPTED)
        except Refusal as refusal:
            raise CommandError(f"{refusal.code}: {refusal.message}") from refusal
        if state != "done":
            sys.exit(1)

    async def _ask(self, options: dict[str, Any]) -> str:
        conversation = _read_conversation(options["conversation"])
        if not options["text"].strip() or len(options["text"]) > LONGEST_MESSAGE:
            raise CommandError(f"Say something, in at most {LONGEST_MESSAGE:,} characters.")
        async with open_runtime(kind="ask") as runtime:
            actor = await _find_actor(runtime, options["member"])
            outcome = await call_service(
                send_message,
                actor=actor,
                command_id=str(uuid.uuid4()),
                message=Message(conversation=conversation, text=options["text"]),
                lease=runtime.lease,
            )
            printer = JsonPrinter() if options["json"] else TextPrinter()
            turn = uuid.UUID(outcome.answer["turn"])
            task = runtime.answer(turn, actor)
            state = await self._follow(runtime, str(conversation), printer)
            await task
            if not options["json"]:
                self.stdout.write(f"\nconversation {conversation}")
            return state

    async def _query(self, options: dict[str, Any]) -> str:
        request = Request(
            collection=options["query"],
            text=make_inert(options["text"]),
            current=_read_current(options["current"]),
        )
        async with open_runtime(kind="ask") as runtime:
            actor = await _find_actor(runtime, options["member"])
            answer = await answer_wish(runtime, actor, request)
        if options["json"]:
            self.stdout.write(json.dumps(show_answer(answer)))
        else:
            self.stdout.write(print_answer(answer), ending="")
        return "failed" if answer.outcome.state == "failed" else "done"

    async def _follow(
        self, runtime: Runtime, conversation: str, printer: JsonPrinter | TextPrinter
    ) -> str:
        cursor = (await runtime.logs.look(conversation)).cursor
        while printer.ended is None:
            try:
                frames, cursor = await runtime.logs.read(conversation, cursor)
            except CursorLost:
                # A sweep took the turn from us: its rows say how it ended.
                return "interrupted"
            for frame in frames:
                self.stdout.write(printer.read(frame), ending="")
            self.stdout.flush()
        return printer.ended


async def _find_actor(runtime: Runtime, member: str) -> Actor:
    name, _, tenant = member.partition("@")
    claims = Claims(tenant=tenant, subject=name, name=name, role="")
    actor = await identify(runtime.host, claims)
    if actor is None:
        raise Refusal("not_found", f"The host knows nobody called {member!r}.")
    return actor


def _read_current(given: str | None) -> dict[str, Any] | None:
    try:
        return strict_json.decode(given) if given else None
    except BlockFault as fault:
        raise CommandError(f"--current must be a query as JSON: {fault.message}") from fault


def _read_conversation(given: str | None) -> uuid.UUID:
    try:
        return uuid.UUID(given) if given else uuid.uuid4()
    except ValueError as error:
        raise CommandError(f"--conversation must be a UUID, not {given!r}") from error
