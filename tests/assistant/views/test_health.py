"""Whether the process lives, and whether it can serve: for whoever watches it."""

import aiohttp
import pytest
from django.db import OperationalError

from tests.support.fake_llm import failure
from tests.support.live_site import open_site

# Sites of tests have no worker, and answer all the same.
NO_WORKER = "not running: start `celery -A config worker`"
FINE = {"database": "ok", "log": "ok", "model": "ok", "worker": NO_WORKER}


@pytest.fixture(autouse=True)
def _patience(monkeypatch):
    """A busy machine may need longer than who watches a site would wait."""
    monkeypatch.setattr("assistant.llm.CHECK_WITHIN", 20.0)
    monkeypatch.setattr("assistant.runtime.readiness.ASK_WITHIN", 20.0)


async def look(site, path: str) -> tuple[int, dict[str, str]]:
    async with aiohttp.ClientSession() as client, client.get(site.origin + path) as answer:
        return answer.status, await answer.json()


async def test_a_process_that_answers_lives(site):
    assert await look(site, "/healthz") == (200, {"status": "alive"})


async def test_a_site_with_all_it_needs_is_ready(site):
    assert await look(site, "/readyz") == (200, FINE)


@pytest.mark.parametrize(
    ("answer", "state"), [(failure(500), "upstream_error"), (failure(401), "not_authorised")]
)
async def test_a_model_that_fails_is_named(site, answer, state):
    site.model.models = answer
    assert await look(site, "/readyz") == (503, {**FINE, "model": state})
    assert (await look(site, "/healthz"))[0] == 200


async def test_a_model_that_is_away_is_named(members):
    async with open_site(BASE_URL="http://127.0.0.1:9/v1") as site:
        assert await look(site, "/readyz") == (503, {**FINE, "model": "unreachable"})


async def test_an_endpoint_without_a_list_of_models_is_ready(site):
    site.model.models = failure(404)
    assert await look(site, "/readyz") == (200, FINE)


async def test_a_database_that_is_away_is_named(site, monkeypatch):
    def fail():
        raise OperationalError("the server closed the connection; password=hunter2")

    monkeypatch.setattr("assistant.runtime.readiness._ask_database", fail)
    status, states = await look(site, "/readyz")
    assert (status, states["database"]) == (503, "unavailable: OperationalError")


def test_pages_without_the_runtime_are_not_ready(client, settings):
    settings.WHITENOISE_AUTOREFRESH = True
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert "serve" in answer.json()["runtime"]


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
async def test_health_tells_no_secrets(site, path):
    said = str(await look(site, path))
    assert "fake-key" not in said
    assert site.model.base_url not in said
