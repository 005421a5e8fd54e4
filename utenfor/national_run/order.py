"""What a national run is asked for: groups, presets, draws, and the measure that is the same for all."""

import hashlib
import json
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from utenfor.cluster import fingerprint
from utenfor_core.domain import INTAKES, PRESETS, Measure
from utenfor_core.errors import InputError
from utenfor_core.frame import built_in_frame
from utenfor_core.inputs import is_number
from utenfor_core.municipalities import all_municipalities
from utenfor_core.uncertainty import Spread

DRAWS: Final = 100_000
SEED: Final = 1
MOST_DRAWS: Final = 10_000_000
"""More says nothing that these do not, and does not fit in memory."""
NUMBERS: Final = ("cost_per_year", "duration", "fixed_cost", "evidence_grade", "start_month", "lasting", "measured_age")
"""What a file may say of the measure as one number each, by the model's names."""
SUCCESS: Final = ("low", "most", "high")
RATE_KEY: Final = "m1.typed_rate"


@dataclass(frozen=True, kw_only=True, slots=True)
class NationalMeasure:
    """The measure of a national run: participants by year, its numbers by name, and the share that succeeds."""

    intake: tuple[float, ...]
    numbers: tuple[tuple[str, float], ...]
    success: tuple[float, float, float]

    def of_group(self, group: str) -> Measure:
        """Return the measure for a target group, of the group's usual age."""
        numbers: dict[str, Any] = dict(self.numbers)
        return Measure(name="Nasjonal kjøring", group=group, intake=self.intake, typed_rate=self.success[1], **numbers)

    def spread(self) -> Spread:
        """Return how uncertain its success is."""
        low, most, high = self.success
        return Spread(key=RATE_KEY, low=low, most=most, high=high)


@dataclass(frozen=True, kw_only=True, slots=True)
class NationalOrder:
    """A whole run, but for the municipalities: each is a task of its own."""

    measure: NationalMeasure
    groups: tuple[str, ...]
    presets: tuple[str, ...]
    draws: int = DRAWS
    seed: int = SEED

    def fingerprint(self) -> str:
        """Return what tells finished parts of this order from those of another, or of another version."""
        text = json.dumps(asdict(self), sort_keys=True) + fingerprint()
        return hashlib.sha256(text.encode()).hexdigest()


def national_order(
    *, measure: NationalMeasure, groups: Sequence[str] = (), presets: Sequence[str] = (), draws: int = DRAWS
) -> NationalOrder:
    """Return the order of a run, all groups and presets where none are given; raises InputError with all problems.

    >>> len(national_order(measure=read_measure(None)).groups)
    8
    """
    known = tuple(built_in_frame().group_labels)
    problems = [
        f"Målgruppen «{group}» finnes ikke. Velg blant {', '.join(known)}." for group in groups if group not in known
    ]
    problems += [
        f"Forutsetningssettet «{preset}» finnes ikke. Velg blant {', '.join(PRESETS)}."
        for preset in presets
        if preset not in PRESETS
    ]
    if not 1 <= draws <= MOST_DRAWS:
        problems.append(f"--draws {draws} kan ikke brukes. Oppgi 1–{MOST_DRAWS} trekk.")
    if problems:
        raise InputError(*problems)
    return NationalOrder(
        measure=measure,
        groups=tuple(dict.fromkeys(groups)) or known,
        presets=tuple(dict.fromkeys(presets)) or PRESETS,
        draws=draws,
    )


def everyone() -> tuple[str, ...]:
    """Return the numbers of all municipalities, in order."""
    return tuple(sorted(municipality.number for municipality in all_municipalities()))


def read_measure(path: Path | None) -> NationalMeasure:
    """Return the measure of a TOML file, the built-in one without; raises InputError with everything wrong in it."""
    try:
        text = (path or files("utenfor.national_run") / "measure.toml").read_text(encoding="utf-8")
        read = tomllib.loads(text)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        message = f"{path}: kan ikke leses som TOML ({error}). Begynn med en kopi av den som følger med."
        raise InputError(message) from error
    problems = list(_problems(read))
    if problems:
        raise InputError(*(f"{path}: {problem}" for problem in problems))
    low, most, high = (float(read["success"][name]) for name in SUCCESS)
    return NationalMeasure(
        intake=tuple(float(count) for count in read["intake"]),
        numbers=tuple((name, float(read[name])) for name in NUMBERS if name in read),
        success=(low, most, high),
    )


def _problems(read: Mapping[str, Any]) -> list[str]:
    """Return what is wrong with the form; whether a number is in range, the model's own check of the case tells."""
    known = {"intake", "success", *NUMBERS}
    found = [f"«{name}» er ikke kjent. Velg blant {', '.join(sorted(known))}." for name in read if name not in known]
    found += [
        f"«{name}» er {read[name]!r}. Skriv et tall." for name in NUMBERS if name in read and not is_number(read[name])
    ]
    intake, success = read.get("intake"), read.get("success")
    if not isinstance(intake, list) or not 0 < len(intake) <= INTAKES or not all(is_number(one) for one in intake):
        found.append(f"«intake» er {intake!r}. Skriv deltakere per år som en liste med 1–{INTAKES} tall.")
    if not isinstance(success, dict) or set(success) != set(SUCCESS) or not all(map(is_number, success.values())):
        found.append(f"«success» er {success!r}. Skriv {', '.join(SUCCESS)} som tall.")
    elif not 0 <= success["low"] <= success["most"] <= success["high"] <= 1:
        found.append(f"«success» er {success!r}. Skriv 0 ≤ low ≤ most ≤ high ≤ 1.")
    return found
