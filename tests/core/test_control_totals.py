"""Control totals: what the profiles give against what is published; run with -s to read the deviations.

Share × group size: Out · low share + In · (1 − low share) against the published share of everyone, by age band.
Profile × population × unit cost: against what the state accounts and the municipalities' accounts show was paid.
A deviation that has a reason is bounded here, not hidden: from 30 years of age the good outcome is upper secondary as
the highest education, so those with higher education, who are seldom on disability benefit, are not in the sum.
"""

import csv
from importlib.resources import files

import pytest

from utenfor_core.domain import PROFILE_BANDS
from utenfor_core.parameters import load

P = load()
YEARS_IN_BAND = (4, 5, 10, 10, 12, 5)
YOUNG = {0: range(21, 25), 1: range(25, 30)}
"""The bands whose residents are known by single year of age."""


def everyone(line: str, low_share: str) -> tuple[float, ...]:
    """Share of all residents by age band that the two profiles give together."""
    shares = P.bands(low_share)
    outside = P.bands(f"profile/fullfort/{line}_out", preset="midtanslag")
    inside = P.bands(f"profile/fullfort/{line}_in", preset="midtanslag")
    return tuple(o * s + i * (1 - s) for o, i, s in zip(outside, inside, shares, strict=True))


def residents() -> tuple[float, ...]:
    """Residents by age band 1 January 2026; 30–66 is one figure, spread evenly over its 37 years."""
    data = files("utenfor_core.data")
    with data.joinpath("population_single_year_0_29.csv").open(encoding="utf-8") as lines:
        young = list(csv.DictReader(lines))
    with data.joinpath("population_by_age.csv").open(encoding="utf-8") as lines:
        older = sum(int(row["age_30_66"]) for row in csv.DictReader(lines))
    counted = [sum(int(row[str(age)]) for row in young for age in ages) for ages in YOUNG.values()]
    return (*counted, *(older * years / sum(YEARS_IN_BAND[2:]) for years in YEARS_IN_BAND[2:]))


def told(title: str, modelled: tuple[float, ...], published: tuple[float, ...]) -> tuple[float, ...]:
    """Print one line per age band and return modelled / published − 1."""
    deviations = tuple(m / p - 1 for m, p in zip(modelled, published, strict=True))
    print(f"\n{title}")  # noqa: T201 -- the deviations are to be read
    for band, m, p, deviation in zip(PROFILE_BANDS, modelled, published, deviations, strict=True):
        line = f"  {band}: modell {m:7.2%}  publisert {p:7.2%}  avvik {deviation:+.1%}"
        print(line)  # noqa: T201 -- the deviations are to be read
    return deviations


def told_sum(title: str, modelled: float, published: float, unit: str = "kr") -> float:
    """Print one comparison and return modelled / published − 1."""
    deviation = modelled / published - 1
    line = f"\n{title}: modell {modelled:,.0f}  regnskap {published:,.0f} {unit}  avvik {deviation:+.1%}"
    print(line)  # noqa: T201 -- the deviations are to be read
    return deviation


@pytest.mark.parametrize("preset", ["forsiktig", "midtanslag"])
def test_social_assistance_reproduces_the_published_share_in_every_band(preset: str) -> None:
    low = P.bands("control/low_share_sosialhjelp")
    outside = P.bands("profile/fullfort/sosialhjelp_out", preset=preset)
    inside = P.bands("profile/fullfort/sosialhjelp_in", preset=preset)
    modelled = tuple(o * s + i * (1 - s) for o, i, s in zip(outside, inside, low, strict=True))
    deviations = told(f"Sosialhjelp, {preset}", modelled, P.bands("control/sosialhjelp_share"))
    assert max(map(abs, deviations)) < 0.03  # one decimal in per cent is what the profile is written with


def test_disability_benefit_reproduces_the_published_share_under_30() -> None:
    deviations = told("Uføretrygd", everyone("ufore", "control/low_share"), P.bands("control/ufore_share"))
    assert max(map(abs, deviations[:2])) < 0.02


def test_disability_benefit_overshoots_by_at_most_a_third_where_higher_education_is_left_out() -> None:
    deviations = told("Uføretrygd", everyone("ufore", "control/low_share"), P.bands("control/ufore_share"))
    assert all(0.15 < deviation < 1 / 3 for deviation in deviations[2:])


def test_the_published_disability_shares_times_residents_and_mean_payment_come_near_the_state_accounts() -> None:
    cost = P.number("unit_costs/ufore")
    paid = sum(n * share * cost for n, share in zip(residents(), P.bands("control/ufore_share"), strict=True))
    assert abs(told_sum("Uføretrygd, publiserte andeler", paid, P.number("control/ufore_paid"))) < 0.10


def test_the_disability_profile_times_residents_and_mean_payment_overshoots_as_its_shares_do() -> None:
    cost = P.number("unit_costs/ufore")
    paid = sum(n * share * cost for n, share in zip(residents(), everyone("ufore", "control/low_share"), strict=True))
    assert 0.10 < told_sum("Uføretrygd, profilen", paid, P.number("control/ufore_paid")) < 1 / 3


def test_the_mean_payments_are_the_accounts_divided_by_the_recipients() -> None:
    ufore = P.number("control/ufore_paid") / P.number("control/ufore_recipients")
    assert P.number("unit_costs/ufore") == pytest.approx(ufore, abs=50)
    sosialhjelp = P.number("control/sosialhjelp_paid") / P.number("control/sosialhjelp_recipients")
    assert P.number("unit_costs/sosialhjelp") == pytest.approx(sosialhjelp, abs=50)
    sykepenger = P.number("control/sykepenger_paid") / P.number("control/employed_persons")
    assert P.number("unit_costs/sykepenger") == pytest.approx(sykepenger, abs=1)


def test_the_social_assistance_profile_comes_near_what_the_municipalities_paid() -> None:
    shares = everyone("sosialhjelp", "control/low_share_sosialhjelp")
    cost = P.number("unit_costs/sosialhjelp")
    paid = sum(n * share * cost for n, share in zip(residents(), shares, strict=True))
    assert abs(told_sum("Sosialhjelp", paid, P.number("control/sosialhjelp_paid"))) < 0.15


def test_the_minimum_rate_of_work_assessment_allowance_is_below_the_mean_of_the_accounts() -> None:
    mean = P.number("control/aap_paid") / P.number("control/aap_recipients")
    told_sum("AAP per mottaker, minsteytelse mot gjennomsnitt", P.number("unit_costs/aap"), mean)
    assert P.number("unit_costs/aap_ung") < P.number("unit_costs/aap") < mean


def test_the_allowance_profile_is_within_a_quarter_of_the_stock_though_18_to_20_and_62_to_66_are_not_in_it() -> None:
    persons = sum(n * share for n, share in zip(residents(), everyone("aap", "control/low_share"), strict=True))
    deviation = told_sum("AAP, profilen mot beholdningen", persons, P.number("control/aap_recipients"), "personer")
    assert -0.25 < deviation < 0
