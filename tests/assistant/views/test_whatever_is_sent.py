"""Whatever is sent to any endpoint, it keeps to the OpenAPI document: schemathesis tries."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import pytest
import schemathesis
from django.conf import settings
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.middleware.csrf import _get_new_csrf_string
from hypothesis import HealthCheck
from hypothesis import settings as trying
from hypothesis import strategies as st
from schemathesis.specs.openapi.checks import ignored_auth

from assistant.views.manuals import write_openapi
from tests.support.alices import Alices, make_alices
from tests.support.members import enrol_people, make_session

EXAMPLES = 15
# What a pattern cannot say.
FORMATS = {
    "cursor": "cD0yMDI2LTAyLTAxKzAwJTNBMDAlM0EwMCUyQjAwJTNBMDA=",
    "line": "A title",
    "record-kind": "contact",
}

for name, example in FORMATS.items():
    schemathesis.openapi.format(name, st.just(example))
CONFIG = schemathesis.Config.from_dict({"generation": {"with-security-parameters": False}})
DOCUMENT = schemathesis.openapi.from_dict(write_openapi(), config=CONFIG)
DOCUMENT.app = get_wsgi_application()


@pytest.fixture
def _open_connection():
    """Requests come within a test's transaction, whose connection they may not close."""
    signals = (request_started, request_finished)
    for each in signals:
        each.disconnect(close_old_connections)
    yield
    for each in signals:
        each.connect(close_old_connections)


@pytest.fixture
def alices(db, _open_connection) -> Alices:
    enrol_people()
    return make_alices()


@pytest.fixture
def browser_of_alice(alices) -> dict[str, Any]:
    """Her cookies, and the token that a page of the site would send."""
    token = _get_new_csrf_string()
    session = make_session("alice", "lantern-row")
    return {
        "cookies": {settings.SESSION_COOKIE_NAME: session, settings.CSRF_COOKIE_NAME: token},
        "headers": {"X-CSRFToken": token},
    }


def name_known(parameters: Mapping[str, Any], ids: Alices) -> dict[str, Any]:
    """The same ids, half of those that might be real made so."""
    return {
        name: getattr(ids, name) if _is_even(given) else given for name, given in parameters.items()
    }


def _is_even(given: object) -> bool:
    try:
        return UUID(str(given)).int % 2 == 0
    except ValueError:
        return False


# A wish needs a process that answers, which there is not in a test of this kind.
@DOCUMENT.exclude(operation_id="ask_query").parametrize()
@trying(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
def test_it_keeps_to_the_document(case, alices, browser_of_alice):
    case.path_parameters = name_known(case.path_parameters, alices)
    # Who is signed in is not the tool's to vary: the rights matrix asks every endpoint as nobody.
    case.call_and_validate(**browser_of_alice, excluded_checks=[ignored_auth])
