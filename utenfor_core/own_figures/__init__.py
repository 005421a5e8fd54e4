"""A user's own figures: unit costs, profiles, shares, price growth and target groups, laid over the model's.

The way: a file is read to a `Document` (TOML here, Excel in `workbook_templates`), `own_figures` checks it with the
files it builds on, and `layered` gives the parameters that `build_frame` takes.
"""

from utenfor_core.own_figures.layering import NO_SOURCE, layered
from utenfor_core.own_figures.records import (
    GROUP,
    GROWTH,
    MOST_OWN_GROUPS,
    VALUE,
    Document,
    Entry,
    OwnFigures,
    OwnGroup,
    OwnGrowth,
    OwnValue,
)
from utenfor_core.own_figures.stacking import own_figures
from utenfor_core.own_figures.targets import Target, targets
from utenfor_core.own_figures.toml_file import read_toml
from utenfor_core.own_figures.toml_template import toml_template

__all__ = [
    "GROUP",
    "GROWTH",
    "MOST_OWN_GROUPS",
    "NO_SOURCE",
    "VALUE",
    "Document",
    "Entry",
    "OwnFigures",
    "OwnGroup",
    "OwnGrowth",
    "OwnValue",
    "Target",
    "layered",
    "own_figures",
    "read_toml",
    "targets",
    "toml_template",
]
