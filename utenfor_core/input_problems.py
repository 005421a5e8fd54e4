"""What is wrong with the values of input cells, in Norwegian, all at once."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from utenfor_core.domain import Value
from utenfor_core.free_groups import fitted
from utenfor_core.inputs import Field, is_valid


def unusable(fields: Sequence[Field], values: Mapping[str, Value]) -> Iterator[tuple[Field, Value]]:
    """Yield each input with a value that cannot be used.

    `fields` are all inputs of a frame: a measure may choose a target group that is typed in one of them.
    """
    for field in fitted(fields, values):
        value = values.get(field.key)
        if not is_valid(field, value):
            yield field, value


def told(field: Field, value: Value) -> str:
    """Return what is wrong with a value that cannot be used, in Norwegian: what, where by key, and what to do."""
    return f"{field.key}: «{value}» kan ikke brukes. {wanted(field)}."


def problems(fields: Sequence[Field], values: Mapping[str, Value]) -> list[str]:
    """Return what is wrong with the values of all inputs of a frame, one sentence each."""
    return [told(field, value) for field, value in unusable(fields, values)]


def wanted(field: Field, form: Callable[[float], str] = "{:.15g}".format) -> str:
    """Return what may stand in an input, in Norwegian; `form` writes its limits.

    >>> wanted(Field(owner="m1", name="outcome", minimum=0.0, maximum=1.0), "{:.0%}".format)
    'Skriv et tall fra 0% til 100%'
    """
    if field.kind == "choice":
        return "Velg en av: " + ", ".join(field.choices)
    if field.minimum is None or field.maximum is None:
        return "Skriv et tall"
    return f"Skriv et tall fra {form(field.minimum)} til {form(field.maximum)}"
