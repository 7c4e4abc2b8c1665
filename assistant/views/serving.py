"""Finds the runtime behind a request, if the process that answers it has one."""

from django.http import HttpRequest

from assistant.runtime.runtime import Runtime


def find_runtime(request: HttpRequest) -> Runtime | None:
    """The runtime that `serve` put into the state of every connection; None without `serve`."""
    runtime: Runtime | None = getattr(request, "scope", {}).get("state", {}).get("runtime")
    return runtime
