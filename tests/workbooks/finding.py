"""What a check of a file says: where, by which rule, and what."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """Something in a file that breaks a rule; `sheet` or `address` is "" where the rule is about more than a cell."""

    sheet: str
    address: str
    rule: str
    text: str
