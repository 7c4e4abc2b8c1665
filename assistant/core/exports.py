"""Writes a whole conversation as Markdown: all that the member saw, in words. No I/O."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from assistant.core.titles import clean_line
from assistant.core.wire.answers import ConversationExport, RatedTurn
from assistant.core.wire.events import BlockState, ProseState, WidgetState

_THUMBS = {"up": "Rated: good", "down": "Rated: bad"}


def write_markdown(export: ConversationExport) -> str:
    """The branch shown from its root on, then what stands on other branches."""
    shown, others = _split(export)
    title = _say(export.conversation.title) or "Conversation"
    parts = [f"# {title}", f"Exported {export.exported}"]
    parts += [part for turn in shown for part in _write_turn(turn)]
    if others:
        parts.append("# Other versions")
        parts += [part for turn in others for part in _write_turn(turn)]
    return "\n\n".join(parts) + "\n"


def _split(export: ConversationExport) -> tuple[list[RatedTurn], list[RatedTurn]]:
    known = {each.turn.id: each for each in export.turns}
    shown: list[RatedTurn] = []
    at = export.conversation.leaf
    while at is not None and at in known:
        shown.append(known.pop(at))
        at = shown[-1].turn.parent
    return shown[::-1], list(known.values())


def _write_turn(turn: RatedTurn) -> Iterator[str]:
    yield f"## {turn.turn.created}"
    # Quoted, so that whatever the member wrote stays theirs.
    yield "\n".join(f"> {line}".rstrip() for line in turn.turn.message.splitlines())
    for block in turn.blocks:
        yield from _write_block(block)
    if turn.turn.notice:
        yield f"*{turn.turn.notice}*"
    if turn.rating is not None:
        comment = f": {_say(turn.rating.comment)}" if turn.rating.comment else ""
        yield f"*{_THUMBS[turn.rating.value]}{comment}*"


def _write_block(block: BlockState) -> Iterator[str]:
    match block:
        case ProseState():
            yield block.text.strip()
        case WidgetState(state="ready"):
            yield f"```widget {block.widget}\n{json.dumps(block.payload, ensure_ascii=False)}\n```"
            if block.records:
                yield "\n".join(_write_record(record) for record in block.records)
            for rows in block.figures.values():
                yield _write_rows(rows)
        case WidgetState():
            yield block.fallback or "This was not finished."


def _write_record(record: Mapping[str, Any]) -> str:
    values = [f"{name}: {_say(value)}" for name, value in record["values"].items()]
    return f"- **{_say(record['title'])}** ({record['kind']} {record['id']}): {'; '.join(values)}"


def _write_rows(rows: Sequence[Sequence[Any]]) -> str:
    return "\n".join("- " + ", ".join(_say(value) for value in row) for row in rows)


def _say(value: Any) -> str:
    """A value as one line."""
    said = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return clean_line(said)
