"""A real Redis for all tests of the logs; each finds it empty."""

from collections.abc import Iterator

import pytest

from tests.support.redis_server import MISSING, RedisServer, is_installed, start_redis


@pytest.fixture(scope="session")
def redis_server() -> Iterator[RedisServer]:
    if not is_installed():
        pytest.skip(MISSING)
    with start_redis() as server:
        yield server


@pytest.fixture
def redis(redis_server: RedisServer) -> RedisServer:
    redis_server.flush()
    return redis_server
