"""The sheet `Inndata`: one line for each input cell of the book, with what was delivered, what stands there and its range."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from utenfor_core.free_groups import is_choice_of_group
from utenfor_core.input_rows import CHANGED_LISTED, INVALID_LISTED
from utenfor_core.inputs import Field
from utenfor_core.model import MEASURE_BLOCKS
from workbook_templates.rows import Row, exact_unit

DELIVERED, CURRENT, CHANGED, MINIMUM, MAXIMUM, INVALID, OWNER = 3, 4, 5, 6, 7, 8, 9
ORDER = OWNER + 2
"""After the column of addresses."""
NUMBER_COLUMN = 5
LISTED = tuple(str(n) for n in range(1, CHANGED_LISTED + 1))
UNUSABLE_LISTED = tuple(str(n) for n in range(1, INVALID_LISTED + 1))
UNUSABLE_COLUMN = 4


def _current(field: Field) -> str:
    return f'=IF({{#{field.key}}}="","",{{#{field.key}}})'


def _changed(field: Field) -> str:
    return f'=IF(EXACT({{#{field.key}}}&"",{{input_delivered.*}}&""),0,1)'


def _invalid(field: Field, lists: Mapping[tuple[str, ...], str]) -> str:
    cell = f"{{#{field.key}}}"
    if field.kind == "text":
        return ""
    if is_choice_of_group(field):
        return f'=IF({cell}="",0,1*(SUMPRODUCT(1*({{{lists[field.choices]}}}={cell}))=0))'
    if field.kind == "choice":
        return f'=IF({cell}="",0,1*(COUNTIF({{{lists[field.choices]}}},{cell})=0))'
    return f'=IF({cell}="",0,1-1*AND(ISNUMBER({cell}),N({cell})>={{input_minimum.*}},N({cell})<={{input_maximum.*}}))'


def input_rows(fields: Sequence[Field], lists: Mapping[tuple[str, ...], str]) -> list[Row]:
    """Return the table; `lists` names the range that holds each set of choices."""
    keys = tuple(field.key for field in fields)
    units = {field.key: exact_unit(field.unit) for field in fields if field.kind == "number"}
    return [
        Row(name="input_delivered", unit="", units=units, per=keys, column=DELIVERED),
        Row(name="input_current", unit="", units=units, per=keys, column=CURRENT, beside="input_delivered", formulas={field.key: _current(field) for field in fields}),
        Row(name="input_changed", unit="bryter", per=keys, column=CHANGED, beside="input_delivered", formulas={field.key: _changed(field) for field in fields}),
        Row(name="input_minimum", unit="", units=units, per=keys, column=MINIMUM, beside="input_delivered"),
        Row(name="input_maximum", unit="", units=units, per=keys, column=MAXIMUM, beside="input_delivered"),
        Row(name="input_invalid", unit="bryter", per=keys, column=INVALID, beside="input_delivered", formulas={field.key: _invalid(field, lists) for field in fields}),
        Row(name="input_owner", unit="tekst", per=keys, column=OWNER, beside="input_delivered"),
        Row(name="input_order", unit="nummer", per=keys, column=ORDER, beside="input_delivered"),
    ]  # fmt: skip


TOTAL_ROWS = [
    Row(name="inputs_changed", unit="antall", column=CHANGED, formula="=SUM({input_changed.all})"),
    Row(name="inputs_invalid", unit="antall", column=INVALID, formula="=SUM({input_invalid.all})", beside="inputs_changed"),
    Row(
        name="example_untouched", unit="bryter", column=CURRENT,
        formula="=IF(SUMIF({input_owner.all},{" + MEASURE_BLOCKS[0] + "!measure_id},{input_changed.all})=0,1,0)",
    ),
    Row(name="example_shown", unit="bryter", column=CURRENT, formula='={example_untouched}*IF({#place.example}="nei",0,1)'),
    Row(name="example_removed", unit="bryter", column=CURRENT, formula='={example_untouched}*IF({#place.example}="nei",1,0)'),
]  # fmt: skip


def changed_rows() -> list[Row]:
    """Return the live list of changed inputs: each the first after the one above, one past the last when there is none."""
    return [_first_rows("changed_number", "input_changed", LISTED, NUMBER_COLUMN)]


def unusable_rows() -> list[Row]:
    """Return the live list of inputs that cannot be used, in the same way."""
    return [_first_rows("invalid_number", "input_invalid", UNUSABLE_LISTED, UNUSABLE_COLUMN)]


def _first_rows(name: str, marked: str, listed: Sequence[str], column: int) -> Row:
    left = "(ROWS({input_order.all})+1-{input_order.all})"
    after = f"=ROWS({{input_order.all}})+1-SUMPRODUCT(MAX({{{marked}.all}}*({{input_order.all}}>%s)*{left}))"
    above = {listed[0]: "0", **{now: f"{{{name}@{before}}}" for before, now in pairwise(listed)}}
    formulas = {member: after % cell for member, cell in above.items()}
    return Row(name=name, unit="nummer", per=listed, column=column, formulas=formulas)
