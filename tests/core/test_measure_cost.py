"""A measure's yearly cost is built from its positions, and nothing is assumed about the zone."""

import pytest

from utenfor_core.domain import Case, Measure
from utenfor_core.errors import InputError
from utenfor_core.measure_cost import Staff, employer_rate, measure_cost, zone_of
from utenfor_core.model import run
from utenfor_core.municipalities import all_municipalities, find
from utenfor_core.parameters import load

STAFF = Staff(positions=1.5, pay=600_000, pension_rate=0.12, employer_contribution_rate=0.141)


def test_the_contribution_is_paid_on_pay_and_pension() -> None:
    cost = measure_cost(STAFF)
    assert cost.pay == pytest.approx(900_000)
    assert cost.pension == pytest.approx(108_000)
    assert cost.employer_contribution == pytest.approx(1_008_000 * 0.141)
    assert cost.staff == pytest.approx(1.5 * 600_000 * 1.12 * 1.141)


def test_compensated_vat_is_no_cost() -> None:
    with_vat = measure_cost(STAFF, running=250_000, compensated_vat=50_000, premises=30_000, overhead=20_000)
    assert with_vat.total - with_vat.staff == pytest.approx(250_000)


def test_the_positions_are_the_plans_change_of_man_years() -> None:
    assert measure_cost(STAFF).positions == 1.5


def test_the_total_is_a_measures_fixed_cost() -> None:
    cost = measure_cost(STAFF)
    measure = Measure(
        group="vgs_frafall", base_outcome=0.5, outcome=0.6, intake=[5], duration=1, start_month=1, fixed_cost=cost.total
    )
    assert run(Case(measures=[measure])).row("cost", "m1")[0, 0] == pytest.approx(cost.total)


@pytest.mark.parametrize("zone", [None, "6", "14,1 %"])
def test_without_a_zone_the_user_is_asked_to_choose(zone: str | None) -> None:
    with pytest.raises(InputError, match=r"Velg sonen arbeidsplassen ligger i: 1, 1a, 2, 3, 4, 4a, 5"):
        employer_rate(load(), zone)


def test_a_municipality_split_between_zones_gives_no_zone_and_says_why() -> None:
    split = [one for one in all_municipalities() if one.employer_zone is None]
    assert len(split) == 3
    for municipality in split:
        with pytest.raises(InputError, match="er delt mellom soner"):
            zone_of(municipality)


def test_a_municipality_in_one_zone_gives_its_rate() -> None:
    assert employer_rate(load(), zone_of(find("0301").municipality)) == 0.141


def test_every_wrong_amount_is_told_at_once() -> None:
    with pytest.raises(InputError) as error:
        measure_cost(STAFF, running=-1, compensated_vat=5, premises=-2)
    assert len(error.value.problems) == 3
