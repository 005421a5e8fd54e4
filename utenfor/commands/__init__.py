"""The commands, one module each: its name and help, the arguments it takes, and what it does."""

from utenfor.commands import read, upgrade
from utenfor.outcome import Command

COMMANDS: dict[str, Command] = {command.NAME: command for command in (read, upgrade)}
"""In the order of the help."""
