"""The commands, one module each: its name and help, the arguments it takes, and what it does."""

from utenfor.commands import (
    collect,
    council_paper,
    doctor,
    edition,
    financial_plan,
    manifest,
    national,
    participants,
    read,
    refresh,
    serve,
    upgrade,
)
from utenfor.outcome import Command

COMMANDS: dict[str, Command] = {
    command.NAME: command
    for command in (
        read,
        upgrade,
        edition,
        participants,
        council_paper,
        financial_plan,
        collect,
        national,
        refresh,
        doctor,
        serve,
        manifest,
    )
}
"""In the order of the help."""
