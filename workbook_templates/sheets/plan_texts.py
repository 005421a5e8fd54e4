"""The words of each line of the plan: measure, type, function, art, positions and note, as formulas of the inputs."""

from dataclasses import dataclass

from utenfor_core.domain import FYLKE, KOMMUNE, LEVELS, OUTSIDE, STAT, Value
from utenfor_core.profiles import NOT_SET
from workbook_templates.page import Page

FREE = "egen_"


@dataclass(frozen=True, kw_only=True, slots=True)
class Text:
    """One cell: its formula ("" for fixed words) and what it shows now."""

    value: Value
    formula: str = ""
    unit: str = "tekst"


@dataclass(frozen=True, kw_only=True, slots=True)
class LineTexts:
    """The words of one line."""

    measure: Text
    type: Text
    function: Text
    art: Text
    positions: Text
    note: Text


EMPTY = Text(value="")


def of(page: Page, block: str, member: str) -> LineTexts:
    """Return the words of a line of the plan."""
    parts = member.split("_", 1)[1]
    if block == "kostnad":
        return _cost(page, parts)
    if block == "finansiering":
        owner, number = parts.split("_")
        return _funder(page, owner, number)
    if parts.startswith("m") and parts[1].isdigit():
        owner, number = parts.split("_")
        return _own_line(page, owner, number)
    return _free(page, parts.removeprefix(FREE)) if parts.startswith(FREE) else _post(page, parts)


def while_used(text: Text, measure: Text, cell: str, unused: str) -> Text:
    """Return a line's words as they stand while the line is in use, told by the cell of its measure."""
    if text == EMPTY:
        return EMPTY
    inner = text.formula.removeprefix("=") or f'"{text.value}"'
    value = "" if measure.value == unused else text.value
    return Text(formula=f'=IF({cell}="{unused}","",{inner})', value=value, unit=text.unit)


def _typed(page: Page, key: str, *, unit: str = "tekst") -> Text:
    """Return what an input cell holds, nothing when it is empty."""
    value = page.context.result.values.get(key)
    return Text(formula=f'=IF({{#{key}}}="","",{{#{key}}})', value="" if value is None else value, unit=unit)


def _if(page: Page, condition: str, holds: bool, key: str, other: str) -> Text:  # noqa: FBT001 - the condition's value
    """Return the words of an input cell while a condition holds, «uten navn» when it is empty, else other words."""
    value = page.context.result.values.get(key)
    unnamed = page.words("plan.unnamed")
    shown = other if not holds else unnamed if value in {None, ""} else value
    return Text(formula=f'=IF({condition},IF({{#{key}}}="","{unnamed}",{{#{key}}}),"{other}")', value=shown)


def _fixed(page: Page, key: str) -> Text:
    return Text(value=page.words(f"plan.{key}"))


def _known(page: Page, key: str) -> Text:
    """Return a code that is one and known; a line that may be booked on several has none, and a note that says so."""
    return _fixed(page, key) if page.words.has(f"plan.{key}") else EMPTY


def _cost(page: Page, owner: str) -> LineTexts:
    complete = page.context.value("complete", owner) == 1
    return LineTexts(
        measure=_if(page, f"{{{owner}!complete}}=1", complete, f"{owner}.name", page.words("plan.unused")),
        type=_fixed(page, "type_kostnad"),
        function=_typed(page, f"{owner}.kostra_function"),
        art=_typed(page, f"{owner}.art"),
        positions=_typed(page, f"{owner}.positions", unit="årsverk"),
        note=EMPTY,
    )


def _funder(page: Page, owner: str, number: str) -> LineTexts:
    words, value = page.words, page.context.value
    at = int(number) - 1
    level, complete = value("funder_level", owner, at), value("complete", owner) == 1
    counts = value("plan_funder_counts", owner, at) == 1
    cell = f"{{{owner}!funder_level@{number}}}"
    used = f'AND({{{owner}!complete}}=1,{cell}<>"{NOT_SET}")'
    own, outside = words("plan.type_own_money"), words("plan.type_finansiering")
    own_cell = f"{{{owner}!plan_funder_counts@{number}}}=1"
    arts = {name: words(f"plan.art_{name}") for name in (KOMMUNE, FYLKE, STAT, OUTSIDE)}
    listed = ",".join(f'"{art}"' for art in arts.values())
    art = f'=IF({own_cell},"",IFERROR(CHOOSE(MATCH({cell},{{payer_name.all}},0),{listed}),""))'
    return LineTexts(
        measure=_if(page, used, complete and level != NOT_SET, f"{owner}.name", words("plan.unused")),
        type=Text(formula=f'=IF({own_cell},"{own}","{outside}")', value=own if counts else outside),
        function=_typed(page, f"{owner}.kostra_function"),
        art=Text(formula=art, value="" if counts else arts.get(str(level), "")),
        positions=EMPTY,
        note=_typed(page, f"{owner}.funder{number}_kind"),
    )


def _post(page: Page, post: str) -> LineTexts:
    words = page.words
    home = {"sosialhjelp": KOMMUNE, "vgo_ekstra": FYLKE}[post]
    own = page.context.value("level_is_own", member=LEVELS.index(home)) == 1
    label, none, own_note = words(f"plan.post_{post}"), words("plan.unused"), f"note_{post}"
    return LineTexts(
        measure=Text(formula=f'=IF({{level_is_own@{home}}}=1,"{label}","{none}")', value=label if own else none),
        type=_fixed(page, f"type_{post}"),
        function=_known(page, f"function_{post}"),
        art=_known(page, f"art_{post}"),
        positions=EMPTY,
        note=_fixed(page, own_note if page.words.has(f"plan.{own_note}") else "all_measures"),
    )


def _free(page: Page, number: str) -> LineTexts:
    key, none = f"free{number}.name", page.words("plan.unused")
    value = page.context.result.values.get(key)
    return LineTexts(
        measure=Text(formula=f'=IF({{#{key}}}="","{none}",{{#{key}}})', value=value or none),
        type=_fixed(page, "type_sparing"),
        function=_typed(page, f"free{number}.kostra_function"),
        art=_typed(page, f"free{number}.art"),
        positions=EMPTY,
        note=_fixed(page, "all_measures"),
    )


def _own_line(page: Page, owner: str, number: str) -> LineTexts:
    at = int(number) - 1
    counts = page.context.value("plan_own_counts", owner, at) == 1
    complete = page.context.value("complete", owner) == 1
    condition = f"AND({{{owner}!complete}}=1,{{{owner}!plan_own_counts@{number}}}=1)"
    return LineTexts(
        measure=_if(page, condition, complete and counts, f"{owner}.own{number}_name", page.words("plan.unused")),
        type=_fixed(page, "type_sparing"),
        function=_typed(page, f"{owner}.own{number}_kostra_function"),
        art=_typed(page, f"{owner}.own{number}_art"),
        positions=EMPTY,
        note=_own_note(page, owner, number),
    )


def _own_note(page: Page, owner: str, number: str) -> Text:
    """Return whose own line it is, or why nothing of it can be taken out."""
    name, unset = _typed(page, f"{owner}.name"), page.words("plan.own_unset")
    is_set = page.context.value("own_is_set", owner, int(number) - 1) == 1
    formula = f'=CHOOSE(1+{{{owner}!own_is_set@{number}}},"{unset}",{name.formula.removeprefix("=")})'
    return Text(formula=formula, value=name.value if is_set else unset)
