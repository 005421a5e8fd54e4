"""From the values of the input cells back to a typed case: the reverse of `utenfor_core.case_values.flatten`."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, replace
from typing import Any, TypeVar

from utenfor_core import shown, uncertain_inputs
from utenfor_core.domain import (
    FREE_LINES,
    FUNDERS,
    INTAKES,
    MEASURES,
    OWN_LINES,
    PAIR_WORDS,
    PAIRS,
    PRESETS,
    PROFILE_BANDS,
    Case,
    FreeGroup,
    FreeLine,
    Funder,
    Measure,
    OwnLine,
    Place,
    Value,
)
from utenfor_core.group_inputs import HERE, SLOTS, number_of
from utenfor_core.inputs import COMPLETED, INCOME

Values = Mapping[str, Value]
Noun = TypeVar("Noun", Measure, FreeGroup, FreeLine, Funder, OwnLine)
ZONE = "sone "
BY_OTHER_MEANS = {"group", "pair", "per_completed", "intake", "funders", "own_lines"}
"""Fields of a measure that are not one cell of the same name."""


def case_of(values: Values, labels: Mapping[str, str], place: Place, *, without_example: bool = False) -> Case:
    """Return the case that stands in the input cells; `labels` are the groups' words in the book by id.

    What cannot be used stands in the case as it was typed, so that `run` tells it. Without the example, measure 1 is
    empty: it is the delivered one, and the user has switched it off. Price growth belongs to the frame, not the case.
    """
    ids = {label.casefold(): key for key, label in labels.items()}
    measures = [_measure(values, f"m{number}", ids) for number in range(1, MEASURES + 1)]
    if without_example:
        measures[0] = Measure()
    zone = values.get("place.employer_zone")
    typed: dict[str, Any] = {
        "base_year": _whole(values.get("place.base_year")),
        "horizon": _whole(values.get("place.horizon")),
        "flat_rate": values.get("place.flat_rate"),
        "preset": values.get("place.preset") or PRESETS[0],
    }
    return Case(
        place=replace(
            place,
            tax_level=values.get("place.tax_level"),  # type: ignore[arg-type]  # as typed: `run` says what is wrong
            employer_zone=zone[len(ZONE) :] if isinstance(zone, str) and zone.casefold().startswith(ZONE) else None,
        ),
        measures=_trimmed(measures, Measure()),
        own_values=_under(values, "own."),  # type: ignore[arg-type]  # as above
        free_lines=_trimmed([_free(values, f"free{number}") for number in range(1, FREE_LINES + 1)], FreeLine()),
        plan=_under(values, "plan."),
        shown=_under(values, f"{shown.OWNER}."),
        uncertainty=_under(values, f"{uncertain_inputs.OWNER}."),
        groups_here=_here(values, labels),
        free_groups=_trimmed([_group(values, owner) for owner in SLOTS], FreeGroup()),
        **typed,
    )


def _whole(value: Value) -> Value:
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _under(values: Values, start: str) -> dict[str, Value]:
    return {key.removeprefix(start): value for key, value in values.items() if key.startswith(start)}


def _here(values: Values, labels: Mapping[str, str]) -> dict[str, Any]:
    """Return the number of persons of each group by the group's id."""
    ids = {number_of(label): group for group, label in labels.items()}
    return {ids.get(number, number): persons for number, persons in _under(values, f"{HERE}.").items()}


def _trimmed(nouns: Sequence[Noun], empty: Noun) -> tuple[Noun, ...]:
    """Return the nouns without the empty ones behind the last that is not."""
    last = max((number for number, noun in enumerate(nouns, 1) if noun != empty), default=0)
    return tuple(nouns[:last])


def _measure(values: Values, owner: str, ids: Mapping[str, str]) -> Measure:
    def typed(name: str) -> Any:  # noqa: ANN401  # as typed: `run` says what is wrong with it
        return values.get(f"{owner}.{name}")

    group, pair = typed("group"), typed("pair")
    single = {field.name: typed(field.name) for field in fields(Measure) if field.name not in BY_OTHER_MEANS}
    return Measure(
        **single,
        group=ids.get(group.casefold(), group) if isinstance(group, str) else group,
        pair=_chosen(pair, PAIR_WORDS, PAIRS),
        per_completed=_is(typed("per"), COMPLETED),
        intake=_numbers(typed, "intake_", range(INTAKES)),
        funders=_trimmed([_noun(Funder, typed, f"funder{n}_") for n in range(1, FUNDERS + 1)], Funder()),
        own_lines=_trimmed([_noun(OwnLine, typed, f"own{n}_") for n in range(1, OWN_LINES + 1)], OwnLine()),
    )


def _group(values: Values, owner: str) -> FreeGroup:
    def typed(name: str) -> Any:  # noqa: ANN401  # as above
        return values.get(f"{owner}.{name}")

    return replace(_noun(FreeGroup, typed, ""), pair=_chosen(typed("pair"), PAIR_WORDS, PAIRS))


def _free(values: Values, owner: str) -> FreeLine:
    def typed(name: str) -> Any:  # noqa: ANN401  # as above
        return values.get(f"{owner}.{name}")

    bands = range(1, len(PROFILE_BANDS) + 1)
    other = {"income", "outside", "inside"}
    return FreeLine(
        **{field.name: typed(field.name) for field in fields(FreeLine) if field.name not in other},
        income=_is(typed("direction"), INCOME),
        outside=_numbers(typed, "out_", bands),
        inside=_numbers(typed, "in_", bands),
    )


def _noun(kind: type[Noun], typed: Callable[[str], Any], start: str) -> Noun:
    return kind(**{field.name: typed(start + field.name) for field in fields(kind)})


def _numbers(typed: Callable[[str], Any], start: str, numbers: range) -> tuple[float, ...]:
    """Return a list of cells up to the last that is filled; an empty cell before it is nought."""
    found = [typed(f"{start}{number}") for number in numbers]
    last = max((at for at, value in enumerate(found, 1) if value is not None), default=0)
    return tuple(0.0 if value is None else value for value in found[:last])


def _is(value: Value, word: str) -> bool:
    return isinstance(value, str) and value.casefold() == word


def _chosen(value: Any, words: Sequence[str], ids: Sequence[str]) -> Any:  # noqa: ANN401  # as above
    folded = [word.casefold() for word in words]
    known = isinstance(value, str) and value.casefold() in folded
    return ids[folded.index(value.casefold())] if known else value
