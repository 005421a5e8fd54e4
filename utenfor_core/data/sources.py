"""The register of sources: which publisher, licence and credit line belongs to which column of which data file."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from utenfor_core.data import settings
from utenfor_core.data.figures import by_figures
from utenfor_core.errors import ParameterError

EVERY_COLUMN = "*"


@dataclass(frozen=True, kw_only=True, slots=True)
class DataSource:
    """One statistic as it was published, where we read it, and the line to print beside its figures."""

    id: str
    title: str
    publisher: str
    licence: str
    licence_status: str
    read_from: str
    vintage: str
    credit: str
    note: str
    files: Mapping[str, tuple[str, ...]] = field(hash=False)


@by_figures
def data_sources() -> tuple[DataSource, ...]:
    """Return every source in the order of `sources.toml`.

    >>> data_sources()[0].publisher
    'Statistisk sentralbyrå'
    """
    return tuple(
        DataSource(**{**entry, "files": MappingProxyType({name: tuple(c) for name, c in entry["files"].items()})})
        for entry in settings("sources.toml")["sources"]
    )


def data_source(source_id: str) -> DataSource:
    """Return one source by its id.

    Raises: ParameterError when `sources.toml` has no such id.

    >>> data_source("ssb-07459").credit
    'Kilde: Statistisk sentralbyrå (tabell 07459), CC BY 4.0'
    """
    for source in data_sources():
        if source.id == source_id:
            return source
    message = f"sources.toml har ingen kilde «{source_id}». Bruk en id som står der, eller legg kilden til."
    raise ParameterError(message)


def source_of(file: str, column: str) -> DataSource:
    """Return the source of a column of a data file.

    Raises: ParameterError when no source names the column.

    >>> source_of("municipalities.csv", "employer_zone").publisher
    'Skatteetaten'
    """
    for source in data_sources():
        columns = source.files.get(file, ())
        if column in columns or EVERY_COLUMN in columns:
            return source
    message = f"Kolonnen {column} i {file} har ingen kilde i sources.toml. Legg den til der."
    raise ParameterError(message)
