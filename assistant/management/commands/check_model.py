"""`manage.py check_model`: what a model's endpoint can do, and whether it does what it claims."""

import argparse
import asyncio
import os
from contextlib import AsyncExitStack
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.module_loading import import_string

from assistant.conf import DEFAULT_MODEL, Options, load_host
from assistant.core.probes import find_interval
from assistant.engine.probing import Findings, probe_endpoint
from assistant.errors import UpstreamFault
from assistant.llm import Endpoint, OpenAILLM, load_sdk
from assistant.management.preparing import prepare
from assistant.management.terminal import make_inert
from assistant.models import EndpointCheck
from assistant.runtime.equipment import equip
from assistant.runtime.runtime import OFFLINE_NAME
from assistant.services.endpoints import store_check


class Command(BaseCommand):
    """Check an endpoint and print its compatibility card."""

    help = "Ask an OpenAI-shaped endpoint to show what it can do; print a card and keep it."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """The command line."""
        parser.add_argument("--base-url", help="with its /v1; left out, OPENAI_BASE_URL")
        parser.add_argument("--model", help="left out, WEFT_MODEL")
        parser.add_argument(
            "--api-key-from",
            metavar="VARIABLE",
            help="the environment variable that holds the key; left out, OPENAI_API_KEY",
        )

    def handle(self, *_args: Any, **given: Any) -> None:
        """Ask, keep, print."""
        prepare()
        options = Options.read()
        offline = options.is_offline and not given["base_url"]
        try:
            endpoint, findings = asyncio.run(_check(options, given, offline=offline))
        except UpstreamFault as fault:
            raise CommandError(f"{fault.code}: {fault.message}") from fault
        self._print(store_check(endpoint=endpoint, findings=findings, offline=offline))

    def _print(self, check: EndpointCheck) -> None:
        self._say(f"{check.model} at {check.base_url}")
        if check.offline:
            self._say("This is the offline script, not a model: its card says little.")
        first = "-" if check.first_token is None else f"{check.first_token:.2f} s"
        self._say(f"  {'first token':<16} {first}")
        for each in check.capabilities:
            self._say(f"  {each['name']:<16} {each['outcome']:<8} {each['note']}")
        asked = [case for case in check.cases if case["passed"] is not None]
        low, high = find_interval(check.passed, len(asked))
        self._say(
            f"  {'format cases':<16} {check.passed} of {len(asked)} "
            f"({low:.0%} to {high:.0%} at 95 %)"
        )
        for case in check.cases:
            if not case["passed"]:
                word = "not asked" if case["passed"] is None else "failed"
                self._say(f"    {word}: {case['name']}: {case['note']}")

    def _say(self, line: str) -> None:
        self.stdout.write(make_inert(line))


async def _check(
    options: Options, given: dict[str, Any], *, offline: bool
) -> tuple[Endpoint, Findings]:
    async with AsyncExitStack() as stack:
        if offline:
            base_url = await stack.enter_async_context(import_string(options.OFFLINE_MODEL)())
            endpoint = Endpoint(base_url, "offline", OFFLINE_NAME)
        else:
            endpoint = Endpoint(
                base_url=given["base_url"] or options.BASE_URL or "https://api.openai.com/v1",
                api_key=_read_key(given["api_key_from"], options),
                model=given["model"] or options.MODEL or DEFAULT_MODEL,
            )
        # Ahead of the first question, whose first token is timed.
        load_sdk()
        llm = OpenAILLM(endpoint)
        stack.push_async_callback(llm.close)
        within = options.FIRST_CONTENT + options.GAP
        catalog = equip(load_host()).catalog
        return endpoint, await probe_endpoint(llm, catalog, within=within)


def _read_key(variable: str | None, options: Options) -> str:
    if variable is None:
        return options.API_KEY
    key = os.environ.get(variable)
    if not key:
        raise CommandError(f"The environment has no {variable}.")
    return key
