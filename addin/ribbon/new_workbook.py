"""«Ny kommunebok»: a municipality's workbook, made in a folder the user chooses and opened."""

from addin.ribbon.occasion import Occasion
from addin.ribbon.whereabouts import municipality


def new_workbook(occasion: Occasion) -> str:
    """Make the workbook; nothing is written over. Raises UtenforError where it cannot be made."""
    found = municipality(occasion)
    here = found.municipality
    folder = occasion.desk.choose_folder(occasion.desk.folder_of(occasion.book))
    if folder is None:
        return ""
    occasion.desk.progress(f"Lager boka for {here.name_no} …")
    path = occasion.services.make_workbook(here, folder)
    opened = occasion.desk.open_file(path)
    return " ".join(
        [
            *([found.message] if found.message else []),
            f"Boka for {here.number} {here.name_no} er laget: {path}.",
            *([] if opened else ["Åpne den i Excel."]),
        ]
    )
