"""`manage.py knowledge`: brings documents in for a tenant, lists them, and searches them."""

import argparse
import re
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from assistant.conf import Options
from assistant.management.terminal import make_inert
from assistant.models import KnowledgeDocument, Tenant
from assistant.services.importing import Imported, import_folder
from assistant.services.retrieval import search_knowledge

SLUG = re.compile(r"[\w.@+-]{1,64}")


class Command(BaseCommand):
    """What the assistant can look up."""

    help = "Bring Markdown, text and PDF files into a tenant's knowledge, list and search them."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """The command line."""
        verbs = parser.add_subparsers(dest="verb", required=True)
        importing = verbs.add_parser("import", help="bring in what is new or changed in a folder")
        importing.add_argument("folder", type=Path, metavar="DIR")
        importing.add_argument(
            "--prune", action="store_true", help="remove documents that DIR does not hold any more"
        )
        listed = verbs.add_parser("list", help="what is there")
        searching = verbs.add_parser("search", help="what the assistant would be given")
        searching.add_argument("question")
        for verb in (importing, listed, searching):
            verb.add_argument("--tenant", required=True, metavar="SLUG", help="whose knowledge")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Do what the verb says."""
        match options["verb"]:
            case "import":
                self._import(options)
            case "list":
                self._list(options["tenant"])
            case _:
                self._search(options["question"], options["tenant"])

    def _import(self, options: dict[str, Any]) -> None:
        folder: Path = options["folder"]
        if not folder.is_dir():
            raise CommandError(f"{folder} is not a folder.")
        tenant: str = options["tenant"]
        if not SLUG.fullmatch(tenant):
            raise CommandError(f"{tenant!r} is no name of a tenant.")
        if options["verbosity"] and not Tenant.objects.filter(slug=tenant).exists():
            self._say(f"{tenant} is new here: nobody of that tenant has chatted yet.")
        counts: dict[str, int] = {}
        for each in import_folder(tenant=options["tenant"], folder=folder, prune=options["prune"]):
            counts[each.outcome] = counts.get(each.outcome, 0) + 1
            if options["verbosity"] and each.outcome != "unchanged":
                self._say(_describe(each))
        if options["verbosity"]:
            told = ", ".join(f"{count} {outcome}" for outcome, count in counts.items())
            self._say(f"{options['tenant']}: {told or 'nothing there'}.")

    def _list(self, tenant: str) -> None:
        today, stale_after = timezone.now().date(), Options.read().STALE_AFTER_DAYS
        for each in KnowledgeDocument.objects.of_tenant(tenant):
            stale = "  stale" if each.is_stale(today, stale_after) else ""
            self._say(f"{each.dated}  {each.path}  {each.title}{stale}")

    def _search(self, question: str, tenant: str) -> None:
        found = search_knowledge(
            tenant=tenant,
            question=question,
            today=timezone.now().date(),
            stale_after=Options.read().STALE_AFTER_DAYS,
        )
        for each in found:
            page = f", page {each.page}" if each.page else ""
            heading = f", {' > '.join(each.heading)}" if each.heading else ""
            marks = ", stale" * each.stale + ", partial" * each.partial
            self._say(f"{each.title}{heading}{page} ({each.dated}{marks})\n{each.text}\n")
        if not found:
            self._say("Nothing was found.")

    def _say(self, text: str) -> None:
        # A file's name may hold bytes that are no text.
        self.stdout.write(make_inert(text.encode(errors="replace").decode()))


def _describe(each: Imported) -> str:
    match each.outcome:
        case "refused":
            return f"refused    {each.path}: {each.reason} ({each.code})"
        case "removed":
            return f"removed    {each.path}"
        case "new" | "changed" | "unchanged":
            count = f"{each.excerpts} excerpt{'' if each.excerpts == 1 else 's'}"
            about = f'"{each.title}", {each.dated}, {count}'
            return f"{each.outcome:<10} {each.path}: {about}"
