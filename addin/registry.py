"""What each worksheet function is: name, description, arguments with help, and an example, read from functions.toml."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from utenfor_core.errors import WorkbookError

LONGEST = 255
"""The most characters Excel's function wizard takes in a description or an argument's help."""


def as_typed(cell: Any) -> str:  # noqa: ANN401  # a number or a text
    """Return a cell as it is typed in a Norwegian formula: a text in quotes, a number with decimal comma.

    >>> as_typed("vgs_frafall"), as_typed(0.1)
    ('"vgs_frafall"', '0,1')
    """
    return f'"{cell}"' if isinstance(cell, str) else str(cell).replace(".", ",")


@dataclass(frozen=True, kw_only=True, slots=True)
class Argument:
    """An argument: `name` as the wizard shows it (ASCII), `label` in Norwegian, `kind` how a cell of it is read.

    `type`, `range` (of a number) and `default` (of an optional one) are the words a user meets; empty where there is
    none. `about` is what it means, `example` a cell.
    """

    name: str
    label: str
    kind: str
    type: str
    about: str
    optional: bool
    example: Any
    range: str = ""
    default: str = ""

    @property
    def help(self) -> str:
        """What the function wizard shows: what it means, its range, and what an empty cell stands for.

        >>> registry()["UTENFOR_DISCOUNT"].arguments[1].help[-36:]
        'Tillatt: fra 0 til 0,2. Tomt: trapp.'
        """
        ends = [f"{word}: {text}." for word, text in (("Tillatt", self.range), ("Tomt", self.default)) if text]
        return " ".join([self.about, *ends])


@dataclass(frozen=True, kw_only=True, slots=True)
class WorksheetFunction:
    """A worksheet function as users meet it; `ranges` is False where every argument must be a single cell."""

    name: str
    description: str
    gives: str
    category: str
    arguments: tuple[Argument, ...]
    example: tuple[Any, ...]
    ranges: bool

    @property
    def python_name(self) -> str:
        """The name of the callable in `addin.functions`."""
        return self.name.lower()

    @property
    def formula(self) -> str:
        """The example as a Norwegian Excel shows it: semicolons and decimal comma.

        >>> registry()["UTENFOR_DISCOUNT"].formula
        '=UTENFOR_DISCOUNT(2037;0,04)'
        """
        return f"={self.name}({';'.join(map(as_typed, self.example))})"


@cache
def registry() -> Mapping[str, WorksheetFunction]:
    """Return every worksheet function by its Excel name, in the order of the file.

    Raises WorkbookError with every text that is too long for Excel and every name VBA does not take.

    >>> [one.name for one in registry()["UTENFOR_PRICE"].arguments]
    ['beloep', 'fra_aar', 'til_aar', 'indeks']
    """
    import tomllib  # noqa: PLC0415  # Excel waits for the import; this and the next are a third of it
    from importlib.resources import files  # noqa: PLC0415  # as above

    content = tomllib.loads(files(__package__).joinpath("functions.toml").read_text(encoding="utf-8"))
    functions = tuple(_function(entry, content) for entry in content["functions"])
    found = problems(functions)
    if found:
        text = "\n".join(found)
        raise WorkbookError(text)
    return MappingProxyType({one.name: one for one in functions})


def _function(entry: Mapping[str, Any], content: Mapping[str, Any]) -> WorksheetFunction:
    arguments = tuple(
        Argument(name=name, optional=optional, **content["arguments"][name])
        for optional, key in ((False, "required"), (True, "optional"))
        for name in entry[key]
    )
    return WorksheetFunction(
        name=entry["name"],
        description=entry["description"],
        gives=entry["gives"],
        category=content["category"],
        arguments=arguments,
        example=tuple(entry["example"]),
        ranges=entry.get("ranges", True),
    )


def problems(functions: tuple[WorksheetFunction, ...]) -> list[str]:
    """Return what Excel would not take, one Norwegian sentence each; empty when all is well."""
    texts = {one.name: one.description for one in functions}
    texts |= {f"{one.name}, {argument.name}": argument.help for one in functions for argument in one.arguments}
    names = [one.name for one in functions] + [argument.name for one in functions for argument in one.arguments]
    found = [
        f"{place}: teksten er på {len(text)} tegn, men Excel tar {LONGEST}. Kort den ned i functions.toml."
        for place, text in texts.items()
        if len(text) > LONGEST
    ]
    found += [
        f"{name}: VBA tar bare navn med bokstavene a–z, tall og strek. Gi den et annet navn i functions.toml."
        for name in dict.fromkeys(names)
        if not (name.isascii() and name.isidentifier())
    ]
    return found
