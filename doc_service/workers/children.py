"""Child processes that never outlive their parent."""

from __future__ import annotations

import ctypes
import gc
import os
import signal
from typing import Final

_PR_SET_PDEATHSIG: Final = 1

_YOUNG: Final = 10_000
"""New objects until Python looks for garbage among them; a document makes many, few circular."""


def keep_for_children() -> None:
    """Have garbage collection pass over all that is there, in children forked from now on too.

    Forms and templates live as long as the process: to look at them again and again is a waste,
    and copies their memory into every child.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_YOUNG, *gc.get_threshold()[1:])


def die_with(parent: int, number: signal.Signals = signal.SIGKILL) -> None:
    """Ask the kernel to signal this process when its parent dies (prctl(2)).

    Call it in the child; a parent that died before that takes it along at once.

    Args:
        parent: process id of the parent.
        number: the signal.
    """
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, number)
    if os.getppid() != parent:
        os._exit(1)
