"""Gives a host the tools of Weft's own that it asks for."""

from dataclasses import replace

from assistant.host import Host
from assistant.runtime.knowledge import SEARCH_KNOWLEDGE


def equip(host: Host) -> Host:
    """The host as turns are run with it."""
    return replace(host, tools=(*host.tools, SEARCH_KNOWLEDGE)) if host.knowledge else host
