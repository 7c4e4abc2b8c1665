"""Prints what became of a wish, for whoever asks a collection from a terminal. No I/O."""

import json
from collections.abc import Iterator

from assistant.core.query.language import write_query
from assistant.core.query.phrases import describe_query
from assistant.engine.searching import Found, NotFound
from assistant.management.figures import draw_columns
from assistant.management.terminal import make_inert
from assistant.runtime.asking import Answer


def print_answer(answer: Answer) -> str:
    """The query in words and as JSON, what was corrected or left out, and the rows."""
    lines = [make_inert(" ".join(line.split("\n"))) for line in _tell(answer)]
    return "\n".join([*lines, *map(make_inert, _draw_rows(answer)), ""])


def _tell(answer: Answer) -> Iterator[str]:
    outcome = answer.outcome
    if outcome.query is not None:
        yield describe_query(outcome.query, answer.collection)
        yield json.dumps(write_query(outcome.query), ensure_ascii=False)
    if outcome.question:
        yield outcome.question
    yield f"[{outcome.state}] {outcome.code or ''} {outcome.notice}".rstrip()
    for correction in outcome.corrections:
        yield f"[{correction.code}] at {correction.pointer or '/'}: {correction.message}"
    for fault in outcome.faults:
        yield f"[!] {fault.code} at {fault.pointer or '/'}: {fault.message}"
    if answer.left_out:
        yield f"[!] The last {answer.left_out:,} characters were not read."


def _draw_rows(answer: Answer) -> Iterator[str]:
    match answer.result:
        case None:
            pass
        case NotFound(code, message):
            yield f"[!] {code}: {message}"
        case Found(rows, total, cut):
            names = list(dict.fromkeys(name for row in rows for name in row))
            columns = [{"label": name} for name in names]
            if rows:
                yield ""
                yield from draw_columns(
                    columns, [[row.get(name) for name in names] for row in rows]
                )
            of_all = f" of {total:,}" if total is not None else ""
            yield f"({len(rows)}{of_all}{', more were left out' if cut else ''})"
