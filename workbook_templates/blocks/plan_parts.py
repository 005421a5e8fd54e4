"""Rows on `Beregning` of the parts of costs, and of which lines of the plan are in use, with their number and type."""

from utenfor_core.domain import FREE_LINES, FUNDERS, OWN_LINES
from utenfor_core.measures import MEASURE_BLOCKS
from utenfor_core.plan_lines import (
    ADJUSTMENT,
    FUNDED,
    OWN_MONEY,
    PARTS,
    PLAN_LINES,
    SAVING,
    USUAL_TYPES,
)
from utenfor_core.plan_parts import PART_FIELDS, VAT_COMPENSATED, VAT_PAID
from utenfor_core.plan_use import BUILT_IN_LEVELS
from utenfor_core.profiles import NOT_SET
from workbook_templates.rows import Row

CONSTANT = 4


def typed(n: str) -> tuple[str, ...]:
    """Return the references to what is typed of a part: its measure, its art and its share."""
    return tuple(f"{{#plan.{name}_{n}}}" for name in PART_FIELDS)


def followed(n: str, otherwise: str, reference: str) -> str:
    """Return the formula of what a part that counts has from its measure, whose id stands for * in `reference`."""
    each = ",".join(reference.replace("*", owner) for owner in MEASURE_BLOCKS)
    return f"CHOOSE(1+{{part_of@{n}}}*{{part_counts@{n}}},{otherwise},{each})"


def part_rows() -> list[Row]:
    """Return the rows of the parts, of what each measure has in them, and of how many are wrong."""
    slots = {n: typed(n) for n in PARTS}
    begun = {n: f'1*({measure}&{art}&{share}<>"")' for n, (measure, art, share) in slots.items()}
    unknown = "+".join(f'({art}<>"")*(1-SUMPRODUCT(1*({{kostra_art.all}}={art}&"")))' for _, art, _ in slots.values())
    fits, nets = (
        f"(1-SUMIF({{measure_number.all}},{{part_of.*}},{{{row}.all}}))" for row in ("parts_unfit", "parts_vat_open")
    )
    vat = {n: f'(({art}&""="{VAT_PAID}")+({art}&""="{VAT_COMPENSATED}"))' for n, (_, art, _) in slots.items()}
    complete = ",".join(f"{{{owner}!complete}}" for owner in MEASURE_BLOCKS)
    return [
        Row(
            name="part_of", unit="nummer", per=PARTS, column=CONSTANT,
            formulas={n: f"=IFERROR(MATCH({measure},{{list_measure.all}},0),0)" for n, (measure, _, _) in slots.items()},
        ),
        Row(
            name="part_filled", unit="bryter", per=PARTS, column=CONSTANT,
            formulas={n: f'=({{part_of.*}}>0)*({art}<>"")*ISNUMBER({share})' for n, (_, art, share) in slots.items()},
        ),
        Row(name="part_counts", unit="bryter", per=PARTS, column=CONSTANT, formula=f"={{part_filled.*}}*CHOOSE(1+{{part_of.*}},0,{complete})"),
        Row(name="part_share_used", unit="andel", per=PARTS, column=CONSTANT, formulas={n: f"={{part_counts.*}}*N({share})" for n, (_, _, share) in slots.items()}),
        Row(name="part_vat", unit="andel", per=PARTS, column=CONSTANT, formulas={n: f"={{part_share_used.*}}*{vat[n]}" for n in PARTS}),
        Row(name="parts_together", unit="andel", per=MEASURE_BLOCKS, column=CONSTANT, formula="=SUMIF({part_of.all},{measure_number.*},{part_share_used.all})"),
        Row(
            name="parts_unfit", unit="bryter", per=MEASURE_BLOCKS, column=CONSTANT,
            formula="=1*OR({parts_together.*}<-{tolerance}/1000,{parts_together.*}>1+{tolerance}/1000)",
        ),
        Row(
            name="parts_vat_open", unit="bryter", per=MEASURE_BLOCKS, column=CONSTANT,
            formula="=1*(ABS(SUMIF({part_of.all},{measure_number.*},{part_vat.all}))>{tolerance}/1000)",
        ),
        Row(
            name="part_state", unit="nummer", per=PARTS, column=CONSTANT,
            formulas={n: f"={begun[n]}+{{part_filled.*}}+{{part_counts.*}}*(1+{fits}+{fits}*{nets})" for n in PARTS},
        ),
        Row(name="parts_half_filled", unit="antall", column=CONSTANT, formula="=COUNTIF({part_state.all},1)"),
        Row(name="parts_wrong_codes", unit="antall", column=CONSTANT, formula=f"={unknown}"),
    ]  # fmt: skip


def _used() -> dict[str, str]:
    formulas = {f"kostnad_{owner}": f"={{{owner}!complete}}" for owner in MEASURE_BLOCKS}
    formulas |= {f"kostnad_del_{n}": f"={{part_counts@{n}}}" for n in PARTS}
    formulas |= {
        f"finansiering_{owner}_{n}": f'={{{owner}!complete}}*({{{owner}!funder_level@{n}}}<>"{NOT_SET}")'
        for owner in MEASURE_BLOCKS
        for n in range(1, FUNDERS + 1)
    }
    formulas |= {f"sparing_{post}": f"={{level_is_own@{level}}}" for post, level in BUILT_IN_LEVELS.items()}
    formulas |= {f"sparing_egen_{n}": f'=1*({{#free{n}.name}}<>"")' for n in range(1, FREE_LINES + 1)}
    return formulas | {
        f"sparing_{owner}_{n}": f"={{{owner}!complete}}*{{{owner}!plan_own_counts@{n}}}"
        for owner in MEASURE_BLOCKS
        for n in range(1, OWN_LINES + 1)
    }


def _types() -> dict[str, str]:
    formulas = {
        line: f'=IF({{#plan.type_{line}}}="","{usual}",{{#plan.type_{line}}}&"")' for line, usual in USUAL_TYPES.items()
    }
    formulas |= {f"kostnad_del_{n}": "=" + followed(n, f'"{NOT_SET}"', "{plan_type@kostnad_*}") for n in PARTS}
    formulas |= {
        f"finansiering_{owner}_{n}": f'=IF({{{owner}!plan_funder_counts@{n}}}=1,"{OWN_MONEY}","{FUNDED}")'
        for owner in MEASURE_BLOCKS
        for n in range(1, FUNDERS + 1)
    }
    return formulas | {
        f"sparing_{owner}_{n}": f'=IF({{plan_type@kostnad_{owner}}}="{ADJUSTMENT}","{ADJUSTMENT}","{SAVING}")'
        for owner in MEASURE_BLOCKS
        for n in range(1, OWN_LINES + 1)
    }


def use_rows() -> list[Row]:
    """Return for each line of the plan whether it is in use, its number among those that are, and its type."""
    running = f"={{plan_used.*}}*SUM({{plan_used@{PLAN_LINES[0]}}}:{{plan_used.*}})"
    return [
        Row(name="plan_used", unit="bryter", per=PLAN_LINES, column=CONSTANT, formulas=_used()),
        Row(name="plan_number", unit="nummer", per=PLAN_LINES, column=CONSTANT, formula=running),
        Row(name="plan_type", unit="tekst", per=PLAN_LINES, column=CONSTANT, formulas=_types()),
    ]
