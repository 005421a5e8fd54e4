"""The words of the plan for the council as inputs: answers, phases, each measure's terms, and what follows of it."""

from collections.abc import Iterator
from typing import Final

from utenfor_core.domain import MEASURES
from utenfor_core.inputs import Field

OWNER: Final = "plan"
STATUSES: Final = ("ikke startet", "i gang", "ferdig", "stoppet")
PLACES: Final = ("1", "2", "3", "4", "5", "6")
"""Six of each, side by side on the sheet: questions, what must be in place, what follows, and measures."""

PHASES: Final = ("1", "2", "3", "4")
BOXES: Final = ("answer", "ready", "consequence")
"""What is written six of: answers to the questions, what must be in place, consequences."""

MEASURE_TERMS: Final = ("covering", "law", "stop", "proof", "owner", "deadline")
"""What is written of each measure: how it is paid, its law, when it stops, who says it works, who, and by when."""


def council_plan_fields() -> tuple[Field, ...]:
    """Return the plan's inputs; nothing in kroner depends on them.

    >>> [field.key for field in council_plan_fields()][:2]
    ['plan.answer_1', 'plan.answer_2']
    """
    boxes = (_text(f"{name}_{n}") for name in BOXES for n in PLACES)
    return (*boxes, *_phases(), *_terms())


def _phases() -> Iterator[Field]:
    for n in PHASES:
        yield _status(f"phase_status_{n}")
        yield _text(f"phase_responsible_{n}")
        yield _text(f"phase_deadline_{n}")


def _terms() -> Iterator[Field]:
    for m in range(1, MEASURES + 1):
        yield from (_text(f"{name}_m{m}") for name in MEASURE_TERMS)
        yield _status(f"progress_m{m}")


def _text(name: str) -> Field:
    return Field(owner=OWNER, name=name, kind="text")


def _status(name: str) -> Field:
    return Field(owner=OWNER, name=name, kind="choice", choices=STATUSES)
