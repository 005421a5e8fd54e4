"""The buttons' callbacks by name, and the one way to press one: whatever goes wrong, a Norwegian message comes back."""

from collections.abc import Callable, Mapping
from typing import Final

from addin.ribbon.budget_plan import budget_plan
from addin.ribbon.checking import check_workbook
from addin.ribbon.council import council_paper
from addin.ribbon.explaining import explain_error
from addin.ribbon.figures_sheet import refresh_figures
from addin.ribbon.guide import guide
from addin.ribbon.new_workbook import new_workbook
from addin.ribbon.occasion import Occasion
from addin.ribbon.sources import sources
from addin.ribbon.uncertainty_sheet import uncertainty
from utenfor_core.errors import InputError, UtenforError

Callback = Callable[[Occasion], str]

CALLBACKS: Final[Mapping[str, Callback]] = {
    "new_workbook": new_workbook,
    "refresh_figures": refresh_figures,
    "uncertainty": uncertainty,
    "budget_plan": budget_plan,
    "council_paper": council_paper,
    "check_workbook": check_workbook,
    "explain_error": explain_error,
    "sources": sources,
    "help": guide,
}
"""By the name that buttons.toml has in `python`."""
WITHOUT_BOOK: Final = ("help",)
"""Buttons that need no open book."""


def press(name: str, occasion: Occasion) -> str:
    """Do what a button does and return the message for the user; an empty one is not shown.

    Never raises: our own errors are told in their words, anything else as one sentence with its kind.
    """
    callback = CALLBACKS.get(name)
    if callback is None:
        return f"Knappen «{name}» finnes ikke i denne versjonen. Installer tillegget på nytt."
    if occasion.book is None and name not in WITHOUT_BOOK:
        return "Ingen bok er åpen. Åpne en bok, og prøv igjen."
    try:
        return callback(occasion)
    except InputError as error:
        return "\n".join(error.problems)
    except UtenforError as error:
        return str(error)
    except Exception as error:  # noqa: BLE001 - Excel and the disk can fail in any way, and a user never meets a traceback
        return (
            f"Dette gikk ikke: {type(error).__name__}: {error}. Er arket beskyttet, fila åpen et annet sted, eller "
            "en celle under redigering? Prøv igjen, eller meld fra."
        )
    finally:
        occasion.desk.progress("")
