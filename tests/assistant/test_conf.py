"""The assistant's settings: read now, typed, and nothing misspelt."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from assistant.conf import Options, load_host
from assistant.core.turn.steps import Limits
from tests.support import bike_shop


def test_settings_are_read_as_they_are_now(settings):
    settings.WEFT = {"HOST": "a.B", "GAP": 1.5}
    assert Options.read().GAP == 1.5
    settings.WEFT = {"HOST": "a.B"}
    assert Options.read().GAP == 30.0


def test_a_misspelt_setting_is_named(settings):
    settings.WEFT = {"HOST": "a.B", "GAPS": 1, "TURNS": 2}
    with pytest.raises(ImproperlyConfigured, match="GAPS, TURNS"):
        Options.read()


@pytest.mark.parametrize("weft", [{}, {"HOST": ""}])
def test_a_host_is_needed(settings, weft):
    settings.WEFT = weft
    with pytest.raises(ImproperlyConfigured, match="HOST"):
        Options.read()


@pytest.mark.parametrize(
    ("weft", "offline"),
    [
        ({}, True),
        ({"MODEL": "m"}, True),
        ({"API_KEY": "sk-1"}, False),
        ({"BASE_URL": "http://127.0.0.1/v1"}, False),
    ],
)
def test_without_an_endpoint_the_script_answers(weft, offline):
    assert Options(HOST="a.B", **weft).is_offline is offline


def test_limits_are_those_of_one_turn():
    assert Options(HOST="a.B", ROUNDS=2, CALLS=3, TOKENS=4).limits == Limits(
        rounds=2, calls=3, tokens=4
    )


def test_the_host_is_the_value_that_is_named(settings):
    settings.WEFT = {"HOST": "tests.support.bike_shop.HOST"}
    assert load_host() is bike_shop.HOST


@pytest.mark.parametrize("path", ["tests.support.bike_shop.GHOST", "HOST", "no.such.HOST"])
def test_a_host_that_is_not_there_is_named(settings, path):
    settings.WEFT = {"HOST": path}
    with pytest.raises(ImproperlyConfigured, match=path):
        load_host()


def test_what_is_no_host_is_refused(settings):
    settings.WEFT = {"HOST": "tests.support.bike_shop.TOOLS"}
    with pytest.raises(ImproperlyConfigured, match="not a Host"):
        load_host()
