"""The words of each line of the plan: measure, type, function, art, positions and note, as formulas of the inputs."""

from dataclasses import dataclass

from utenfor_core.domain import FYLKE, KOMMUNE, OUTSIDE, STAT, Value
from utenfor_core.plan_lines import OWN_SAVING_LINES, PART_LINES, PLAN_LINES
from utenfor_core.plan_use import measures_of_parts
from utenfor_core.trace import as_text
from workbook_templates.blocks import plan_parts
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
    if member in PART_LINES:
        return _part(page, member, parts.rpartition("_")[2])
    if block == "kostnad":
        return _cost(page, member, parts)
    if block == "finansiering":
        owner, number = parts.split("_")
        return _funder(page, member, owner, number)
    if member in OWN_SAVING_LINES:
        owner, number = parts.split("_")
        return _own_line(page, member, owner, number)
    return _free(page, member, parts.removeprefix(FREE)) if parts.startswith(FREE) else _post(page, member, parts)


def is_used(page: Page, member: str) -> bool:
    """Tell whether a line of the plan is in use."""
    return page.context.value("plan_used", member=PLAN_LINES.index(member)) == 1


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


def _named(page: Page, member: str, key: str) -> Text:
    """Return the words of an input cell while the line is in use, «uten navn» when it is empty."""
    value, unnamed, unused = page.context.result.values.get(key), page.words("plan.unnamed"), page.words("plan.unused")
    shown = unused if not is_used(page, member) else unnamed if value in {None, ""} else value
    inner = f'IF({{#{key}}}="","{unnamed}",{{#{key}}})'
    return Text(formula=f'=IF({{plan_used@{member}}}=1,{inner},"{unused}")', value=shown)


def _type(page: Page, member: str) -> Text:
    value = page.context.value("plan_type", member=PLAN_LINES.index(member))
    return Text(formula=f"={{plan_type@{member}}}", value=page.words.twins.term(value))


def _fixed(page: Page, key: str) -> Text:
    return Text(value=page.words(f"plan.{key}"))


def _known(page: Page, key: str) -> Text:
    """Return a code that is one and known; a line that may be booked on several has none, and a note that says so."""
    return _fixed(page, key) if page.words.has(f"plan.{key}") else EMPTY


def _cost(page: Page, member: str, owner: str) -> LineTexts:
    return LineTexts(
        measure=_named(page, member, f"{owner}.name"),
        type=_type(page, member),
        function=_typed(page, f"{owner}.kostra_function"),
        art=_typed(page, f"{owner}.art"),
        positions=_typed(page, f"{owner}.positions", unit="årsverk"),
        note=EMPTY,
    )


def of_measure(page: Page, number: str, key: str) -> Text:
    """Return what a part that counts has from an input of its measure, whose id stands for * in the key."""
    owner = measures_of_parts(page.context.result.block()).get(f"kostnad_del_{number}", "")
    formula = plan_parts.followed(number, '""', f"{{#{key}}}")
    value = page.context.result.values.get(key.replace("*", owner)) if owner else ""
    return Text(formula=f'={formula}&""', value=as_text(value))


def _part(page: Page, member: str, number: str) -> LineTexts:
    """Return the words of a part of a cost: the measure's, with an art of its own."""
    unnamed, unused = page.words("plan.unnamed"), page.words("plan.unused")
    name, art = of_measure(page, number, "*.name"), f"plan.part_art_{number}"
    inner = name.formula.removeprefix("=")
    shown = (name.value or unnamed) if is_used(page, member) else unused
    return LineTexts(
        measure=Text(
            formula=f'=IF({{plan_used@{member}}}=1,IF({inner}="","{unnamed}",{inner}),"{unused}")', value=shown
        ),
        type=_type(page, member),
        function=of_measure(page, number, "*.kostra_function"),
        art=Text(formula=f'={{#{art}}}&""', value=as_text(page.context.result.values.get(art))),
        positions=EMPTY,
        note=_fixed(page, "part_note"),
    )


def _funder(page: Page, member: str, owner: str, number: str) -> LineTexts:
    words, value = page.words, page.context.value
    at = int(number) - 1
    level, counts = value("funder_level", owner, at), value("plan_funder_counts", owner, at) == 1
    cell, own_cell = f"{{{owner}!funder_level@{number}}}", f"{{{owner}!plan_funder_counts@{number}}}=1"
    arts = {name: words(f"plan.art_{name}") for name in (KOMMUNE, FYLKE, STAT, OUTSIDE)}
    listed = ",".join(f'"{art}"' for art in arts.values())
    art = f'=IF({own_cell},"",IFERROR(CHOOSE(MATCH({cell},{{payer_name.all}},0),{listed}),""))'
    return LineTexts(
        measure=_named(page, member, f"{owner}.name"),
        type=_type(page, member),
        function=_typed(page, f"{owner}.kostra_function"),
        art=Text(formula=art, value="" if counts else arts.get(str(level), "")),
        positions=EMPTY,
        note=_typed(page, f"{owner}.funder{number}_kind"),
    )


def _post(page: Page, member: str, post: str) -> LineTexts:
    words = page.words
    label, none, own_note = words(f"plan.post_{post}"), words("plan.unused"), f"note_{post}"
    shown = label if is_used(page, member) else none
    return LineTexts(
        measure=Text(formula=f'=IF({{plan_used@{member}}}=1,"{label}","{none}")', value=shown),
        type=_type(page, member),
        function=_known(page, f"function_{post}"),
        art=_known(page, f"art_{post}"),
        positions=EMPTY,
        note=_fixed(page, own_note if page.words.has(f"plan.{own_note}") else "all_measures"),
    )


def _free(page: Page, member: str, number: str) -> LineTexts:
    return LineTexts(
        measure=_named(page, member, f"free{number}.name"),
        type=_type(page, member),
        function=_typed(page, f"free{number}.kostra_function"),
        art=_typed(page, f"free{number}.art"),
        positions=EMPTY,
        note=_fixed(page, "all_measures"),
    )


def _own_line(page: Page, member: str, owner: str, number: str) -> LineTexts:
    return LineTexts(
        measure=_named(page, member, f"{owner}.own{number}_name"),
        type=_type(page, member),
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
