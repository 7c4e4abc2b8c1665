"""Queries for staff: counted, filtered, drawn whole and inert; every look is recorded."""

import html
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from assistant.models import QueryAsk, StaffRead, Tenant
from tests.support.hostile_turns import MARKUP, SCRIPT

LIST = reverse("admin:assistant_queryask_changelist")


@pytest.fixture
def make_ask(db):
    tenant = Tenant.objects.create(slug="spokes")

    def make(text="cargo under 900", **about) -> QueryAsk:
        codes = about.pop("codes", ())
        kept = {
            "tenant": tenant,
            "member": "robin",
            "collection": "bikes",
            "length": len(text),
            "state": "corrected" if codes else "clean",
            "corrections": [{"code": code, "pointer": "/x", "message": "M."} for code in codes],
            "corrected": dict.fromkeys(codes, 1),
            "created": timezone.now(),
        }
        return QueryAsk.objects.create(text=text, **{**kept, **about})

    return make


def look(desk, **asked) -> str:
    answer = desk.get(LIST, asked)
    assert answer.status_code == 200
    return html.unescape(answer.content.decode())


def test_clean_passes_and_corrections_are_counted_apart(make_ask):
    make_ask()
    make_ask(codes=["number_read", "op_renamed"])
    make_ask(codes=["number_read"])
    make_ask(state="question")
    assert QueryAsk.objects.count_states() == {"clean": 1, "corrected": 2, "question": 1}
    assert QueryAsk.objects.count_corrections() == {"number_read": 2, "op_renamed": 1}


def test_the_list_counts_a_month(desk, make_ask):
    make_ask(codes=["number_read"])
    make_ask(codes=["day_read"], created=timezone.now() - timedelta(days=31))
    said = look(desk)
    counts = said[said.index("What came of") : said.index("</section>", said.index("counts"))]
    assert "<dt>corrected</dt><dd>1</dd>" in counts
    assert "<dt>number_read</dt><dd>1</dd>" in counts
    assert "day_read" not in counts


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ({"correction": "number_read"}, {"one"}),
        ({"correction": "no_such_rule"}, set()),
        ({"state": "clean"}, {"two"}),
        ({"collection": "cars"}, {"three"}),
        ({"tenant": "spokes"}, {"one", "two", "three"}),
        ({"q": "tw"}, {"two"}),
    ],
)
def test_the_list_is_narrowed(desk, make_ask, asked, shown):
    make_ask("one", codes=["number_read"])
    make_ask("two")
    make_ask("three", collection="cars", state="failed", code="unreachable")
    rows = desk.get(LIST, asked).context_data["cl"].result_list
    assert {row.text for row in rows} == shown


def test_a_page_shows_the_trace_and_nothing_in_it_lives(desk, make_ask):
    row = make_ask(
        MARKUP,
        query={"filter": {"and": [{"field": "model", "op": "=", "value": MARKUP}]}},
        question=MARKUP,
        faults=[{"code": "unknown_field", "pointer": "/filter", "message": MARKUP}],
        codes=["number_read"],
        fields=[["model", 0.1], ["price", 2.5]],
        tries=[
            {
                "request": "f" * 64,
                "raw": MARKUP,
                "finish": "stop",
                "faults": [],
                "corrections": [],
                "usage": {"input": 7, "output": 3},
                "started": "2026-11-22T14:30:00",
                "ended": "2026-11-22T14:30:01",
            }
        ],
        length=5000,
        found=3,
    )
    answer = desk.get(reverse("admin:assistant_queryask_change", args=[row.pk]))
    said = answer.content.decode()
    assert SCRIPT not in said
    text = html.unescape(said)
    assert text.index("<code>price</code>") < text.index("<code>model</code>")
    assert "5000 characters, cut" in text
    assert "7 tokens in, 3 out" in text
    assert "unknown_field" in text
    read = StaffRead.objects.get()
    assert (read.what, read.object_id, read.tenant) == ("query", str(row.pk), "spokes")


def test_reads_of_queries_lead_back_to_them(desk, make_ask):
    row = make_ask()
    desk.get(reverse("admin:assistant_queryask_change", args=[row.pk]))
    look(desk)
    said = desk.get(reverse("admin:assistant_staffread_changelist"), {"what": "query"})
    text = said.content.decode()
    assert reverse("admin:assistant_queryask_change", args=[row.pk]) in text
    assert "list of queries" in text
