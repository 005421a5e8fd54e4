"""An old workbook's inputs on the current model and figures: what is carried over, what is not, and what moved."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from utenfor_core.bridge import Bridge, Stored, bridge_between
from utenfor_core.calculation import Result
from utenfor_core.challenge_picture import neet_for_exclusion
from utenfor_core.counties import find_unit
from utenfor_core.domain import Value
from utenfor_core.frame import Frame
from utenfor_core.free_groups import fitted
from utenfor_core.input_labels import input_label
from utenfor_core.input_rows import EXAMPLE_OWNER
from utenfor_core.inputs import Field, is_number, is_valid
from utenfor_core.model import compute
from utenfor_core.municipalities import Municipality
from utenfor_core.places import place_of
from workbook_templates.languages import frame_in, known_language
from workbook_templates.page import FreeText
from workbook_templates.positions import FREE_TEXTS
from workbook_templates.readback import BookRead
from workbook_templates.readback_inputs import CALCULATED
from workbook_templates.workbook import delivered_case

KRONER: Final = "kr"
FILE_DIGITS: Final = 1e-14
OWN_MARK: Final = " med «"
"""What the version of figures says when own figures are laid over the model's."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Carried:
    """An input that is as the user left it: what the old book was delivered with, the value, what is delivered now."""

    key: str
    label: str
    unit: str
    delivered: Value
    value: Value
    delivered_now: Value
    remark: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Left:
    """Something of the old book that is not in the new one, with what stood there and why."""

    label: str
    value: Value
    why: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Renewed:
    """An input the user had not changed, and that is delivered with another value now."""

    label: str
    unit: str
    delivered: Value
    delivered_now: Value


@dataclass(frozen=True, kw_only=True, slots=True)
class Upgrade:
    """A whole upgrade, before it is written."""

    book: BookRead
    municipality: Municipality
    result: Result
    bridge: Bridge
    carried: tuple[Carried, ...]
    renewed: tuple[Renewed, ...]
    left: tuple[Left, ...]
    texts: Mapping[str, Mapping[tuple[int, int], FreeText]]
    remarks: tuple[str, ...]


@dataclass(kw_only=True)
class _Carrying:
    """The inputs of the new book under making."""

    values: dict[str, Value]
    carried: list[Carried]
    left: list[Left]


def upgraded(book: BookRead, frame: Frame) -> Upgrade:
    """Return the old book's inputs on a frame of current figures, and the bridge from the old result to the new.

    The frame's labels become those of the book's language.

    Carried over is every input that differs from what the old book was delivered with; where one of the measure with
    the example does, the whole measure is, as it is then the user's. The bridge starts at the results the old book
    shows, where its formulas were calculated after the last input, else at what this model makes of its figures.
    """
    found = find_unit(book.place.number)
    municipality = found.municipality
    language = known_language(book.language)
    frame = frame_in(language, frame)
    fresh = frame.delivered(delivered_case(municipality, language))
    made = _carried_over(book, frame, fresh)
    counts = tuple(None if count is None else float(count) for count in neet_for_exclusion(municipality.number).counts)
    result = compute(made.values, fresh, place_of(municipality), (counts[0], counts[1]), frame)
    shown = Stored(model_version=book.model_version, data_version=book.data_version, amounts=book.stored)
    old = _as_unrounded(book, made.values).result()
    texts, left = _texts(book)
    return Upgrade(
        book=book,
        municipality=municipality,
        result=result,
        bridge=bridge_between(old, result, stored=shown if book.stored else None),
        carried=tuple(made.carried),
        renewed=tuple(_renewed(book, frame, fresh, {one.key for one in made.carried})),
        left=(*made.left, *left),
        texts=texts,
        remarks=tuple(_remarks(book, frame, made, found.message)),
    )


def _carried_over(book: BookRead, frame: Frame, fresh: Mapping[str, Value]) -> _Carrying:
    changed = book.changed()
    is_users = any(key.startswith(f"{EXAMPLE_OWNER}.") for key in changed)
    fields = {field.key: field for field in fitted(frame.fields, book.values)}
    made = _Carrying(values=dict(fresh), carried=[], left=[])
    for key in book.labels:
        whole = is_users and key.startswith(f"{EXAMPLE_OWNER}.")
        if key not in changed and not whole:
            continue
        value = _translated(book, frame, key)
        if key not in fields:
            why = "feltet finnes ikke i denne versjonen"
            made.left.append(Left(label=book.labels[key], value=value, why=why))
        elif not is_valid(fields[key], value):
            if whole:
                made.values.pop(key, None)  # else the example's value would stand among the user's
            why = f"passer ikke i feltet, som tar {_takes(fields[key])}"
            made.left.append(Left(label=book.labels[key], value=value, why=why))
        else:
            _carry(made, book, fields[key], value, input_label(frame, key), is_new=key in changed)
    return made


def _carry(made: _Carrying, book: BookRead, field: Field, value: Value, label: str, *, is_new: bool) -> None:  # noqa: PLR0913 - one input, and whether it is the user's own
    key, now = field.key, made.values.get(field.key)
    made.values.pop(key, None)
    if value is not None:
        made.values[key] = value
    if not is_new and value == now:
        return
    formula = "sto som formel, er nå et tall" if key in book.formulas else ""
    made.carried.append(
        Carried(
            key=key,
            label=label,
            unit=field.unit,
            delivered=book.delivered.get(key),
            value=value,
            delivered_now=now,
            remark=formula if is_new else "hører til et tiltak du har endret",
        )
    )


def _translated(book: BookRead, frame: Frame, key: str) -> Value:
    """Return what stood in an input; a target group by the words it has now."""
    value = book.values.get(key)
    if not key.endswith(".group") or not isinstance(value, str):
        return value
    ids = {label.casefold(): group for group, label in book.frame().group_labels.items()}
    return frame.group_labels.get(ids.get(value.casefold(), ""), value)


def _takes(field: Field) -> str:
    if field.kind == "choice":
        return "en av: " + ", ".join(field.choices)
    return f"tall fra {field.minimum:.10g} til {field.maximum:.10g}".replace(".", ",")


def _renewed(book: BookRead, frame: Frame, fresh: Mapping[str, Value], carried: set[str]) -> Iterator[Renewed]:
    changed = book.changed()
    for field in frame.fields:
        key = field.key
        before, now = book.delivered.get(key), fresh.get(key)
        if key in carried or key in changed or key not in book.labels or _same(before, now):
            continue
        yield Renewed(label=input_label(frame, key), unit=field.unit, delivered=before, delivered_now=now)


def _same(before: Value, now: Value) -> bool:
    """Tell whether a value of the file is one of today's: the file keeps sixteen digits."""
    if is_number(before) and is_number(now):
        return math.isclose(before, now, rel_tol=FILE_DIGITS, abs_tol=0.0)
    return before == now


def _as_unrounded(book: BookRead, now: Mapping[str, Value]) -> BookRead:
    """Return the book with today's own value for each input that only differs by the file's rounding."""
    values = {key: now[key] if _same(value, now.get(key)) else value for key, value in book.values.items()}
    return replace(book, values=values)


def _texts(book: BookRead) -> tuple[dict[str, dict[tuple[int, int], FreeText]], list[Left]]:
    """Return the free texts that the new book has room for, and the others."""
    kept: dict[str, dict[tuple[int, int], FreeText]] = {}
    left = []
    for name, cells in book.texts.items():
        lines, columns = FREE_TEXTS.get(name, (0, 0))
        for (line, column), value in cells.items():
            if line < lines and column < columns:
                kept.setdefault(name, {})[line, column] = value
            else:
                text = value if isinstance(value, str | int | float) else str(value)
                why = "det er ikke plass i feltet for fritekst i denne versjonen"
                left.append(Left(label=f"Fritekst «{name}», linje {line + 1}", value=text, why=why))
    return kept, left


def _remarks(book: BookRead, frame: Frame, made: _Carrying, message: str | None) -> Iterator[str]:
    """Yield what must be known to read the new book right."""
    if message:
        yield message
    if book.state != CALCULATED or not book.stored:
        yield (
            "Den gamle boka er ikke regnet etter siste endring. Broen begynner derfor i det denne modellen får med "
            "bokas egne tall, ikke i det boka viste."
        )
    if OWN_MARK in book.data_version and OWN_MARK not in frame.parameters.version:
        yield (
            f"Den gamle boka var laget med egne tall ({book.data_version}). Den nye har bare modellens. "
            "Oppgi fila med egne tall: --own-figures FIL."
        )
    amounts = [one for one in made.carried if one.unit.startswith(KRONER)]
    if amounts and book.price_year != frame.price_year:
        yield (
            f"{len(amounts)} beløp er skrevet i {book.price_year}-kroner og er overført uendret. Boka regner nå i "
            f"{frame.price_year}-kroner. Vurder hvert av dem: " + "; ".join(one.label for one in amounts) + "."
        )
