"""An edition by its id, or from a file of one's own; and a new file made from another edition."""

import re
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from utenfor_core.errors import InputError, system_reason
from utenfor_core.network import DEFAULT_EDITION, Edition, built_in_editions, edition, edition_text, read_edition_text
from workbook_templates.writing import Unfinished

ENDING: Final = ".toml"
MOST_BYTES: Final = 256_000
"""As for own figures: a whole edition is a hundredth of this."""
ID: Final = re.compile(r"[0-9A-Za-z][0-9A-Za-z_-]{0,39}")


@dataclass(frozen=True, kw_only=True, slots=True)
class EditionFile:
    """An edition, and what tells one from another: the id of a built-in one, or the id and the file's sum."""

    edition: Edition
    mark: str


def open_edition(name: str = DEFAULT_EDITION) -> EditionFile:
    """Return the edition of an id, or of a file when the name ends in .toml.

    Raises InputError for an id that is not known, or with every problem in the file.
    """
    if name.casefold().endswith(ENDING):
        content = _content(Path(name))
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            message = f"{Path(name).name}: er ikke lagret som UTF-8. Lagre fila på nytt med UTF-8."
            raise InputError(message) from error
        found = read_edition_text(text, Path(name).name)
        if not ID.fullmatch(found.id):
            message = f"{Path(name).name}: id «{found.id}» kan bare ha bokstaver a–z, sifre, - og _."
            raise InputError(message)
        return EditionFile(edition=found, mark=f"{found.id} {sha256(content).hexdigest()}")
    if name not in built_in_editions():
        known = ", ".join(built_in_editions())
        message = f"Ukjent utgave «{name}». Velg blant {known}, eller oppgi en fil på {ENDING}."
        raise InputError(message)
    return EditionFile(edition=edition(name), mark=name)


def _content(path: Path) -> bytes:
    try:
        if not path.is_file():
            message = f"{path} finnes ikke. Lag en med utenfor edition new."
            raise InputError(message)
        if path.stat().st_size > MOST_BYTES:
            message = f"{path.name} er for stor; høyst {MOST_BYTES} byte leses."
            raise InputError(message)
        return path.read_bytes()
    except OSError as error:
        message = f"{path.name} kan ikke leses: {system_reason(error)}."
        raise InputError(message) from error


def write_new_edition(edition_id: str, model: Edition, target: Path) -> None:
    """Write the file of a new edition; one that is there is never written over.

    Raises InputError for an id or ending that cannot be used, or a file that is there; WorkbookError when it cannot be
    written.
    """
    if not ID.fullmatch(edition_id):
        message = f"«{edition_id}» kan ikke brukes som navn på en utgave. Bruk bokstaver a–z, sifre, - og _."
        raise InputError(message)
    if target.suffix.casefold() != ENDING:
        message = f"{target.name}: utgaven skrives som {ENDING}."
        raise InputError(message)
    if target.exists():
        message = f"{target} finnes fra før og er ikke overskrevet. Velg et annet navn med --out."
        raise InputError(message)
    with Unfinished(target) as path:
        path.write_text(edition_text(model, edition_id), encoding="utf-8")
