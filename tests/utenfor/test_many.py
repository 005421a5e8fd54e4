"""The same work on many tasks: one that ends its process is listed, and the others are done."""

import os

import pytest

from utenfor.many import Workers, answers, chosen_workers
from utenfor_core.errors import InputError, UtenforError
from workbook_templates.many import Shown

SHOWN = Shown(title="Prøve", unit="oppgave")
DEADLY = 2


def work(task: int) -> int:
    """Double a number; one number ends the process without a word, as when memory runs out."""
    if task == DEADLY:
        os._exit(1)
    if task < 0:
        text = "Tallet er under null."
        raise InputError(text)
    return 2 * task


def test_a_task_that_ends_its_process_is_told_and_the_others_are_answered() -> None:
    found = dict(answers(work, [1, DEADLY, 3, -1], Workers(jobs=2), SHOWN))
    assert (found[0], found[2]) == (2, 6)
    assert "ble avbrutt" in str(found[1])
    assert isinstance(found[3], UtenforError)
    assert str(found[3]) == "Tallet er under null."


def test_one_process_gives_the_answers_in_order() -> None:
    assert list(answers(work, [3, 1], Workers(), SHOWN)) == [(0, 6), (1, 2)]


def test_everything_wrong_with_who_works_is_told_at_once() -> None:
    with pytest.raises(InputError) as told:
        chosen_workers(0, "vert:8786")
    assert len(told.value.problems) == 2
