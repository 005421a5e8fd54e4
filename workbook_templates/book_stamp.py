"""The stamp in the book: which model and figures it was made with, for which place; and the names it is found by."""

from typing import Final

from utenfor_core.inputs import NO, YES
from workbook_templates.page import Context

STAMP_OWNER: Final = "stempel"
"""What a key of the stamp begins with in the first column of `Inndata`, where keys of inputs have m1, own and so on."""
STAMP: Final = (
    "model_version", "data_version", "number", "language", "price_year", "base_year", "population_share",
    "reduced_tax_zone", "own_levels",
)  # fmt: skip

STAMP_NAME: Final = "Utenfor_stempel"
INPUTS_NAME: Final = "Utenfor_inndata"
GROUPS_NAME: Final = "Utenfor_maalgrupper"
STORED_NAMES: Final = {
    "net_present": "Utenfor_netto_naaverdi",
    "net_sum": "Utenfor_netto_sum",
    "net_present_cashable": "Utenfor_realiserbar_naaverdi",
    "net_sum_cashable": "Utenfor_realiserbar_sum",
}
"""The results a bridge follows, for all measures together: a line for each view, a column for each horizon."""
FREE_TEXT_NAME: Final = "Fritekst_"
"""How the names of the fields for free text begin."""


def stamp_values(context: Context) -> dict[str, str]:
    """Return the stamp by key, in the order of STAMP; a decimal as Python writes it, to be read back exactly."""
    frame, place = context.result.frame, context.result.place
    values: tuple[object, ...] = (
        context.version, frame.parameters.version, context.municipality.number, context.language, frame.price_year,
        frame.base_year, place.population_share, YES if place.reduced_tax_zone else NO,
        ", ".join(sorted(place.own_levels)),
    )  # fmt: skip
    return {key: str(value) for key, value in zip(STAMP, values, strict=True)}
