"""Questions sent and answers read: split by municipality where an answer would be too large, and put together again."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from math import prod

from utenfor.refresh.json_stat import cells, codes_of, read_dataset
from utenfor.refresh.keeping import Keeper
from utenfor.refresh.metadata import FORM, table_address
from utenfor.refresh.records import FHI, Answer, Cell, RefreshError, Service, Table, TooLargeError
from utenfor.refresh.selecting import Question


@dataclass(kw_only=True)
class Answers:
    """The cells of a question, and the answers they stood in."""

    cells: list[Cell] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)


def ask(keeper: Keeper, service: Service, table: Table, question: Question) -> Answers:
    """Return every cell of a question.

    Raises RefreshError when an answer is not what was asked for, or even one municipality is too much for the server.
    """
    found = Answers()
    for codes in _parts(question, service.most_cells):
        _ask(keeper, service, table, question, codes, found)
    return found


def body_of(service: Service, question: Question, regions: tuple[str, ...], codelist: str) -> bytes:
    """Return the question as the service's server takes it: codes by dimension, never a word such as «the latest».

    Words of that kind mean opposite things to the two services, and both answer without complaint.
    """
    asked = {**question.codes, question.regions: regions}
    if service.kind == FHI:
        dimensions = [{"code": name, "filter": "item", "values": list(codes)} for name, codes in asked.items()]
        return _json({"dimensions": dimensions, "response": {"format": FORM, "maxRowCount": service.most_cells}})
    selection = [{"variableCode": name, "valueCodes": list(codes)} for name, codes in asked.items()]
    if codelist:
        selection[0]["codelist"] = codelist
    return _json({"selection": selection})


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode("utf-8")


def _parts(question: Question, most_cells: int) -> Iterator[tuple[str, ...]]:
    """Yield the places in parts that are each below the service's limit of cells."""
    regions = question.codes[question.regions]
    each = prod(len(codes) for name, codes in question.codes.items() if name != question.regions)
    size = max(1, most_cells // each)
    for start in range(0, len(regions), size):
        yield regions[start : start + size]


def _ask(  # noqa: PLR0913, PLR0917 - one call, and where its answer goes
    keeper: Keeper, service: Service, table: Table, question: Question, regions: tuple[str, ...], found: Answers
) -> None:
    codelist = table.regions.codelist if table.regions else ""
    body = body_of(service, question, regions, codelist)
    language = service.options.get("language", "")
    asked = "" if service.kind == FHI else f"?lang={language}&outputFormat={FORM}"
    try:
        answer = keeper.answer(f"{table_address(service, table)}/data{asked}", body=body)
    except TooLargeError:
        if len(regions) == 1:
            raise
        half = len(regions) // 2
        for part in (regions[:half], regions[half:]):
            _ask(keeper, service, table, question, part, found)
        return
    dataset = read_dataset(answer.content, f"{table.id}", service.most_cells)
    asked_for = {**question.codes, question.regions: regions}
    foreign = {name for name in dataset["id"] if name not in asked_for}
    wrong = {f"{name} {code}" for name in dataset["id"] for code in codes_of(dataset, name)}
    wrong -= {f"{name} {code}" for name, codes in asked_for.items() for code in codes}
    if foreign or wrong or len(dataset["id"]) != len(asked_for):
        told = ", ".join(sorted(foreign | wrong)[:3]) or "for få dimensjoner"
        message = f"{table.id}: svaret er på noe annet enn det ble spurt om ({told})."
        raise RefreshError(message)
    found.answers.append(answer)
    found.cells += cells(dataset)
