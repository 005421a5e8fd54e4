"""The input cells and the target groups as rows of the trace."""

from collections.abc import Mapping, Sequence

import numpy as np

from utenfor_core.domain import PAIR_WORDS, Value
from utenfor_core.frame import Frame
from utenfor_core.free_groups import fitted
from utenfor_core.group_inputs import EARLIEST_OUTCOME
from utenfor_core.inputs import NO, is_valid
from utenfor_core.measure_terms import MUST_BE_GIVEN, GroupTable
from utenfor_core.trace import Rows

CHANGED_LISTED = 40
"""How many changed inputs are listed one by one; the count is of all."""
INVALID_LISTED = 5
"""How many inputs that cannot be used are listed one by one."""
EXAMPLE_OWNER = "m1"
"""The measure that is delivered with the worked example in it."""


def input_rows(frame: Frame, values: Mapping[str, Value], delivered: Mapping[str, Value]) -> Rows:
    """Return every input cell (inputs, 1): its value, whether it can be used and differs from what was delivered.

    changed_number (listed, 1) are the places of the first changed inputs, then one past the last input; invalid_number
    those of the first that cannot be used.
    """
    valid = [float(is_valid(field, values.get(field.key))) for field in fitted(frame.fields, values)]
    invalid = [1.0 - ok for ok in valid]
    changed = [float(values.get(field.key) != delivered.get(field.key)) for field in frame.fields]
    owners = [field.owner for field in frame.fields]
    own = [change for owner, change in zip(owners, changed, strict=True) if owner == EXAMPLE_OWNER]
    example_off = str(values.get("place.example", "")).casefold() == NO
    untouched = float(sum(own) == 0)
    return Rows(
        input_current=np.array([values.get(field.key) for field in frame.fields], dtype=object),
        input_delivered=np.array([delivered.get(field.key) for field in frame.fields], dtype=object),
        input_owner=owners,
        input_order=np.arange(1.0, len(changed) + 1),
        input_minimum=np.array([field.minimum for field in frame.fields], dtype=object),
        input_maximum=np.array([field.maximum for field in frame.fields], dtype=object),
        input_valid=valid,
        input_invalid=invalid,
        input_changed=changed,
        inputs_changed=sum(changed),
        changed_number=_first(changed, CHANGED_LISTED),
        invalid_number=_first(invalid, INVALID_LISTED),
        inputs_invalid=float(len(valid)) - sum(valid),
        example_untouched=untouched,
        example_shown=untouched * float(not example_off),
        example_removed=untouched * float(example_off),
    )


def _first(marks: Sequence[float], listed: int) -> list[float]:
    """Return the places, from 1, of the first that are marked, then one past the last place."""
    places = [float(place) for place, mark in enumerate(marks, 1) if mark][:listed]
    return places + [len(marks) + 1.0] * (listed - len(places))


def group_table_rows(groups: GroupTable) -> Rows:
    """Return the target groups as the sheet `Målgrupper` has them (groups, 1); a slot that is not finished is empty."""
    made = [bool(label) for label in groups.labels]
    base = [MUST_BE_GIVEN if value is None else value for value in groups.base_outcome]
    columns: dict[str, Sequence[Value]] = {
        "group_label": groups.labels,
        "group_age_min": groups.age_min,
        "group_age_max": groups.age_max,
        "group_age_default": groups.age_default,
        "group_outcome_min": groups.outcome_min,
        "group_outcome_after": groups.outcome_after,
        "group_pair_default": [PAIR_WORDS[int(number) - 1] for number in groups.pair],
        "group_base": base,
    }
    rows = Rows(outcome_min_default=[float(age) for age in EARLIEST_OUTCOME.values()])
    for name, cells in columns.items():
        rows[name] = np.array(
            [cell if is_made else None for cell, is_made in zip(cells, made, strict=True)], dtype=object
        )
    return rows
