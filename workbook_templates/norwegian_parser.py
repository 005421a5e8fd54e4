"""The standard library's reader of command lines, with Norwegian in place of the English words it writes itself."""

import argparse


class Help(argparse.RawDescriptionHelpFormatter):
    """The library's help with its one English word in Norwegian."""

    def add_usage(self, usage, actions, groups, prefix=None) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001 - the library's own signature
        """Begin with «bruk»."""
        super().add_usage(usage, actions, groups, "bruk: " if prefix is None else prefix)


class NorwegianParser(argparse.ArgumentParser):
    """A parser whose help is Norwegian; what an error says is its heirs' own, for the library's words are English."""

    def __init__(self, *, prog: str | None = None, description: str, epilog: str = "") -> None:
        """Take what the help begins and ends with."""
        super().__init__(
            prog=prog, description=description, epilog=epilog, formatter_class=Help, add_help=False, allow_abbrev=False
        )
        self._positionals.title, self._optionals.title = "oppgi", "valg"
        self.add_argument("--help", "-h", action="help", help="vis denne hjelpen")
