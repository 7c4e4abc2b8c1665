"""Finds the excerpts of a tenant's knowledge that answer a question."""

from dataclasses import dataclass
from datetime import date

from assistant.core.knowledge.ranking import Candidate, Ranked, rank
from assistant.core.knowledge.terms import find_terms, read_question
from assistant.models import KnowledgeExcerpt
from assistant.models.full_text import find_excerpts

MOST_CANDIDATES = 50
LONGEST_QUESTION = 4_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An excerpt that was found, word for word, and what is to be said of its document."""

    document: str
    title: str
    heading: tuple[str, ...]
    page: int | None
    text: str
    dated: date
    stale: bool
    partial: bool


def search_knowledge(
    *, tenant: str, question: str, today: date, stale_after: int, limit: int = 5
) -> list[Found]:
    """At most `limit` excerpts of the tenant's documents, the best first; any text may be asked.

    A document is stale on `today` when it is more than `stale_after` days old, or as many as it
    says itself. An excerpt is `partial` when it is about a small part of the question only.
    """
    terms = read_question(question[:LONGEST_QUESTION])
    found = find_excerpts(tenant, terms, MOST_CANDIDATES)
    rows = KnowledgeExcerpt.objects.select_related("document").in_bulk(found)
    # A row may go between the two looks.
    candidates = [
        Candidate(excerpt=each, terms=_read_terms(rows[each])) for each in found if each in rows
    ]
    return [
        _tell(rows[each.excerpt], each, today, stale_after)
        for each in rank(terms, candidates)[:limit]
    ]


def _read_terms(row: KnowledgeExcerpt) -> frozenset[str]:
    return frozenset(find_terms(" ".join((row.document.title, *row.heading, row.text))))


def _tell(row: KnowledgeExcerpt, ranked: Ranked, today: date, stale_after: int) -> Found:
    document = row.document
    return Found(
        document=document.path,
        title=document.title,
        heading=tuple(row.heading),
        page=row.page,
        text=row.text,
        dated=document.dated,
        stale=document.is_stale(today, stale_after),
        partial=ranked.partial,
    )
