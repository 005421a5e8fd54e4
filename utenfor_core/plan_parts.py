"""Several arts for one cost: parts of a measure's cost on lines of the plan of their own, and what is wrong with them.

A measure has one art. Twelve free slots each give a share of the cost of one measure another art; the measure's own
line keeps what is left, so that the lines of a measure are its cost. VAT that is compensated is two slots, +x and −x.
"""

from collections.abc import Mapping
from typing import Final

import numpy as np
from numpy.typing import NDArray

from utenfor_core.domain import MEASURES, Value
from utenfor_core.inputs import Field, is_number
from utenfor_core.plan_lines import PARTS
from utenfor_core.shown import MEASURE_WORDS
from utenfor_core.trace import Rows, as_text, number
from utenfor_core.typed_codes import ART, codes

Floats = NDArray[np.float64]
OWNER: Final = "plan"
PART_FIELDS: Final = ("part_measure", "part_art", "part_share")
VAT_PAID, VAT_COMPENSATED = "429", "729"
"""Arts of VAT as expenditure, and of the same VAT compensated as income."""

STATES: Final = ("empty", "half_filled", "waiting", "unfit", "vat_open", "counts")
"""What a slot is, by the number of `part_state`. Only the last three are lines of the plan."""


def part_fields() -> tuple[Field, ...]:
    """Return the inputs: the measure, the art and the share of its cost, for each slot.

    >>> [field.key for field in part_fields()][:3]
    ['plan.part_measure_1', 'plan.part_art_1', 'plan.part_share_1']
    """
    return tuple(field for n in PARTS for field in _fields(n))


def _fields(n: str) -> tuple[Field, ...]:
    measure, art, share = (f"{name}_{n}" for name in PART_FIELDS)
    return (
        Field(owner=OWNER, name=measure, kind="choice", choices=MEASURE_WORDS),
        Field(owner=OWNER, name=art, kind="text"),
        Field(owner=OWNER, name=share, unit="andel", minimum=-1.0, maximum=1.0),
    )


def part_rows(values: Mapping[str, Value], complete: Floats, slack: float) -> Rows:
    """Return the slots (parts, 1), what each measure has in them (measures, 1), and counts of what is wrong.

    `complete` (measures,) is 1 for a measure that is calculated; `slack` is how much a sum of shares may be off. A slot
    that is half filled, or whose measure is not complete, is in no sum.

    >>> values = {"plan.part_measure_1": "tiltak 1", "plan.part_art_1": "090", "plan.part_share_1": 0.12}
    >>> rows = part_rows(values, np.ones(MEASURES), 0.001)
    >>> rows["part_share_used"][0, 0].item(), STATES[int(rows["part_state"][0, 0])]
    (0.12, 'counts')
    """
    typed = {name: [values.get(f"{OWNER}.{name}_{n}") for n in PARTS] for name in PART_FIELDS}
    measures, arts, shares = typed.values()
    known = {word.casefold(): float(at) for at, word in enumerate(MEASURE_WORDS, 1)}
    of_measure = np.array([known.get(as_text(word).casefold(), 0.0) for word in measures])
    told = [as_text(art) for art in arts]
    begun = np.array([any(as_text(one) for one in slot) for slot in zip(*typed.values(), strict=True)], dtype=float)
    has_art, has_share = (
        np.array(one, dtype=float) for one in ([code != "" for code in told], [*map(is_number, shares)])
    )
    filled = (of_measure > 0) * has_art * has_share
    counts = filled * np.concatenate([[0.0], complete])[of_measure.astype(int)]
    used = counts * np.array([number(share) for share in shares])
    belongs = (of_measure[None] == np.arange(1.0, MEASURES + 1)[:, None]).astype(float)
    vat = used * np.array([float(code in {VAT_PAID, VAT_COMPENSATED}) for code in told])
    together, vat_left = belongs @ used, belongs @ vat
    unfit = ((together < -slack) | (together > 1 + slack)).astype(float)
    vat_open = (np.abs(vat_left) > slack).astype(float)
    fits, nets = (1 - unfit) @ belongs, (1 - vat_open) @ belongs
    state = begun + filled + counts * (1 + fits + fits * nets)
    return Rows(
        part_of=of_measure,
        part_filled=filled,
        part_counts=counts,
        part_share_used=used,
        part_vat=vat,
        parts_together=together,
        parts_unfit=unfit,
        parts_vat_open=vat_open,
        part_state=state,
        parts_half_filled=float((state == STATES.index("half_filled")).sum()),
        parts_wrong_codes=float(sum(code != "" and code not in codes()[ART] for code in told)),
    )
