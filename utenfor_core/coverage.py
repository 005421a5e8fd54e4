"""Evidence coverage: how many kroner of a result rest on figures of which status, and the choices all rest on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from utenfor_core.assumptions import PROFILE_LINES, Assumption, vector_names
from utenfor_core.calculation import Result
from utenfor_core.discounting import factors_within
from utenfor_core.domain import OWN_LINES, PAIRS, Value
from utenfor_core.inputs import is_number
from utenfor_core.parameters.vocabulary import OWN_STATUS, STATUSES
from utenfor_core.post_table import free_name
from utenfor_core.posts import POSTS, Post
from utenfor_core.trace import Rows

Floats = NDArray[np.float64]
OWN_FIGURE = OWN_STATUS
"""The status of a figure the user has typed: the model knows nothing of where it comes from."""

WEAKER = (*STATUSES, OWN_FIGURE)
"""Statuses from the strongest to the weakest."""

METHOD_CHOICES = (
    "kappa", "haircut_on", "catch_up", "catch_up_age", "catch_up_after", "neet_lasting", "neet_decay", "phase_in",
    "growth", "extra_years", "lasting_required", "rate_1", "rate_2", "rate_3",
)  # fmt: skip
"""Short names of the choices that every krone depends on."""

TAXED_PROFILES = ("employed", "ufore", "aap")


@dataclass(frozen=True, kw_only=True, slots=True)
class LineCoverage:
    """One line's |present value| over all levels, kroner, with the weakest status and the figure that has it."""

    line: str
    amount: float
    status: str
    weakest: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Coverage:
    """Σ|PV| by status, the lines it is made of, and the method choices with their value in use."""

    by_status: Mapping[str, float]
    lines: tuple[LineCoverage, ...]
    choices: Mapping[str, float | str | None]


def _names_of(post: Post, pair: str) -> tuple[str, ...]:
    """Return the short names of the figures one post rests on, method choices left out."""
    suffix = "" if pair == PAIRS[0] else "_neet"
    profiles = TAXED_PROFILES if post.tax else tuple(name for name in PROFILE_LINES if name == post.profile)
    cells = tuple(
        name for line in profiles for side in ("out", "in") for name in vector_names(f"{line}_{side}{suffix}")
    )
    if not post.tax:
        return (*cells, f"unit_{post.name.removesuffix('_flyttet').removesuffix('_andre')}")
    return (*cells, *_tax_names(post.tax))


def _tax_names(tax: str) -> tuple[str, ...]:
    wages = (
        "wage_month",
        "low_education_ratio",
        "hours_share",
        "unit_ufore_ung",
        "unit_ufore",
        "unit_aap_ung",
        "unit_aap",
    )
    general = ("allowance_rate", "allowance_cap", "personal_allowance")
    steps = range(1, 6)  # the five steps of the bracket tax
    own = {
        "municipal": (*general, "municipal_rate", "symmetric_rate", "weak_rate"),
        "county": (*general, "county_rate", "county_equalisation"),
        "state": (*general, "state_rate"),
        "social": ("social_rate", "social_floor", "social_step"),
        "bracket": tuple(f"bracket_{n}_{part}" for n in steps for part in ("from", "rate")),
        "employer": (),
    }
    return (*wages, *own[tax])


LINES = tuple(dict.fromkeys(post.line for post in POSTS))
"""The cost lines that have posts, in the order of the posts."""

OWN_OF_MEASURE = tuple(f"own{n}" for n in range(1, OWN_LINES + 1))
COVERED = (*LINES, *OWN_OF_MEASURE)
"""What the present value of a measure is made of: cost lines, and the measure's own lines."""


@cache
def figures_of(line: str, pair: str) -> tuple[str, ...]:
    """Return the short names of the figures that a cost line rests on; none for a line of the user's own.

    >>> figures_of("vgo_ekstra", "fullfort")
    ('unit_vgo_ekstra',)
    """
    posts = [post for post in POSTS if post.line == line and not post.free]
    return tuple(dict.fromkeys(name for post in posts for name in _names_of(post, pair)))


def coverage_rows(
    lines: Iterable[Assumption], values: Mapping[str, Value], measure: Rows, unit_present: Floats, discount: Floats
) -> Rows:
    """Return Σ|PV| till 67 by the weakest status of the figures behind, for one measure: by line and by status.

    `unit_present` is kroner by post at success rate 1, `discount` D(t). Statuses are numbered as in WEAKER, from 1. A
    typed figure makes its line the user's own, whether its value can be used or not.
    """
    by_name = {line.name: line for line in lines}
    typed = {name for name in by_name if is_number(values.get(f"own.{name}"))}
    given, counts = [], []
    for pair in PAIRS:
        of_line = {line: figures_of(line, pair) for line in COVERED}
        worst = [max((WEAKER.index(by_name[name].status) for name in names), default=-1) for names in of_line.values()]
        given.append([float(at + 1 if at >= 0 else len(WEAKER)) for at in worst])
        counts.append([float(len(typed.intersection(names))) for names in of_line.values()])
    pair_at = int(measure.single("pair_number")) - 1
    status = np.where(np.array(counts[pair_at]) > 0, float(len(WEAKER)), given[pair_at])
    rate = measure.single("success_rate")
    posts = [rate * sum(unit_present[at] for at, post in enumerate(POSTS) if post.line == line) for line in LINES]
    amounts = np.abs(np.append(posts, measure["own_gross"] @ discount))
    numbers = np.arange(1.0, len(WEAKER) + 1)
    by_status = (status == numbers[:, None]).astype(float) @ amounts
    total = float(by_status.sum())
    return Rows(
        pair_number=measure.single("pair_number"),
        line_name=list(COVERED),
        status_completed=given[0],
        status_neet=given[1],
        figures_typed=counts[pair_at],
        line_status=status,
        line_amount=amounts,
        status_number=numbers,
        coverage=by_status,
        coverage_share=by_status / total if total > 0 else 0.0 * by_status,
    )


def _weakest(names: Iterable[str], by_name: Mapping[str, Assumption], typed: set[str]) -> tuple[str, str]:
    """Return the weakest status among figures and the label of the first that has it."""
    found = [(OWN_FIGURE if name in typed else by_name[name].status, by_name[name].label) for name in names]
    return max(found, key=lambda pair: WEAKER.index(pair[0]))


def evidence_coverage(result: Result, block: str, horizon: int = -1) -> Coverage:
    """Return the evidence coverage of measure `block` (m1 … m6) over horizon number `horizon` of the result.

    Σ_c |Σ_t G_c(t)·D(t)| by the weakest status among the line's own values (unit, profile cells, tax rules, wages);
    what is equalised or moved away is the same line. The user's own lines and typed figures have the status «egen».
    """
    rows, shared = result.block(block), result.block()
    factors = factors_within(shared["discount"][0], shared["horizon"][0])[:, horizon]
    pair = PAIRS[int(rows.single("pair_number")) - 1]
    present = rows.single("success_rate") * (rows["unit_gross"] @ factors)
    by_name = {line.name: line for line in result.frame.lines}
    typed = {name for name in by_name if is_number(result.values.get(f"own.{name}"))}
    lines = []
    for line, slot in {post.line: post.free for post in POSTS}.items():
        numbers = [number for number, post in enumerate(POSTS) if post.line == line]
        names = tuple(name for number in numbers for name in _names_of(POSTS[number], pair))
        status, weakest = (OWN_FIGURE, free_name(result.values, slot)) if slot else _weakest(names, by_name, typed)
        amount = abs(float(present[numbers].sum()))
        lines.append(LineCoverage(line=line, amount=amount, status=status, weakest=weakest))
    for number, flow in enumerate(rows["own_gross"], 1):
        name = str(result.values.get(f"{block}.own{number}_name") or f"own{number}")
        lines.append(LineCoverage(line=name, amount=abs(float(flow @ factors)), status=OWN_FIGURE, weakest=name))
    counted = tuple(line for line in lines if line.amount > 0)
    by_status = {status: sum(line.amount for line in counted if line.status == status) for status in WEAKER}
    in_use = result.in_use()
    return Coverage(by_status=by_status, lines=counted, choices={name: in_use[name] for name in METHOD_CHOICES})
