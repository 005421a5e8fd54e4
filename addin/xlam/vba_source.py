"""VBA as text: string literals in plain ASCII, modules with the line ends VBA wants, and the modules kept as files."""

from collections.abc import Iterable
from importlib.resources import files
from typing import Final

from utenfor_core.errors import WorkbookError

LINE_END: Final = "\r\n"
CHARACTERS_A_LINE: Final = 60
"""Of a text in a generated line: VBA takes 1023 characters in a line, and a letter such as å becomes eleven."""


def literal(text: str) -> str:
    """Return a text as a VBA expression of ASCII characters only, whatever code page the machine has.

    >>> literal("Feil på alder")
    '"Feil p" & ChrW(229) & " alder"'
    >>> literal("")
    '""'
    """
    parts: list[str] = []
    plain = ""
    for letter in text:
        if letter.isascii() and letter.isprintable():
            plain += letter.replace('"', '""')
            continue
        if plain:
            parts.append(f'"{plain}"')
        plain = ""
        # VBA's characters are UTF-16: one beyond the first plane is two.
        units = letter.encode("utf-16-be")
        parts += [f"ChrW({int.from_bytes(units[at : at + 2])})" for at in range(0, len(units), 2)]
    if plain or not parts:
        parts.append(f'"{plain}"')
    return " & ".join(parts)


def assigned(name: str, text: str) -> list[str]:
    """Return the lines that give a variable a text, short enough for VBA.

    >>> assigned("text", "på")
    ['text = "p" & ChrW(229)']
    """
    pieces = [text[at : at + CHARACTERS_A_LINE] for at in range(0, len(text), CHARACTERS_A_LINE)] or [""]
    first, *others = (literal(piece) for piece in pieces)
    return [f"{name} = {first}", *(f"{name} = {name} & {piece}" for piece in others)]


def module(lines: Iterable[str]) -> str:
    """Return the source of a module: Option Explicit, the lines, CRLF; raises WorkbookError when it is not ASCII."""
    source = LINE_END.join(["Option Explicit", "", *lines, ""])
    if not source.isascii():
        text = "VBA-koden har andre tegn enn ASCII. Legg teksten i texts.toml."
        raise WorkbookError(text)
    return source


def hidden_module(lines: Iterable[str]) -> str:
    """Return the source of a module whose functions no worksheet and no list of macros shows."""
    return module(["Option Private Module", "", *lines])


def stored_module(name: str) -> str:
    """Return the source of a module that is kept as a file in `vba`, with VBA's line ends."""
    text = files(__package__).joinpath("vba", f"{name}.bas").read_text(encoding="utf-8")
    return module(text.removeprefix("Option Explicit").strip().splitlines())
