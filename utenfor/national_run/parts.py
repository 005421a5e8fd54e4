"""The parts of a national run on disk: one file for each municipality, so that a run that was cut short goes on."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final

from utenfor.many import Workers, answers
from utenfor.national_run.order import NationalOrder
from utenfor.national_run.task import COLUMNS, NationalTask, Row, national_rows
from utenfor.tables import read_parquet, write_csv, write_parquet
from utenfor_core import __version__
from utenfor_core.errors import UtenforError
from utenfor_core.frame import built_in_frame
from utenfor_core.municipalities import find
from workbook_templates.many import Shown
from workbook_templates.writing import UNFINISHED, Unfinished

PARTS: Final = "deler"
TABLES: Final = ("nasjonal.csv", "nasjonal.parquet")
MANIFEST: Final = "manifest.json"
MARK: Final = 12
"""Characters of an order's fingerprint in the name of the folder with its parts."""
SHOWN: Final = Shown(title="Kommuner", unit="kommune")


@dataclass(kw_only=True)
class NationalReport:
    """What a run did: tables written, municipalities calculated now and before, and what failed, by number and name."""

    out: Path
    calculated: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    failed: dict[str, str] = field(default_factory=dict)
    rows: int = 0


def run_nationally(order: NationalOrder, numbers: Sequence[str], out: Path, workers: Workers) -> NationalReport:
    """Calculate the municipalities that are not there, and write the tables and the manifest of all of them.

    After Ctrl-C, a cut or a lost cluster, the finished municipalities are whole in the folder of parts and are not
    calculated again. Raises WorkbookError when the folder cannot be written, ClusterError when a cluster is lost.
    """
    folder = out / PARTS / order.fingerprint()[:MARK]
    for leftover in folder.glob(f"{UNFINISHED}*"):
        leftover.unlink(missing_ok=True)
    report = NationalReport(out=out)
    todo = []
    for number in numbers:
        if _is_whole(folder / f"{number}.parquet"):
            report.kept.append(number)
        else:
            todo.append(NationalTask(number=number, order=order))
    for at, answer in answers(national_rows, todo, workers, SHOWN):
        number = todo[at].number
        if isinstance(answer, UtenforError):
            report.failed[f"{number} {find(number).municipality.name_no}"] = str(answer)
        else:
            write_parquet(folder / f"{number}.parquet", COLUMNS, answer)
            report.calculated.append(number)
    report.calculated.sort()
    report.failed = dict(sorted(report.failed.items()))
    _write(order, [number for number in numbers if (folder / f"{number}.parquet").is_file()], folder, report)
    return report


def _is_whole(path: Path) -> bool:
    if not path.is_file():
        return False
    try:
        return bool(read_parquet(path))
    except (OSError, ValueError):
        return False


def _write(order: NationalOrder, numbers: Sequence[str], folder: Path, report: NationalReport) -> None:
    def rows() -> Iterator[Row]:
        for number in sorted(numbers):
            yield from read_parquet(folder / f"{number}.parquet")

    csv, parquet = (report.out / name for name in TABLES)
    write_csv(csv, COLUMNS, rows())
    write_parquet(parquet, COLUMNS, rows())
    report.rows = sum(1 for _ in rows())
    content = {
        "modell": __version__,
        "tall": built_in_frame().parameters.version,
        "bestilling": asdict(order),
        "fingeravtrykk": order.fingerprint(),
        "kommuner": len(numbers),
        "rader": report.rows,
        "mangler": report.failed,
        "filer": {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in (csv, parquet)},
    }
    with Unfinished(report.out / MANIFEST) as path:
        path.write_text(_as_json(content), encoding="utf-8", newline="\n")


def _as_json(content: Any) -> str:  # noqa: ANN401 - plain lists, mappings, texts and numbers
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"
