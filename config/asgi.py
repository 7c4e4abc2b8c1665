"""The site as one ASGI application: pages over HTTP, chats over websockets, one runtime."""

import os
from typing import Any

from channels.routing import ProtocolTypeRouter, URLRouter
from channels.sessions import CookieMiddleware
from django.core.asgi import get_asgi_application
from django.urls import re_path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
pages = get_asgi_application()

# These need the apps that the line above has loaded.
from assistant.consumers import ConversationConsumer, UnknownSocket  # noqa: E402
from assistant.runtime.threads import own_thread  # noqa: E402
from config.lifespan import Lifespan  # noqa: E402

sockets = CookieMiddleware(
    URLRouter(
        [
            re_path(r"^ws/$", ConversationConsumer.as_asgi()),
            re_path(r"", UnknownSocket.as_asgi()),
        ]
    )
)


async def serve_socket(scope: Any, receive: Any, send: Any) -> None:
    """A socket, whose slow queries hold up no other where the database can do several at once."""
    async with own_thread():
        await sockets(scope, receive, send)


application = ProtocolTypeRouter({"http": pages, "websocket": serve_socket, "lifespan": Lifespan()})
