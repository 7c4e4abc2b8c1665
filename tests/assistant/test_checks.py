"""Each thing an operator can get wrong has a check of its own, which names the variable."""

from dataclasses import replace

import pytest
from django.conf import settings
from django.core.checks import run_checks

from assistant.host import KNOWLEDGE_TOOL, Effect, QueryResult, Searchable
from demo_crm.host import HOST
from tests.support.bike_collection import BIKES
from widgets.catalog import Catalog
from widgets.definition import Action
from widgets.schemas import Schema

FOUND = "tests.assistant.test_checks"
WITH_DEAD_ACTION = HOST
NO_HOST = object()


def check(**weft) -> dict[str, str]:
    """What the checks say with these settings, by id."""
    settings.WEFT = {**settings.WEFT, **weft}
    return {each.id: each.msg for each in run_checks() if each.id.startswith("assistant.")}


@pytest.fixture(autouse=True)
def _a_site_as_it_comes(settings):
    settings.DEBUG = True
    settings.WEFT = {**settings.WEFT, "BASE_URL": "", "API_KEY": "", "MODEL": "", "ORIGINS": ()}


def test_the_site_as_it_comes_has_nothing_wrong():
    assert check() == {}


def test_a_connected_model_has_nothing_wrong():
    assert check(BASE_URL="http://127.0.0.1:8080/v1", MODEL="m") == {}
    assert check(BASE_URL="", API_KEY="sk-1", MODEL="m") == {}


@pytest.mark.parametrize(
    ("code", "weft", "named"),
    [
        ("assistant.E001", {"HOTS": "demo_crm.host.HOST"}, "HOTS"),
        ("assistant.E001", {"HOST": ""}, "HOST"),
        ("assistant.E002", {"HOST": "demo_crm.host.GHOST"}, "HOST"),
        ("assistant.E002", {"HOST": "no_such_package.HOST"}, "HOST"),
        ("assistant.E002", {"HOST": f"{FOUND}.NO_HOST"}, "HOST"),
        ("assistant.E010", {"DRAWINGS": "demo_crm/gone.js"}, "DRAWINGS"),
        ("assistant.E010", {"DRAWINGS_STYLE": "gone.css"}, "DRAWINGS_STYLE"),
        ("assistant.E004", {"BASE_URL": "localhost:8080/v1", "MODEL": "m"}, "OPENAI_BASE_URL"),
        ("assistant.E004", {"BASE_URL": "ftp://models.example", "MODEL": "m"}, "OPENAI_BASE_URL"),
        ("assistant.E004", {"BASE_URL": "https://", "MODEL": "m"}, "OPENAI_BASE_URL"),
        ("assistant.W002", {"BASE_URL": "http://127.0.0.1/v1"}, "WEFT_MODEL"),
        ("assistant.E005", {"API_KEY": "sk-1"}, "WEFT_MODEL"),
        ("assistant.E012", {"REDIS_URL": "localhost:6379"}, "REDIS_URL"),
        ("assistant.E012", {"REDIS_URL": "http://localhost:6379"}, "REDIS_URL"),
        ("assistant.W001", {"MODEL": "m"}, "WEFT_MODEL"),
        ("assistant.E013", {"JOBS": {"tidy": "no.such.tidy"}}, "tidy"),
        ("assistant.E013", {"JOBS": {"tidy": f"{FOUND}.NO_HOST"}}, "tidy"),
    ],
)
def test_a_bad_setting_is_found_and_named(code, weft, named):
    found = check(**weft)
    assert set(found) == {code}
    assert named in found[code]


@pytest.mark.parametrize(
    "origin",
    [
        "crm.example",
        "//crm.example",
        "https://",
        "https://crm.example/",
        "https://crm.example/chat",
        "https://crm.example?x=1",
        "https://CRM.example",
        "HTTPS://crm.example",
        "https://crm.example:443",
        "http://crm.example:80",
        "https://*.crm.example",
        "https://alice@crm.example",
        "https://crm.examplé",
        "https://crm.example:port",
        "ftp://crm.example",
        "null",
        "*",
    ],
)
def test_an_origin_no_browser_would_send_is_found(origin):
    found = check(ORIGINS=("https://fine.example", origin))
    assert set(found) == {"assistant.E007"}
    assert "WEFT_ORIGINS" in found["assistant.E007"]
    assert repr(origin) in found["assistant.E007"]


def test_origins_as_browsers_send_them_are_fine():
    fine = ("https://crm.example", "http://localhost:3000", "http://[::1]:8000", "http://10.0.0.1")
    assert check(ORIGINS=fine) == {}


def test_the_demos_secret_is_refused_in_earnest(settings):
    settings.DEBUG = False
    found = check()
    assert set(found) == {"assistant.E003"}
    assert "WEFT_SECRET_KEY" in found["assistant.E003"]
    settings.SECRET_KEY = "a secret of one's own"
    assert check() == {}


def test_an_action_without_its_tool_is_found(monkeypatch):
    card = HOST.catalog.current["contact_card"]
    action = Action("ring", "Ring", "ring_contact", Schema({"type": "object"}))
    broken = Catalog([replace(card, actions=(action,))], HOST.catalog.kinds.values())
    monkeypatch.setattr(f"{FOUND}.WITH_DEAD_ACTION", replace(HOST, catalog=broken))
    found = check(HOST=f"{FOUND}.WITH_DEAD_ACTION")
    assert set(found) == {"assistant.E006"}
    assert "contact_card@1" in found["assistant.E006"]
    assert "ring_contact" in found["assistant.E006"]


@pytest.mark.parametrize(
    ("code", "changes", "named"),
    [
        ("assistant.E008", {"name": "find it"}, "find it"),
        ("assistant.E008", {"name": HOST.tools[1].name}, HOST.tools[1].name),
        ("assistant.E008", {"name": KNOWLEDGE_TOOL}, KNOWLEDGE_TOOL),
        ("assistant.E008", {"parameters": {"type": "objekt"}}, "/type"),
        ("assistant.E009", {"effect": Effect.DRAFT, "undo": None}, "undo"),
    ],
)
def test_a_tool_that_cannot_work_is_found_at_start(monkeypatch, code, changes, named):
    odd = replace(HOST.tools[0], **changes)
    host = replace(HOST, tools=(odd, *HOST.tools[1:]))
    monkeypatch.setitem(globals(), "WITH_ODD_TOOL", host)
    found = check(HOST=f"{FOUND}.WITH_ODD_TOOL")
    assert set(found) == {code}
    assert named in found[code]


@pytest.mark.parametrize(
    ("collections", "told"),
    [
        ([BIKES, BIKES], "Two collections are named 'bikes'"),
        ([replace(BIKES, fields=(), examples=())], "no fields"),
    ],
)
def test_a_collection_that_cannot_be_asked_is_found_at_start(monkeypatch, collections, told):
    async def run(search):
        return QueryResult(rows=[])

    odd = [Searchable(collection=each, run=run) for each in collections]
    monkeypatch.setitem(globals(), "WITH_ODD_COLLECTION", replace(HOST, collections=odd))
    found = check(HOST=f"{FOUND}.WITH_ODD_COLLECTION")
    assert set(found) == {"assistant.E011"}
    assert told in found["assistant.E011"]
