"""The whole set of parameters, lines and groups: read from a folder, checked together, looked up by id."""

import tomllib
from collections.abc import Iterator, Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from types import MappingProxyType

from utenfor_core.data.figures import Figures, by_figures, in_use
from utenfor_core.errors import ParameterError
from utenfor_core.parameters.entry import Entry
from utenfor_core.parameters.lines_and_groups import read_group, read_line
from utenfor_core.parameters.reading import read_parameter
from utenfor_core.parameters.records import CostLine, Parameter, TargetGroup, Value, nearest
from utenfor_core.parameters.vocabulary import INDEX_SERIES, OWN_STATUS
from utenfor_core.prices import level_chain, rebase

VERSION_FILE = "version"
LINES = "lines/"
GROUPS = "groups/"


class Parameters(Mapping[str, Parameter]):
    """Every parameter by id (the path below data/ without .toml), with the cost lines and the target groups."""

    def __init__(
        self,
        parameters: Mapping[str, Parameter],
        lines: Mapping[str, CostLine],
        groups: Mapping[str, TargetGroup],
        version: str,
    ) -> None:
        """Keep the four read-only; lines are in the order of their number, groups in the order of theirs."""
        self._parameters = MappingProxyType(dict(parameters))
        self.lines: Mapping[str, CostLine] = MappingProxyType(dict(lines))
        self.groups: Mapping[str, TargetGroup] = MappingProxyType(dict(groups))
        self.version = version

    def __getitem__(self, name: str) -> Parameter:
        """Return the parameter of that id; KeyError when there is none, as for any mapping."""
        return self._parameters[name]

    def __iter__(self) -> Iterator[str]:
        """Go through the ids in alphabetical order."""
        return iter(self._parameters)

    def __len__(self) -> int:
        """Return how many parameters there are."""
        return len(self._parameters)

    def named(self, name: str) -> Parameter:
        """Return the parameter of that id; ParameterError with the nearest ids when there is none."""
        if name in self._parameters:
            return self._parameters[name]
        text = f"Det finnes ingen forutsetning som heter «{name}».{nearest(name, self._parameters)}"
        raise ParameterError(text)

    def value(self, name: str, *, preset: str | None = None, year: int | None = None) -> Value | None:
        """Return the value of a parameter; see Parameter.value. ParameterError when the id is unknown."""
        return self.named(name).value(preset=preset, year=year)

    def number(self, name: str, *, preset: str | None = None, year: int | None = None) -> float:
        """Return the one number of a parameter; ParameterError when it is empty or has a number per age band.

        >>> load().number("method/causal_share", preset="midtanslag")
        0.6
        """
        found = self.value(name, preset=preset, year=year)
        if isinstance(found, tuple) or found is None:
            what = "har et tall per aldersgruppe" if found else f"er tom ({self.named(name).empty_reason})"
            text = f"{self.named(name).label} ({name}) {what}, men her trengs ett tall."
            raise ParameterError(text)
        return found

    def bands(self, name: str, *, preset: str | None = None, year: int | None = None) -> tuple[float, ...]:
        """Return the six numbers of a parameter, one per age band; one number is repeated for all six.

        >>> load().bands("profile/fullfort/ufore_out", preset="midtanslag")[0]
        0.079
        """
        found = self.value(name, preset=preset, year=year)
        if found is None:
            text = f"{self.named(name).label} ({name}) er tom ({self.named(name).empty_reason})."
            raise ParameterError(text)
        return found if isinstance(found, tuple) else (found,) * 6  # the six age bands of Value

    def growth(self, index: str) -> Mapping[int, float]:
        """Return the yearly growth of index D, G, L or K as a decimal by year (G: from its levels)."""
        series = self.named(INDEX_SERIES[index])
        years = {dated.year: dated.value for dated in series.dated if not isinstance(dated.value, tuple)}
        return level_chain(years) if series.unit == "kr/år" else years

    def in_price_year(self, name: str, price_year: int, *, preset: str | None = None) -> float | None:
        """Return an amount in kroner of `price_year` by the parameter's own index; None when it is empty.

        Raises ParameterError when the parameter has no price year or index, or a year's growth is missing.
        """
        parameter = self.named(name)
        if parameter.empty:
            return None
        amount = self.number(name, preset=preset)
        if parameter.price_year is None or (parameter.index is None and parameter.price_year != price_year):
            text = f"{parameter.label} ({name}) mangler prisår eller indeks og kan ikke regnes om til {price_year}."
            raise ParameterError(text)
        if parameter.index is None:
            return amount
        label = self.named(INDEX_SERIES[parameter.index]).label
        return rebase(amount, parameter.price_year, price_year, self.growth(parameter.index), index=label)


def own_parameters(parameters: Parameters) -> tuple[str, ...]:
    """Return the ids of what a user's own figures have changed: parameters, `lines/<id>` and `groups/<id>`, in order.

    Empty for the built-in set. What a case holds of own values is not among them.

    >>> own_parameters(load())
    ()
    """
    return (
        *(name for name, parameter in parameters.items() if parameter.status == OWN_STATUS),
        *(f"{LINES}{line.id}" for line in parameters.lines.values() if line.own_sources),
        *(f"{GROUPS}{group.id}" for group in parameters.groups.values() if group.baseline_status == OWN_STATUS),
    )


def load(folder: Traversable | Path | None = None) -> Parameters:
    """Return the parameters of a folder, or the built-in ones (read once) when no folder is given.

    Raises one ParameterError that names every problem found, each with its file and key.

    >>> load().version
    '2026.1'
    """
    return _built_in() if folder is None else _read(folder)


@by_figures
def _built_in() -> Parameters:
    return _read(files(__package__).joinpath("data"), in_use())


def _read(folder: Traversable | Path, figures: Figures | None = None) -> Parameters:
    problems: list[str] = []
    entries = dict(sorted(_entries(folder, "", problems)))
    head = entries.pop(VERSION_FILE, None)
    if head is None:
        problems.append(f"{VERSION_FILE}.toml: mangler. Legg til fila med version og released.")
        head = Entry(VERSION_FILE, {"version": "?", "released": "?"}, problems)
    version, _ = head.text("version"), head.text("released")
    if figures is not None:
        version = f"{version} + {figures.version}"
    head.close()
    lines = [read_line(name.removeprefix(LINES), entry) for name, entry in entries.items() if name.startswith(LINES)]
    groups = [
        read_group(name.removeprefix(GROUPS), entry) for name, entry in entries.items() if name.startswith(GROUPS)
    ]
    parameters = {
        name: read_parameter(name, entry) for name, entry in entries.items() if not name.startswith((LINES, GROUPS))
    }
    for line in lines:
        for key, name in (("unit_cost", line.unit_cost), ("split_parameter", line.split_parameter)):
            if name is not None and name not in parameters:
                entries[LINES + line.id].problem(key, f"«{name}» finnes ikke.{nearest(name, parameters)}")
    if problems:
        text = f"{len(problems)} feil i forutsetningene:\n" + "\n".join(sorted(problems))
        raise ParameterError(text)
    return Parameters(
        parameters,
        {line.id: line for line in sorted(lines, key=lambda line: line.number)},
        {group.id: group for group in sorted(groups, key=lambda group: group.number)},
        version,
    )


def _entries(folder: Traversable | Path, path: str, problems: list[str]) -> Iterator[tuple[str, Entry]]:
    for item in folder.iterdir():
        if item.is_dir():
            yield from _entries(item, f"{path}{item.name}/", problems)
        elif item.name.endswith(".toml"):
            place = path + item.name
            try:
                table = tomllib.loads(item.read_text(encoding="utf-8"))
            except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
                problems.append(
                    f"{place}: kan ikke leses som TOML ({error}). Tekst og koder skrives i anførselstegn, "
                    "desimaltall med punktum, og hver linje som nøkkel = verdi.",
                )
                continue
            yield place.removesuffix(".toml"), Entry(place, table, problems)
