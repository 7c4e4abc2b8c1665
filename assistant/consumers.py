"""One socket: commands in, answers and the log out. The door to channels."""

import asyncio
import logging
import uuid
from contextlib import aclosing, suppress
from typing import Any, assert_never

from channels.consumer import get_handler_name
from channels.db import aclose_old_connections
from channels.generic.websocket import AsyncWebsocketConsumer

from assistant.core.wire.commands import (
    Act,
    Command,
    Decide,
    Follow,
    Hello,
    Rate,
    Retry,
    Select,
    Send,
    Stop,
    read_command,
)
from assistant.core.wire.events import (
    PROTOCOL,
    Answer,
    Cursor,
    Error,
    Frame,
    Welcome,
    write_frame,
)
from assistant.errors import BadFrame, Refusal
from assistant.eventlogs.contract import LogAway
from assistant.host import Actor, Claims
from assistant.identity import identify, is_own_origin, open_session, read_claims
from assistant.runtime.commands import carry_out
from assistant.runtime.following import follow
from assistant.runtime.runtime import Runtime
from assistant.runtime.threads import call_service
from assistant.services.commands import Outcome
from assistant.services.snapshots import check_conversation

logger = logging.getLogger(__name__)

CLOSE_SERVER_ERROR = 1011
CLOSE_SIGN_IN = 4401
CLOSE_NO_HELLO = 4408


class ConversationConsumer(AsyncWebsocketConsumer):  # type: ignore[misc]
    """A member's socket. It follows one conversation at a time and owns no turn."""

    runtime: Runtime
    claims: Claims | None = None
    welcomed = False
    following: asyncio.Task[None] | None = None
    watching: asyncio.Task[None] | None = None
    hello_due: asyncio.TimerHandle | None = None
    leaving = False

    async def dispatch(self, message: dict[str, Any]) -> None:
        """Hand on a message of the server's.

        Channels closes the connection in the host's thread before each, and to open one costs more
        than most frames; here only a failure does.
        """
        await getattr(self, get_handler_name(message))(message)

    async def connect(self) -> None:
        """Accept a browser of this site that speaks our protocol; refuse all else with 403."""
        self.runtime = self.scope["state"]["runtime"]
        own = is_own_origin(self.scope, self.runtime.options.ORIGINS)
        if not own or PROTOCOL not in self.scope["subprotocols"]:
            await self.close()
            return
        await self.accept(subprotocol=PROTOCOL)
        loop = asyncio.get_running_loop()
        self.hello_due = loop.call_later(self.runtime.options.HELLO, self._close_silent)

    async def disconnect(self, code: int) -> None:  # noqa: ARG002 - Channels' signature
        """The socket is gone; what runs goes on."""
        if self.hello_due:
            self.hello_due.cancel()
        if self.watching:
            self.watching.cancel()
        await self._unfollow()

    async def receive(
        self,
        text_data: str | None = None,
        bytes_data: bytes | None = None,  # noqa: ARG002
    ) -> None:
        """Carry out one frame; whatever is wrong with it, the socket lives."""
        if self.leaving:
            return
        command_id = None
        try:
            if text_data is None:
                raise BadFrame("frames are JSON text", None)
            command = read_command(text_data)
            command_id = command.id
            await self._carry_out(command)
        except BadFrame as refusal:
            await self._tell(
                Error(code=refusal.code, message=refusal.message, id=refusal.command_id)
            )
        except Refusal as refusal:
            await self._tell(Error(code=refusal.code, message=refusal.message, id=command_id))
            if refusal.code == "not_signed_in":
                await self._unfollow()
                await self._leave(CLOSE_SIGN_IN)
        except Exception:
            logger.exception("a command failed")
            await aclose_old_connections()
            message = "Something went wrong on our side."
            await self._tell(Error(code="server_error", message=message, id=command_id))

    async def _carry_out(self, command: Command) -> None:
        if isinstance(command, Hello):
            await self._hello(command)
            return
        if not self.welcomed:
            raise Refusal("hello_first", "Say hello first.")
        self.claims = await call_service(self._read_claims)
        actor = await self._identify()
        match command:
            case Follow():
                await self._follow(command, actor)
            case Send() | Retry() | Stop() | Select() | Rate():
                outcome = await carry_out(self.runtime, actor, command)
                await self._answer(command.id, outcome)
            case Act() | Decide():
                raise Refusal("not_available", "This is not available yet.")
            case _:
                assert_never(command)

    async def _hello(self, hello: Hello) -> None:
        if hello.protocol != PROTOCOL:
            raise Refusal("wrong_protocol", f"This server speaks {PROTOCOL}.")
        if self.hello_due:
            self.hello_due.cancel()
        self.claims = await call_service(self._read_claims)
        actor = await self._identify()
        model, offline = self.runtime.lease.model, self.runtime.options.is_offline
        self.welcomed = True
        self.watching = asyncio.create_task(self._watch_rights())
        await self._tell(
            Welcome(protocol=PROTOCOL, member=actor.name, model=model, offline_model=offline)
        )

    async def _watch_rights(self) -> None:
        """Ask again and again whether this is still a member: who is not follows nothing."""
        while True:
            await asyncio.sleep(self.runtime.options.HEARTBEAT)
            try:
                self.claims = await call_service(self._read_claims)
                await self._identify()
            except Refusal as refusal:
                await self._unfollow()
                await self._tell(Error(code=refusal.code, message=refusal.message))
                await self._leave(CLOSE_SIGN_IN)
                return
            except Exception:
                logger.exception("it is not known whether a member may still be here")
                await aclose_old_connections()

    def _read_claims(self) -> Claims | None:
        """Read the session anew: whoever signed out since the handshake is nobody here."""
        return read_claims(open_session(self.scope["cookies"]))

    async def _identify(self) -> Actor:
        actor = await identify(self.runtime.host, self.claims)
        if actor is None:
            raise Refusal("not_signed_in", "Please sign in first.")
        return actor

    async def _follow(self, command: Follow, actor: Actor) -> None:
        conversation = uuid.UUID(command.conversation)
        await call_service(check_conversation, actor=actor, conversation=conversation)
        await self._unfollow()
        await self._answer(command.id, Outcome({}, repeat=False))
        self.following = asyncio.create_task(self._pass_on(conversation, actor, command.cursor))

    async def _pass_on(self, conversation: uuid.UUID, actor: Actor, cursor: Cursor | None) -> None:
        """Send what is followed; a browser that would miss something is sent away to come back."""
        try:
            async with aclosing(follow(self.runtime, actor, conversation, cursor)) as frames:
                async for frame in frames:
                    await self._write(frame)
        except Refusal as refusal:
            # Deleted meanwhile: nothing is followed any more, and the socket is as good as before.
            await self._tell(Error(code=refusal.code, message=refusal.message))
        except LogAway as away:
            logger.warning("conversation %s cannot be followed: %s", conversation, away)
            await self._leave(CLOSE_SERVER_ERROR)
        except Exception:
            logger.exception("conversation %s cannot be followed", conversation)
            await self._leave(CLOSE_SERVER_ERROR)

    async def _unfollow(self) -> None:
        if self.following is not None:
            self.following.cancel()
            await asyncio.wait({self.following})
            self.following = None

    async def _answer(self, command_id: str, outcome: Outcome) -> None:
        await self._tell(Answer(id=command_id, result=outcome.answer, repeat=outcome.repeat))

    async def _tell(self, frame: Frame) -> None:
        await self._write(write_frame(frame))

    async def _write(self, text: str) -> None:
        # Who has left meanwhile is told nothing; what they asked for is done all the same.
        with suppress(OSError):
            await self.base_send({"type": "websocket.send", "text": text})

    async def _leave(self, code: int) -> None:
        """Close from our side; frames that were on their way are dropped."""
        self.leaving = True
        with suppress(OSError):
            await self.close(code)

    def _close_silent(self) -> None:
        self._closing = asyncio.ensure_future(self._leave(CLOSE_NO_HELLO))


class UnknownSocket(AsyncWebsocketConsumer):  # type: ignore[misc]
    """Refuses a websocket at any other address."""

    async def connect(self) -> None:
        """Answer the handshake with 403."""
        await self.close()
