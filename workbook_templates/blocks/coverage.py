"""Evidence coverage of the chosen measure on `Beregning`: kroner by the weakest status of the figures behind."""

from itertools import groupby

from utenfor_core.coverage import COVERED, LINES, OWN_OF_MEASURE, WEAKER, figures_of
from utenfor_core.domain import PAIRS, PROFILE_BANDS
from workbook_templates.blocks.chosen_measure import chosen
from workbook_templates.blocks.measure import CONSTANT
from workbook_templates.rows import Row

TYPED = "typed_"
"""How the alias of an own value is called: before the short name of an assumption, or of a vector of them."""


def _typed(line: str, pair: str) -> str:
    """Count the own values among the figures of a line; a whole vector is one range."""
    names = figures_of(line, pair)
    parts = []
    for stem, members in groupby(names, key=lambda name: name.rpartition("_")[0]):
        found = list(members)
        whole = tuple(f"{stem}_{band}" for band in range(1, len(PROFILE_BANDS) + 1))
        parts += [f"{{{TYPED}{stem}}}"] if tuple(found) == whole else [f"{{{TYPED}{name}}}" for name in found]
    return f"COUNT({','.join(parts)})"


def _counts() -> dict[str, str]:
    formulas = {}
    for line in LINES:
        if figures_of(line, PAIRS[0]):
            by_pair = [_typed(line, pair) for pair in PAIRS]
            same = by_pair[0] == by_pair[1]
            formulas[line] = f"={by_pair[0]}" if same else f"=CHOOSE({{pair_number}},{','.join(by_pair)})"
    return formulas


def _amounts() -> dict[str, str]:
    posts = dict.fromkeys(LINES, "=ABS({success_rate}*SUMIF({post_line.all},{line_name.*},{unit_present.all}))")
    own = {
        name: f"=ABS(SUMPRODUCT({chosen(f'{{#!own_gross@{name[-1]}[:]}}')},{{discount[:]}}))" for name in OWN_OF_MEASURE
    }
    return posts | own


COVERAGE_ROWS = [
    Row(name="pair_number", unit="nummer", column=CONSTANT, formula=f"={chosen('{#!pair_number}')}"),
    Row(name="line_name", unit="tekst", per=COVERED, column=CONSTANT),
    Row(name="status_completed", unit="nummer", per=COVERED, column=CONSTANT),
    Row(name="status_neet", unit="nummer", per=COVERED, column=CONSTANT),
    Row(name="figures_typed", unit="antall", per=COVERED, column=CONSTANT, formulas=_counts()),
    Row(name="status_number", unit="nummer", per=WEAKER, column=CONSTANT),
    Row(
        name="line_status", unit="nummer", per=COVERED, column=CONSTANT,
        formula="=IF({figures_typed.*}>0,MAX({status_number.all}),CHOOSE({pair_number},{status_completed.*},{status_neet.*}))",
    ),
    Row(name="line_amount", unit="kr", per=COVERED, column=CONSTANT, formulas=_amounts()),
    Row(name="coverage", unit="kr", per=WEAKER, column=CONSTANT, formula="=SUMIF({line_status.all},{status_number.*},{line_amount.all})"),
    Row(
        name="coverage_share", unit="andel", per=WEAKER, column=CONSTANT,
        formula="=IF(SUM({coverage.all})>0,{coverage.*}/SUM({coverage.all}),0)",
    ),
]  # fmt: skip
