"""Whether this process lives, and whether it can serve."""

from django.http import HttpRequest, JsonResponse

from assistant.runtime.leases import WORKER
from assistant.runtime.readiness import check_readiness
from assistant.views.serving import find_runtime


async def show_health(_request: HttpRequest) -> JsonResponse:
    """The process answers."""
    return JsonResponse({"status": "alive"})


async def show_readiness(request: HttpRequest) -> JsonResponse:
    """Each part of the site with its state; 503 unless all that a reply needs are `ok`."""
    runtime = find_runtime(request)
    if runtime is None:
        return JsonResponse({"runtime": "not running: start the site by `serve`"}, status=503)
    states = await check_readiness(runtime)
    # Work waits in its rows for a worker; chats go on without one.
    ready = all(state == "ok" for name, state in states.items() if name != WORKER)
    return JsonResponse(states, status=200 if ready else 503)
