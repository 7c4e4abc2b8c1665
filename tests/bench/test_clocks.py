import os
import subprocess
import sys
import time

import pytest

from bench.clocks import read_processor_time

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads the clock of Linux")

BUSY = "import time; t = time.process_time()\nwhile time.process_time() < t + 0.1: pass\n"
WAIT = "print('done', flush=True); input()"
NEST = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {BUSY + WAIT!r}])"


def test_it_counts_what_this_process_has_run():
    before, began = read_processor_time(os.getpid()), time.process_time()
    while time.process_time() < began + 0.05:
        pass
    assert 0.05 <= read_processor_time(os.getpid()) - before < 0.2


def test_it_counts_children():
    with subprocess.Popen(
        [sys.executable, "-c", NEST], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        process.stdout.readline()
        assert read_processor_time(process.pid) >= 0.1
        process.stdin.close()
