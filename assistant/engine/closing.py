"""Closes a turn: with its end goes what looking at the whole reply found."""

import logging
from collections.abc import Sequence
from dataclasses import replace

from assistant.core.assertions.checking import check_reply
from assistant.core.assertions.reply import read_reply
from assistant.core.assertions.sources import find_sources
from assistant.core.turn.endings import Ending
from assistant.core.turn.facts import EndFact, TurnFact
from assistant.host import Host

logger = logging.getLogger(__name__)

WHOLE = Ending("done")


def close_turn(host: Host, path: Sequence[TurnFact], ending: Ending) -> EndFact:
    """The end of the last turn of `path`, which holds all its rounds. Never raises."""
    current = path[-1]
    end = EndFact(ending=ending, rounds=current.rounds)
    # Whatever breaks here must not cost the member the reply, nor one check the other.
    try:
        reply = read_reply(
            current.id,
            path,
            catalog=host.catalog,
            tools={tool.name: tool.parameters for tool in host.tools},
            is_whole=ending == WHOLE,
        )
        end = replace(end, findings=check_reply(reply, host.assertions, report=_report))
        end = replace(end, sources=find_sources(reply))
    except Exception:
        logger.exception("the reply of turn %s could not be checked", current.id)
    return end


def _report(code: str, fault: Exception) -> None:
    logger.error("assertion %s failed", code, exc_info=fault)
