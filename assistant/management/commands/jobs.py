"""`manage.py jobs`: lists, starts, watches and cancels background work."""

import argparse
import json
import sys
import time
import uuid
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from assistant.conf import Options
from assistant.errors import Refusal
from assistant.management.terminal import make_inert
from assistant.models import Job
from assistant.services.jobs import cancel_job, start_job

SHOWN = 20
LOOK_EVERY = 0.2
INTERRUPTED = 130


class Command(BaseCommand):
    """Background work from a terminal."""

    help = "List, start, watch and cancel jobs. `watch` exits 0 only if the job ends 'done'."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """The command line."""
        verbs = parser.add_subparsers(dest="verb", required=True)
        newest = verbs.add_parser("list", help="the newest jobs")
        newest.add_argument("--all", action="store_true", help=f"all, not the newest {SHOWN}")
        starting = verbs.add_parser("start", help="start a job; its id is printed")
        starting.add_argument("kind", help="one of settings.WEFT['JOBS']")
        starting.add_argument("--arguments", default="{}", metavar="JSON", help="a JSON object")
        starting.add_argument("--key", default="", help="started twice, the same key is one job")
        starting.add_argument("--watch", action="store_true", help="stay until it ends")
        for verb, says in (("watch", "print progress until it ends"), ("cancel", "ask it to end")):
            verbs.add_parser(verb, help=says).add_argument("id", help="its id, or how that begins")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Do what was asked."""
        try:
            match options["verb"]:
                case "list":
                    self._list(None if options["all"] else SHOWN)
                case "start":
                    self._start(options)
                case "watch":
                    self._watch(_find_job(options["id"]))
                case "cancel":
                    job = cancel_job(job=_find_job(options["id"]).pk)
                    self.stdout.write(_describe(job))
                case _:
                    raise CommandError("Say list, start, watch or cancel.")
        except Refusal as refusal:
            raise CommandError(f"{refusal.code}: {refusal.message}") from refusal
        except KeyboardInterrupt:
            # The job goes on: only watching it has ended.
            sys.exit(INTERRUPTED)

    def _list(self, most: int | None) -> None:
        jobs = Job.objects.order_by("-created", "pk")[:most]
        for job in jobs:
            moment = job.created.strftime("%Y-%m-%d %H:%M")
            self.stdout.write(f"{str(job.pk)[:8]}  {moment}  {_describe(job)}")
        if not jobs:
            self.stdout.write("No jobs.")

    def _start(self, options: dict[str, Any]) -> None:
        kinds = Options.read().JOBS
        if options["kind"] not in kinds:
            known = ", ".join(sorted(kinds)) or "none"
            raise CommandError(f"There is no kind {options['kind']!r}; there is: {known}.")
        job = start_job(
            kind=options["kind"],
            arguments=_read_arguments(options["arguments"]),
            key=options["key"],
        )
        self.stdout.write(str(job.pk))
        if options["watch"]:
            self._watch(job)

    def _watch(self, job: Job) -> None:
        told = ""
        while True:
            job.refresh_from_db()
            if (now := _describe(job)) != told:
                self.stdout.write(now)
                self.stdout.flush()
                told = now
            if job.has_ended:
                break
            time.sleep(LOOK_EVERY)
        if job.result is not None:
            self.stdout.write(make_inert(json.dumps(job.result, indent=2, ensure_ascii=False)))
        if job.state != "done":
            sys.exit(1)


def _describe(job: Job) -> str:
    """`prune  running  30 of 120  commands`, on one line."""
    state = f"{job.state}, to be cancelled" if job.cancel_asked and not job.has_ended else job.state
    parts = [job.kind, state]
    if job.done or job.total:
        parts.append(f"{job.done:,}" + (f" of {job.total:,}" if job.total else ""))
    parts += [job.words, f"{job.code}: {job.message}" if job.code else ""]
    return make_inert("  ".join(" ".join(part.split()) for part in parts if part))


def _find_job(given: str) -> Job:
    start = given.strip().lower()
    try:
        found = [Job.objects.get(pk=uuid.UUID(start))]
    except Job.DoesNotExist:
        found = []
    except ValueError:
        jobs = Job.objects.order_by("-created")
        found = [job for job in jobs.only("pk") if start and str(job.pk).startswith(start)][:2]
    if len(found) != 1:
        message = "Several jobs begin so" if found else "There is no such job"
        raise CommandError(f"{message}: {given!r}. `manage.py jobs list` names them.")
    return Job.objects.get(pk=found[0].pk)


def _read_arguments(given: str) -> dict[str, Any]:
    try:
        read = json.loads(given)
    except ValueError as error:
        raise CommandError(f"--arguments must be a JSON object: {error}") from error
    if not isinstance(read, dict):
        raise CommandError(f"--arguments must be a JSON object, not {given}")
    return read
