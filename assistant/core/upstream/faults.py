"""What it means when a model's endpoint answers with a failure. No I/O.

A fault's message may be shown to a member. What the endpoint itself said is for operators only: it
is a note on the exception (PEP 678), which a logged traceback shows.
"""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from math import inf

from assistant.errors import UpstreamFault

LONGEST_NOTE = 500
UNAVAILABLE = "The assistant is unavailable."
BROKEN_OFF = "The assistant broke off with an error."

# OpenAI, vLLM, llama.cpp, Anthropic, in this order; there is no common code.
TOO_LONG = (
    "context_length_exceeded",
    "maximum context length",
    "exceed_context_size",
    "prompt is too long",
)
FILTERED = ("content_policy_violation", "content_filter")


def translate_status(
    status: int, *, body: str, retry_after: str | None, now: datetime
) -> UpstreamFault:
    """The fault an HTTP status of 400 or more stands for.

    `body` is the beginning of the answer, `retry_after` the header of that name, `now` is aware.
    """
    if status == 429 and "insufficient_quota" not in body:
        code, message, retryable = "rate_limited", "The assistant is busy.", True
    elif status in (408, 409) or status >= 500:
        code, message, retryable = "upstream_error", UNAVAILABLE, True
    else:
        code, message = _explain_refusal(status, body)
        retryable = False
    delay = read_retry_after(retry_after, now) if retryable else None
    fault = UpstreamFault(code, message, retryable=retryable, retry_after=delay)
    fault.add_note(f"HTTP {status}: {body[:LONGEST_NOTE]}")
    return fault


def _explain_refusal(status: int, body: str) -> tuple[str, str]:
    # An exhausted quota comes as 429, but waiting does not cure it.
    if status in (401, 402, 403, 429):
        return "not_authorised", UNAVAILABLE
    if status == 404:
        return "model_not_found", UNAVAILABLE
    if status == 413 or any(words in body for words in TOO_LONG):
        return "context_too_long", "This conversation is too long for the assistant."
    if any(words in body for words in FILTERED):
        return "content_filter", "The assistant may not answer this."
    return "bad_request", "The assistant could not read this request."


def translate_report(words: object) -> UpstreamFault:
    """The fault for an error that an endpoint reports inside an answer that began well."""
    fault = UpstreamFault("upstream_error", BROKEN_OFF)
    fault.add_note(f"The endpoint reported: {str(words)[:LONGEST_NOTE]}")
    return fault


def read_retry_after(header: str | None, now: datetime) -> float | None:
    """Seconds to wait (RFC 9110: a number or a date), or None where the header is no help."""
    if header is None:
        return None
    try:
        seconds = float(header)
    except ValueError:
        return _count_seconds_until(header, now)
    return seconds if 0 <= seconds < inf else None


def _count_seconds_until(date: str, now: datetime) -> float | None:
    try:
        moment = parsedate_to_datetime(date)
    except (ValueError, OverflowError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - now).total_seconds())
