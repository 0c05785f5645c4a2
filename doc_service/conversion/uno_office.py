"""What is asked of LibreOffice: how to load, how to export.

LibreOffice runs this file itself, by its loader of Python components (see `uno_desktop.py`):
standard library and `uno` only, and nothing newer than Python 3.9.
"""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import Any

# FilterName spares type detection and keeps other formats out. UpdateDocMode 0 is NO_UPDATE
# (QUIET_UPDATE would fetch links), MacroExecutionMode 0 is NEVER_EXECUTE.
LOAD = {
    "Hidden": True,
    "ReadOnly": True,
    "Silent": True,
    "UpdateDocMode": 0,
    "MacroExecutionMode": 0,
    "FilterName": "MS Word 2007 XML",
}

# Names: https://wiki.documentfoundation.org/API/Tutorials/PDF_export
EXPORT = {
    "SelectPdfVersion": 2,  # PDF/A-2b
    "UseTaggedPDF": True,
    "ExportBookmarks": True,
    "ExportBookmarksToPDFDestination": True,  # places of signature
    "EmbedStandardFonts": True,
    "DisplayPDFDocumentTitle": True,
    "ExportFormFields": False,
    "ReduceImageResolution": False,
    "UseLosslessCompression": False,
    "Quality": 95,  # keeps stamps and scanned signatures sharp
}

# Rows and paragraphs of a section that LibreOffice 7.4 puts on one page before it knows their
# height: 20 at least, more the longer the file is; and the two that close a list.
GUESSED_AT_ONCE = 22

_TEXT = "com.sun.star.text.TextDocument"
_BLOCK = re.compile(rb"<(/?)(?:\w+:)?(tbl|tr|p|sectPr)(?=[\s/>])")


def is_guessed(docx: Path) -> bool:
    """Tell whether a section is so long that LibreOffice guesses where its pages break."""
    try:
        with zipfile.ZipFile(docx) as package:
            content = package.read("word/document.xml")
    except Exception:  # zipfile raises many kinds; LibreOffice could read the file
        return True
    depth = blocks = 0
    for block in _BLOCK.finditer(content):
        closing, name = block.groups()
        if name == b"tbl":
            depth += -1 if closing else 1
        elif closing:
            continue
        elif name == b"sectPr":
            blocks = 0
        elif depth == (1 if name == b"tr" else 0):
            blocks += 1
            if blocks > GUESSED_AT_ONCE:
                return True
    return False


def draft(text: str) -> dict[str, Any]:
    """Return the options of a watermark: light grey, aslant, within the page.

    LibreOffice fits the size by itself when none is given, but cuts off what stands above and
    below the letters: the marks of Vietnamese.
    """
    return {
        "Watermark": text,
        "WatermarkColor": 0xC8C8C8,
        "WatermarkRotateAngle": 450,  # tenths of a degree
        "WatermarkFontName": "Times New Roman",
        "WatermarkFontHeight": max(12, min(96, 900 // len(text))),  # points; A4 is 1031 across
    }


class Office:
    """Makes a PDF of one document after the other."""

    def __init__(self, uno: Any, context: Any) -> None:
        """Get a frame to show documents in, and room for the first."""
        self._uno = uno
        self._context = context
        self._frame = self._hidden_frame()
        self._model = self._service(_TEXT)

    def convert(self, source: Path, target: Path, watermark: str) -> int:
        """Write `source` (DOCX) to `target` (PDF/A-2b) and return the number of pages.

        The document stays open until `put_away`, which is to be called in any case.
        """
        model = self._model
        url = self._uno.systemPathToFileUrl(str(source))
        model.load(self._properties({**LOAD, "URL": url}))
        controller = self._show(model)
        if is_guessed(source) and controller.PageCount > 1:
            self._lay_out_again(model)
        self._store(model, target, watermark)
        return int(controller.PageCount)

    def put_away(self) -> None:
        """Close the document and get ready for the next: an eighth of the time of a short one."""
        self._frame.setComponent(None, None)
        self._model.close(True)
        self._model = self._service(_TEXT)

    def _hidden_frame(self) -> Any:
        """Return one frame for every document, without menus and toolbars.

        A new one for each document builds its window and layout manager anew: a seventh of the
        time of a two-page document, and memory that is slow to come back.
        """
        window = self._uno.createUnoStruct("com.sun.star.awt.WindowDescriptor")
        window.Type = self._uno.Enum("com.sun.star.awt.WindowClass", "TOP")
        window.WindowServiceName = "window"
        window.ParentIndex = -1
        frame = self._service("com.sun.star.frame.Frame")
        frame.initialize(self._service("com.sun.star.awt.Toolkit").createWindow(window))
        frame.LayoutManager = None
        self._service("com.sun.star.frame.Desktop").Frames.append(frame)
        return frame

    def _show(self, model: Any) -> Any:
        """Show a document in the frame, once it is loaded, and return its controller.

        `loadComponentFromURL` does the same, but what it lays out depends on how long the whole
        file is: where a row goes over to the next page, below headings that are repeated, 7.4 then
        leaves a vertically centred cell at the top of far more lists (seen, not documented).
        """
        controller = model.createViewController("Default", (), self._frame)
        controller.attachModel(model)
        model.connectController(controller)
        self._frame.setComponent(controller.ComponentWindow, controller)
        controller.attachFrame(self._frame)
        model.setCurrentController(controller)
        return controller

    def _lay_out_again(self, model: Any) -> None:
        """Have a document laid out once more, which undoes what 7.4 guessed before.

        It shares out rows and paragraphs among pages before it knows their height. A heading that
        ends up last on its page by that stays there, though it belongs to the next paragraph, and
        a vertically centred cell may stay where it was (seen, not documented). How borders join
        has the rows of a table measured anew when it is changed, even if it is changed back; the
        setting, which is of Chinese and Japanese punctuation, all text.
        """
        settings = model.createInstance("com.sun.star.document.Settings")
        tables = map(model.TextTables.getByIndex, range(model.TextTables.Count))
        toggled = [(one, "CollapsingBorders") for one in tables if one.RepeatHeadline]
        toggled.append((settings, "CharacterCompressionType"))
        model.lockControllers()
        for owner, name in toggled:
            before = getattr(owner, name)
            setattr(owner, name, type(before)(not before))
            setattr(owner, name, before)
        model.unlockControllers()

    def _store(self, model: Any, target: Path, watermark: str) -> None:
        export = {**EXPORT, **(draft(watermark) if watermark else {})}
        data = self._uno.Any("[]com.sun.star.beans.PropertyValue", self._properties(export))
        # NoFileSync: the result is read back at once and thrown away.
        store = {"FilterName": "writer_pdf_Export", "FilterData": data, "NoFileSync": True}
        model.storeToURL(self._uno.systemPathToFileUrl(str(target)), self._properties(store))

    def _service(self, name: str) -> Any:
        return self._context.ServiceManager.createInstanceWithContext(name, self._context)

    def _properties(self, values: dict[str, Any]) -> tuple[Any, ...]:
        return tuple(
            self._uno.createUnoStruct("com.sun.star.beans.PropertyValue", name, 0, value, 0)
            for name, value in values.items()
        )


def getComponentFactory(name: str, manager: Any, key: Any) -> Any:  # noqa: N802 its loader's name
    """Return what makes an `Office` a job: values are a document to convert, none to put away."""
    import uno
    import unohelper
    from com.sun.star.task import XJob

    class Job(unohelper.Base, XJob):  # type: ignore[misc]  # they ship no types
        def __init__(self, context: Any) -> None:
            self._office = Office(uno, context)

        def execute(self, arguments: Any) -> int:
            given = {one.Name: one.Value for one in arguments}
            if not given:
                self._office.put_away()
                return 0
            source, target = Path(given["source"]), Path(given["target"])
            return self._office.convert(source, target, given["watermark"])

    helper = unohelper.ImplementationHelper()
    helper.addImplementation(Job, name, ("com.sun.star.task.Job",))
    return helper.getComponentFactory(name, key, manager)
