"""The answers of `Resultat`: one question a line for each view, and one line for each measure."""

from dataclasses import dataclass
from typing import Final

from utenfor_core.domain import ALL, OWN, VIEWS, YEARS, Value
from utenfor_core.model import MEASURE_BLOCKS
from utenfor_core.results import RATE_VIEWS
from workbook_templates.page import Page
from workbook_templates.sheets.result_levels import WHOLE

ELECTION, PLAN = 0, 1
HEAD_HEIGHT, ANSWER_HEIGHT, MEASURE_HEIGHT = 34, 31, 31


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """A question: the key of its words, the core's row that answers it, and at which horizon."""

    key: str
    row: str
    index: int = 0


QUESTIONS: Final = (
    Question(key="payback", row="payback_year_accumulated"),
    Question(key="payback_discounted", row="payback_year_accumulated_discounted"),
    Question(key="payback_cashable", row="payback_year_accumulated_cashable"),
    Question(key="break_even", row="break_even", index=WHOLE),
    Question(key="break_even_persons", row="break_even_persons", index=WHOLE),
    Question(key="break_even_plan", row="break_even_persons", index=PLAN),
    Question(key="break_even_election", row="break_even_persons", index=ELECTION),
    Question(key="highest_cost", row="highest_cost", index=WHOLE),
    Question(key="annuity", row="annuity", index=WHOLE),
    Question(key="ratio", row="ratio", index=WHOLE),
    Question(key="internal_rate", row="internal_rate"),
    Question(key="delay_cost", row="delay_cost"),
)


def write_answers(page: Page, line: int, last_column: int) -> int:
    """Write the questions and their answers; the next free line comes back."""
    words = page.words
    page.heading(line, "result.heading_answers", last_column)
    page.heads(line + 1, 0, [words("result.answer_question"), *(words(f"result.view_{view}") for view in VIEWS)])
    page.write(line + 1, 1 + len(VIEWS), words("result.answer_note"), "head_bare")
    for column in range(2 + len(VIEWS), last_column + 1):
        page.sheet.write_blank(line + 1, column, None, page.styles("head_bare"))
    page.sheet.set_row(line + 1, HEAD_HEIGHT)
    for at, question in enumerate(QUESTIONS, line + 2):
        page.sheet.set_row(at, ANSWER_HEIGHT)
        page.write(at, 0, words(f"result.{question.key}"), "cell_text")
        for column, view in enumerate(VIEWS, 1):
            if question.row == "internal_rate" and view not in RATE_VIEWS:
                page.write(at, column, words("result.not_shown"), "cell_answer")
            else:
                page.link(at, column, question.row, block="all", member=view, index=question.index, shape="cell_answer")
        page.write(at, 1 + len(VIEWS), words(f"result.{question.key}_note", years=YEARS), "unit")
    after = line + 2 + len(QUESTIONS)
    page.write(after, 0, words("result.answers_note"), "remark")
    return after + 1


COLUMNS: Final[tuple[tuple[str, str, str, int], ...]] = (
    ("people", "persons_planned", "", 0),
    ("base", "base_outcome_used", "", 0),
    ("success", "success_rate", "", 0),
    ("cost", "cost_present", ALL, WHOLE),
    ("gain", "gain_present", ALL, WHOLE),
    ("own", "net_present", OWN, WHOLE),
    ("all", "net_present", ALL, WHOLE),
    ("payback_own", "payback_year_accumulated", OWN, 0),
    ("payback_all", "payback_year_accumulated", ALL, 0),
)
"""The columns of the table of measures: words, the core's row, the view and the horizon."""


def write_measures(page: Page, line: int, last_column: int) -> int:
    """Write one line for each measure; the next free line comes back."""
    words = page.words
    page.heading(line, "result.heading_measures", last_column)
    heads = ["name", "complete", *(key for key, *_ in COLUMNS)]
    page.heads(line + 1, 0, [words(f"result.measure_{key}") for key in heads])
    page.sheet.set_row(line + 1, 2 * HEAD_HEIGHT)
    for at, owner in enumerate(MEASURE_BLOCKS, line + 2):
        page.sheet.set_row(at, MEASURE_HEIGHT)
        _measure(page, at, owner)
    after = line + 2 + len(MEASURE_BLOCKS)
    page.write(after, 0, words("result.measures_note"), "remark")
    return after + 1


def _measure(page: Page, line: int, owner: str) -> None:
    words, value = page.words, page.context.value
    none, yes, unfinished = (words(f"result.{key}") for key in ("unused", "yes", "unfinished"))
    name = page.context.result.values.get(f"{owner}.name")
    complete, begun = value("complete", owner) == 1, value("unfinished", owner) == 1
    unnamed = words("plan.unnamed")
    named = f'=IF({{#{owner}.name}}="",IF({{{owner}!complete}}=1,"{unnamed}","{none}"),{{#{owner}.name}})'
    page.formula(line, 0, named, name or (unnamed if complete else none), shape="cell_text")
    state = yes if complete else unfinished if begun else none
    formula = f'=IF({{{owner}!complete}}=1,"{yes}",IF({{{owner}!unfinished}}=1,"{unfinished}","{none}"))'
    page.formula(line, 1, formula, state, shape="cell_text")
    for column, (_, row, view, index) in enumerate(COLUMNS, 2):
        member = VIEWS.index(view) if view else 0
        cell = page.address(row, block=owner, member=view, index=index)
        shown: Value = value(row, owner, member, index) if complete else none
        unit = page.context.layout.book.find(owner, row).row.unit
        page.formula(line, column, f'=IF({{{owner}!complete}}=1,{cell},"{none}")', shown, unit, "cell_answer")
