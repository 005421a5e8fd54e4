"""The manifest of a run: a line for each workbook that was made, what from, and the sum that tells it untouched."""

import csv
import hashlib
import io
from collections.abc import Iterator, Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from utenfor_core import __version__
from utenfor_core.data.figures import by_figures, in_use
from utenfor_core.municipalities import Municipality
from utenfor_core.parameters import load
from workbook_templates.enrolment.network_run import DEFAULT_NETWORK, Network
from workbook_templates.own_figures_files import OwnFile, own_frame
from workbook_templates.writing import Unfinished

MANIFEST = "manifest.csv"
OWN_FIGURES = "egne_tall"
"""The sum of the file of own figures a workbook was made with; empty without, and absent in older manifests."""
LANGUAGE = "målform"
"""nb or nn; absent in older manifests."""
ASKED = ("fil", "kommunenummer", "kommune", "innbyggere", "gruppe", "avgift", "modell", "data", "oppskrift", "sha256")
EDITION, PARTICIPATION = "utgave", "deltakelse"
"""The edition, with the sum of its file where it is the user's own; and the sum of what the list says of the unit, or
of all that a file of the network is made from. Empty where nothing is said, and absent in older manifests."""
LATER = (OWN_FIGURES, LANGUAGE, EDITION, PARTICIPATION)
COLUMNS = (*ASKED, *LATER)
KINDS = (".py", ".toml", ".csv", ".j2")
"""Files of the packages that a workbook is made from."""


def package_files(folder: Traversable, kinds: tuple[str, ...]) -> Iterator[tuple[str, bytes]]:
    """Yield name and contents of a package's files of some kinds, such as `.py`, in the order of their names."""
    for entry in sorted(folder.iterdir(), key=lambda item: item.name):
        if entry.is_dir():
            yield from package_files(entry, kinds)
        elif entry.name.endswith(kinds):
            yield entry.name, entry.read_bytes()


@by_figures
def recipe() -> str:
    """Return a fingerprint of everything a workbook is made from: code, figures, refreshed ones too, and words."""
    figures = in_use()
    digest = hashlib.sha256(b"" if figures is None else figures.version.encode())
    for package in ("utenfor_core", "workbook_templates"):
        for name, content in package_files(files(package), KINDS):
            digest.update(name.encode() + hashlib.sha256(content).digest())
    return digest.hexdigest()


def sha256_of(path: Path) -> str:
    """Return the sum of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def manifest_row(
    municipality: Municipality,
    path: Path,
    language: str,
    own: OwnFile | None = None,
    network: Network = DEFAULT_NETWORK,
) -> dict[str, str]:
    """Return a finished workbook's line in the manifest."""
    data = load() if own is None else own_frame(own.figures).parameters
    band, fee = network.terms(municipality)
    marks = network.marks(municipality.number)
    row = (
        path.name, municipality.number, municipality.name_no, municipality.population_now, band, fee,
        __version__, data.version, recipe(), sha256_of(path), "" if own is None else own.sha256,
        language, marks[EDITION], marks[PARTICIPATION],
    )  # fmt: skip
    return {column: str(value) for column, value in zip(COLUMNS, row, strict=True)}


def file_row(path: Path, mark: str, edition: str) -> dict[str, str]:
    """Return the line in the manifest of a file that belongs to the network as a whole."""
    known = {
        "fil": path.name, "modell": __version__, "data": load().version, "oppskrift": recipe(),
        "sha256": sha256_of(path), EDITION: edition, PARTICIPATION: mark,
    }  # fmt: skip
    return dict.fromkeys(COLUMNS, "") | known


def read_manifest(path: Path) -> dict[str, dict[str, str]]:
    """Return an earlier run's lines by file name; a manifest that is missing or damaged is an empty one."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return {}
    rows = csv.DictReader(io.StringIO(text), delimiter=";")
    return {row["fil"]: dict.fromkeys(LATER, "") | row for row in rows if set(ASKED) <= row.keys() and row.get("fil")}


def write_manifest(path: Path, rows: Mapping[str, Mapping[str, str]]) -> None:
    """Write the manifest whole or not at all; semicolons and a byte order mark, as Excel in Norwegian reads it."""
    with Unfinished(path) as unfinished, unfinished.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, delimiter=";", extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows[name] for name in sorted(rows))
