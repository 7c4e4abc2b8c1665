"""`manage.py knowledge`, as an operator types it."""

import pytest
from django.core.management import CommandError, call_command

pytestmark = pytest.mark.django_db


def run(capsys, *words: object, **options) -> str:
    call_command("knowledge", *map(str, words), "--tenant", "spokes", **options)
    return capsys.readouterr().out


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "keys.md").write_text("---\ndate: 2020-05-31\n---\n# Keys\n\nHang them up.\n")
    (tmp_path / "scan\x1b[31m.txt").write_bytes(b"PK\x03\x04")
    return tmp_path


def test_importing_says_what_came_in_and_what_did_not(capsys, folder):
    said = run(capsys, "import", folder)
    assert 'new        keys.md: "Keys", 2020-05-31, 1 excerpt\n' in said
    assert "refused    scan\ufffd[31m.txt: its name" in said
    assert "1 new, 1 refused" in said
    assert "1 unchanged" in run(capsys, "import", folder)


def test_a_tenant_nobody_knows_is_told(capsys, folder):
    assert "spokes is new here" in run(capsys, "import", folder)
    assert "new here" not in run(capsys, "import", folder)


@pytest.mark.parametrize("tenant", ["", "a b", "x" * 65, "a\n"])
def test_a_tenant_that_cannot_be_is_refused(folder, tenant):
    with pytest.raises(CommandError, match="tenant"):
        call_command("knowledge", "import", str(folder), f"--tenant={tenant}")


def test_it_can_be_quiet(capsys, folder):
    assert run(capsys, "import", folder, verbosity=0) == ""


def test_pruning_is_told(capsys, folder):
    run(capsys, "import", folder)
    (folder / "keys.md").unlink()
    assert "removed    keys.md" in run(capsys, "import", folder, "--prune")


def test_a_folder_that_is_none_is_refused(capsys, folder):
    with pytest.raises(CommandError, match="not a folder"):
        run(capsys, "import", folder / "keys.md")


def test_what_is_there_is_listed_and_found(capsys, folder):
    run(capsys, "import", folder)
    assert run(capsys, "list").split() == ["2020-05-31", "keys.md", "Keys", "stale"]
    assert "Keys (2020-05-31, stale)\nHang them up." in run(capsys, "search", "where do keys hang")
    assert "Nothing" in run(capsys, "search", "bicycle")
