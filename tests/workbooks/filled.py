"""Workbooks filled in as users might: a rich case with everything in use, and random changes to all input cells."""

import random
from collections.abc import Mapping
from dataclasses import dataclass

from xlsxwriter.utility import xl_rowcol_to_cell

from tests.workbooks.inputs import Changes
from utenfor_core.challenge_picture import neet_for_exclusion
from utenfor_core.domain import Value
from utenfor_core.frame import built_in_frame
from utenfor_core.inputs import Field
from utenfor_core.model import Result, compute
from utenfor_core.municipalities import find
from utenfor_core.places import place_of
from utenfor_core.uncertainty.sheet import with_uncertainty
from workbook_templates.workbook import delivered_case, laid

RICH: Mapping[str, Value] = {
    "place.tax_level": 0.87,
    "place.employer_zone": "sone 3",
    "place.preset": "midtanslag",
    "plan.prices": "løpende",
    "plan.first_growth": 0.031,
    "plan.yearly_growth": 0.025,
    "plan.area_name_1": "Oppvekst",
    "plan.area_name_2": "1200",
    "plan.area_name_3": "Helse og velferd",
    "plan.area_kostnad_m1": "oppvekst",
    "plan.responsible_kostnad_m1": "2100",
    "plan.project_kostnad_m1": "P01",
    "plan.area_kostnad_m2": "1200",
    "plan.area_sparing_sosialhjelp": "Helse og velferd",
    "plan.responsible_sparing_sosialhjelp": "3100",
    "plan.area_sparing_m1_1": "Helse og velferd",
    "plan.area_sparing_egen_1": "Finnes ikke",
    "plan.type_kostnad_m1": "Konsekvensjustering",
    "plan.type_sparing_sosialhjelp": "konsekvensjustering",
    "plan.part_measure_1": "tiltak 1",
    "plan.part_art_1": "090",
    "plan.part_share_1": 0.12,
    "plan.part_measure_3": "Tiltak 1",
    "plan.part_art_3": "429",
    "plan.part_share_3": 0.2,
    "plan.part_measure_4": "tiltak 1",
    "plan.part_art_4": 729.0,
    "plan.part_share_4": -0.2,
    "plan.part_measure_5": "tiltak 2",
    "plan.part_art_5": "370",
    "plan.part_share_5": 1.0,
    "plan.part_measure_6": "tiltak 2",
    "plan.part_art_6": "120",
    "plan.part_share_6": 0.25,
    "plan.part_measure_7": "tiltak 3",
    "plan.part_art_7": "429",
    "plan.part_share_7": 0.2,
    "plan.part_measure_8": "tiltak 6",
    "plan.part_art_8": "010",
    "plan.part_share_8": 0.5,
    "plan.part_art_9": "999",
    "m1.name": "Oppfølging",
    "m1.base_outcome": 0.55,
    "m1.outcome": 0.68,
    "m1.per": "fullført",
    "m1.completion": 0.8,
    "m1.measured_age": 17.0,
    "m1.lasting": 0.7,
    "m1.intake_1": 60.0,
    "m1.intake_3": 40.0,
    "m1.duration": 1.5,
    "m1.fixed_cost": 350000.0,
    "m1.overlap": 0.3,
    "m1.funder2_level": "kommune",
    "m1.funder2_amount": 90000.0,
    "m1.funder2_first_year": 2027.0,
    "m1.funder2_last_year": 2029.0,
    "m1.own1_name": "Avverget plassering",
    "m1.own1_level": "kommune",
    "m1.own1_success_rate": 0.05,
    "m1.own1_start": 1.0,
    "m1.own1_duration": 2.5,
    "m1.own1_unit_cost": 600000.0,
    "m1.own1_cashable_share": 0.6,
    "m1.own1_delay": 1.4,
    "m1.own2_level": "stat",
    "m1.own2_success_rate": 0.02,
    "m1.own2_duration": 1.0,
    "m1.own2_unit_cost": 400000.0,
    "m2.name": "Jobb",
    "m2.pair": "kommer i arbeid eller utdanning",
    "m2.age": 22.0,
    "m2.typed_rate": 0.12,
    "m2.base_outcome": 0.5,
    "m2.evidence_grade": 2.0,
    "m2.start_month": 3.0,
    "m2.intake_0": 12.0,
    "m2.intake_1": 15.0,
    "m2.cost_per_year": 85000.0,
    "m2.duration": 0.75,
    "m3.name": "Tidlig innsats",
    "m3.age": 6.0,
    "m3.outcome": 0.75,
    "m3.measured_age": 21.0,
    "m3.lag": 1.0,
    "m3.intake_2": 25.0,
    "m3.cost_per_year": 40000.0,
    "m3.duration": 3.0,
    "m3.overlap": 0.5,
    "m3.funder1_level": "utenfor",
    "m3.funder1_share": 0.4,
    "free1.name": "Bolig",
    "free1.level": "kommune",
    "free1.unit_cost": 120000.0,
    "free1.cashable_share": 0.5,
    "free1.delay": 0.6,
    "free1.out_1": 0.1,
    "free1.in_1": 0.02,
    "free1.out_3": 0.08,
    "free2.level": "fylkeskommune",
    "free2.direction": "inntekt",
    "free2.unit_cost": 50000.0,
    "free2.out_2": 0.03,
    "free2.in_2": 0.01,
    "own.stay_share_1": 0.85,
    "own.stay_share_3": 0.7,
    "own.unit_utgiftsutjevning": 20000.0,
    "own.d_sosialhjelp": 0.5,
    "uncertainty.gain": "bare det som kan tas ut",
    "uncertainty.value_low": 0.6,
    "uncertainty.m1_success_low": 0.3,
    "uncertainty.m1_success_high": 1.4,
    "uncertainty.m1_cost_low": 0.8,
    "uncertainty.m2_success_low": 0.1,
    "uncertainty.m2_success_high": 9.5,
    "uncertainty.m2_cost_high": 2.25,
    "uncertainty.m3_success_low": 0.0,
    "uncertainty.m4_cost_low": 0.5,
}
GROUPS = {"m2.group": -1, "m3.group": 2}


@dataclass(frozen=True, kw_only=True)
class Filled:
    """Values of every input cell, and the same as changes to a workbook that was handed over."""

    values: dict[str, Value]
    changes: Changes


def delivered(number: str) -> dict[str, Value]:
    """What a new workbook of the municipality has in its input cells."""
    return built_in_frame().delivered(delivered_case(find(number).municipality))


def filled(number: str, changed: Mapping[str, Value]) -> Filled:
    """The workbook of a municipality with some input cells changed; None empties one."""
    book = laid()[0].book
    values: dict[str, Value] = {**delivered(number), **changed}
    values = {key: value for key, value in values.items() if value is not None}
    changes: dict[tuple[str, str], Value] = {}
    for key, value in changed.items():
        sheet, line, column = book.inputs[key]
        changes[sheet, xl_rowcol_to_cell(line, column)] = value
    return Filled(values=values, changes=changes)


def rich(number: str) -> Filled:
    """A workbook with three measures, funders, own lines, lines of the user's own and values of the user's own."""
    labels = built_in_frame().groups.labels
    return filled(number, {**RICH, **{key: labels[at] for key, at in GROUPS.items()}})


def calculated(number: str, values: Mapping[str, Value]) -> Result:
    """The core's calculation of a municipality's workbook with these values in its input cells."""
    municipality = find(number).municipality
    counts = tuple(None if count is None else float(count) for count in neet_for_exclusion(number).counts)
    return with_uncertainty(compute(values, delivered(number), place_of(municipality), (counts[0], counts[1])))


def another_value(field: Field, now: Value, chance: random.Random) -> Value:
    """A value that fits the field and is not the one there."""
    if field.kind == "text":
        return f"Tekst {chance.randrange(1000)}"
    if field.kind == "choice":
        return chance.choice([choice for choice in field.choices if choice != now])
    low, high = field.minimum or 0.0, field.maximum or 1.0
    whole = field.unit in {"måned", "grad 1–6", "personer"} or (field.unit == "år" and high > 100)
    top = min(high, low + 30) if whole else min(high, 400_000.0)
    while True:
        value = chance.uniform(low, top)
        value = round(value, 0 if whole else 1 if field.unit == "alder" else 4)
        if value != now:
            return value


def random_changes(number: str, seed: int, share: float) -> Filled:
    """The rich workbook with a share of all its other input cells changed at random; groups stay, so it counts."""
    chance = random.Random(seed)  # noqa: S311 - a draw that is the same each time, nothing secret
    start = rich(number)
    fields = [field for field in built_in_frame().fields if not field.name.endswith("group")]
    keys = chance.sample(fields, int(share * len(fields)))
    new: dict[str, Value] = {field.key: another_value(field, start.values.get(field.key), chance) for field in keys}
    kept: dict[str, Value] = {
        "m1.age": 18.0,
        "m2.age": 22.0,
        "m3.age": 6.0,
        "m1.base_outcome": 0.4,
        "m1.outcome": 0.6,
        "place.example": "ja",
    }
    changed: dict[str, Value] = {
        key: value for key, value in start.values.items() if value != delivered(number).get(key)
    }
    return filled(number, {**changed, **new, **kept})
