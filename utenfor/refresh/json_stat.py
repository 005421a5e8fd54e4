"""Answers in JSON-stat 2.0: checked strictly, then read cell by cell with the library.

The library reads what is right and also some of what is not: too many values, gaps in the positions, a dimension
without codes; and it fails on a dimension of one code without positions, which is right. An answer is therefore held
against the standard first, and every dimension is given its positions.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from math import prod
from typing import Any, Final, TypeGuard

from utenfor.refresh.records import Cell, RefreshError

VERSION: Final = "2.0"
Dataset = Mapping[str, Any]


def read_dataset(content: bytes, where: str, most_cells: int) -> Dataset:
    """Return a data set that holds as JSON-stat 2.0. Raises RefreshError with everything that is wrong with it."""
    try:
        found = json.loads(content.decode("utf-8"), parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        message = f"{where}: svaret er ikke hel JSON ({type(error).__name__}). Prøv igjen."
        raise RefreshError(message) from error
    problems = list(_problems(found, most_cells)) if isinstance(found, dict) else ["svaret er ikke et datasett"]
    if problems:
        message = f"{where}: svaret følger ikke JSON-stat {VERSION}: {'; '.join(problems)}."
        raise RefreshError(message)
    dataset: Dataset = found
    return dataset


def _no_number(text: str) -> float:
    message = f"{text} er ikke et tall"
    raise ValueError(message)


def codes_of(dataset: Dataset, dimension: str) -> dict[str, str]:
    """Return the codes of a dimension in their order, each with its label."""
    category = dataset["dimension"][dimension]["category"]
    labels = category.get("label", {})
    index = category.get("index", list(labels))
    order = index if isinstance(index, list) else sorted(index, key=index.__getitem__)
    return {code: str(labels.get(code, code)) for code in order}


def cells(dataset: Dataset) -> Iterator[Cell]:
    """Yield every cell with its codes; a value that is not there is None, and the sign says why where one is given."""
    from pyjstat import pyjstat  # noqa: PLC0415 - loads pandas, which only this needs

    names: Sequence[str] = dataset["id"]
    ordered = {name: {"category": {"index": list(codes_of(dataset, name))}} for name in names}
    frame = pyjstat.generate_df({**dataset, "dimension": ordered}, "id")
    signs = _signs(dataset)
    values = frame.pop("value").tolist()
    places = zip(*(frame[name].tolist() for name in names), strict=True)
    for place, (codes, value) in enumerate(zip(places, values, strict=True)):
        known = value is not None and value == value  # noqa: PLR0124 - a NaN is unlike itself: what pandas makes of none
        yield Cell(
            codes=dict(zip(names, codes, strict=True)), value=float(value) if known else None, sign=signs.get(place)
        )


def _signs(dataset: Dataset) -> dict[int, str]:
    status = dataset.get("status")
    if isinstance(status, list) and len(status) == 1:
        status = status[0]
    if isinstance(status, str):
        return dict.fromkeys(range(prod(dataset["size"])), status)
    if isinstance(status, list):
        return {place: one for place, one in enumerate(status) if one}
    return {int(place): one for place, one in (status or {}).items() if one}


def _problems(dataset: Dataset, most_cells: int) -> Iterator[str]:
    names, sizes = dataset.get("id"), dataset.get("size")
    if dataset.get("class") != "dataset" or str(dataset.get("version")) != VERSION:
        yield f"class og version er «{dataset.get('class')}» og «{dataset.get('version')}»"
    if not _are(names, str) or not _are(sizes, int) or not len(set(names)) == len(names) == len(sizes):
        yield "id og size mangler eller passer ikke sammen"
        return
    if not 0 < prod(sizes) <= most_cells or min(sizes) < 1:
        yield f"{prod(sizes)} celler, ikke fra 1 til {most_cells}"
        return
    dimensions = dataset.get("dimension")
    for name, size in zip(names, sizes, strict=True):
        wrong = _wrong_codes(dimensions.get(name) if isinstance(dimensions, dict) else None, size)
        if wrong:
            yield f"dimensjonen {name} {wrong}"
    yield from _wrong_values(dataset, prod(sizes))


def _are(values: Any, kind: type) -> TypeGuard[list[Any]]:  # noqa: ANN401 - whatever a server may send
    return isinstance(values, list) and all(isinstance(one, kind) and not isinstance(one, bool) for one in values)


def _wrong_codes(dimension: Any, size: int) -> str:  # noqa: ANN401 - whatever a server may send
    category = dimension.get("category") if isinstance(dimension, dict) else None
    if not isinstance(category, dict):
        return "mangler"
    index, labels = category.get("index"), category.get("label", {})
    if not isinstance(labels, dict):
        return "har koder uten navn"
    if index is None:
        return "" if size == 1 and len(labels) == 1 else "har ingen rekkefølge"
    if isinstance(index, dict):
        places = list(index.values())
        right = _are(places, int) and sorted(places) == list(range(size))
    else:
        right = _are(index, str) and len(set(index)) == len(index) == size
    return "" if right else f"har ikke {size} koder i rekkefølge"


def _wrong_values(dataset: Dataset, size: int) -> Iterator[str]:
    values, status = dataset.get("value"), dataset.get("status")
    if isinstance(values, dict):
        places = list(values)
        found = list(values.values())
        if not all(place.isdecimal() and int(place) < size for place in places):
            yield "verdier står utenfor datasettet"
    elif isinstance(values, list):
        found = values
        if len(values) != size:
            yield f"{len(values)} verdier, ikke {size}"
    else:
        yield "verdiene mangler"
        return
    if not all(one is None or (isinstance(one, int | float) and not isinstance(one, bool)) for one in found):
        yield "verdier er ikke tall"
    if isinstance(status, list) and len(status) not in {0, 1, size}:
        yield f"{len(status)} tegn for manglende tall, ikke {size}"
    if isinstance(status, dict) and not all(place.isdecimal() and int(place) < size for place in status):
        yield "tegn for manglende tall står utenfor datasettet"
