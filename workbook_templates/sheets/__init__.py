"""The sheets people read, one module each: a function `write` from a page to what stands on it."""

from collections.abc import Callable, Mapping

from workbook_templates import positions as at
from workbook_templates.page import Page
from workbook_templates.sheets import (
    about,
    across,
    assumptions,
    change_log,
    checks,
    front,
    groups,
    inputs,
    measures,
    picture,
    plan,
    plan_page,
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
    at.COUNCIL_PLAN: plan_page.write,
    at.ASSUMPTIONS: assumptions.write,
    at.SOURCES: sources.write,
    at.CHECKS: checks.write,
    at.CHANGE_LOG: change_log.write,
    at.ABOUT: about.write,
    at.INPUTS: inputs.write,
}
