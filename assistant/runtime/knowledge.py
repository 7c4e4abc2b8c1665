"""The tool of Weft's own that looks things up in a tenant's documents."""

from typing import Any

from django.utils import timezone

from assistant.conf import Options
from assistant.core.knowledge.excerpts import EXCERPTS
from assistant.host import KNOWLEDGE_TOOL, Call, Effect, Tool
from assistant.runtime.threads import look_up
from assistant.services.retrieval import Found, search_knowledge

LONGEST_QUESTION = 400
MOST_EXCERPTS = 5


async def _run(call: Call) -> dict[str, Any]:
    found = await look_up(
        search_knowledge,
        tenant=call.actor.tenant,
        question=call.arguments["question"],
        today=timezone.now().date(),
        stale_after=Options.read().STALE_AFTER_DAYS,
        limit=MOST_EXCERPTS,
    )
    return {"count": len(found), EXCERPTS: [_write(each) for each in found]}


def _write(found: Found) -> dict[str, Any]:
    return {
        "title": found.title,
        "heading": " > ".join(found.heading),
        "page": found.page,
        "dated": found.dated.isoformat(),
        "stale": found.stale,
        "partial": found.partial,
        "text": found.text,
    }


SEARCH_KNOWLEDGE = Tool(
    name=KNOWLEDGE_TOOL,
    title="Looking it up",
    description=(
        "Search the house's own documents: policies, procedures, guides. Use it for every question "
        "about how things are done here; what no excerpt says you do not know. Returns excerpts, "
        "word for word, with the title and date of their document; a stale one may be out of date, "
        "so say so, and a partial one may be about something else. Quote with the widget citation."
    ),
    parameters={
        "type": "object",
        "additionalProperties": False,
        "required": ["question"],
        "properties": {
            "question": {
                "type": "string",
                "minLength": 1,
                "maxLength": LONGEST_QUESTION,
                "description": "What to look up, in the words a document would use.",
            }
        },
    },
    effect=Effect.READ,
    run=_run,
)
