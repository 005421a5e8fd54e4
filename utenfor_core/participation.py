"""What follows the participants: a measure's own lines before the success, its cost, and who pays it.

All flows are arrays (…, year) with t = 0 … 76, real kroner of the price year.
"""

import numpy as np
from numpy.typing import NDArray

from utenfor_core.cash_flows import TIME, over_intake
from utenfor_core.domain import FUNDERS, LEVELS, OWN_LINES, Value
from utenfor_core.inputs import PAYERS, is_number
from utenfor_core.measure_terms import Answers
from utenfor_core.post_table import YEARS_AFTER
from utenfor_core.profiles import NOT_SET
from utenfor_core.trace import Rows, number

Floats = NDArray[np.float64]


def own_lines(answers: Answers, constants: Rows, intake: Floats) -> Rows:
    """Return the measure's own lines: kroner saved before A, split over calendar years like costs (lines, years).

    own(t) = s2 · h · Σ_k N_k · [θ·o(t−k) + (1−θ)·o(t−k−1)], o(τ) = u · part of year τ within start … start + duration.
    """
    numbers = range(1, OWN_LINES + 1)

    def column(name: str) -> Floats:
        return np.array([answers.amount(f"own{n}_{name}") for n in numbers])

    start, duration = column("start")[:, None], column("duration")[:, None]
    within = np.maximum(0.0, np.minimum(1.0, np.minimum(TIME - start + 1, start + duration - TIME)))
    whole = column("unit_cost")[:, None] * within
    theta = constants.single("first_year_part")
    split = theta * whole + (1 - theta) * np.concatenate([np.zeros((OWN_LINES, 1)), whole[:, :-1]], axis=1)
    rate = column("success_rate") * constants.single("haircut_used")
    typed_k = [answers.typed(f"own{n}_cashable_share") for n in numbers]
    k: list[Value] = [NOT_SET if value is None else value for value in typed_k]
    share = np.array([number(value) for value in k])[:, None]
    levels = [answers.chosen(f"own{n}_level", LEVELS) for n in numbers]
    return Rows(
        own_level=[LEVELS[level - 1] if level else NOT_SET for level in levels],
        own_k=k,
        own_is_set=[float(is_number(value)) for value in k],
        own_kernel=share * np.maximum(0.0, 1 - np.abs(column("delay")[:, None] - np.array(YEARS_AFTER))),
        own_start_used=start,
        own_duration_used=duration,
        own_unit_used=column("unit_cost"),
        own_delay_used=column("delay"),
        own_whole=whole,
        own_stream=split,
        own_gross=rate[:, None] * over_intake(intake, split),
        own_success_rate=column("success_rate"),
        own_rate_used=rate,
    )


def costs(answers: Answers, constants: Rows, intake: Floats, years: Floats) -> Rows:
    """Return the cost of a measure and who pays it, by year.

    C(t) = Σ_k N_k · [θ·c(t−k) + (1−θ)·c(t−k−1)] + F(t); the fixed cost runs while somebody takes part and is cut by θ
    in its first year. Funders pay what they are asked for, never more than the cost; the own budget pays the rest.
    """
    theta, duration = constants.single("first_year_part"), constants.single("duration_used")
    part = np.maximum(0.0, np.minimum(1.0, duration - TIME))
    participation = theta * part + (1 - theta) * np.concatenate([[0.0], part[:-1]])
    active = over_intake(intake, participation)
    started = np.maximum.accumulate((active > 0).astype(float))
    before = np.concatenate([[0.0], started[:-1]])
    fixed = np.where(active > 0, np.where(before == 0, theta, 1.0), 0.0) * constants.single("fixed_used")
    cost = active * constants.single("cost_per_year_used") + fixed
    rows = Rows(participation=participation[None], active=active[None], started=started[None], cost=cost[None])
    rows.update(_funding(answers, cost, years))
    return rows


def _funding(answers: Answers, cost: Floats, years: Floats) -> Rows:
    """Return what each funder is asked for and pays; all are cut alike when together they offer more than the cost."""
    numbers = range(1, FUNDERS + 1)
    chosen = [answers.chosen(f"funder{n}_level", PAYERS) for n in numbers]
    share, amount, first = (
        np.array([answers.amount(f"funder{n}_{name}") for n in numbers]) for name in ("share", "amount", "first_year")
    )
    last = np.array([answers.typed_or(f"funder{n}_last_year", years[-1]) for n in numbers])
    within = (years >= first[:, None]) & (years <= last[:, None])
    counts = np.array([float(payer > 0) for payer in chosen])[:, None]
    request = (share[:, None] * cost + amount[:, None] * (cost > 0)) * within * counts
    total = request.sum(axis=0)
    more = total > cost
    scale = np.where(more, cost / np.where(more, total, 1.0), 1.0)
    paid = request * scale
    return Rows(
        funder_level=[PAYERS[payer - 1] if payer else NOT_SET for payer in chosen],
        funder_first=first,
        funder_last=last,
        funder_share_used=share,
        funder_amount_used=amount,
        funder_request=request,
        funder_scale=scale[None],
        funder_paid=paid,
        own_cost=(cost - paid.sum(axis=0))[None],
    )
