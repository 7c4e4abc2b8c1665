"""Serves one ASGI application the way `manage.py serve` does: `python -m bench.serving APP`."""

import socket
import sys

import uvicorn


def listen() -> socket.socket:
    """Listen on a free port of this machine, and say its address."""
    listener = socket.create_server(("127.0.0.1", 0), backlog=1024)
    print(f"http://127.0.0.1:{listener.getsockname()[1]}/", flush=True)
    return listener


def main() -> None:
    config = uvicorn.Config(sys.argv[1], log_level="warning", ws_per_message_deflate=False)
    uvicorn.Server(config).run(sockets=[listen()])


if __name__ == "__main__":
    main()
