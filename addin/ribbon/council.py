"""«Lag saksframlegg»: the case for the council as a Word document beside the book."""

from typing import Final

from addin.ribbon.occasion import Occasion
from addin.ribbon.whereabouts import refuse_other_books
from utenfor_core.errors import InputError

ENDING: Final = "_saksframlegg"


def council_paper(occasion: Occasion) -> str:
    """Write the document from the book as it stands now; an older document is never written over."""
    refuse_other_books(occasion)
    desk, services, name = occasion.desk, occasion.services, occasion.book.name.rpartition(".")[0] or occasion.book.name
    folder = desk.folder_of(occasion.book) or desk.choose_folder(None)
    if folder is None:
        return ""
    stem = f"{name}{ENDING}"
    target = folder / f"{stem}.docx"
    if target.exists():
        target = folder / f"{stem}_{occasion.now:%Y-%m-%d_%H%M}.docx"
    if target.exists():
        text = f"{target} finnes fra før. Vent et minutt, eller gi fila et annet navn."
        raise InputError(text)
    desk.progress("Skriver saksframlegget …")
    with services.copies() as copies:
        remarks = services.council_paper(desk.copy_of(occasion.book, copies), target)
    desk.open_file(target)
    return "\n".join([f"Saksframlegget er skrevet: {target}. Les og rett teksten før den sendes.", *remarks])
