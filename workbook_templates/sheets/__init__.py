"""The sheets people read, one module each: a function `write` from a page to what stands on it."""

from collections.abc import Callable, Mapping

from workbook_templates import positions as at
from workbook_templates.page import Page
from workbook_templates.sheets import (
    across,
    assumptions,
    checks,
    front,
    groups,
    inputs,
    measures,
    picture,
    plan,
    result,
    sources,
    taking_part,
    uncertainty,
)

PAGES: Mapping[str, Callable[[Page], None]] = {
    at.FRONT: front.write,
    at.TAKING_PART: taking_part.write,
    at.PICTURE: picture.write,
    at.GROUPS: groups.write,
    at.MEASURES: measures.write,
    at.RESULT: result.write,
    at.ACROSS: across.write,
    at.UNCERTAINTY: uncertainty.write,
    at.PLAN: plan.write,
    at.ASSUMPTIONS: assumptions.write,
    at.SOURCES: sources.write,
    at.CHECKS: checks.write,
    at.INPUTS: inputs.write,
}
