"""What a command gives: lines for people, the same as data for `--json`, and whether all went well."""

from argparse import ArgumentParser, Namespace
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Protocol

DONE: Final = 0
LOOK: Final = 1
"""Done, but something must be looked at: it was not read, or not carried over."""
REFUSED: Final = 2
"""Not done: the command or the file cannot be used."""
INTERRUPTED: Final = 130


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """The answer of a command; `notices` are what must be looked at, one sentence each."""

    lines: Sequence[str]
    data: Mapping[str, Any]
    notices: Sequence[str] = field(default_factory=tuple)

    @property
    def code(self) -> int:
        """The exit code."""
        return LOOK if self.notices else DONE


class Command(Protocol):
    """A module of `utenfor.commands`."""

    NAME: str
    HELP: str

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say what the command takes."""

    def run(self, asked: Namespace) -> Outcome:
        """Do it; raises UtenforError, in Norwegian, when it cannot be done."""
