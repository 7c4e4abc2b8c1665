"""One `serve` at a time for one SQLite database."""

import os

import pytest

from config.lock import AlreadyServed, sign_lock, take_lock


def test_a_second_one_is_refused_and_told_where_the_first_is(tmp_path):
    with take_lock(tmp_path / "weft.sqlite3") as lock:
        sign_lock(lock, "http://127.0.0.1:8000/")
        with pytest.raises(AlreadyServed, match=rf"127\.0\.0\.1:8000/ \(process {os.getpid()}\)"):
            take_lock(tmp_path / "weft.sqlite3")


def test_the_next_holder_is_the_one_that_is_named(tmp_path):
    with take_lock(tmp_path / "weft.sqlite3") as lock:
        sign_lock(lock, "http://127.0.0.1:8000/")
    with take_lock(tmp_path / "weft.sqlite3") as lock:
        sign_lock(lock, "http://127.0.0.1:9000/")
        with pytest.raises(AlreadyServed, match=r"already: http://127\.0\.0\.1:9000/ "):
            take_lock(tmp_path / "weft.sqlite3")


def test_another_database_is_free(tmp_path):
    with take_lock(tmp_path / "one.sqlite3"), take_lock(tmp_path / "two.sqlite3"):
        pass


def test_the_lock_goes_with_its_holder(tmp_path):
    take_lock(tmp_path / "weft.sqlite3").close()
    take_lock(tmp_path / "weft.sqlite3").close()
