"""DATABASE_URL, read: either kind of database, and what is neither."""

import environ
import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from config.databases import tune_database


def read(url: str, pool: int = 7) -> dict:
    return tune_database(environ.Env.db_url_config(url), pool=pool)


def test_a_sqlite_file_gets_a_folder_and_lets_one_write_while_others_read(tmp_path):
    database = read(f"sqlite:///{tmp_path}/new/weft.sqlite3")
    assert (tmp_path / "new").is_dir()
    assert database["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "WAL" in database["OPTIONS"]["init_command"]


def test_postgresql_gets_a_pool_whose_connections_are_looked_at_before_use():
    database = read("postgres://weft:secret@db.example/weft")
    assert database["OPTIONS"]["pool"]["max_size"] == 7
    assert database["CONN_HEALTH_CHECKS"]


def test_the_url_may_say_otherwise():
    database = read("postgres://weft@db.example/weft?connect_timeout=2&sslmode=require")
    assert database["OPTIONS"]["connect_timeout"] == 2
    assert database["OPTIONS"]["sslmode"] == "require"


@pytest.mark.filterwarnings("ignore:Engine not recognized")
@pytest.mark.parametrize("url", ["mysql://weft@db.example/weft", "weft.sqlite3"])
def test_what_is_no_database_of_ours_is_refused_by_name(url):
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL must be like"):
        read(url)


@pytest.mark.django_db
def test_the_database_under_test_is_tuned_as_the_site_s():
    options = connection.settings_dict["OPTIONS"]
    assert options.keys() == read(f"{connection.vendor}:///weft")["OPTIONS"].keys()
