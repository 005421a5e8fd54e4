"""What a measure costs a year, built from its positions: pay, pension, employer's contribution, running cost, premises.

The total goes into the measure's fixed cost per year; the positions are the financial plan's change of man-years.
"""

from dataclasses import dataclass

from utenfor_core.errors import InputError
from utenfor_core.municipalities import Municipality
from utenfor_core.parameters import Parameters


@dataclass(frozen=True, kw_only=True, slots=True)
class Staff:
    """The positions of a measure: `pay` is a whole position's yearly pay in kroner, the rates are shares of pay."""

    positions: float
    pay: float
    pension_rate: float
    employer_contribution_rate: float


@dataclass(frozen=True, kw_only=True, slots=True)
class MeasureCost:
    """A measure's yearly cost by part, kroner; `positions` is the change of man-years (endring årsverk)."""

    positions: float
    pay: float
    pension: float
    employer_contribution: float
    running: float
    premises: float
    overhead: float

    @property
    def staff(self) -> float:
        """Pay with pension and employer's contribution, kroner a year."""
        return self.pay + self.pension + self.employer_contribution

    @property
    def total(self) -> float:
        """The whole yearly cost, kroner."""
        return self.staff + self.running + self.premises + self.overhead


def employer_rate(parameters: Parameters, zone: str | None) -> float:
    """Return the employer's contribution of a zone («1», «1a» … «5»), a share of pay with pension.

    Raises InputError when no zone is chosen or the zone is unknown: a rate is never assumed.

    >>> from utenfor_core.parameters import load
    >>> employer_rate(load(), "1a")
    0.106
    """
    prefix = "tax/employer_zone_"
    zones = [name.removeprefix(prefix) for name in parameters if name.startswith(prefix)]
    if zone not in zones:
        given = "er ikke valgt" if zone is None else f"«{zone}» finnes ikke"
        text = f"Sonen for arbeidsgiveravgift {given}. Velg sonen arbeidsplassen ligger i: {', '.join(zones)}."
        raise InputError(text)
    return parameters.number(prefix + zone)


def zone_of(municipality: Municipality) -> str:
    """Return the municipality's zone for the employer's contribution.

    Raises InputError, with the note of the source, where the municipality is split between zones.

    >>> from utenfor_core.municipalities import find
    >>> zone_of(find("1804").municipality)
    '4a'
    """
    if municipality.employer_zone is None:
        text = (
            f"{municipality.name} er delt mellom soner for arbeidsgiveravgift ({municipality.employer_zone_note}). "
            "Velg sonen arbeidsplassen ligger i."
        )
        raise InputError(text)
    return municipality.employer_zone


def measure_cost(
    staff: Staff,
    *,
    running: float = 0.0,
    compensated_vat: float = 0.0,
    premises: float = 0.0,
    overhead: float = 0.0,
) -> MeasureCost:
    """Return a measure's yearly cost, kroner of the price year that the amounts stand in.

    positions · pay · (1 + pension) · (1 + employer's contribution) + (running − compensated VAT) + premises + overhead;
    `running` is with VAT.

    Raises InputError for a negative amount, or when more VAT is compensated than the running cost.

    >>> staff = Staff(positions=2, pay=600_000, pension_rate=0.12, employer_contribution_rate=0.141)
    >>> cost = measure_cost(staff, running=125_000, compensated_vat=25_000)
    >>> round(cost.staff), round(cost.total)
    (1533504, 1633504)
    """
    given = {
        "årsverk": staff.positions,
        "lønn": staff.pay,
        "pensjon": staff.pension_rate,
        "arbeidsgiveravgift": staff.employer_contribution_rate,
        "driftsutgifter": running,
        "kompensert merverdiavgift": compensated_vat,
        "lokaler": premises,
        "fellesutgifter": overhead,
    }
    found = [f"{name}: {value:g} er under 0. Skriv et tall fra 0." for name, value in given.items() if value < 0]
    if compensated_vat > running:
        found.append(
            f"kompensert merverdiavgift: {compensated_vat:g} er mer enn driftsutgiftene på {running:g}. "
            "Skriv driftsutgiftene med merverdiavgift."
        )
    if found:
        raise InputError(*found)
    pay = staff.positions * staff.pay
    pension = pay * staff.pension_rate
    return MeasureCost(
        positions=staff.positions,
        pay=pay,
        pension=pension,
        employer_contribution=(pay + pension) * staff.employer_contribution_rate,
        running=running - compensated_vat,
        premises=premises,
        overhead=overhead,
    )
