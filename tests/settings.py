"""The site's settings with a database of its own: SQLite in a file, since threads share it.

TESTS_ON=postgres puts a private PostgreSQL server in its place, for as long as the tests run.
"""

import atexit
import os
from contextlib import ExitStack
from tempfile import TemporaryDirectory

import environ

from config.databases import tune_database
from config.settings import *  # noqa: F403
from config.settings import DATABASES
from tests.support.postgres import find_binaries, start_postgres

# It goes with the process that runs the tests, whatever has become of them.
FOLDER = TemporaryDirectory(prefix="weft-tests-")
DATABASES["default"]["TEST"] = {"NAME": f"{FOLDER.name}/test.sqlite3"}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

if os.environ.get("TESTS_ON") == "postgres" and find_binaries():
    _servers = ExitStack()
    atexit.register(_servers.close)
    _server = _servers.enter_context(start_postgres())
    DATABASES["default"] = tune_database(
        environ.Env.db_url_config(_server.url("postgres")), pool=20
    )
