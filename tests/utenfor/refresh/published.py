"""What the publisher of the tests publishes: every table that is fetched, built on the figures that ship with us.

The figures are ours with a known change, so that what is read back can be told: a resident more in Bodø, a share that
follows from a number. Places that are no municipalities, older codes and hidden figures are there as with SSB.
"""

import io
from collections.abc import Mapping

from openpyxl import Workbook

from tests.utenfor.refresh.publisher import Given, Publisher, Statistic
from utenfor_core.data import table
from utenfor_core.indicators import value
from utenfor_core.municipalities import all_municipalities

HERE, HIDDEN, FEW = "1804", "1151", "1835"
NUMBERS = {one.number: one.name_no for one in all_municipalities()}
COUNTIES = {one.county_number: one.county for one in all_municipalities()}
GROUPS = {one.kostra_group: one.kostra_group for one in all_municipalities()}
YEARS = {str(year): str(year) for year in range(2019, 2026)}
PERIODS = {f"{year - 2}-{year}": f"{year - 2}-{year}" for year in range(2019, 2026)}
FHI_YEARS = {f"{year - 2}_{year}": f"{year - 2}-{year}" for year in range(2019, 2026)}
FHI_SINGLE = {f"{year}_{year}": str(year) for year in range(2019, 2026)}
PLACES = {"0": "Landet", **COUNTIES, **NUMBERS, "0101": "Halden (-2019)", "9999": "Uoppgitt"}
CURRENT = {**NUMBERS, "9999": "Uoppgitt"}
AGES = {f"{age:03}": f"{age} år" for age in range(70)} | {"070+": "70 år eller eldre"}
MIDDLE, OLD = 40, 70
AREA = Mapping[str, str]


def share_of(number: str) -> float:
    """Return a share in per cent that tells which place it is of."""
    return 5 + int(number) % 97 / 10


def _residents() -> dict[tuple[str, str, int], int]:
    """Return our residents by number, sex and age: single years to 29, all older put at two ages of men."""
    found = {
        (row["number"], row["sex"], int(age)): int(row[age])
        for row in table("population_single_year_0_29.csv")
        for age in row
        if age.isdecimal()
    }
    for row in table("population_by_age.csv"):
        found[row["number"], "men", MIDDLE] = int(row["age_30_66"])
        found[row["number"], "men", OLD] = int(row["age_67_plus"])
    return found


def population() -> Statistic:
    """Return 07459: 2026 as ours, and a resident of 20 more in Bodø for each year after it."""
    ours = _residents()
    regions = {f"K-{number}": name for number, name in CURRENT.items()}

    def found(codes: AREA) -> float:
        later = int(codes["Tid"]) - 2026
        if codes["Region"] == "0":
            return float(sum(ours.values()) + later)
        sex, age = ("men", "women")[int(codes["Kjonn"]) - 1], int(codes["Alder"].rstrip("+"))
        number = codes["Region"].removeprefix("K-")
        more = later if (number, sex, age) == (HERE, "men", 20) else 0
        return float(ours.get((number, sex, age), 0) + more)

    return Statistic(
        codes={
            "Region": {**PLACES},
            "Kjonn": {"1": "Menn", "2": "Kvinner"},
            "Alder": AGES,
            "ContentsCode": {"Personer1": "Personer"},
            "Tid": {str(year): str(year) for year in range(2026, 2028)},
        },
        value=found,
        left_out=frozenset({"Kjonn", "Alder"}),
        codelists={"agg_KommSummer": regions},
    )


def neet() -> Statistic:
    """Return 13556: ours of 2024, three more in Bodø each year, hidden in the smallest place."""
    status = {"NEET": "persons", "TOT3": "residents"}
    sexes = {"0": "", "1": "_men", "2": "_women"}

    def found(codes: AREA) -> float | str:
        if codes["Region"] not in NUMBERS or (codes["Region"] == HIDDEN and codes["HovArbStyrkStatus"] == "NEET"):
            return ":"
        kind = {"persons": "neet", "residents": "residents"}[status[codes["HovArbStyrkStatus"]]]
        name = f"{kind}_{codes['Alder'].replace('-', '_')}{sexes[codes['Kjonn']]}_count"
        ours = value(codes["Region"], name, 2024)
        more = 3 * (int(codes["Tid"]) - 2023) if codes["Region"] == HERE and kind == "neet" else 0
        return ".." if ours is None else ours + more

    return Statistic(
        codes={
            "Region": CURRENT,
            "HovArbStyrkStatus": {"TOT3": "I alt", "NEET": "Utenfor", "A.09": "Ledige"},
            "Kjonn": {"0": "Begge kjønn", "1": "Menn", "2": "Kvinner"},
            "Alder": {"15-29": "15-29 år", "20-24": "20-24 år", "25-29": "25-29 år", "30-61": "30-61 år"},
            "ContentsCode": {"Bosatte": "Bosatte", "BosatteProsent": "Prosent"},
            "Tid": {"2024": "2024", "2025": "2025"},
        },
        value=found,
        codelists={"agg_KommGjeldende": CURRENT},
    )


def low_income(contents: tuple[str, str], years: Mapping[str, str], ages: Mapping[str, str]) -> Statistic:
    """Return a table of low income: persons and per cent, three persons in one municipality, hidden in another."""

    def found(codes: AREA) -> float | str:
        if codes["Region"] == HIDDEN:
            return ":"
        if codes["ContentsCode"] == contents[0]:
            return 3.0 if codes["Region"] == FEW else 1000.0
        return share_of(codes["Region"])

    regions = {"Region": PLACES, "ContentsCode": dict.fromkeys(contents, ""), "Tid": years}
    return Statistic(codes={**regions, **({"Alder": ages} if ages else {})}, value=found, sparse=True)


def kostra(contents: str, label: str, more: Mapping[str, Mapping[str, str]], year: int = 2025) -> Statistic:
    """Return a table of KOSTRA, with its own places and codes."""
    places = {**NUMBERS, **GROUPS, "EAK": "Landet", "EAKUO": "Landet uten Oslo"}

    def found(codes: AREA) -> float | str:
        region = codes["KOKkommuneregion0000"]
        if region == HIDDEN:
            return ".."
        return 1234.0 if not region.isdecimal() else float(int(region) % 500 + 1)

    years = {str(one): str(one) for one in range(year - 6, year + 1)}
    first = {"KOKkommuneregion0000": places, **more}
    return Statistic(codes={**first, "ContentsCode": {contents: label}, "Tid": years}, value=found, index_as_list=True)


def health(years: Mapping[str, str], more: Mapping[str, Mapping[str, str]]) -> Statistic:
    """Return a table of FHI's: places as a tree, per cent."""

    def found(codes: AREA) -> float | str:
        return ":" if codes["GEO"] == HIDDEN else share_of(codes["GEO"])

    return Statistic(
        codes={"GEO": PLACES, "AAR": years, **more, "MEASURE_TYPE": {"TELLER": "Antall", "RATE": "Prosent"}},
        value=found,
        most_cells=50_000,
    )


def equalisation(level: float = 0.93, *, head: str = "Knr.", order: str = "ABDEF") -> bytes:
    """Return KDD's workbook: a head, a line for each municipality, and a total; Bodø's level is the one given."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"] = "Løpende inntektsutjevning"
    sheet["A2"] = head
    number, name, people, per_head, per_cent = list(order)
    average = 40_000.0
    others = {one.number: 1.0 for one in all_municipalities()}
    bodo = next(one for one in all_municipalities() if one.number == HERE)
    oslo = next(one for one in all_municipalities() if one.number == "0301")
    others[HERE] = level
    others["0301"] = 1 - (level - 1) * bodo.population_now / oslo.population_now
    for line, one in enumerate(all_municipalities(), 8):
        sheet[f"{number}{line}"] = int(one.number)
        sheet[f"{name}{line}"] = one.name_no
        sheet[f"{people}{line}"] = one.population_now
        sheet[f"{per_head}{line}"] = average * others[one.number]
        sheet[f"{per_cent}{line}"] = round(100 * others[one.number], 1)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def publish(publisher: Publisher) -> None:
    """Publish every table that `utenfor refresh` fetches."""
    per_head = "Beløp per innbygger (kr)"
    publisher.ssb |= {
        "07459": population(),
        "13556": neet(),
        "08764": low_income(("Personer", "EUskala60"), YEARS, {}),
        "12944": low_income(("PersonerSeksti", "EUskalaSeksti"), PERIODS, {"999A": "Alle", "0-17": "0-17 år"}),
        "12275": kostra(
            "KOSbvbarntiltaka0000",
            "Barn",
            {"KOKalder0000": {"F000-017": "0-17 år", "F018-024": ""}, "KOKbvfunksjon0000": {"0": "I alt", "251": ""}},
        ),
        "12362": kostra("KOSx", per_head, {"KOKart0000": {"AGD2": ""}, "KOKfunksjon0000": {"FGK12": "", "FGK13": ""}}),
        "12367": kostra(
            "KOSx",
            per_head,
            {
                "KOKregnskapsomfa0000": {"A": "Konsern", "B": "Kasse"},
                "KOKfunksjon0000": {"242": "", "276": "", "281": ""},
                "KOKart0000": {"AGD2": "", "AGD10": ""},
            },
        ),
    }
    publisher.fhi |= {
        "360": health(
            FHI_YEARS, {"KJONN": {"0": "kjønn samlet", "1": "menn"}, "UTDANN": {"0": "alle", "1": "grunnskole"}}
        ),
        "583": health(FHI_SINGLE, {"ALDER": {"0_17": "", "25_120": ""}, "MAAL": {"ant_eu60": "", "ant_eu50": ""}}),
        "337": health(FHI_SINGLE, {"ALDER": {"0_17": "0-17 år"}}),
    }
    page = b'<html><a href="/a.pdf">A</a> <a href="/kdd/inntektsutj_2025kom.xlsx">2025</a>'
    page += b' <a href="/kdd/fil/inntektsutj_202609kom.xlsx">september</a></html>'
    publisher.pages |= {
        "/kdd/side/": Given(content=page, headers={"Content-Type": "text/html; charset=utf-8"}),
        "/kdd/fil/inntektsutj_202609kom.xlsx": Given(
            content=equalisation(),
            headers={"Content-Type": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
        ),
    }
