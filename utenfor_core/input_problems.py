"""What is wrong with the values of input cells, in Norwegian, all at once."""

from collections.abc import Callable, Collection, Mapping, Sequence

from utenfor_core.domain import Value
from utenfor_core.free_groups import fitted
from utenfor_core.inputs import Field, is_valid


def problems(fields: Sequence[Field], values: Mapping[str, Value], keys: Collection[str] | None = None) -> list[str]:
    """Return what is wrong with the values, one Norwegian sentence each: what, where by key, and what to do.

    `fields` are all inputs of a frame: a measure may choose a target group that is typed in one of them. Only those in
    `keys` are told of where it is given.
    """
    typed = ((field, values.get(field.key)) for field in fitted(fields, values))
    return [
        f"{field.key}: «{value}» kan ikke brukes. {wanted(field)}."
        for field, value in typed
        if (keys is None or field.key in keys) and not is_valid(field, value)
    ]


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
