"""UTENFOR_CHANCE: the chance that the accumulated net is ≥ 0 when only the success rate is uncertain.

net(s) = n · (s · A − cost), A the undiscounted saving of one success over the years, s by PERT from low over most
likely to high. One uncertain figure needs no draws: the chance is read off the PERT's own curve, so it is exact, has no
seed and is the same in every cell and on every machine (docs/decisions/0045). `utenfor_core.uncertainty.simulate` draws
the same case to within one draw.
"""

import numpy as np

from addin.answers import Columns, mark
from addin.arguments import norwegian
from addin.columns import Column
from addin.lives import Floats, Lives, Prepared, of_lives
from addin.unit_savings import accumulated
from addin.worksheet_errors import BAD_NUMBER, WorksheetError
from utenfor_core.frame import built_in_frame
from utenfor_core.uncertainty.sampling import pert_chance

RATES = ("lav_suksessrate", "mest_sannsynlig_suksessrate", "hoey_suksessrate")
IDLE = "Verken kostnad eller sparing: sjansen er ikke definert. Kontroller antall og kostnad."


def _reach(lives: Lives) -> Floats:
    """Return (rows, 2): what one success has saved at the horizon, and the most it ever has or lacks, undiscounted."""
    reach = np.empty((len(lives.group), 2))
    for rows, (group, preset, _) in lives.tables():
        age, level = lives.age[rows], lives.level[rows]
        paths = accumulated(group, preset, 0.0)
        reach[rows, 0] = paths[age, level, lives.horizon[rows] - 1]
        reach[rows, 1] = np.abs(paths).max(axis=-1)[age, level]
    return reach


def _chance(columns: Columns, life: Prepared) -> Column:
    low, most, high = (columns[name] for name in RATES)
    parameters = built_in_frame().parameters
    tolerance, shape = parameters.number("method/tolerance"), parameters.number("method/pert_shape")
    gain, ever = columns["antall"] * life.unit[:, 0], columns["antall"] * life.unit[:, 1]
    cost = columns["antall"] * columns["kostnad_per_deltaker"]
    rises = (low <= most) & (most <= high)
    moves = gain != 0
    needed = np.where(moves, cost - tolerance, 0.0) / np.where(moves, gain, 1.0)
    below = pert_chance(needed, low, np.where(rises, most, low), np.where(rises, high, low), shape)
    drawn = np.where(gain > 0, 1 - below, below)
    certain = np.where(moves, low * gain, 0.0) - cost >= -tolerance
    chance = np.where(moves & (high > low), drawn, certain.astype(float))

    def falling(row: int) -> WorksheetError:
        shown = "; ".join(norwegian(float(rate[row])) for rate in (low, most, high))
        text = f"lav, mest sannsynlig og høy suksessrate er {shown}, men må stige. Rett rekkefølgen."
        return WorksheetError(BAD_NUMBER, text)

    answer = mark(chance, ~rises, falling)
    idle = (ever <= tolerance) & (cost <= tolerance)
    return mark(answer, idle, lambda _: WorksheetError(BAD_NUMBER, IDLE))


CHANCE = of_lives(_chance, _reach)
