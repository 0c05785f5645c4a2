"""`python -m doc_service`: the command line."""

from __future__ import annotations

from doc_service.cli import main

if __name__ == "__main__":
    main()
