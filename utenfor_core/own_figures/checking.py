"""From what was typed to own figures that hold: ids, numbers, price years, months and shares, every problem at once."""

from utenfor_core.domain import PRESETS, PROFILE_BANDS
from utenfor_core.errors import ParameterError
from utenfor_core.inputs import FIRST_PRICE_YEAR
from utenfor_core.own_figures.groups import read_group
from utenfor_core.own_figures.records import (
    GROUP,
    GROWTH,
    KINDS,
    VALUE,
    Document,
    Entry,
    OwnFigures,
    OwnGroup,
    OwnGrowth,
    OwnValue,
)
from utenfor_core.own_figures.targets import TAX_SPLITS, Target, names_by_word, targets
from utenfor_core.own_figures.typed import Typed, alike, shown
from utenfor_core.parameters import Parameters
from utenfor_core.parameters.vocabulary import INDEX_SERIES
from utenfor_core.prices import price_factor

ALL_PRESETS = "alle"
LONGEST_NAME = 60
GROWING = ("D", "K", "L")
"""The indexes whose growth a user may give; the basic amount is known by its levels."""
LOWEST_GROWTH, HIGHEST_GROWTH = -0.2, 0.5
"""What the price indexes of the workbook accept."""
NEAR = 1e-9
"""Float noise in a sum of three rates."""


class Checking:
    """One document held against the parameters it is to be laid over."""

    def __init__(self, document: Document, parameters: Parameters, problems: list[str]) -> None:
        """Take the document; what is wrong is added to `problems`."""
        self.document, self.parameters, self.problems = document, parameters, problems
        self.targets = targets(parameters)
        self.words = names_by_word(self.targets)
        self.price_year = int(parameters.number("time/price_year"))
        self.growth: dict[tuple[str, int], OwnGrowth] = {}
        self.values: dict[tuple[str, str | None], OwnValue] = {}
        self.places: dict[tuple[str, str | None], str] = {}
        self.groups: dict[str, OwnGroup] = {}

    def figures(self, base: OwnFigures | None) -> OwnFigures:
        """Return what holds of the document; it is only to be used where no problem was found."""
        head = Typed(self.document.head, self.problems)
        name = head.text("navn", what="Navn på tallene", longest=LONGEST_NAME)
        head.text("bygger_pa")
        head.close(also=KINDS)
        readers = {GROWTH: self._growth, VALUE: self._value, GROUP: self._group}
        for kind, read in readers.items():
            for entry in self.document.entries:
                if entry.kind == kind:
                    read(entry)
        self._tax_splits()
        return OwnFigures(
            name=name,
            file=self.document.file,
            values=tuple(self.values.values()),
            growth=tuple(self.growth.values()),
            groups=tuple(self.groups.values()),
            base=base,
        )

    def _growth(self, entry: Entry) -> None:
        typed = Typed(entry, self.problems)
        index = typed.choice("indeks", GROWING, what="en indeks")
        if entry.fields.get("indeks") is None:
            typed.problem("indeks", "indeks mangler. Skriv D (kommunal deflator), K (konsumpriser) eller L (lønn).")
        year = typed.whole("ar", FIRST_PRICE_YEAR + 1, self.price_year, what="Året veksten går inn i")
        value = typed.number("verdi", LOWEST_GROWTH, HIGHEST_GROWTH, what="Veksten fra året før, som andel,")
        source = typed.text("kilde")
        typed.close()
        if index is None or year is None or value is None:
            return
        if (index, year) in self.growth:
            typed.problem("ar", f"veksten i {index} inn i {year} står to ganger. Ta bort den ene.")
        self.growth[index, year] = OwnGrowth(index=index, year=year, value=value, source=source)

    def _group(self, entry: Entry) -> None:
        group = read_group(Typed(entry, self.problems), self.parameters, self.groups)
        if group is not None:
            self.groups[group.id] = group

    def _value(self, entry: Entry) -> None:
        typed = Typed(entry, self.problems)
        names = self._named(typed)
        preset = typed.choice("sett", (ALL_PRESETS, *PRESETS), what="et forutsetningssett")
        preset = None if preset == ALL_PRESETS else preset
        source, note = typed.text("kilde"), typed.text("merknad")
        if not names:
            for name in ("verdi", "prisar", "maneder", "enhet"):
                typed.get(name)
            typed.close()
            return
        target = self.targets[names[0]]
        self._unit(typed, target)
        if preset is not None and (target.part or target.year is not None or None in target.line.values):
            typed.problem("sett", f"«{target.label}» kan bare oppgis for alle sett under ett. La feltet være tomt.")
        months = self._months(typed, target)
        price_year = self._price_year(typed, target)
        for name, value in zip(names, self._numbers(typed, names), strict=True):
            self._keep(typed, preset, OwnValue(
                name=name, preset=preset, value=value or 0.0, price_year=price_year, months=months,
                source=source, note=note,
            ))  # fmt: skip
        typed.close()

    def _keep(self, typed: Typed, preset: str | None, value: OwnValue) -> None:
        key = (value.name, preset)
        if key in self.places:
            label = self.targets[value.name].label
            typed.problem("id", f"«{label}» står også her: {self.places[key]}. Ta bort den ene.")
            return
        self.values[key] = value
        self.places[key] = typed.entry.where("id")

    def _named(self, typed: Typed) -> tuple[str, ...]:
        """Return the short names that the entry's id stands for, or none with the problem noted."""
        name = typed.text("id", what="Navnet på forutsetningen (id)")
        if not name or name in self.words:
            return self.words.get(name, ())
        if name in self.parameters:
            label = self.parameters[name].label
            text = (
                f"«{name}» ({label}) kan ikke ha egen verdi: beregningen bruker den ikke, eller den gjelder flere år."
            )
            typed.problem("id", text + alike(name.rpartition("/")[2], self.words))
        else:
            typed.problem("id", f"Det finnes ingen forutsetning som heter «{name}».{alike(name, self.words)}")
        return ()

    @staticmethod
    def _unit(typed: Typed, target: Target) -> None:
        unit = typed.text("enhet")
        if unit and unit != target.line.unit:
            text = f"«{target.label}» regnes i {target.line.unit}, ikke {unit}. Regn om tallet, og rett enheten."
            typed.problem("enhet", text)

    @staticmethod
    def _months(typed: Typed, target: Target) -> float | None:
        if not target.unit.months:
            if typed.get("maneder") is not None:
                typed.problem("maneder", f"«{target.label}» telles ikke i måneder per mottaker. La feltet være tomt.")
            return None
        what = f"Måneder per mottaker ({target.line.unit} teller alle som er innom i året)"
        return typed.number("maneder", 1.0, 12.0, what=what)

    def _price_year(self, typed: Typed, target: Target) -> int | None:
        """Return the price year of an amount; the chain of its index must reach from there to the model's year."""
        if not target.unit.money:
            if typed.get("prisar") is not None:
                typed.problem("prisar", f"«{target.label}» er ikke et beløp og har ikke prisår. La feltet være tomt.")
            return None
        only = target.line.price_year or self.price_year
        if target.index is None:
            year = typed.whole("prisar", FIRST_PRICE_YEAR, self.price_year, what="Prisår for beløpet")
            if year not in {None, only}:
                typed.problem("prisar", f"«{target.label}» følger ingen prisindeks. Skriv beløpet i {only}-kroner.")
            return year
        year = typed.whole("prisar", FIRST_PRICE_YEAR, self.price_year, what="Prisår for beløpet")
        if year is not None:
            growth = dict(self.parameters.growth(target.index))
            growth |= {at: own.value for (index, at), own in self.growth.items() if index == target.index}
            label = self.parameters.named(INDEX_SERIES[target.index]).label
            try:
                price_factor(year, self.price_year, growth, index=f"«{label}» ({target.index})")
            except ParameterError as error:
                typed.problem("prisar", str(error))
        return year

    def _numbers(self, typed: Typed, names: tuple[str, ...]) -> list[float | None]:
        """Return a number for each short name: one for all, or a list of one per age band."""
        found = typed.get("verdi")
        if found is None:
            typed.problem("verdi", f"verdien av «{self.targets[names[0]].label}» mangler.")
            return [None] * len(names)
        numbers = found if isinstance(found, list) else [found] * len(names)
        if len(numbers) != len(names) or (isinstance(found, list) and len(names) == 1):
            bands = f"ett tall, eller ett for hvert av {', '.join(PROFILE_BANDS)} år" if len(names) > 1 else "ett tall"
            typed.problem("verdi", f"her står {len(numbers)} tall i liste. Skriv {bands}.")
            return [None] * len(names)
        lines = [self.targets[name].line for name in names]
        if not isinstance(found, list):
            one = typed.as_number("verdi", found, lines[0].minimum or 0.0, lines[0].maximum or 0.0)
            return [one] * len(names)
        return [
            typed.as_number("verdi", number, line.minimum or 0.0, line.maximum or 0.0)
            for number, line in zip(numbers, lines, strict=True)
        ]

    def _tax_splits(self) -> None:
        """Note a tax whose three parts no longer sum to the whole, unless all three are the user's own."""
        for names in TAX_SPLITS:
            given = {name: self.values[name, None].value for name in names if (name, None) in self.values}
            if not given or len(given) == len(names):
                continue
            before = {name: self.targets[name].line.values[0] or 0.0 for name in names}
            whole, now = sum(before.values()), sum((before | given).values())
            if abs(whole - now) > NEAR:
                labels = "; ".join(self.targets[name].label for name in names if name not in given)
                self.problems.append(
                    f"{self.places[next(iter(given)), None]}: skatten på alminnelig inntekt deles mellom tre "
                    f"budsjetter og er {shown(whole)} i alt, men med ditt tall blir summen {shown(now)}. "
                    f"Skriv egne tall også for: {labels}."
                )


def checked(
    document: Document, parameters: Parameters, problems: list[str], base: OwnFigures | None = None
) -> OwnFigures:
    """Return the document's own figures; what is wrong is added to `problems`, and then they are not to be used."""
    return Checking(document, parameters, problems).figures(base)
