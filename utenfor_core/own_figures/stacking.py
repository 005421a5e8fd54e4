"""A file of own figures with those it builds on: opened one after another, checked together, no loop."""

from collections.abc import Callable

from utenfor_core.errors import InputError
from utenfor_core.own_figures.checking import checked
from utenfor_core.own_figures.layering import layered
from utenfor_core.own_figures.records import Document, OwnFigures
from utenfor_core.parameters import Parameters

Opener = Callable[[str, list[str]], Document | None]
"""From a file's name to what is in it; None where it cannot be read, with the reasons added to the list."""
MOST_FILES = 10
"""A municipality, its region, the county and a national set are four."""


def own_figures(file: str, opened: Opener, parameters: Parameters) -> OwnFigures:
    """Return the own figures of a file and of those it builds on, held against the parameters they are laid over.

    Raises InputError with every problem of every file: what is wrong, in which file and line or cell, what to do.
    """
    problems: list[str] = []
    documents = _stack(file, opened, problems)
    own: OwnFigures | None = None
    for document in reversed(documents):
        before = len(problems)
        found = checked(document, parameters if own is None else layered(parameters, own), problems, own)
        if len(problems) == before:
            own = found
    if problems or own is None:
        raise InputError(*problems)
    return own


def _stack(file: str, opened: Opener, problems: list[str]) -> list[Document]:
    """Return the file and those it builds on, the first asked for first; a loop is a problem that names the chain."""
    chain: list[str] = []
    documents: list[Document] = []
    following: object = file
    while following is not None:
        name = following if isinstance(following, str) else ""
        if name.casefold() in {earlier.casefold() for earlier in chain}:
            problems.append(f"Filene bygger på hverandre i ring: {' → '.join([*chain, name])}. Ta bort én «bygger_pa».")
            break
        chain.append(name)
        if len(chain) > MOST_FILES:
            problems.append(f"{' → '.join(chain)}: høyst {MOST_FILES} filer kan bygge på hverandre.")
            break
        document = opened(name, problems)
        if document is None:
            break
        documents.append(document)
        following = _built_on(document, problems)
    return documents


def _built_on(document: Document, problems: list[str]) -> str | None:
    found = document.head.fields.get("bygger_pa")
    if found is None or (isinstance(found, str) and not found.strip()):
        return None
    where = document.head.where("bygger_pa")
    if not isinstance(found, str):
        problems.append(f"{where}: skal være navnet på en fil, i anførselstegn.")
        return None
    name = found.strip()
    if any(mark in name for mark in "/\\:") or name.startswith("."):
        problems.append(f"{where}: «{name}» må være navnet på en fil i samme mappe, uten mappe foran.")
        return None
    return name
