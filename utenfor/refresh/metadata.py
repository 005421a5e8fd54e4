"""What a table says of itself before anything is asked of it: its dimensions, their codes and what may be left out."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import quote

from utenfor.refresh.json_stat import codes_of
from utenfor.refresh.keeping import Keeper
from utenfor.refresh.records import FHI, Answer, RefreshError, Service, Table

FORM: Final = "json-stat2"
BROKEN: Final = (ValueError, KeyError, TypeError, AttributeError, RecursionError)
"""What reading an answer raises where it has not the form it should."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Dimension:
    """A dimension's codes with their labels, in order, and whether it may be left out of a question."""

    codes: Mapping[str, str] = field(hash=False)
    left_out: bool = False


def dimensions(keeper: Keeper, service: Service, table: Table) -> dict[str, Dimension]:
    """Return a table's dimensions; that of places has the codes of the code list, where the table names one.

    Raises RefreshError for a table that is not there or an answer of another form.
    """
    if service.kind == FHI:
        answer = keeper.answer(f"{table_address(service, table)}/dimension")
        return _read(answer, _of_fhi)
    language = service.options["language"]
    answer = keeper.answer(f"{table_address(service, table)}/metadata?lang={language}&outputFormat={FORM}")
    found = _read(answer, _of_pxweb)
    if table.regions is not None and table.regions.codelist and table.regions.dimension in found:
        address = f"{service.address}/codelists/{quote(table.regions.codelist)}?lang={language}"
        listed = _read(keeper.answer(address), _of_codelist)
        found[table.regions.dimension] = listed[""]
    return found


def table_address(service: Service, table: Table) -> str:
    """Return the address of a table.

    >>> from utenfor.refresh.descriptions import services, tables
    >>> table_address(services().by_id["fhi"], tables()["fhi-360"])
    'https://statistikk-data.fhi.no/api/open/v1/nokkel/Table/360'
    """
    if service.kind == FHI:
        return f"{service.address}/{quote(service.options['source'])}/Table/{quote(table.table)}"
    return f"{service.address}/tables/{quote(table.table)}"


def _read(answer: Answer, reader: Any) -> dict[str, Dimension]:  # noqa: ANN401 - one of the three readers below
    try:
        found: dict[str, Dimension] = reader(json.loads(answer.content.decode("utf-8")))
    except BROKEN as error:
        message = f"{answer.address}: beskrivelsen av tabellen har en annen form enn ventet ({type(error).__name__})."
        raise RefreshError(message) from error
    if not found or not all(one.codes for one in found.values()):
        message = f"{answer.address}: beskrivelsen av tabellen er tom."
        raise RefreshError(message)
    return found


def _of_pxweb(read: Any) -> dict[str, Dimension]:  # noqa: ANN401 - JSON of the server's
    return {
        str(name): Dimension(
            codes=codes_of(read, name),
            left_out=bool(read["dimension"][name].get("extension", {}).get("elimination", False)),
        )
        for name in read["id"]
    }


def _of_codelist(read: Any) -> dict[str, Dimension]:  # noqa: ANN401 - JSON of the server's
    return {"": Dimension(codes={str(one["code"]): str(one.get("label", "")) for one in read["values"]})}


def _of_fhi(read: Any) -> dict[str, Dimension]:  # noqa: ANN401 - JSON of the server's
    return {str(one["code"]): Dimension(codes=dict(_categories(one["categories"]))) for one in read["dimensions"]}


def _categories(listed: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401 - a tree of the server's: places below places
    for one in listed:
        yield str(one["value"]), str(one.get("label", one["value"]))
        yield from _categories(one.get("children") or ())
