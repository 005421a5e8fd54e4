"""Utenfor-regnskapet: what public budgets gain, year by year, when a young person is not left outside."""

from utenfor_core.version import __version__

__all__ = ["__version__"]
