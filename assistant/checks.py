"""System checks of the settings: each has an id and names the variable to change."""

import re
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import urlsplit

from django.apps import AppConfig
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core import checks
from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import import_string

from assistant.conf import DEFAULT_MODEL, Options, load_host
from assistant.core.query.defects import find_defects
from assistant.host import Effect, Host, Tool
from assistant.runtime.equipment import equip
from widgets.errors import BadDefinition
from widgets.schemas import compile_schema

ORIGIN = re.compile(
    r"(?P<scheme>https?)://(?:[a-z0-9-]+(?:\.[a-z0-9-]+)*|\[[0-9a-f:.]+\])(?P<port>:[1-9][0-9]{0,4})?"
)
TOOL_NAME = re.compile("[A-Za-z0-9_-]{1,64}")
DEFAULT_PORTS = {("http", ":80"), ("https", ":443")}


@checks.register()
def check_settings(
    app_configs: Sequence[AppConfig] | None,  # noqa: ARG001 - Django's signature
    **_: Any,
) -> list[checks.CheckMessage]:
    """Everything an operator can get wrong in the environment."""
    try:
        options = Options.read()
    except ImproperlyConfigured as error:
        return [checks.Error(str(error), id="assistant.E001")]
    return [
        *_check_host(),
        *_check_endpoint(options),
        *_check_origins(options),
        *_check_redis(options),
        *_check_drawings(options),
        *_check_jobs(options),
        *_check_secret(),
    ]


def _check_host() -> list[checks.CheckMessage]:
    try:
        host = equip(load_host())
    except (ImproperlyConfigured, BadDefinition) as error:
        return [checks.Error(str(error), id="assistant.E002")]
    tools = {tool.name for tool in host.tools}
    dead_actions = [
        checks.Error(
            f"{definition.pin} has an action that runs the tool {action.tool!r}; there is none.",
            id="assistant.E006",
        )
        for definition in host.catalog.current.values()
        for action in definition.actions
        if action.tool not in tools
    ]
    names = [tool.name for tool in host.tools]
    twice = [
        checks.Error(f"Two tools are named {name!r}.", id="assistant.E008")
        for name in dict.fromkeys(names)
        if names.count(name) > 1
    ]
    return [
        *dead_actions,
        *twice,
        *(each for tool in host.tools for each in _check_tool(tool)),
        *_check_collections(host),
    ]


def _check_collections(host: Host) -> Iterator[checks.CheckMessage]:
    names = [each.collection.name for each in host.collections]
    for name in dict.fromkeys(names):
        if names.count(name) > 1:
            yield checks.Error(f"Two collections are named {name!r}.", id="assistant.E011")
    for each in host.collections:
        for defect in find_defects(each.collection):
            message = f"The collection {each.collection.name!r}: {defect}"
            yield checks.Error(message, id="assistant.E011")


def _check_tool(tool: Tool) -> Iterator[checks.CheckMessage]:
    if not TOOL_NAME.fullmatch(tool.name):
        message = f"The tool {tool.name!r} needs a name of 1 to 64 letters, digits, _ and -."
        yield checks.Error(message, id="assistant.E008")
    if tool.effect is Effect.DRAFT and tool.undo is None:
        message = f"The tool {tool.name!r} makes drafts and has no undo to take them back."
        yield checks.Error(message, id="assistant.E009")
    try:
        compile_schema(f"the parameters of {tool.name}", "", tool.parameters)
    except BadDefinition as error:
        yield checks.Error(str(error), id="assistant.E008")


def _check_endpoint(options: Options) -> list[checks.CheckMessage]:
    found: list[checks.CheckMessage] = []
    parts = urlsplit(options.BASE_URL)
    if options.BASE_URL and (parts.scheme not in ("http", "https") or not parts.netloc):
        message = f"OPENAI_BASE_URL is {options.BASE_URL!r}; it must be like https://host/v1."
        found.append(checks.Error(message, id="assistant.E004"))
    if options.API_KEY and not options.BASE_URL and not options.MODEL:
        message = "WEFT_MODEL is empty; name the model that answers for OPENAI_API_KEY."
        found.append(checks.Error(message, id="assistant.E005"))
    elif options.BASE_URL and not options.MODEL:
        message = f"WEFT_MODEL is empty; the endpoint is asked for the model {DEFAULT_MODEL!r}."
        hint = "Servers with one model take any name; others want the name of one they have."
        found.append(checks.Warning(message, hint=hint, id="assistant.W002"))
    if options.is_offline and options.MODEL:
        message = "WEFT_MODEL is set, but neither OPENAI_BASE_URL nor OPENAI_API_KEY is."
        hint = "The offline demo script answers until one of them is set."
        found.append(checks.Warning(message, hint=hint, id="assistant.W001"))
    return found


def _check_origins(options: Options) -> list[checks.CheckMessage]:
    return [
        checks.Error(
            f"WEFT_ORIGINS has {origin!r}; write it as browsers do, like https://crm.example",
            hint="Lower case, no path, no wildcard, no default port, international names as xn--.",
            id="assistant.E007",
        )
        for origin in options.ORIGINS
        if not _is_origin(origin)
    ]


def _is_origin(origin: str) -> bool:
    """Whether a browser could send this: what is compared letter by letter must be exact."""
    match = ORIGIN.fullmatch(origin)
    return match is not None and (match["scheme"], match["port"]) not in DEFAULT_PORTS


def _check_redis(options: Options) -> list[checks.CheckMessage]:
    if not options.REDIS_URL:
        return []
    parts = urlsplit(options.REDIS_URL)
    if parts.scheme in ("redis", "rediss") and parts.netloc:
        return []
    message = f"REDIS_URL is {options.REDIS_URL!r}; it must be like redis://host:6379/0."
    return [checks.Error(message, id="assistant.E012")]


def _check_drawings(options: Options) -> list[checks.CheckMessage]:
    named = {"DRAWINGS": options.DRAWINGS, "DRAWINGS_STYLE": options.DRAWINGS_STYLE}
    return [
        checks.Error(
            f"settings.WEFT[{key!r}] names {path!r}, which is no static file.", id="assistant.E010"
        )
        for key, path in named.items()
        if path and not finders.find(path)
    ]


def _check_jobs(options: Options) -> list[checks.CheckMessage]:
    return [
        checks.Error(
            f"settings.WEFT['JOBS'] names {path!r} for {kind!r}: {fault}.", id="assistant.E013"
        )
        for kind, path in options.JOBS.items()
        if (fault := _find_fault(path))
    ]


def _find_fault(path: str) -> str:
    try:
        return "" if callable(import_string(path)) else "it is no function"
    except ImportError as error:
        return str(error)


def _check_secret() -> list[checks.CheckMessage]:
    if settings.DEBUG or getattr(settings, "DEMO_SECRET", None) != settings.SECRET_KEY:
        return []
    message = "WEFT_SECRET_KEY is the demo's; set one of your own when WEFT_DEBUG is off."
    return [checks.Error(message, id="assistant.E003")]
