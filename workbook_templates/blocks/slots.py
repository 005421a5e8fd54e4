"""The slots for target groups of the user's own on `Beregning`: how each stands, and what one success saves.

A slot is laid on the time axis from the entry on, where discounting and growth lie already: two courses, those who have
reached the outcome and those on the way to it, and not the many of the groups that `Satser` lays by age.
"""

from collections.abc import Sequence
from typing import Final

from utenfor_core.domain import LEVELS, PAIRS
from utenfor_core.posts import POST_NAMES
from workbook_templates.blocks.measure import CONSTANT, WEIGHTS
from workbook_templates.blocks.time import GROWTHS
from workbook_templates.positions import FREE_GROUP_FIELDS
from workbook_templates.rows import Row

SLOT_CELLS = ",".join(f"{{cell_{name}}}" for name in FREE_GROUP_FIELDS)
DEFAULT_ROWS = [Row(name="outcome_min_default", unit="alder", per=PAIRS, column=CONSTANT)]
"""The age from which the outcome of a group of the user's own is measured, where nothing is typed."""


def standing_rows(owner: str, earlier: Sequence[str]) -> list[Row]:
    """Return how a slot for a group of the user's own stands; `earlier` are the blocks of the slots before it."""
    taken = "+".join(
        [
            "SUMPRODUCT(1*({fixed_label}={free_name}))",
            *(f"1*({{{block}!free_name}}={{free_name}})" for block in earlier),
        ]
    )
    formulas = {
        "free_name": '={cell_name}&""',
        "free_taken": f'=IF({{free_name}}="",0,1*({taken}>0))',
        "free_started": f"=1*(COUNTA({SLOT_CELLS})>0)",
        "free_ages_given": "=1*AND(ISNUMBER({cell_age_min}),ISNUMBER({cell_age_max}),ISNUMBER({cell_age_default}))",
        "free_ages_fit": "=1*AND(N({cell_age_min})<=N({cell_age_default}),N({cell_age_default})<=N({cell_age_max}))",
        "free_pair": "=IFERROR(MATCH({cell_pair},{pair_name.all},0),0)",
        "free_invalid": f"=SUM({{invalid_{owner}}})",
        "free_ready": '=1*AND({free_name}<>"",{free_taken}=0,{free_ages_given}=1,{free_ages_fit}=1,{free_pair}>0,{free_invalid}=0)',
    }
    units = {"free_name": "tekst", "free_pair": "nummer", "free_invalid": "antall"}
    return [
        Row(name=name, unit=units.get(name, "bryter"), column=CONSTANT, formula=formula)
        for name, formula in formulas.items()
    ]


STAY_ROWS = [
    Row(
        name="slot_stay", unit="andel", per=WEIGHTS,
        formulas={"1": "=INDEX({stay_band[:]},{t}+1)", "2": "=1-INDEX({stay_band[:]},{t}+1)"},
    )
]  # fmt: skip
"""The part of a course that counts for each kind of post, by age band: those who stay, who moved, everybody."""
COURSES: Final = ("slot_reached", "slot_on_way")
AGE: Final = "{group_entry}+{t}"
SAVING: Final = (
    "=SUMPRODUCT(CHOOSE({group_pair},{rate_completed.*[:]},{rate_neet.*[:]}),INDEX({slot_stay.all[:]},{weight_kind.*},0),"
    "INDEX({slot_worth.all[:]},{growth_kind.*}+ROWS({growth_factor.all})*({weight_kind.*}=ROWS({slot_stay.all})),0))"
)


def _constant(name: str, unit: str, formula: str, per: Sequence[str] = ("",)) -> Row:
    return Row(name=name, unit=unit, formula=formula, column=CONSTANT, per=per)


def saving_rows(member: str) -> list[Row]:
    """Return the courses of a slot and its saving per success; `member` is its number in the table of groups.

    While it is not finished, it begins after the last age, so that nothing is saved.
    """
    worth = {
        f"{growth}_{course}": f"=SUMPRODUCT(({{slot_band[:]}}={{t}}+1)*{{{course}[:]}}*{{discount[:]}}*{{growth_factor@{growth}[:]}})"
        for course in COURSES
        for growth in GROWTHS
    }
    last = "MAX({ages[:]})+1"
    return [
        _constant("group_entry", "alder", f"=IF({{free_ready}}=1,{{group_age_default@{member}}},{last})"),
        _constant("group_success_age", "alder", f"=MAX(N({{group_outcome_min@{member}}}),{{group_entry}}+N({{group_outcome_after@{member}}}))"),
        _constant("group_pair", "nummer", "=MAX(1,{free_pair}*{free_ready})"),
        Row(name="slot_band", unit="nummer", formula=f"=IF({AGE}<{{end_age}},MATCH({AGE},{{band_start[:]}},1),COLUMNS({{band_start[:]}}))"),
        Row(
            name="slot_lasting", unit="andel",
            formula=f"=IF({{group_pair}}=1,IF({AGE}<={{group_success_age}},1,{{slot_lasting[-1]}}*({{catch_up}}+({{catch_up_after}}-{{catch_up}})*({AGE}>{{catch_up_age}}))),"
            f"{{neet_lasting}}+(1-{{neet_lasting}})*{{neet_decay}}^MAX(0,{AGE}-{{group_success_age}}))",
        ),
        Row(name="slot_reached", unit="andel", formula=f"=MAX(0,MIN(1,({AGE}-{{group_success_age}}+1)/{{phase_in}}))*{{slot_lasting}}"),
        Row(
            name="slot_on_way", unit="andel",
            formula=f"=MAX(0,MIN(1,{{extra_years}},{{extra_years}}-({{group_success_age}}-1-({AGE})),{{group_success_age}}-({AGE})))",
        ),
        Row(name="slot_worth", unit="faktor", per=tuple(worth), formulas=worth),
        _constant("group_post_saving", "kr", SAVING, POST_NAMES),
        _constant("group_level_saving", "kr", "=SUMIF({post_level.all},{level_name.*},{group_post_saving.all})", LEVELS),
        _constant("group_total_saving", "kr", "=SUM({group_level_saving.all})"),
    ]  # fmt: skip
