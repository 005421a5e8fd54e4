"""What terms are laid out from: the calculation at the most likely values, what is drawn, and who holds a budget."""

from dataclasses import dataclass

from utenfor_core.calculation import Result
from utenfor_core.uncertainty.holders import Holders
from utenfor_core.uncertainty.terms import Drawn


@dataclass(frozen=True, kw_only=True, slots=True)
class Ground:
    """`probe` has every number of the model over two draws, so that what is drawn shows by its first axis."""

    result: Result
    probe: Drawn
    holders: Holders
