"""Values and amounts as people write them."""

from utenfor_core.domain import Value


def shown(value: Value) -> str:
    """Return a value as people write it.

    >>> shown(0.25), shown(None), shown(2027.0)
    ('0,25', 'tom', '2027')
    """
    if value is None:
        return "tom"
    return value if isinstance(value, str) else f"{value:.15g}".replace(".", ",")


def kroner(amount: float) -> str:
    """Return an amount in whole kroner.

    >>> kroner(-1234567.8)
    '-1 234 568 kr'
    """
    return f"{amount:,.0f} kr".replace(",", " ")
