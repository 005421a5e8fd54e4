"""The sheet `Satser`: kroner per success-year by post and age band, and what one success is worth for each target group."""

from utenfor_core.domain import LEVELS
from utenfor_core.posts import POST_NAMES
from workbook_templates.rows import Row

CONSTANT = 3
WEIGHTS = ("1", "2", "3", "4")
GROWTHS = ("1", "2", "3", "4", "5")

AGE_ROWS = [
    Row(name="ages", unit="alder"),
    Row(
        name="band",
        unit="nummer",
        formula="=IF({ages}<{end_age},MATCH({ages},{band_start[:]},1),COLUMNS({band_start[:]}))",
    ),
    Row(name="stay_by_age", unit="andel", formula="=INDEX({stay_band[:]},{band})"),
    Row(name="kept_by_age", unit="andel", formula="=IF({ages}>{catch_up_age},{catch_up_after},{catch_up})"),
]
RATE_ROWS = [
    Row(name="rate_band", unit="nummer"),
    *(Row(
        name=f"rate_{pair}", unit="kr", per=POST_NAMES,
        formula="={sign.*}*{causal_factor.*}*{unit.*}*{share.*}*"
        f"(INDEX({{out_{pair}.*[:]}},{{rate_band}})-INDEX({{in_{pair}.*[:]}},{{rate_band}}))",
    )
    for pair in ("completed", "neet")),
]  # fmt: skip


LEVEL_ROWS = [Row(name="saving_level", unit="nummer", column=CONSTANT)]
"""The levels' numbers side by side, in the columns where `Målgrupper` has what one success saves each of them."""
COURSES = tuple((weight, growth) for growth in GROWTHS for weight in WEIGHTS)
SAVING = (
    "=SUMPRODUCT(CHOOSE({group_pair},{rate_completed.*[:]},{rate_neet.*[:]}),"
    "INDEX({group_worth.all[:]},({growth_kind.*}-1)*ROWS({group_weight.all})+{weight_kind.*},0))"
)


def _worth(weight: str, growth: str) -> str:
    return f"=SUMPRODUCT(({{band[:]}}={{rate_band}})*{{group_weight@{weight}[:]}}*{{group_discounted@{growth}[:]}})"


def group_rows(member: str) -> list[Row]:
    """Return one target group's path by age and its saving per success; `member` is its number in the table."""
    here = "*({ages}>={group_entry})"
    since = "MAX(0,{ages}-{group_entry})+1"
    return [
        Row(name="group_entry", unit="alder", column=CONSTANT, formula=f"={{group_age_default@{member}}}"),
        Row(name="group_success_age", unit="alder", column=CONSTANT, formula=f"=MAX({{group_outcome_min@{member}}},{{group_entry}}+{{group_outcome_after@{member}}})"),
        Row(name="group_pair", unit="nummer", column=CONSTANT, formula=f"=MATCH({{group_pair_default@{member}}},{{pair_name.all}},0)"),
        Row(name="group_phased", unit="andel", formula="=MAX(0,MIN(1,({ages}-{group_success_age}+1)/{phase_in}))"),
        Row(name="group_lasting_completed", unit="andel", formula="=IF({ages}<={group_success_age},1,{group_lasting_completed[-1]}*{kept_by_age})"),
        Row(name="group_lasting_neet", unit="andel", formula="={neet_lasting}+(1-{neet_lasting})*{neet_decay}^MAX(0,{ages}-{group_success_age})"),
        Row(name="group_lasting", unit="andel", formula="=IF({group_pair}=1,{group_lasting_completed},{group_lasting_neet})"),
        Row(
            name="group_weight", unit="andel", per=WEIGHTS,
            formulas={
                "1": "={stay_by_age}*{group_phased}*{group_lasting}" + here,
                "2": "=(1-{stay_by_age})*{group_phased}*{group_lasting}" + here,
                "3": "={group_phased}*{group_lasting}" + here,
                "4": "=MAX(0,MIN(1,{extra_years},{extra_years}-({group_success_age}-1-{ages}),{group_success_age}-{ages}))" + here,
            },
        ),
        Row(name="group_discounted", unit="faktor", per=GROWTHS, formula=f"=INDEX({{discount[:]}},{since})*INDEX({{growth_factor.*[:]}},{since})"),
        Row(
            name="group_worth", unit="faktor", per=[f"{growth}_{weight}" for weight, growth in COURSES],
            formulas={f"{growth}_{weight}": _worth(weight, growth) for weight, growth in COURSES},
        ),
        Row(name="group_post_saving", unit="kr", per=POST_NAMES, column=CONSTANT, formula=SAVING),
        Row(name="group_level_saving", unit="kr", per=LEVELS, column=CONSTANT, formula="=SUMIF({post_level.all},{level_name.*},{group_post_saving.all})"),
        Row(name="group_total_saving", unit="kr", column=CONSTANT, formula="=SUM({group_level_saving.all})"),
    ]  # fmt: skip
