"""The full-text index of excerpts, in the words of each database: SQLite FTS5, PostgreSQL tsvector.

Both hold the terms of `assistant.core.knowledge.terms` and nothing else, so that nothing a document
or a question says is ever read as a query. Terms are letters and digits.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db import connection

Terms = Sequence[str]

SHORTEST_PREFIX = 4
"""A term of so many letters also finds those that begin with it."""

# What a term in the title, in a heading and in the text weighs.
_WEIGHTS = (4.0, 2.0, 1.0)
# A tsvector keeps positions up to here.
_LAST_POSITION = 16_383


@dataclass(frozen=True, slots=True, kw_only=True)
class Indexed:
    """The terms of one excerpt, by where they stand."""

    excerpt: int
    title: Terms
    heading: Terms
    text: Terms


def index_excerpts(excerpts: Iterable[Indexed]) -> None:
    """Make excerpts of new rows findable."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.executemany(
                "UPDATE assistant_knowledgeexcerpt SET terms = %s::tsvector WHERE id = %s",
                [(_write_vector(each), each.excerpt) for each in excerpts],
            )
        else:
            cursor.executemany(
                "INSERT OR REPLACE INTO assistant_knowledge_terms (rowid, title, heading, text) "
                "VALUES (%s, %s, %s, %s)",
                [
                    (
                        each.excerpt,
                        " ".join(each.title),
                        " ".join(each.heading),
                        " ".join(each.text),
                    )
                    for each in excerpts
                ],
            )


def forget_excerpts(excerpts: Iterable[int]) -> None:
    """Drop excerpts from the index, before or after their rows go."""
    # PostgreSQL keeps the terms in the row itself.
    if connection.vendor != "postgresql":
        with connection.cursor() as cursor:
            cursor.executemany(
                "DELETE FROM assistant_knowledge_terms WHERE rowid = %s",
                [(excerpt,) for excerpt in excerpts],
            )


def find_excerpts(tenant: str, terms: Terms, limit: int) -> list[int]:
    """Ids of the tenant's excerpts that have any of the terms, by the database's own rank."""
    if not terms:
        return []
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            query = " | ".join(f"'{term}'{':*' if _is_long(term) else ''}" for term in terms)
            cursor.execute(_POSTGRESQL, [query, tenant, limit])
        else:
            query = " OR ".join(f'"{term}"{"*" if _is_long(term) else ""}' for term in terms)
            cursor.execute(_SQLITE, [query, tenant, *_WEIGHTS, limit])
        return [row[0] for row in cursor.fetchall()]


_SQLITE = """
SELECT assistant_knowledge_terms.rowid
FROM assistant_knowledge_terms
JOIN assistant_knowledgeexcerpt excerpt ON excerpt.id = assistant_knowledge_terms.rowid
JOIN assistant_knowledgedocument document ON document.id = excerpt.document_id
JOIN assistant_tenant tenant ON tenant.id = document.tenant_id
WHERE assistant_knowledge_terms MATCH %s AND tenant.slug = %s
ORDER BY bm25(assistant_knowledge_terms, %s, %s, %s), excerpt.id
LIMIT %s
"""
# The array weighs D to A; length is divided by its logarithm (1).
_POSTGRESQL = """
SELECT excerpt.id
FROM assistant_knowledgeexcerpt excerpt
JOIN assistant_knowledgedocument document ON document.id = excerpt.document_id
JOIN assistant_tenant tenant ON tenant.id = document.tenant_id,
     (SELECT %s::tsquery AS query) asked
WHERE excerpt.terms @@ asked.query AND tenant.slug = %s
ORDER BY ts_rank('{0.25, 0.25, 0.5, 1.0}', excerpt.terms, asked.query, 1) DESC, excerpt.id
LIMIT %s
"""


def _is_long(term: str) -> bool:
    return len(term) >= SHORTEST_PREFIX


def _write_vector(indexed: Indexed) -> str:
    """A tsvector as PostgreSQL writes it: `'term':POSITION WEIGHT`, title A, heading B, text D."""
    return " ".join(_write_terms(indexed))


def _write_terms(indexed: Indexed) -> Iterator[str]:
    at = 0
    for terms, weight in ((indexed.title, "A"), (indexed.heading, "B"), (indexed.text, "D")):
        for term in terms:
            at = min(at + 1, _LAST_POSITION)
            yield f"'{term}':{at}{weight}"
