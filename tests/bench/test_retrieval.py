"""The retrieval suite fits its documents, and its scores are reckoned right."""

from collections import Counter
from pathlib import Path

import pytest

from assistant.services.importing import import_folder
from bench.retrieval import (
    DOCUMENTS,
    Outcome,
    ask_all,
    bootstrap,
    is_answer,
    read_questions,
    report,
    wilson,
)

QUESTIONS = read_questions()


def test_there_are_enough_questions_of_each_kind():
    counts = Counter(each["kind"] for each in QUESTIONS)
    assert sum(counts.values()) >= 60
    assert set(counts) == {"plain", "paraphrase", "typo", "spanish", "french", "none"}
    assert len({each["question"] for each in QUESTIONS}) == len(QUESTIONS)


@pytest.mark.django_db
def test_every_answer_stands_in_an_excerpt():
    from assistant.models import KnowledgeExcerpt

    told = list(import_folder(tenant="suite", folder=DOCUMENTS))
    assert {each.outcome for each in told} == {"new"}
    rows = list(KnowledgeExcerpt.objects.select_related("document"))
    for question in QUESTIONS:
        for answer in question["answers"]:
            one = {"answers": [answer]}
            assert any(is_answer(_Found(row), one) for row in rows), question
    found = ask_all(QUESTIONS[:10])
    assert sum(bool(each.place) for each in found) >= 8


class _Found:
    """A row as the search tells it."""

    def __init__(self, row):
        self.document, self.text = row.document.path, row.text


@pytest.mark.parametrize(
    ("of", "low", "high"),
    [((17, 20), 0.639581, 0.947631), ((0, 30), 0.0, 0.113513), ((0, 0), 0.0, 1.0)],
)
def test_the_interval_is_wilsons(of, low, high):
    score = wilson(*of)
    assert (score.low, score.high) == (pytest.approx(low, abs=1e-6), pytest.approx(high, abs=1e-6))


def test_the_bootstrap_is_the_same_each_time():
    values = [1.0] * 15 + [0.0] * 5
    score = bootstrap(values)
    assert score == bootstrap(values)
    assert score.value == 0.75
    assert 0.5 <= score.low < 0.75 < score.high <= 0.95


def test_scores_are_told_by_kind(capsys):
    answered = {"kind": "plain", "question": "Keys?", "answers": []}
    missed = {"kind": "typo", "question": "Kyes?", "answers": []}
    silent = {"kind": "none", "question": "Weather?", "answers": []}
    outcomes = [Outcome(answered, 2, False), Outcome(missed, 0, True), Outcome(silent, 0, True)]
    scores = report("Test", outcomes)
    assert scores["all"]["questions"] == 2
    assert (scores["all"]["recall@5"].value, scores["all"]["mrr"].value) == (0.5, 0.25)
    assert scores["no answer"]["nothing whole"].value == 1.0
    assert "missed: Kyes?" in capsys.readouterr().out


def test_the_demos_documents_are_dated_and_one_is_stale():
    dates = [path for path in Path(DOCUMENTS).glob("*.md") if "\ndate: " in path.read_text()]
    assert len(dates) == len(list(Path(DOCUMENTS).glob("*.md"))) >= 12
    assert "date: 2022" in Path(DOCUMENTS, "yard-signs.md").read_text()
