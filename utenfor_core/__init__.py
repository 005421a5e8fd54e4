"""Utenfor-regnskapet: what public budgets gain, year by year, when a young person is not left outside."""

__version__ = "0.1.0"
