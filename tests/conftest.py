"""In CI a skipped test fails the run: what it needs has to be there."""

import os
from collections.abc import Iterator

import pytest

from tests.support.postgres import MISSING, find_binaries, write_flush

ON_POSTGRES = os.environ.get("TESTS_ON") == "postgres"


def pytest_report_header() -> str:
    return f"database: {'PostgreSQL' if ON_POSTGRES else 'SQLite'}"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not ON_POSTGRES:
        return
    # What touches no row is the same on any database, and the browser's half has been seen.
    chosen = [each for each in items if _touches_rows(each) and "browser" not in _fixtures(each)]
    config.hook.pytest_deselected(items=[each for each in items if each not in chosen])
    items[:] = chosen
    if not find_binaries():
        for item in items:
            item.add_marker(pytest.mark.skip(reason=MISSING))


def _touches_rows(item: pytest.Item) -> bool:
    if item.get_closest_marker("django_db"):
        return True
    return bool({"db", "transactional_db"} & _fixtures(item))


def _fixtures(item: pytest.Item) -> set[str]:
    return set(getattr(item, "fixturenames", ()))


@pytest.fixture(scope="session", autouse=ON_POSTGRES)
def _quick_flush() -> Iterator[None]:
    from django.db.backends.postgresql.operations import DatabaseOperations

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseOperations, "sql_flush", write_flush)
        yield


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    # The server goes with its databases, and threads that live on still hold connections.
    return ON_POSTGRES


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    skipped = reporter.stats.get("skipped", []) if reporter else []
    if skipped and os.environ.get("CI"):
        reporter.write_line(f"{len(skipped)} skipped: in CI that is a failure", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
