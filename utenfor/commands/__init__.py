"""The commands, one module each: its name and help, the arguments it takes, and what it does.

Only the module of the command that is asked for is imported: most of the time a command takes to start is what others
would need.
"""

from importlib import import_module
from typing import Final, cast

from utenfor.outcome import Command

MODULES: Final = {
    "read": "read",
    "upgrade": "upgrade",
    "edition": "edition",
    "participants": "participants",
    "saksframlegg": "council_paper",
    "okonomiplan": "financial_plan",
    "collect": "collect",
    "national": "national",
    "refresh": "refresh",
    "doctor": "doctor",
    "serve": "serve",
    "manifest": "manifest",
}
"""The module of each command by its name, in the order of the help."""


def command(name: str) -> Command:
    """Return a command by its name.

    >>> command("saksframlegg").NAME
    'saksframlegg'
    """
    return cast("Command", import_module(f"{__name__}.{MODULES[name]}"))
