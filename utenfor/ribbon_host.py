"""What the ribbon of the .xlam calls: `run(name, answer)` does what a button does and returns the message to show."""

from datetime import datetime

from addin.ribbon.callbacks import press
from addin.ribbon.occasion import Desk, Occasion
from utenfor.ribbon_services import RibbonServices


def run(name: str, answer: str = "") -> str:
    """Press a button in the Excel that called; never raises, and the message is Norwegian."""
    try:
        from addin.com.excel_desk import ExcelDesk, caller  # noqa: PLC0415 - imports xlwings, which only Excel's host needs

        book = caller()
        desk: Desk = ExcelDesk(book)
    except Exception as error:  # noqa: BLE001 - Excel may be gone, or no book open; a user never meets a traceback
        return f"Fikk ikke kontakt med boka i Excel ({type(error).__name__}: {error}). Åpne en bok, og prøv igjen."
    return run_on(name, answer, book, desk)


def run_on(name: str, answer: str, book: object, desk: Desk) -> str:
    """Press a button in a book that is open in some host; the time is now, as the clock of the machine has it."""
    now = datetime.now().astimezone()
    return press(name, Occasion(book=book, desk=desk, services=RibbonServices(), answer=answer, now=now))
