"""How turns end: the state, the code, and the sentence a member reads. No I/O."""

from dataclasses import dataclass
from typing import Final, Literal

EndPhase = Literal["done", "stopped", "failed", "interrupted"]


@dataclass(frozen=True, slots=True)
class Ending:
    """The one end of a turn."""

    state: EndPhase
    code: str | None = None
    truncated: bool = False


STOPPED: Final = Ending("stopped", "stopped")
SHUTDOWN: Final = Ending("interrupted", "shutdown")
PROCESS_DIED: Final = Ending("interrupted", "process_died")

_INTERRUPTING: Final = {"no_finish", "cut", "gap", "deadline", "process_died", "shutdown"}
_UNREACHED: Final = "The assistant cannot be reached just now. Please try again in a moment."
_GARBLED: Final = "The assistant's answer could not be read. Please try again."
_NOTICES: Final[dict[str, str]] = {
    "content_filter": "Part of this answer was withheld by the model's content filter.",
    "refusal": "The assistant declined to answer this.",
    "stopped": "You stopped this answer.",
    "declined": "You went on without approving this, so it was not done.",
    "approval_expired": "Nobody approved this in time, so it was not done.",
    "no_finish": "This answer broke off. What had come is kept; you can ask it to continue.",
    "cut": "The connection to the model broke off. What had come is kept; you can continue.",
    "gap": "The model went silent in mid-answer. What had come is kept; you can continue.",
    "deadline": "This answer took too long and was ended. What had come is kept.",
    "process_died": "Our server went away in mid-answer. What it stored is kept; you can continue.",
    "shutdown": "Our server was restarted in mid-answer. What had come is kept; you can continue.",
    "no_first_token": "The model did not begin to answer in time. Please try again.",
    "unreachable": _UNREACHED,
    "upstream_error": _UNREACHED,
    "rate_limited": "The model is busy. Please try again in a minute.",
    "not_authorised": "The assistant is unavailable. Your administrator has to look at its access.",
    "model_not_found": "The assistant is unavailable: its model is not there.",
    "bad_request": "The model refused this request. Please try it in other words.",
    "context_too_long": "This conversation has grown too long for the model. Please start another.",
    "empty_reply": "The model gave an empty answer. Please try again.",
    "reply_too_long": "The answer grew without end and was stopped.",
    "bad_calls": "The assistant tried to use a tool and could not say how. Please try again.",
    "too_many_rounds": "The assistant did not come to an end. Please ask for less at once.",
    "too_many_tokens": "This used up what one answer may cost. Please ask for less at once.",
    "not_allowed": "You may not use the assistant any more.",
    "internal": "Something went wrong on our side. Please try again.",
}
for _code in ("not_event_stream", "no_chunks", "bad_chunk", "line_too_long", "unknown_finish"):
    _NOTICES[_code] = _GARBLED


def end_with(code: str) -> Ending:
    """The ending of a turn that a fault ended."""
    if code == "content_filter":
        # Some endpoints withhold the whole answer by refusing the request.
        return Ending("done", code)
    return Ending("interrupted" if code in _INTERRUPTING else "failed", code)


def write_notice(code: str | None, *, truncated: bool = False) -> str | None:
    """What the member reads about how a turn ended, or None where there is nothing to say."""
    if code is not None:
        return _NOTICES.get(code, _NOTICES["internal"])
    return "This answer reached its length limit and was cut." if truncated else None
