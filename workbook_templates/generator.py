"""Many workbooks in one run: who is asked for, what is up to date, two at a time, and a manifest of what was made."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Final

from utenfor_core.counties import unit
from utenfor_core.errors import InputError, UtenforError, WorkbookError
from utenfor_core.frame import built_in_frame
from utenfor_core.municipalities import Municipality
from workbook_templates.choosing import Choice, chosen_municipalities
from workbook_templates.enrolment.network_run import DEFAULT_NETWORK, Network, NetworkFile
from workbook_templates.languages import language_of
from workbook_templates.manifest import (
    MANIFEST,
    OWN_FIGURES,
    PARTICIPATION,
    file_row,
    manifest_row,
    read_manifest,
    recipe,
    sha256_of,
    write_manifest,
)
from workbook_templates.many import Shown, local_answers
from workbook_templates.own_figures_files import OwnFile, own_frame
from workbook_templates.upkeep import write_kept
from workbook_templates.workbook import build_workbook, file_name
from workbook_templates.writing import UNFINISHED

SHOWN: Final = Shown(title="Arbeidsbøker", unit="bok")
__all__ = ["MANIFEST", "Choice", "Report", "build_workbooks", "chosen_municipalities", "read_manifest"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Order:
    """What all workbooks of a run are made with: own figures, a language where it is not each municipality's, network.

    A participant's own wish for a language goes before the run's.
    """

    own: OwnFile | None = None
    language: str | None = None
    network: Network = DEFAULT_NETWORK

    def language_for(self, municipality: Municipality) -> str:
        """Return the language of a municipality's book."""
        return self.network.wish(municipality.number) or self.language or language_of(municipality)


@dataclass(kw_only=True)
class Report:
    """What a run did: files made, files that were up to date, and failures with their reason."""

    manifest: Path
    built: list[Path] = field(default_factory=list)
    unchanged: list[Path] = field(default_factory=list)
    failed: dict[str, str] = field(default_factory=dict)
    messages: list[str] = field(default_factory=list)
    interrupted: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Task:
    """A workbook to be made: of whom, where, and whether the file may be written over."""

    number: str
    path: Path
    force: bool


def _build(order: Order, task: Task) -> dict[str, str]:
    """Make a workbook; one of the same name that somebody has filled in is never written over.

    A file this program made and nobody touched is known by its sum in the manifest. One that is not there (an
    earlier run may have been cut short) is written over only if the new workbook is the same bytes.
    """
    municipality, own = unit(task.number), order.own
    language = order.language_for(municipality)
    frame = built_in_frame() if own is None else own_frame(own.figures)
    network = order.network.part_of(task.number)
    write_kept(
        task.path, lambda target: build_workbook(municipality, target, language=language, frame=frame, network=network),
        force=task.force,
    )  # fmt: skip
    return manifest_row(municipality, task.path, language, own, order.network)


def _is_untouched(path: Path, row: Mapping[str, str] | None) -> bool:
    return row is not None and path.is_file() and sha256_of(path) == row["sha256"]


def _is_current(path: Path, row: Mapping[str, str] | None, marks: Mapping[str, str]) -> bool:
    same = row is not None and all(row[column] == mark for column, mark in marks.items())
    return row is not None and same and row["oppskrift"] == recipe() and _is_untouched(path, row)


def build_workbooks(  # noqa: PLR0913 - what is asked for, where, and choices by name
    choice: Choice,
    out: Path,
    *,
    jobs: int = 1,
    force: bool = False,
    own: OwnFile | None = None,
    language: str | None = None,
    network: Network = DEFAULT_NETWORK,
    files: Sequence[NetworkFile] = (),
) -> Report:
    """Make the workbooks that are not up to date, `jobs` at a time, and write the manifest.

    `own` are own figures to lay over the model's in every one of them; another file, or none, makes them anew. Without
    a `language`, nb or nn, each book is in the municipality's own. `network` is the edition and its participants, and
    `files` are made beside the books; a changed enrolment makes only its own book anew.

    One that fails does not stop the rest; after Ctrl-C the finished ones are whole and listed. Raises WorkbookError
    when the folder cannot be written, InputError for a number of jobs below 1.
    """
    if jobs < 1:
        text = f"--jobs må være minst 1, ikke {jobs}."
        raise InputError(text)
    report = Report(manifest=out / MANIFEST, failed=dict(choice.failed), messages=list(choice.messages))
    rows = read_manifest(report.manifest)
    write_manifest(report.manifest, rows)
    for leftover in out.glob(f"{UNFINISHED}*"):
        leftover.unlink(missing_ok=True)
    order = Order(own=own, language=language, network=network)
    todo: list[Task] = []
    for municipality in choice.municipalities:
        path = out / file_name(municipality, order.language_for(municipality))
        marks = {OWN_FIGURES: "" if own is None else own.sha256, **network.marks(municipality.number)}
        if not force and _is_current(path, rows.get(path.name), marks):
            report.unchanged.append(path)
        else:
            may = force or _is_untouched(path, rows.get(path.name))
            todo.append(Task(number=municipality.number, path=path, force=may))
    try:
        for at, result in local_answers(partial(_build, order), todo, jobs, SHOWN):
            task = todo[at]
            if isinstance(result, UtenforError):
                report.failed[f"{task.number} {unit(task.number).name_no}"] = str(result)
            else:
                rows[task.path.name] = result
                report.built.append(task.path)
        for file in files:
            _write_file(file, out / file.name, report, rows, force=force)
    except KeyboardInterrupt:
        report.interrupted = True
    finally:
        _finish(report, rows)
    return report


def _write_file(file: NetworkFile, path: Path, report: Report, rows: dict[str, dict[str, str]], *, force: bool) -> None:
    """Write one of the network's own files where it is not up to date."""
    row = rows.get(file.name)
    if not force and _is_current(path, row, {PARTICIPATION: file.mark}):
        report.unchanged.append(path)
        return
    try:
        write_kept(path, file.write, force=force or _is_untouched(path, row))
    except UtenforError as error:
        report.failed[file.name] = str(error)
        return
    rows[file.name] = file_row(path, file.mark, file.edition)
    report.built.append(path)


def _finish(report: Report, rows: Mapping[str, Mapping[str, str]]) -> None:
    try:
        write_manifest(report.manifest, rows)
    except WorkbookError as error:
        report.failed[MANIFEST] = str(error)
