"""From a table of a file to a CostLine or a TargetGroup, with the rules they must keep."""

from utenfor_core.domain import PAIRS
from utenfor_core.parameters.entry import Entry
from utenfor_core.parameters.reading import read_sources
from utenfor_core.parameters.records import CostLine, TargetGroup
from utenfor_core.parameters.vocabulary import (
    DIRECTIONS,
    INDEX_SERIES,
    KINDS,
    LEVELS,
    PROFILES,
    ROLES,
    SPLITS,
    STATUSES,
    TAX_TREATMENTS,
)


def read_line(name: str, entry: Entry) -> CostLine:
    """Return the cost line that the entry holds; what is wrong is noted in the entry."""
    line = CostLine(
        id=name,
        number=entry.whole("number"),
        label=entry.text("label"),
        holder=entry.choice("holder", LEVELS),
        budget=entry.text("budget"),
        split=entry.choice("split", SPLITS),
        split_parameter=entry.optional_text("split_parameter"),
        paid_in_full_by=entry.codes("paid_in_full_by"),
        kostra_functions=entry.codes("kostra_functions"),
        arts=entry.codes("arts"),
        kind=entry.choice("kind", KINDS),
        sign=entry.whole("sign"),
        role=entry.choice("role", ROLES),
        profile=entry.optional_choice("profile", PROFILES),
        causal=entry.flag("causal", absent=True),
        k=entry.optional_number("k"),
        d=entry.optional_number("d") or 0.0,
        index=entry.choice("index", INDEX_SERIES),
        unit_cost=entry.optional_text("unit_cost"),
        priced=entry.flag("priced", absent=False),
        empty_reason=entry.optional_text("empty_reason"),
        where_found=entry.optional_text("where_found"),
        direction=entry.choice("direction", DIRECTIONS),
        tax_treatment=entry.choice("tax_treatment", TAX_TREATMENTS),
        note=entry.optional_text("note"),
    )
    entry.close()
    _check_line(line, entry)
    return line


def _check_line(line: CostLine, entry: Entry) -> None:
    if abs(line.sign) != 1:
        entry.problem("sign", f"{line.sign} skal være 1 (utgift) eller -1 (inntekt).")
    if line.k is not None and not 0 <= line.k <= 1:
        entry.problem("k", f"{line.k} skal være mellom 0 og 1. Utelat k når andelen ikke er satt.")
    if not line.priced:
        for key in ("empty_reason", "where_found"):
            if key not in entry.table:
                entry.problem(key, "mangler. En linje uten tall skal si hvorfor, og hvor tallet finnes.")


def read_group(name: str, entry: Entry) -> TargetGroup:
    """Return the target group that the entry holds; what is wrong is noted in the entry."""
    group = TargetGroup(
        id=name,
        number=entry.text("number"),
        label=entry.text("label"),
        definition=entry.text("definition"),
        success_text=entry.text("success_text"),
        age_min=entry.whole("age_min"),
        age_max=entry.whole("age_max"),
        age_default=entry.whole("age_default"),
        outcome_min_age=entry.whole("outcome_min_age"),
        outcome_after_years=entry.whole("outcome_after_years"),
        pair=entry.choice("pair", PAIRS),
        neet_pair_from_age=entry.optional_whole("neet_pair_from_age"),
        pair_note=entry.optional_text("pair_note"),
        baseline=entry.optional_number("baseline"),
        baseline_low=entry.optional_number("baseline_low"),
        baseline_high=entry.optional_number("baseline_high"),
        baseline_status=entry.choice("baseline_status", STATUSES),
        baseline_note=entry.text("baseline_note"),
        own_lines=entry.text("own_lines"),
        size_national=entry.optional_text("size_national"),
        size_rule=entry.optional_text("size_rule"),
        sources=read_sources(entry),
    )
    entry.close()
    if not group.age_min <= group.age_default <= group.age_max:
        entry.problem("age_default", f"{group.age_default} ligger utenfor {group.age_min}–{group.age_max} år.")
    for key, share in (("baseline", group.baseline), ("low", group.baseline_low), ("high", group.baseline_high)):
        if share is not None and not 0 <= share <= 1:
            entry.problem(key, f"{share} skal være en andel mellom 0 og 1.")
    return group
