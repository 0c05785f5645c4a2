"""The crew: the workers, the line before them, and a new one when one breaks or is worn."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from doc_service.conversion.cores import on_own_core
from doc_service.conversion.failures import failure, of_system, stopped
from doc_service.conversion.isolation import no_network
from doc_service.conversion.line import Line
from doc_service.conversion.options import PoolOptions
from doc_service.conversion.worker import Worker
from doc_service.conversion.workspace import Workspace
from doc_service.errors import ConversionError, ConverterStartFailed

log = logging.getLogger(__name__)

W = TypeVar("W", bound=Worker)
W_co = TypeVar("W_co", bound=Worker, covariant=True)

# The second failure in a row may be chance; a LibreOffice that never lives must not eat a core.
_FIRST_PAUSE_SECONDS = 0.25
_LONGEST_PAUSE_SECONDS = 8.0


class State(Enum):
    """What a post is doing."""

    COLD = auto()
    WARMING = auto()
    FREE = auto()
    BUSY = auto()


ALIVE = (State.FREE, State.BUSY)


class Hire(Protocol[W_co]):
    """Makes a worker, such as the class of it; see `Worker` for what is given."""

    def __call__(
        self,
        options: PoolOptions,
        folder: Path,
        *,
        gone: Callable[[], None],
        prefix: tuple[str, ...],
    ) -> W_co:
        """Return a worker that is not started."""


@dataclass(slots=True, eq=False)
class Post(Generic[W]):
    """One place in the crew and whoever fills it; the crew alone writes it."""

    number: int
    worker: W
    state: State = State.COLD
    failures: int = 0
    """Starts in a row that led to no conversion."""


class Crew(Generic[W]):
    """Keeps workers warm and lends them, one task at a time; safe from many threads."""

    def __init__(self, options: PoolOptions, hire: Hire[W]) -> None:
        """Start nothing."""
        self._options = options
        self._hire = hire
        self._workspace = Workspace(options.work_folder)
        self._line: Line[Post[W]] = Line(options.queue_limit)
        self._posts: list[Post[W]] = []
        self._lock = threading.RLock()
        self._closing = threading.Event()
        self._threads: set[threading.Thread] = set()
        self.last_error: ConversionError | None = None
        self.libreoffice = ""
        self.restarts = 0

    @property
    def closing(self) -> bool:
        """Tell whether the crew is being dismissed."""
        return self._closing.is_set()

    @property
    def waiting(self) -> int:
        """Return how many documents wait."""
        return self._line.waiting

    def states(self) -> list[State]:
        """Return what every post is doing."""
        with self._lock:
            return [post.state for post in self._posts]

    def start(self) -> None:
        """Begin to warm every worker that is cold, and return at once.

        Raises:
            ConverterStartFailed: The crew is dismissed, or its folder cannot be made.
        """
        with self._lock:
            if self.closing:
                raise stopped()
            if not self._posts:
                self._posts = self._make_posts()
            for post in self._posts:
                if post.state is State.COLD:
                    self._in_background(post, self._warm)

    def take(self, priority: int, timeout: float) -> Post[W]:
        """Wait for a worker that lives; one that died while it was free harms no document.

        Raises:
            QueueFull: Too many wait already.
            QueueTimeout: None became free within `timeout` seconds.
            ConversionError: No worker can be started.
        """
        deadline = time.monotonic() + timeout
        while True:
            post = self._line.take(priority, deadline - time.monotonic(), self.start)
            with self._lock:
                post.state = State.BUSY
            if post.worker.settled():
                return post
            self.give_back(post)

    def give_back(self, post: Post[W]) -> None:
        """Let the next document have the worker, or have it replaced."""
        with self._lock:
            if self.closing:
                return
            if post.worker.converted:
                post.failures = 0
            if not post.worker.healthy():
                self.restarts += 1
                self._in_background(post, self._replace)
            elif reason := self._worn(post):
                log.info("worker is replaced", extra={"worker": post.number, "reason": reason})
                self.restarts += 1
                self._in_background(post, self._renew)
            else:
                self._free(post)

    def stop(self) -> None:
        """Kill every process, remove the folder, send away whoever waits. Final; repeatable."""
        self._closing.set()
        self._line.close(stopped())
        with self._lock:
            posts, threads = list(self._posts), list(self._threads)
        for post in posts:
            post.worker.close()
        for thread in threads:
            thread.join()
        self._workspace.close()
        with self._lock:
            for post in posts:
                post.state = State.COLD

    def _make_posts(self) -> list[Post[W]]:
        try:
            self._workspace.open()
        except OSError as error:
            raise of_system(error, ConverterStartFailed) from error
        return [self._make_post(number) for number in range(self._options.workers)]

    def _make_post(self, number: int) -> Post[W]:
        worker = self._hire(
            self._options,
            self._workspace.worker_folder(number),
            gone=lambda: self._died_free(post),
            prefix=(*on_own_core(number, self._options.workers), *no_network()),
        )
        post = Post(number, worker)
        return post

    def _worn(self, post: Post[W]) -> str:
        """Say why a worker should be replaced now; "" if not, or if no other could serve."""
        others = [other.state in ALIVE for other in self._posts if other is not post]
        if others and not any(others):
            return ""
        if post.worker.converted >= self._options.recycle_after:
            return f"{post.worker.converted} conversions"
        if (memory := post.worker.memory_mb()) > self._options.memory_ceiling_mb:
            return f"{memory} MiB"
        return ""

    def _died_free(self, post: Post[W]) -> None:
        """Replace a worker whose process went while it was free."""
        with self._lock:
            if self.closing or post.worker.healthy():  # told late, of the one before
                return
            if self._line.remove(post):
                log.warning("worker died while free", extra={"worker": post.number})
                post.failures += 1
                self.restarts += 1
                self._in_background(post, self._replace)

    def _in_background(self, post: Post[W], task: Callable[[Post[W]], None]) -> None:
        """Fill a post without making anybody wait; the caller holds the lock."""
        post.state = State.WARMING

        def run() -> None:
            try:
                task(post)
            except ConversionError as error:
                self._not_ready(post, error)
            except Exception as error:  # a post must not stay warming for ever
                log.exception("worker cannot be started", extra={"worker": post.number})
                self._not_ready(post, failure(ConverterStartFailed, repr(error)))
            finally:
                with self._lock:
                    self._threads.discard(thread)

        thread = threading.Thread(target=run, name=f"conversion-{post.number}", daemon=True)
        self._threads.add(thread)
        thread.start()

    def _renew(self, post: Post[W]) -> None:
        """Replace a worker that is worn but works; its profile is kept."""
        post.worker.retire()
        self._warm(post)

    def _replace(self, post: Post[W]) -> None:
        """Replace a worker that is dead, or as good as dead, together with its profile."""
        post.worker.stop()
        self._warm(post)

    def _warm(self, post: Post[W]) -> None:
        """Get a worker ready and give it to the line."""
        if post.failures > 1:
            pause = _FIRST_PAUSE_SECONDS * 2.0 ** (post.failures - 2)
            self._closing.wait(min(pause, _LONGEST_PAUSE_SECONDS))
        begun = time.monotonic()
        post.worker.start()
        version = post.worker.libreoffice
        seconds = round(time.monotonic() - begun, 2)
        log.info(
            "worker is ready",
            extra={"worker": post.number, "seconds": seconds, "libreoffice": version},
        )
        with self._lock:
            self.libreoffice = version
            self.last_error = None
            self._free(post)

    def _free(self, post: Post[W]) -> None:
        post.state = State.FREE
        self._line.put(post)

    def _not_ready(self, post: Post[W], error: ConversionError) -> None:
        """Leave a post cold; if all are, whoever waits is told, and the next caller tries again."""
        log.warning("worker did not start", extra={"worker": post.number, "detail": error.detail})
        with self._lock:
            post.failures += 1
            post.state = State.COLD
            self.last_error = error
            if all(other.state is State.COLD for other in self._posts):
                self._line.fail(error)
