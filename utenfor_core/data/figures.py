"""Refreshed figures: files that stand before the built-in ones of the same name, for as long as they are in use.

The built-in figures are never changed. What is read of them is remembered by the set it was read from, so that a set
taken into use, or put away again, is never mixed with another.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache, wraps
from typing import ParamSpec, TypeVar

Given = ParamSpec("Given")
Found = TypeVar("Found")


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Figures:
    """A set of refreshed figures: the text of each file by its name in the folder of figures, and the set's version.

    A CSV takes the place of the built-in one of the same name, or is new; a TOML is laid over it, key by key.
    """

    version: str
    files: Mapping[str, str] = field(default_factory=dict)


_IN_USE: ContextVar[Figures | None] = ContextVar("figures", default=None)


def in_use() -> Figures | None:
    """Return the refreshed figures in use here and now, or None for the built-in.

    >>> in_use() is None
    True
    """
    return _IN_USE.get()


def take(figures: Figures | None) -> None:
    """Take a set into use for the rest of this thread's or process's life; None puts it away."""
    _IN_USE.set(figures)


@contextmanager
def figures_in_use(figures: Figures | None) -> Iterator[None]:
    """Use a set of refreshed figures inside a with statement, and what was in use before it afterwards.

    >>> with figures_in_use(Figures(version="prøve")):
    ...     in_use().version
    'prøve'
    """
    token = _IN_USE.set(figures)
    try:
        yield
    finally:
        _IN_USE.reset(token)


def by_figures(function: Callable[Given, Found]) -> Callable[Given, Found]:
    """Return a function that remembers its answers, those of each set of figures apart.

    >>> @by_figures
    ... def version():
    ...     return in_use() and in_use().version
    >>> with figures_in_use(Figures(version="prøve")):
    ...     version()
    'prøve'
    >>> version() is None
    True
    """

    @cache
    def remembered(figures: Figures | None, *given: Given.args, **named: Given.kwargs) -> Found:
        del figures
        return function(*given, **named)

    @wraps(function)
    def answered(*given: Given.args, **named: Given.kwargs) -> Found:
        return remembered(_IN_USE.get(), *given, **named)  # type: ignore[arg-type]  # what is remembered is given hashable

    return answered


def laid_over(below: Mapping[str, object], above: Mapping[str, object]) -> dict[str, object]:
    """Return settings with others over them: tables key by key, lists of tables by their id, all else replaced.

    >>> laid_over({"a": {"b": 1, "c": 2}}, {"a": {"b": 3}, "d": 4})
    {'a': {'b': 3, 'c': 2}, 'd': 4}
    >>> laid_over({"s": [{"id": "x", "n": 1}, {"id": "y", "n": 2}]}, {"s": [{"id": "y", "n": 3}]})["s"][1]["n"]
    3
    """
    return dict(below) | {key: _laid(below.get(key), value) for key, value in above.items()}


def _laid(below: object, above: object) -> object:
    if isinstance(below, Mapping) and isinstance(above, Mapping):
        return laid_over(below, above)
    if isinstance(below, list) and isinstance(above, list) and all(_has_id(one) for one in (*below, *above)):
        merged = {one["id"]: one for one in below}
        for one in above:
            merged[one["id"]] = laid_over(merged.get(one["id"], {}), one)
        return list(merged.values())
    return above


def _has_id(value: object) -> bool:
    return isinstance(value, Mapping) and "id" in value
