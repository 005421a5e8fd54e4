"""What `Plan` asks in words: six questions, four phases, what must be in place and what follows, side by side."""

from collections.abc import Iterable, Sequence
from typing import Final

from utenfor_core.council_inputs import PHASES, PLACES
from workbook_templates import positions as at
from workbook_templates.page import Page
from workbook_templates.sheets.entry_rules import field_by_key, guard
from workbook_templates.sheets.wrapping import LINE_HEIGHT

FIRST: Final = at.COUNCIL_COLUMN
LAST: Final = FIRST + len(PLACES) - 1
HEAD_LINES, ANSWER_LINES, PHASE_LINES, BOX_LINES = 4, 19, 5, 5
"""Lines of text that the heads, the answers, what a phase gives and the boxes have room for."""


def write_questions(page: Page) -> None:
    """Write the six questions with room to answer."""
    questions = [page.words(f"council_plan.question_{n}") for n in PLACES]
    _board(page, at.ANSWER_LINE, "questions", "question", questions)
    page.sheet.set_row(at.ANSWER_LINE - 1, LINE_HEIGHT * HEAD_LINES)
    label(page, at.ANSWER_LINE, "answer", ANSWER_LINES)
    _guard(page, "answer", PLACES)


def write_phases(page: Page) -> None:
    """Write the four phases: what each gives, and where it stands."""
    _board(page, at.PHASE_LINE - 1, "phases", "phase", [page.words(f"council_plan.phase_{n}") for n in PHASES])
    label(page, at.PHASE_LINE - 1, "phase_text", PHASE_LINES)
    for column, n in enumerate(PHASES, FIRST):
        page.write(at.PHASE_LINE - 1, column, page.words(f"council_plan.phase_text_{n}"), "cell_text")
    for line, name in enumerate(("phase_status", "phase_responsible", "phase_deadline"), at.PHASE_LINE):
        label(page, line, name, 1)
        _guard(page, name, PHASES)


def write_ready(page: Page) -> None:
    """Write what must be in place."""
    _boxes(page, at.READY_LINE, "ready")


def write_consequences(page: Page) -> None:
    """Write what follows for the budget and for the way of working."""
    _boxes(page, at.CONSEQUENCE_LINE, "consequence", heading="consequences")


def label(page: Page, line: int, key: str, lines: int) -> None:
    """Write a line's label, and give the line its height."""
    page.write(line, 0, page.words(f"council_plan.{key}"), "cell_text")
    page.sheet.set_row(line, LINE_HEIGHT * lines + (1 if lines == 1 else 0))


def _boxes(page: Page, line: int, name: str, heading: str = "") -> None:
    titles = [page.words(f"council_plan.{name}_{n}") for n in PLACES]
    _board(page, line, heading or name, f"{name}_label", titles)
    page.sheet.set_row(line - 1, LINE_HEIGHT * 2)
    page.write(line, 0, "", "cell_text")
    page.sheet.set_row(line, LINE_HEIGHT * BOX_LINES)
    _guard(page, name, PLACES)


def _board(page: Page, line: int, heading: str, corner: str, titles: Sequence[str]) -> None:
    """Write a heading and the heads above a board whose first line is `line`."""
    page.heading(line - 2, f"council_plan.{heading}", LAST)
    page.heads(line - 1, 0, [page.words(f"council_plan.{corner}"), *titles], numbers_from=1 + len(titles))


def _guard(page: Page, name: str, members: Iterable[str], prefix: str = "") -> None:
    """Put help and rules on each cell of a line of inputs."""
    fields, cells = field_by_key(page), at.council_plan_cells()
    prompts = {"answer": "answer_help", "deadline": "prompt_deadline", "status": "prompt_status"}
    key = next((prompt for end, prompt in prompts.items() if name.endswith(end)), "")
    text = page.words(f"council_plan.{key}") if key else ""
    title = page.words(f"council_plan.{name}") if page.words.has(f"council_plan.{name}") else ""
    for member in members:
        field = f"plan.{name}_{prefix}{member}"
        guard(page, *cells[field], fields[field], label=title, prompt=text)


def guard_terms(page: Page, name: str) -> None:
    """Put help and rules on a term of the six measures."""
    _guard(page, name, PLACES, prefix="m")
