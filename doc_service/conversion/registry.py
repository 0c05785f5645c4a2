"""The settings LibreOffice starts with: `registrymodifications.xcu` of a private profile."""

from __future__ import annotations

from pathlib import Path
from xml.sax.saxutils import escape

_COMMON = "/org.openoffice.Office.Common"
_SCRIPTING = f"{_COMMON}/Security/Scripting"
_WRITER = "/org.openoffice.Office.Writer"
_COMPLETION = f"{_WRITER}/AutoFunction/Completion"
_INTERNET = "/org.openoffice.Inet/Settings"

# Second to the network namespace (isolation.py): port 9 of this machine answers nobody.
_DEAD_PROXY = ("127.0.0.1", "9")

# Node, property, value. The names are those of share/registry/main.xcd; the idea of the
# link and proxy rows is gotenberg's, pkg/modules/libreoffice/api/proxy.go.
SETTINGS: tuple[tuple[str, str, str], ...] = (
    (_SCRIPTING, "MacroSecurityLevel", "3"),
    (_SCRIPTING, "DisableMacrosExecution", "true"),
    (_SCRIPTING, "BlockUntrustedRefererLinks", "true"),
    (f"{_WRITER}/Content/Update", "Link", "0"),  # never; --convert-to has no UpdateDocMode
    (_INTERNET, "ooInetProxyType", "2"),  # set by hand
    (_INTERNET, "ooInetNoProxy", ""),
    (_INTERNET, "ooInetHTTPProxyName", _DEAD_PROXY[0]),
    (_INTERNET, "ooInetHTTPProxyPort", _DEAD_PROXY[1]),
    (_INTERNET, "ooInetHTTPSProxyName", _DEAD_PROXY[0]),
    (_INTERNET, "ooInetHTTPSProxyPort", _DEAD_PROXY[1]),
    (_INTERNET, "ooInetFTPProxyName", _DEAD_PROXY[0]),
    (_INTERNET, "ooInetFTPProxyPort", _DEAD_PROXY[1]),
    ("/org.openoffice.Office.Java/VirtualMachine", "Enable", "false"),
    ("/org.openoffice.Office.Update/Update", "Enabled", "false"),
    ("/org.openoffice.Setup/Office", "ooSetupInstCompleted", "true"),
    ("/org.openoffice.Setup/Office", "MigrationCompleted", "true"),
    (f"{_COMMON}/Misc", "FirstRun", "false"),
    (f"{_COMMON}/Misc", "CrashReport", "false"),
    (f"{_COMMON}/Misc", "UseLocking", "false"),
    (f"{_COMMON}/Misc", "UseOpenCL", "false"),
    # the default of 20 MB fills over 150 documents and saves no time that can be measured; with 8
    # the process stops growing after 75, at 165 MiB instead of 205
    (f"{_COMMON}/Cache/Font", "GlyphsCacheSize", "8000000"),
    # nobody types here: no words to collect for completion, none to underline
    (_COMPLETION, "CollectWords", "false"),
    (_COMPLETION, "Enable", "false"),
    ("/org.openoffice.Office.Linguistic/SpellChecking", "IsSpellAuto", "false"),
)

_ITEM = (
    '<item oor:path="{node}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop>'
    "</item>\n"
)
_FILE = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<oor:items xmlns:oor="http://openoffice.org/2001/registry"'
    ' xmlns:xs="http://www.w3.org/2001/XMLSchema"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\n{items}</oor:items>\n'
)


def write_profile(profile: Path) -> None:
    """Make the profile folder with its registry file, unless it is there already.

    Raises:
        OSError: The folder cannot be written.
    """
    registry = profile / "user" / "registrymodifications.xcu"
    if registry.exists():
        return
    registry.parent.mkdir(parents=True, exist_ok=True)
    items = "".join(
        _ITEM.format(node=node, name=name, value=escape(value)) for node, name, value in SETTINGS
    )
    registry.write_text(_FILE.format(items=items), encoding="utf-8")
