"""What the event log costs in Redis, beside the one in memory, and nothing else changed.

Run `python -m bench.logs`; it needs redis-server. docs/performance.md says what it came to.
"""

import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from functools import partial

from bench.cells import Load, Rig, Subject
from bench.measuring import sum_up, write_results
from bench.servers import seed_database, start_upstream, start_weft
from bench.stream import compare, measure_rounds, read_arguments

MOST_OF_MEMORY = 1.6
PACKAGES = ["hiredis", "msgspec", "redis", "uvicorn", "uvloop"]


@contextmanager
def start_redis(folder: str) -> Iterator[str]:
    """A Redis of our own, with nothing on disk; its URL."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    command = ["redis-server", "--port", str(port), "--save", "", "--bind", "127.0.0.1"]
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL) as process:
        try:
            yield f"redis://127.0.0.1:{port}/0"
        finally:
            process.terminate()


def main() -> None:
    if not shutil.which("redis-server"):
        print("bench.logs is left out: no redis-server (Debian: apt-get install redis-server)")
        return
    arguments = read_arguments()
    load = Load(arguments.streams, arguments.rate, arguments.seconds)
    print(f"{load.streams} streams of {load.rate:g} tokens/s, about {load.seconds:g} s\n")
    with (
        tempfile.TemporaryDirectory() as folder,
        start_upstream() as upstream,
        start_redis(folder) as redis,
    ):
        seeded = seed_database(folder)
        subjects = [
            Subject("memory", "weft", partial(start_weft, seeded=seeded)),
            Subject("Redis", "weft", partial(start_weft, seeded=seeded, redis=redis)),
        ]
        rounds, rejected = measure_rounds(Rig(upstream, load), subjects, arguments.rounds)
    costs = {each.name: sum_up([found[each.name].cost for found in rounds]) for each in subjects}
    ratio = compare(rounds, "Redis", "memory")
    met = ratio.median <= MOST_OF_MEMORY
    print(f"\nus of processor time a token, median [least-most] of {len(rounds)} rounds\n")
    for name, measure in (costs | {"Redis / memory": ratio}).items():
        print(f"| {name} | {measure} |")
    target = f"at most {MOST_OF_MEMORY} of the memory log's"
    print(f"\n{len(rejected)} rounds rejected\n{'met' if met else 'MISSED':7} {target}")
    figures = {
        "arguments": asdict(load) | {"rounds": arguments.rounds},
        "microseconds_per_token": costs,
        "ratios": {"Redis / memory": ratio},
        "targets": {target: met},
        "rounds": rounds,
        "rejected": rejected,
    }
    print(f"\nbench/results/{write_results('logs', PACKAGES, figures).name}")


if __name__ == "__main__":
    main()
