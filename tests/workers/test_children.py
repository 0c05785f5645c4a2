from __future__ import annotations

import subprocess
import sys

_CHILD = """
import gc, os, sys
from doc_service.workers.children import keep_for_children

kept = [[] for _ in range(50_000)]
keep_for_children()
if not os.fork():
    gc.collect()
    frozen, looked_at = gc.get_freeze_count(), len(gc.get_objects())
    class Node: ...
    node = Node()
    node.itself = node
    import weakref
    gone = weakref.ref(node)
    del node
    gc.collect()
    os._exit(0 if frozen > 50_000 > looked_at and gone() is None else 1)
sys.exit(os.waitstatus_to_exitcode(os.wait()[1]))
"""


def test_a_child_looks_for_garbage_among_what_is_its_own_and_finds_it() -> None:
    done = subprocess.run([sys.executable, "-c", _CHILD], timeout=60, check=False)
    assert done.returncode == 0
