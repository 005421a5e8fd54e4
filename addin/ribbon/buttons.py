"""The buttons of the ribbon as values, read from buttons.toml and checked against what Office takes."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

from utenfor_core.errors import WorkbookError

LONGEST_TIP: Final = 1024
"""The most characters Office takes in a screentip or a supertip (MS-CUSTOMUI)."""
SIZES: Final = ("normal", "large")


@dataclass(frozen=True, kw_only=True, slots=True)
class Choice:
    """One line of a split button's menu: `value` is what the callback gets."""

    value: str
    label: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Button:
    """A button: its texts, Office's picture, its group, and what it does (a VBA sub, a Python callback, or both)."""

    id: str
    label: str
    screentip: str
    supertip: str
    image: str
    group: str
    size: str
    vba: str = ""
    python: str = ""
    ask: str = ""
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Group:
    """A group of buttons with the text under it."""

    id: str
    label: str
    buttons: tuple[Button, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Ribbon:
    """The tab, its groups in order, and `entry`: the Python module whose `run(name, answer)` the buttons call."""

    tab: str
    label: str
    entry: str
    groups: tuple[Group, ...]

    @property
    def buttons(self) -> tuple[Button, ...]:
        """Every button, in the order of the ribbon."""
        return tuple(button for group in self.groups for button in group.buttons)


@cache
def ribbon() -> Ribbon:
    """Return the ribbon; raises WorkbookError with everything in buttons.toml that Office would not take.

    >>> [button.label for button in ribbon().groups[0].buttons]
    ['Ny kommunebok', 'Hent/oppdater tall']
    """
    return read_ribbon(tomllib.loads(files(__package__).joinpath("buttons.toml").read_text(encoding="utf-8")))


def read_ribbon(content: Mapping[str, Any]) -> Ribbon:
    """Return the ribbon that the content of a file like buttons.toml describes; raises WorkbookError."""
    buttons = tuple(
        Button(**{**entry, "choices": tuple(Choice(**choice) for choice in entry.get("choices", ()))})
        for entry in content["buttons"]
    )
    groups = tuple(
        Group(**entry, buttons=tuple(button for button in buttons if button.group == entry["id"]))
        for entry in content["groups"]
    )
    found = problems(buttons, tuple(group.id for group in groups))
    if found:
        text = "\n".join(found)
        raise WorkbookError(text)
    return Ribbon(tab=content["tab"], label=content["label"], entry=content["entry"], groups=groups)


def problems(buttons: tuple[Button, ...], groups: tuple[str, ...]) -> list[str]:
    """Return what Office or VBA would not take, one Norwegian sentence each; empty when all is well."""
    found = []
    for button in buttons:
        place = f"buttons.toml, {button.id}"
        found += [
            f"{place}: {name} er på {len(text)} tegn, men Office tar {LONGEST_TIP}. Kort teksten ned."
            for name, text in (("screentip", button.screentip), ("supertip", button.supertip))
            if len(text) > LONGEST_TIP
        ]
        found += [
            f"{place}: «{name}» kan ikke være et navn i VBA. Bruk bokstavene a–z, tall og strek."
            for name in (button.id, button.vba, button.python)
            if name and not (name.isascii() and name.isidentifier())
        ]
        if not (button.vba or button.python):
            found.append(f"{place}: knappen gjør ingenting. Oppgi vba eller python.")
        if (button.ask or button.choices) and not button.python:
            found.append(f"{place}: ask og choices gjelder bare knapper med python.")
        if button.group not in groups:
            found.append(f"{place}: gruppen «{button.group}» finnes ikke. Velg blant {', '.join(groups)}.")
        if button.size not in SIZES:
            found.append(f"{place}: størrelsen «{button.size}» finnes ikke. Velg blant {', '.join(SIZES)}.")
    ids = [button.id for button in buttons]
    found += [f"buttons.toml: «{name}» er brukt to ganger." for name in dict.fromkeys(ids) if ids.count(name) > 1]
    return found
