"""Checks what a message mentions, as the member, before it is accepted."""

from collections.abc import Sequence

from assistant.core.wire.commands import Mention
from assistant.engine.records import find_records
from assistant.errors import Refusal
from assistant.host import Actor, Host
from widgets.errors import BlockFault
from widgets.records import Ref


async def check_mentions(
    host: Host, actor: Actor, mentions: Sequence[Mention], *, within: float
) -> tuple[dict[str, str], ...]:
    """Each once as `{kind, id, label}`, called what the host calls it.

    Raises Refusal: `not_found` where there is no such record for this member, `server_error` where
    the host does not answer within so many seconds.
    """
    refs = tuple(dict.fromkeys(Ref(each.kind, each.id) for each in mentions))
    known = [ref for ref in refs if ref.kind in host.catalog.kinds]
    found = await find_records(host, actor, known, within=within)
    if isinstance(found, BlockFault):
        raise Refusal("server_error", "What you mention could not be looked up. Please try again.")
    if any(ref not in found for ref in refs):
        raise Refusal("not_found", "Something you mention is not there.")
    named = [host.catalog.kinds[ref.kind].strip(found[ref]) for ref in refs]
    return tuple({"kind": each["kind"], "id": each["id"], "label": each["title"]} for each in named)
