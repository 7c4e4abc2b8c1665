"""Asks the host for the records of one block, as the member; the host's faults stay here."""

import asyncio
import logging
from collections.abc import Mapping, Sequence
from dataclasses import replace

import msgspec

from assistant.engine.cancellation import was_cancelled
from assistant.host import Actor, Host
from widgets.errors import BlockFault
from widgets.records import Record, Ref

logger = logging.getLogger(__name__)


async def find_records(
    host: Host, actor: Actor, refs: Sequence[Ref], *, within: float
) -> Mapping[Ref, Record] | BlockFault:
    """The records this member may see of those referred to, or why they cannot be had."""
    if not refs:
        return {}
    try:
        async with asyncio.timeout(within):
            found = await host.records(actor, refs)
        return {ref: _read_record(found[ref]) for ref in refs if ref in found}
    except (Exception, asyncio.CancelledError):
        if was_cancelled():
            raise
        logger.exception("the host could not give %d records", len(refs))
        return BlockFault("no_records", "", "the CRM could not be asked just now")


def _read_record(record: Record) -> Record:
    """The record with JSON for values: a host may well hand out decimals and dates."""
    if record.as_of.utcoffset() is None:
        raise ValueError(f"as_of of {record.ref} has no time zone")
    return replace(record, values=msgspec.json.decode(msgspec.json.encode(record.values)))
