"""The one bounded round in which a model may mend the widget blocks it got wrong. No I/O."""

from collections.abc import Sequence

from assistant.core.turn.facts import WidgetFact
from assistant.core.turn.reader import LONGEST_REPLY
from assistant.core.upstream.chunks import Chunk, Finish, Text, Usage
from assistant.errors import UpstreamFault
from widgets.stream import BlockParser, Closed


class RepairReader:
    """Takes the chunks of a repair round; `end` gives the blocks that answer those asked for."""

    def __init__(self, asked: Sequence[WidgetFact]) -> None:
        self.asked = tuple(asked)
        self.finish: str | None = None
        self.usage = Usage(0, 0)
        self._raw: list[str] = []
        self._length = 0

    @property
    def raw(self) -> str:
        """What the model has written so far."""
        return "".join(self._raw)

    def receive(self, chunks: Sequence[Chunk]) -> None:
        """Read what came in one go. Raises UpstreamFault `reply_too_long`."""
        for chunk in chunks:
            if isinstance(chunk, Text):
                self._length += len(chunk.text)
                self._raw.append(chunk.text)
            elif isinstance(chunk, Finish):
                self.finish = chunk.reason
            elif isinstance(chunk, Usage):
                self.usage = chunk
        if self._length > LONGEST_REPLY:
            raise UpstreamFault("reply_too_long", "The reply grew beyond every limit.")

    def end(self) -> list[tuple[WidgetFact, Closed]]:
        """Pairs of what was asked and what was written, or nothing where their number differs."""
        parser = BlockParser()
        pieces = [*parser.feed(self.raw), *parser.finish()]
        written = [piece for piece in pieces if isinstance(piece, Closed)]
        if len(written) != len(self.asked):
            return []
        return list(zip(self.asked, written, strict=True))


def write_repair(faulty: Sequence[WidgetFact]) -> str:
    """The message that asks for the faulty blocks again, with the rule each one broke."""
    count = len(faulty)
    blocks = "1 widget block" if count == 1 else f"{count} widget blocks"
    lines = [
        f"Repair: {blocks} of your reply could not be shown. Write exactly {blocks}, corrected, in "
        "the same order, and nothing else. Do not call tools."
    ]
    lines += [_describe(index, widget) for index, widget in enumerate(faulty, 1)]
    return "\n".join(lines)


def _describe(index: int, widget: WidgetFact) -> str:
    name = widget.name or "unknown"
    return f"{index}. {name}: {widget.code} at {widget.pointer or '(the whole)'}: {widget.message}"
