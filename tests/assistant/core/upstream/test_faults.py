"""Failures of an endpoint to faults."""

import json
from datetime import UTC, datetime

import pytest

from assistant.core.upstream.faults import read_retry_after, translate_report, translate_status
from assistant.errors import UpstreamFault

NOW = datetime(2026, 11, 20, 12, 0, 0, tzinfo=UTC)


def translate(status: int, error: object = "", retry_after: str | None = None) -> UpstreamFault:
    body = json.dumps({"error": error})
    return translate_status(status, body=body, retry_after=retry_after, now=NOW)


@pytest.mark.parametrize(
    ("status", "code", "retryable"),
    [
        (400, "bad_request", False),
        (401, "not_authorised", False),
        (402, "not_authorised", False),
        (403, "not_authorised", False),
        (404, "model_not_found", False),
        (408, "upstream_error", True),
        (409, "upstream_error", True),
        (413, "context_too_long", False),
        (422, "bad_request", False),
        (429, "rate_limited", True),
        (500, "upstream_error", True),
        (502, "upstream_error", True),
        (503, "upstream_error", True),
        (529, "upstream_error", True),
    ],
)
def test_each_status_has_its_code(status, code, retryable):
    fault = translate(status)
    assert (fault.code, fault.retryable) == (code, retryable)


@pytest.mark.parametrize(
    "error",
    [
        {"code": "context_length_exceeded", "message": "..."},
        {"message": "This model's maximum context length is 4096 tokens.", "code": 400},
        {"type": "exceed_context_size_error", "n_ctx": 4096},
        {"message": "prompt is too long: 201000 tokens > 200000 maximum"},
    ],
)
def test_a_context_too_long_is_recognised(error):
    assert translate(400, error).code == "context_too_long"


@pytest.mark.parametrize("code", ["content_policy_violation", "content_filter"])
def test_a_filtered_prompt_is_recognised(code):
    assert translate(400, {"code": code}).code == "content_filter"


def test_an_exhausted_quota_is_not_worth_another_try():
    fault = translate(429, {"code": "insufficient_quota"}, "1")
    assert (fault.code, fault.retryable, fault.retry_after) == ("not_authorised", False, None)


@pytest.mark.parametrize("status", [429, 503])
def test_the_endpoint_may_name_the_wait(status):
    assert translate(status, retry_after="7").retry_after == 7.0


def test_what_the_endpoint_said_is_for_operators():
    fault = translate(401, "Incorrect API key: sk-secret")
    assert "sk-secret" not in fault.message
    assert "unavailable" in fault.message
    assert "sk-secret" in fault.__notes__[0]


def test_a_note_is_short():
    assert len(translate_report("x" * 10_000).__notes__[0]) < 600
    assert len(translate(500, "x" * 10_000).__notes__[0]) < 600


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        (None, None),
        ("0", 0.0),
        ("120", 120.0),
        (" 1.5 ", 1.5),
        ("Fri, 20 Nov 2026 12:00:30 GMT", 30.0),
        ("Fri, 20 Nov 2026 12:00:30 -0000", 30.0),
        ("Fri, 20 Nov 2026 13:00:30 +0100", 30.0),
        ("Fri, 20 Nov 2026 11:00:00 GMT", 0.0),
        ("-1", None),
        ("nan", None),
        ("inf", None),
        ("soon", None),
        ("", None),
        ("Fri, 99 Nov 2026 12:00:30 GMT", None),
        ("Fri, 20 Nov 2026 12:00:30 +9999999999", None),
    ],
)
def test_retry_after_is_seconds_or_a_date_or_no_help(header, seconds):
    assert read_retry_after(header, NOW) == seconds
