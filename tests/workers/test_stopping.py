"""The order to stop: who waits for it leaves, whatever the moment it comes at."""

from __future__ import annotations

import subprocess
import sys
import threading
import time

from doc_service.workers.stopping import Stopping

_TOLD_AT_EVERY_STEP = """
import signal, sys
from doc_service.workers.stopping import Stopping

stopping = Stopping()
signal.signal(signal.SIGTERM, lambda *_: stopping.say())
telling = False

def tell(frame, event, arg):
    global telling
    waits = frame.f_code.co_filename.endswith(("stopping.py", "threading.py"))
    if waits and not telling:
        telling = True
        signal.raise_signal(signal.SIGTERM)
        telling = False
    return tell

sys.settrace(tell)
print(stopping.wait(60))
"""


def test_a_signal_in_the_midst_of_waiting_is_heeded() -> None:
    """With an event of `threading` in its place this waits for ever."""
    ran = subprocess.run(
        [sys.executable, "-c", _TOLD_AT_EVERY_STEP],
        capture_output=True,
        text=True,
        timeout=20,
        check=False,
    )
    assert (ran.stdout, ran.stderr) == ("True\n", "")


def test_who_waits_leaves_soon_after_the_order() -> None:
    stopping = Stopping()
    threading.Timer(0.05, stopping.say).start()
    began = time.monotonic()
    assert stopping.wait(60)
    assert time.monotonic() - began < 10
    assert stopping.is_said()


def test_without_an_order_the_time_is_waited_out() -> None:
    stopping = Stopping()
    began = time.monotonic()
    assert not stopping.wait(0.25)
    assert time.monotonic() - began >= 0.25
    assert not stopping.is_said()
