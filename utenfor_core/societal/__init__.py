"""The societal view, beside the budget view and never mixed with it: what society gains from a success."""

from utenfor_core.societal.lines import ACTORS, EMPLOYER, PERSON, SOCIETY, TAXPAYERS, SocietalLine
from utenfor_core.societal.view import SocietalView, societal_view

__all__ = ["ACTORS", "EMPLOYER", "PERSON", "SOCIETY", "TAXPAYERS", "SocietalLine", "SocietalView", "societal_view"]
