"""The site's settings with a database of its own, in a file: threads share it."""

from tempfile import TemporaryDirectory

from config.settings import *  # noqa: F403
from config.settings import DATABASES

# It goes with the process that runs the tests, whatever has become of them.
FOLDER = TemporaryDirectory(prefix="weft-tests-")
DATABASES["default"]["TEST"] = {"NAME": f"{FOLDER.name}/test.sqlite3"}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
