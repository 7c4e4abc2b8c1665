"""How well questions find the excerpts that answer them: recall@5 and MRR, on both databases.

Run `python -m bench.retrieval`. The questions are `demo_crm/suites/retrieval.json`, over the
documents of `demo_crm/knowledge`, in databases of their own. Recall@5 is the share of questions
with an answer among the first five, with Wilson's interval; MRR the mean of one over the place of
the first answer (0 beyond the fifth), with a percentile bootstrap of 10,000 draws; both intervals
are 95 percent. A question without an answer is right when nothing is found, or nothing but what is
marked as partial.
"""

import json
import math
import os
import random
import sys
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench.measuring import write_results

ROOT = Path(__file__).parent.parent
SUITE = ROOT / "demo_crm" / "suites" / "retrieval.json"
DOCUMENTS = ROOT / "demo_crm" / "knowledge"
DEPTH = 5
DRAWS = 10_000
SEED = 20261122
Z = 1.959964
TENANT = "suite"

Question = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Outcome:
    """One question asked: `place` counts from 1, 0 where no answer was among the first five."""

    question: Question
    place: int
    is_silent: bool


@dataclass(frozen=True, slots=True)
class Score:
    """A rate or mean with its interval, in percent or as it is."""

    value: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.value:.3f} [{self.low:.3f}-{self.high:.3f}]"


def wilson(successes: int, of: int) -> Score:
    """A rate with Wilson's score interval, https://en.wikipedia.org/wiki/Binomial_proportion."""
    if not of:
        return Score(0.0, 0.0, 1.0)
    rate, spread = successes / of, Z * Z / of
    middle = (rate + spread / 2) / (1 + spread)
    half = Z / (1 + spread) * math.sqrt(rate * (1 - rate) / of + spread / (4 * of))
    return Score(rate, max(0.0, middle - half), min(1.0, middle + half))


def bootstrap(values: Sequence[float]) -> Score:
    """A mean with a percentile bootstrap, always with the same draws."""
    if not values:
        return Score(0.0, 0.0, 0.0)
    draw = random.Random(SEED)
    means = sorted(sum(draw.choices(values, k=len(values))) / len(values) for _ in range(DRAWS))
    return Score(sum(values) / len(values), means[DRAWS // 40], means[-DRAWS // 40 - 1])


def read_questions() -> list[Question]:
    """The suite."""
    questions: list[Question] = json.loads(SUITE.read_text("utf-8"))["questions"]
    return questions


def is_answer(found: Any, question: Question) -> bool:
    """Whether an excerpt is one of those that answer the question."""
    said = " ".join(found.text.split())
    return any(
        found.document == each["document"] and " ".join(each["says"].split()) in said
        for each in question["answers"]
    )


def ask_all(questions: Iterable[Question]) -> list[Outcome]:
    """Ask every question of the database that Django has now."""
    from assistant.services.retrieval import search_knowledge  # noqa: PLC0415

    outcomes = []
    for question in questions:
        found = search_knowledge(
            tenant=TENANT,
            question=question["question"],
            today=datetime.now(UTC).date(),
            stale_after=365,
            limit=DEPTH,
        )
        places = [place for place, each in enumerate(found, 1) if is_answer(each, question)]
        silent = all(each.partial for each in found)
        outcomes.append(Outcome(question, min(places, default=0), silent))
    return outcomes


def report(engine: str, outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """Print the scores of one database, by kind of question; returns them."""
    answered = [each for each in outcomes if each.question["kind"] != "none"]
    silent = [each for each in outcomes if each.question["kind"] == "none"]
    kinds = list(dict.fromkeys(each.question["kind"] for each in answered))
    groups = {"all": answered, **{kind: _of_kind(answered, kind) for kind in kinds}}
    print(f"\n{engine}")
    scores: dict[str, Any] = {}
    for name, group in groups.items():
        recall = wilson(sum(bool(each.place) for each in group), len(group))
        mrr = bootstrap([1 / each.place if each.place else 0.0 for each in group])
        scores[name] = {"questions": len(group), "recall@5": recall, "mrr": mrr}
        print(f"  {name:<11} n={len(group):<3} recall@5 {recall}  MRR {mrr}")
    quiet = wilson(sum(each.is_silent for each in silent), len(silent))
    scores["no answer"] = {"questions": len(silent), "nothing whole": quiet}
    print(f"  {'no answer':<11} n={len(silent):<3} nothing whole {quiet}")
    for each in answered:
        if not each.place:
            print(f"    missed: {each.question['question']}")
    return scores


def _of_kind(outcomes: Sequence[Outcome], kind: str) -> list[Outcome]:
    return [each for each in outcomes if each.question["kind"] == kind]


def run(engine: str) -> dict[str, Any]:
    """Bring the documents into a fresh database, ask, and report."""
    from django.core.management import call_command  # noqa: PLC0415

    from assistant.services.importing import import_folder  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    told = list(import_folder(tenant=TENANT, folder=DOCUMENTS))
    assert all(each.outcome == "new" for each in told), told
    return report(engine, ask_all(read_questions()))


def main() -> None:
    """Both databases, one after the other."""
    folder = tempfile.TemporaryDirectory(prefix="weft-retrieval-")
    os.environ["DATABASE_URL"] = f"sqlite:///{folder.name}/suite.sqlite3"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django  # noqa: PLC0415

    django.setup()
    from tests.support.engines import open_postgres, stand_in  # noqa: PLC0415
    from tests.support.postgres import MISSING, find_binaries  # noqa: PLC0415

    found = {"SQLite FTS5": run("SQLite FTS5")}
    if not find_binaries():
        sys.exit(MISSING)
    with open_postgres() as connection, stand_in(connection):
        found["PostgreSQL tsvector"] = run("PostgreSQL tsvector")
    print(write_results("retrieval", ["pypdf", "snowballstemmer"], found))


if __name__ == "__main__":
    main()
