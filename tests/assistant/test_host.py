"""The door for a CRM, from the CRM's side."""

from django.http import HttpRequest

from assistant.host import SESSION_KEY, Claims, sign_in, sign_out
from assistant.identity import read_claims
from tests.support import bike_desk
from tests.support.bike_shop import HOST

ROBIN = Claims(tenant="spokes", subject="robin", name="Robin", role="seller")


def make_request() -> HttpRequest:
    request = HttpRequest()
    request.session = {}
    return request


def test_tools_are_found_by_name():
    assert HOST.tool("find_bikes") is HOST.tools[0]
    assert HOST.tool("sell_bike") is None


def test_collections_are_found_by_name():
    assert bike_desk.HOST.searchable("bikes") is bike_desk.HOST.collections[0]
    assert bike_desk.HOST.searchable("cars") is None


def test_signing_in_is_remembered_and_signing_out_forgets():
    request = make_request()
    sign_in(request, ROBIN)
    assert read_claims(request.session) == ROBIN
    sign_out(request)
    assert SESSION_KEY not in request.session


def test_signing_out_of_nothing_is_nothing():
    sign_out(make_request())
