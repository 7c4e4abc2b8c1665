"""What a site stands on is asked for before it starts; who does not answer is named."""

import pytest
from django.core.management.base import CommandError

from assistant.management.preparing import check_servers
from tests.support.daemons import find_free_port
from tests.support.served import manage


@pytest.mark.django_db
def test_a_site_whose_servers_answer_may_start():
    check_servers()


@pytest.mark.django_db
def test_a_redis_that_does_not_answer_is_named_without_its_password(settings):
    port = find_free_port()
    url = f"redis://weft:secret@127.0.0.1:{port}/0"
    settings.WEFT = {**settings.WEFT, "REDIS_URL": url}
    with pytest.raises(CommandError) as refused:
        check_servers()
    said = str(refused.value)
    assert f"Redis cannot be reached (127.0.0.1:{port})" in said
    assert "REDIS_URL" in said
    assert "secret" not in said


@pytest.mark.parametrize("command", [("serve", "--port=0"), ("ask", "Hello")])
async def test_a_postgresql_that_does_not_answer_is_named(tmp_path, command):
    port = find_free_port()
    url = f"postgres://weft:secret@127.0.0.1:{port}/weft"
    process = await manage(tmp_path, *command, DATABASE_URL=url)
    _, said = await process.communicate()
    assert process.returncode == 1
    assert f"The database cannot be reached (PostgreSQL, 127.0.0.1:{port})" in said.decode()
    assert "DATABASE_URL" in said.decode()
    assert "Traceback" not in said.decode()
    assert "secret" not in said.decode()


async def test_a_file_that_cannot_be_opened_is_named(tmp_path):
    (tmp_path / "folder.sqlite3").mkdir()
    url = f"sqlite:///{tmp_path}/folder.sqlite3"
    process = await manage(tmp_path, "ask", "Hello", DATABASE_URL=url)
    _, said = await process.communicate()
    assert process.returncode == 1
    assert "folder.sqlite3" in said.decode()
    assert "Traceback" not in said.decode()
