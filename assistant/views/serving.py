"""Finds the runtime and the host behind a request; not every process that answers has a runtime."""

from django.http import HttpRequest

from assistant.conf import load_host
from assistant.host import Host
from assistant.runtime.equipment import equip
from assistant.runtime.runtime import Runtime


def find_runtime(request: HttpRequest) -> Runtime | None:
    """The runtime that `serve` put into the state of every connection; None without `serve`."""
    runtime: Runtime | None = getattr(request, "scope", {}).get("state", {}).get("runtime")
    return runtime


def find_host(request: HttpRequest) -> Host:
    """The host that the runtime serves, or that the settings name."""
    runtime = find_runtime(request)
    return runtime.host if runtime else equip(load_host())
