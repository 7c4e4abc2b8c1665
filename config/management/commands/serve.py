"""`manage.py serve`: the whole site in one process, ready to use."""

import argparse
import contextlib
import gc
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any

import uvicorn
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from assistant.conf import DEFAULT_MODEL, Options
from assistant.management.preparing import check_servers, prepare
from assistant.runtime.leases import AT_WORK, WORKER
from assistant.services.locks import SERVING, try_lock
from assistant.services.processes import declare_dead
from config.lock import AlreadyServed, sign_lock, take_lock
from demo_crm.seed import DEMO_LOGINS

LOOPBACK = ("127.0.0.1", "::1", "localhost")
LARGEST_FRAME = 256 * 1024
"""Bytes of a websocket frame that are read at all; the protocol refuses smaller ones by name."""


class Command(BaseCommand):
    """Serve the site."""

    help = "Migrate, seed the demo once, and serve pages, chats and the admin from one process."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """The command line."""
        port = os.environ.get("PORT") or "8000"
        parser.add_argument("--port", default=port, help="the port (PORT, or 8000)")
        bind = os.environ.get("WEFT_BIND") or "127.0.0.1"
        parser.add_argument("--bind", default=bind, help="the address (WEFT_BIND, or 127.0.0.1)")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Serve until Ctrl-C."""
        port = _read_port(options["port"])
        check_servers()
        # The lock first: who starts the site twice should not be sent to another port.
        with suppress(KeyboardInterrupt), _be_alone() as lock:
            self._run(options["bind"], port, lock)

    def _run(self, bind: str, port: int, lock: IO[str] | None) -> None:
        if settings.DEBUG and bind not in LOOPBACK:
            message = (
                f"WEFT_BIND={bind} would open the demo, its known passwords and all, to others."
            )
            raise CommandError(f"{message} Set WEFT_DEBUG=0 and WEFT_SECRET_KEY first.")
        listener = _listen(bind, port)
        address = f"http://{bind}:{listener.getsockname()[1]}/"
        if lock:
            sign_lock(lock, address)
        prepare()
        if lock:
            for kind in ("serve", WORKER, AT_WORK):
                declare_dead(kind=kind)
        self._introduce(address)
        connection.close()
        _serve(listener)

    def _introduce(self, address: str) -> None:
        lines = [
            "",
            f"  The demo CRM   {address}",
            f"  The admin      {address}admin/",
            f"  Health         {address}healthz  {address}readyz",
            "",
            *(f"  {name:<8} password {secret}" for name, secret in DEMO_LOGINS.items()),
            "",
        ]
        options = Options.read()
        if options.is_offline:
            lines += [
                "  No model is connected: a script answers, and says so. To connect one, set",
                "  OPENAI_BASE_URL and/or OPENAI_API_KEY, and WEFT_MODEL.",
                "",
            ]
        else:
            where = options.BASE_URL or "OpenAI"
            lines += [f"  The model      {options.MODEL or DEFAULT_MODEL} at {where}", ""]
        self.stdout.write("\n".join([*lines, "  Ctrl-C stops it.", ""]))


@contextmanager
def _be_alone() -> Iterator[IO[str] | None]:
    """Keep others from serving this database, unless Redis lets several do.

    Gives the lock file beside a SQLite database, which proves that earlier processes are dead.
    """
    if Options.read().REDIS_URL:
        yield None
    elif connection.vendor == "sqlite":
        with _lock_file() as lock:
            yield lock
    else:
        with try_lock(SERVING) as alone:
            if not alone:
                message = "Another process serves this database already."
                raise CommandError(f"{message} Stop it first; for several, set REDIS_URL for all.")
            yield None


def _lock_file() -> IO[str]:
    database = Path(settings.DATABASES["default"]["NAME"])
    database.parent.mkdir(parents=True, exist_ok=True)
    try:
        return take_lock(database)
    except AlreadyServed as error:
        hint = "Stop it first, or serve another database by DATABASE_URL; several need REDIS_URL."
        raise CommandError(f"{error} {hint}") from error


def _read_port(given: str) -> int:
    if not given.isascii() or not given.isdigit() or not 0 <= int(given) < 65536:
        raise CommandError(f"PORT must be a number from 0 to 65535, not {given!r}.")
    return int(given)


def _listen(bind: str, port: int) -> socket.socket:
    listener = socket.socket(socket.AF_INET6 if ":" in bind else socket.AF_INET)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((bind, port))
        listener.listen(1024)
    except OSError as error:
        listener.close()
        message = f"Cannot listen on {bind} port {port}: {error.strerror}."
        raise CommandError(f"{message} Choose another: PORT={port + 1} make run") from error
    listener.set_inheritable(True)
    return listener


def _serve(listener: socket.socket) -> None:
    config = uvicorn.Config(
        "config.asgi:application",
        lifespan="on",
        log_level="warning",
        # Compression would cost each connection three times the memory for frames this small.
        ws_per_message_deflate=False,
        ws_max_size=LARGEST_FRAME,
        timeout_graceful_shutdown=1,
    )
    # uvicorn stops in good order at Ctrl-C and raises it again once it has.
    with contextlib.suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(sockets=[listener])
    # Spares the interpreter a last look through every module: half a second of a Ctrl-C.
    gc.freeze()
