"""One `serve` at a time for one SQLite database."""

import os

import pytest

from config.lock import AlreadyServed, take_lock


def test_a_second_one_is_refused_and_told_where_the_first_is(tmp_path):
    with (
        take_lock(tmp_path / "weft.sqlite3", "http://127.0.0.1:8000/"),
        pytest.raises(AlreadyServed, match=rf"127\.0\.0\.1:8000/ \(process {os.getpid()}\)"),
    ):
        take_lock(tmp_path / "weft.sqlite3", "http://127.0.0.1:9000/")


def test_another_database_is_free(tmp_path):
    with take_lock(tmp_path / "one.sqlite3", "a"), take_lock(tmp_path / "two.sqlite3", "b"):
        pass


def test_the_lock_goes_with_its_holder(tmp_path):
    take_lock(tmp_path / "weft.sqlite3", "a").close()
    take_lock(tmp_path / "weft.sqlite3", "b").close()
