"""Puts a round's tool calls together from what the model streamed of them. No I/O."""

from dataclasses import dataclass, field
from typing import Any

from assistant.core.upstream.chunks import CallFragment
from widgets import strict_json
from widgets.errors import BlockFault

MAX_CALLS = 64
MAX_SIZE = 256 * 1024
MAX_DEPTH = 20


@dataclass(frozen=True, slots=True)
class AssembledCall:
    """One call the model asked for; `index` counts from 0 in the round, and no id comes twice.

    Either `arguments` is the one JSON object in `source`, or `fault` says, to the model, why this
    call cannot be run. Whether the tool exists and takes these arguments is not looked at.
    """

    index: int
    id: str
    name: str
    source: str
    arguments: dict[str, Any] | None
    fault: str | None


@dataclass(slots=True)
class _Draft:
    id: str
    name: str = ""
    sources: list[str] = field(default_factory=list)
    renamed: bool = False
    followed: bool = False


class CallAssembler:
    """Takes each fragment by `receive`; `finish` gives the calls in the order they began.

    Endpoints disagree about what a fragment repeats: some send the id with each, some leave it
    out, some put every call at index 0. So a fragment belongs to the call of its index, unless
    it has another id than that one, which makes it another call. A guess that could run the wrong
    thing is never made: such calls come out with a fault, and then none of the round may run.
    """

    def __init__(self) -> None:
        self._drafts: list[_Draft] = []
        self._at_index: dict[int, list[_Draft]] = {}
        self._size = 0
        self._too_much = False

    def receive(self, fragment: CallFragment) -> None:
        """Read one fragment."""
        if self._too_much:
            return
        draft = self._find_draft(fragment)
        if fragment.name and draft.name and fragment.name != draft.name:
            draft.renamed = True
        draft.id = draft.id or fragment.id
        draft.name = draft.name or fragment.name
        if fragment.arguments:
            draft.sources.append(fragment.arguments)
        self._size += len(fragment.id) + len(fragment.name) + len(fragment.arguments)
        self._too_much = self._size > MAX_SIZE or len(self._drafts) > MAX_CALLS

    def _find_draft(self, fragment: CallFragment) -> _Draft:
        drafts = self._at_index.setdefault(fragment.index, [])
        for draft in reversed(drafts):
            if not fragment.id or not draft.id or draft.id == fragment.id:
                return draft
        for draft in drafts:
            draft.followed = True
        draft = _Draft(fragment.id)
        drafts.append(draft)
        self._drafts.append(draft)
        return draft

    def finish(self) -> tuple[AssembledCall, ...]:
        """All calls of the round, once the model has finished it."""
        ids = [draft.id for draft in self._drafts]
        return tuple(self._assemble(index, ids) for index in range(len(ids)))

    def _assemble(self, index: int, ids: list[str]) -> AssembledCall:
        draft = self._drafts[index]
        source = "".join(draft.sources)
        arguments, fault = _read_arguments(source)
        if self._too_much:
            fault = f"Make at most {MAX_CALLS} calls, of {MAX_SIZE} characters together."
        elif not draft.name:
            fault = "The call does not name a tool."
        elif draft.renamed:
            fault = "The call names more than one tool."
        elif draft.followed and not source:
            # One endpoint changes the id in mid-call, another sends two calls in this way.
            fault = "It is not clear whether this is a call of its own."
        elif draft.id and ids.count(draft.id) > 1:
            fault = f"The id {draft.id} is used for more than one call."
        return AssembledCall(
            index=index,
            id=_choose_id(index, ids),
            name=draft.name,
            source=source,
            arguments=arguments if fault is None else None,
            fault=fault,
        )


def _read_arguments(source: str) -> tuple[dict[str, Any] | None, str | None]:
    # Two ways models write "no arguments" that cannot mean anything else.
    if source.strip() in ("", '{}""'):
        return {}, None
    try:
        return strict_json.decode(source, max_bytes=MAX_SIZE, max_depth=MAX_DEPTH), None
    except BlockFault as fault:
        return None, f"The arguments are not one JSON object: {fault.message}."


def _choose_id(index: int, ids: list[str]) -> str:
    """The call's own id, or one that is the same whenever the same round is read."""
    own = ids[index]
    if own and own not in ids[:index]:
        return own
    made = f"call_{index + 1}"
    while made in ids:
        made += "_"
    return made
