"""Questions and what is found, on both databases."""

from datetime import date
from pathlib import Path

import pytest

from assistant.models import Tenant
from assistant.services.importing import import_folder
from assistant.services.retrieval import Found, search_knowledge

pytestmark = pytest.mark.usefixtures("engine")

DOCUMENTS = {
    "keys.md": "---\ndate: 2026-05-31\n---\n# Keys\n\nEvery key hangs by the door.\n\n"
    "## Lost keys\n\nWhoever loses a key calls the office before noon.\n",
    "fees.md": "---\ndate: 2024-01-10\n---\n# Late fees\n\nA bike that is late costs five "
    "dollars a day.\n\n## Waivers\n\nA manager may waive the fee once a year.\n",
    "guia.md": "---\ndate: 2026-01-10\n---\n# Guía de alquiler\n\nLa devolución de la bicicleta "
    "es en el mismo día.\n",
    "winter.md": "---\ndate: 2026-02-01\nstale_after: 30\n---\n# Winter\n\nSalt harms "
    "chains; rinse every bicycle after a ride.\n",
}


@pytest.fixture(autouse=True)
def _knowledge(engine, tmp_path: Path):
    for name, text in DOCUMENTS.items():
        (tmp_path / name).write_text(text)
    list(import_folder(tenant="spokes", folder=tmp_path))
    (tmp_path / "keys.md").write_text("# Keys\n\nOur key is under the mat: secret.\n")
    (tmp_path / "fees.md").unlink()
    list(import_folder(tenant="wheels", folder=tmp_path))


def search(question: str, tenant: str = "spokes", **options) -> list[Found]:
    about = {"today": date(2026, 11, 22), "stale_after": 365, **options}
    return search_knowledge(tenant=tenant, question=question, **about)


def find_first(question: str) -> str:
    found = search(question)
    return found[0].text.partition(" ")[0] if found else ""


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("Where do the keys hang?", "Every"),
        ("What must I do when I lost my key", "Whoever"),
        ("how much does a LATE bike cost?", "A"),
        ("who can waive fees", "A"),
        ("devolucion bicicleta", "La"),
        ("DEVOLUCIÓN", "La"),
        ("Do I have to rinse the chain in winter?", "Salt"),
        ("mana waiv", "A"),
    ],
)
def test_questions_find_what_answers_them(question, begins):
    assert find_first(question) == begins


def test_what_is_found_is_told_word_for_word():
    [found, *_] = search("Who loses a key?")
    assert found == Found(
        document="keys.md",
        title="Keys",
        heading=("Lost keys",),
        page=None,
        text="Whoever loses a key calls the office before noon.",
        dated=date(2026, 5, 31),
        stale=False,
        partial=False,
    )


def test_what_is_old_is_stale():
    assert search("late fee")[0].stale
    assert not search("late fee", stale_after=5_000)[0].stale
    [winter, *_] = search("salt chains")
    assert winter.stale


def test_another_tenant_finds_its_own_and_nothing_else():
    assert [each.text for each in search("keys", "wheels")] == ["Our key is under the mat: secret."]
    assert "secret" not in str(search("secret mat key"))
    assert search("late fees", "wheels") == []
    assert search("keys", "nobody") == []
    assert search("keys", "") == []


def test_there_are_so_many_and_no_more():
    assert [len(search("key", limit=most)) for most in (1, 2, 5)] == [1, 2, 2]


@pytest.mark.parametrize(
    "question",
    [
        "", " ", "?", '"', "'", "''", '"""', "\\", "*", "key*", '"key', "(key", "key)", "^key",
        "key AND", "NOT key", "key NEAR(door)", "NEAR", "title:key", "text : key", "-key", "key'--",
        "'; DROP TABLE assistant_tenant; --", "key:*", "key & !door | <->", ":", "key\x00door",
        "🗝️ 🏡", "\ud800", "%s %(a)s {}", "ключ", "鍵", "مفتاح", "a" * 4096, "key " * 1024,
        '"a" ' * 1000, "é" * 4096, "½ ² ﬁ ß", "1e5 -3.5 10:30 a@b.c http://x/y",
    ],
)  # fmt: skip
def test_anything_may_be_asked(question):
    for each in search(question):
        assert each.document in DOCUMENTS
    assert Tenant.objects.filter(slug="spokes").exists()


def test_words_of_the_query_languages_are_words():
    assert find_first("NOT key AND lost OR near") == "Whoever"
    assert search("NEAR NOT") == []
