"""A LibreOffice that is ready, as the script uno_worker.py sees it from outside.

A document takes some fifty calls. From here each of them goes through a bridge, with a change of
process and back: a seventh of the time of a short document. So LibreOffice runs `uno_office.py`
within itself, and is asked once for each document.
"""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Any

NAME = "vn.vanthu.Office"


class Desktop:
    """LibreOffice as a whole, and the office within it."""

    def __init__(self, uno: Any, context: Any) -> None:
        """Have it load the office; raise `ImportError` where it has no Python of its own."""
        self._uno = uno
        self._context = context
        self._desktop = self._service("com.sun.star.frame.Desktop")
        url = uno.systemPathToFileUrl(str(Path(__file__).with_name("uno_office.py")))
        loader = self._service("com.sun.star.loader.Python")
        if loader is None:
            raise ImportError("LibreOffice cannot load components written in Python")
        self._office = loader.activate(NAME, "", url, None).createInstanceWithContext(context)

    def version(self) -> str:
        """Return the full version, such as `7.4.7.2`."""
        provider = self._service("com.sun.star.configuration.ConfigurationProvider")
        path = self._uno.createUnoStruct("com.sun.star.beans.PropertyValue")
        path.Name, path.Value = "nodepath", "/org.openoffice.Setup/Product"
        product = provider.createInstanceWithArguments(
            "com.sun.star.configuration.ConfigurationAccess", (path,)
        )
        return str(product.getByName("ooSetupVersionAboutBox"))

    def convert(self, source: Path, target: Path, watermark: str) -> int:
        """Write `source` (DOCX) to `target` (PDF/A-2b) and return the number of pages.

        The document stays open until `put_away`, which is to be called in any case.
        """
        return int(self._asked(source=str(source), target=str(target), watermark=watermark))

    def put_away(self) -> None:
        """Close the document and get ready for the next: an eighth of the time of a short one."""
        self._asked()

    def lost(self, error: Exception) -> bool:
        """Tell whether nothing can be converted after this error: LibreOffice or its frame is gone.

        A frame that is disposed of loads nothing ever again, and says so to every document.
        """
        disposed = self._uno.getClass("com.sun.star.lang.DisposedException")
        return isinstance(error, disposed) or not self._answers()

    def terminate(self) -> None:
        """Ask LibreOffice to leave, which writes its profile."""
        with contextlib.suppress(Exception):  # the bridge may go before the answer
            self._desktop.terminate()

    def _answers(self) -> bool:
        """Tell whether LibreOffice lives, by a call that costs it nothing."""
        try:
            self._desktop.getImplementationName()
        except Exception:
            return False
        return True

    def _asked(self, **values: str) -> Any:
        return self._office.execute(
            tuple(
                self._uno.createUnoStruct("com.sun.star.beans.NamedValue", name, value)
                for name, value in values.items()
            )
        )

    def _service(self, name: str) -> Any:
        return self._context.ServiceManager.createInstanceWithContext(name, self._context)
