"""`python -m doc_service.workers`: web and workers together, as `make run` starts them."""

from __future__ import annotations

import logging
import sys

from doc_service.settings import ROOT
from doc_service.workers.supervisor import Supervisor


def main() -> int:
    """Run everything until told to stop; return the exit status."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(message)s %(name)s")
    python = sys.executable
    return Supervisor.of(
        {
            "web": [python, str(ROOT / "app.py")],
            "worker": [python, "-m", "doc_service", "worker"],
        }
    ).run()


if __name__ == "__main__":
    sys.exit(main())
