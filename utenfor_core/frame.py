"""What every calculation shares: the parameters laid out as assumptions, the groups as a table and the input cells."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from utenfor_core.assumptions import Assumption, assumptions, price_growth
from utenfor_core.case_values import flatten
from utenfor_core.council_inputs import council_plan_fields
from utenfor_core.data.figures import by_figures
from utenfor_core.domain import PAIRS, Case, Value
from utenfor_core.group_inputs import group_fields
from utenfor_core.inputs import FIRST_PRICE_YEAR, Field, all_fields
from utenfor_core.measure_terms import GroupTable
from utenfor_core.parameters import Parameters, load
from utenfor_core.plan_parts import part_fields
from utenfor_core.shown import shown_fields
from utenfor_core.uncertain_inputs import uncertain_fields


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Frame:
    """The fixed surroundings of a calculation; built once for a set of parameters, and equal to itself alone."""

    parameters: Parameters
    lines: tuple[Assumption, ...]
    groups: GroupTable
    group_labels: Mapping[str, str]
    fields: tuple[Field, ...]
    growth: Mapping[tuple[str, int], float | None]
    base_year: int
    price_year: int

    def delivered(self, case: Case) -> dict[str, Value]:
        """Return the value of every input cell of a book made for the case, price growth included."""
        values = flatten(case, self.group_labels, self.base_year)
        known = {f"growth.{index}_{year}": rate for (index, year), rate in self.growth.items() if rate is not None}
        return values | known


def _groups(parameters: Parameters) -> tuple[GroupTable, dict[str, str]]:
    groups = tuple(parameters.groups.values())
    labels = {group.id: f"{group.number} {group.label}" for group in groups}
    table = GroupTable(
        labels=tuple(labels.values()),
        age_min=tuple(float(group.age_min) for group in groups),
        age_max=tuple(float(group.age_max) for group in groups),
        age_default=tuple(float(group.age_default) for group in groups),
        outcome_min=tuple(float(group.outcome_min_age) for group in groups),
        outcome_after=tuple(float(group.outcome_after_years) for group in groups),
        pair=tuple(float(PAIRS.index(group.pair) + 1) for group in groups),
        base_outcome=tuple(None if group.baseline is None else 1.0 - group.baseline for group in groups),
    )
    return table, labels


def fields_of(lines: Sequence[Assumption], groups: Sequence[str], price_year: int) -> tuple[Field, ...]:
    """Return every input cell of a book with these assumptions, labels of groups and price year."""
    single = all_fields(lines, groups, price_year)
    beside = (*shown_fields(), *uncertain_fields(), *council_plan_fields(), *group_fields(groups), *part_fields())
    return (*single, *beside)


def build_frame(parameters: Parameters) -> Frame:
    """Lay out a set of parameters for the calculation."""
    price_year = int(parameters.number("time/price_year"))
    lines = assumptions(parameters)
    table, labels = _groups(parameters)
    return Frame(
        parameters=parameters,
        lines=lines,
        groups=table,
        group_labels=labels,
        fields=fields_of(lines, table.labels, price_year),
        growth=price_growth(parameters, range(FIRST_PRICE_YEAR + 1, price_year + 1)),
        base_year=int(parameters.number("time/base_year")),
        price_year=price_year,
    )


@by_figures
def built_in_frame() -> Frame:
    """Return the frame of the figures that ship with the program."""
    return build_frame(load())
