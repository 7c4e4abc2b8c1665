"""What a wish was and what became of it: the values of its trace. No I/O."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from assistant.core.query.fields import Collection
from assistant.core.query.language import EVERYTHING, Query
from assistant.core.query.notes import Correction, Fault
from assistant.core.query.relevance import Chosen

AskState = Literal["clean", "corrected", "repaired", "partial", "question", "failed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a member wants looked up. `collection` has only the fields they may see.

    `current` is the query they look at; `now` is aware, on their clock in `zone` (an IANA name).
    """

    collection: Collection
    text: str
    current: Query = EVERYTHING
    now: datetime
    zone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Try:
    """One request and what came of it: `raw` is what the model wrote, `request` its digest."""

    request: str
    raw: str = ""
    finish: str | None = None
    faults: tuple[Fault, ...] = ()
    corrections: tuple[Correction, ...] = ()
    input_tokens: int = 0
    output_tokens: int = 0
    started: datetime
    ended: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """What became of a wish.

    - `clean`, `corrected`: a query at first go, as it stood or by static rules; `repaired`: at the
      second. `partial`: a query without what is in `faults`, which must be told.
    - `question`: the member is asked back. `failed`: there was no answer; `code` says why.
    """

    state: AskState
    query: Query | None = None
    question: str | None = None
    code: str | None = None
    notice: str = ""
    faults: tuple[Fault, ...] = ()
    corrections: tuple[Correction, ...] = ()
    prompt: str = ""
    fields: tuple[Chosen, ...] = ()
    tries: tuple[Try, ...] = ()
