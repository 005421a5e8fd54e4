"""From a table of a file to a Parameter: its values, its sources and the rules they must keep."""

from types import MappingProxyType

from utenfor_core.domain import PRESETS
from utenfor_core.parameters.entry import Entry
from utenfor_core.parameters.records import DatedValue, Parameter, Source, Value
from utenfor_core.parameters.vocabulary import CONFIDENCES, INDEX_SERIES, STATUSES, UNVERIFIED, Unit, units


def read_parameter(name: str, entry: Entry) -> Parameter:
    """Return the parameter that the entry holds; what is wrong is noted in the entry."""
    unit_name = entry.choice("unit", units())
    unit = units().get(unit_name, Unit())
    status = entry.choice("status", STATUSES)
    sources = read_sources(entry)
    parameter = Parameter(
        id=name,
        label=entry.text("label"),
        unit=unit_name,
        status=status,
        sources=sources,
        single=entry.value("value"),
        dated=_dated(entry, unit, status, sources),
        presets=_presets(entry),
        empty=entry.flag("empty", absent=False),
        empty_reason=entry.optional_text("empty_reason"),
        where_found=entry.optional_text("where_found"),
        price_year=entry.optional_whole("price_year"),
        index=entry.optional_choice("index", INDEX_SERIES),
        minimum=_bound(entry, "minimum", unit.minimum),
        maximum=_bound(entry, "maximum", unit.maximum),
        low=entry.value("low"),
        high=entry.value("high"),
        months=entry.optional_number("months"),
        usable=entry.flag("usable", absent=True),
        note=entry.optional_text("note"),
    )
    entry.close()
    _check_form(parameter, entry)
    _check_unit(parameter, unit, entry)
    _check_range(parameter, entry)
    _check_confidence(parameter, entry)
    return parameter


def read_sources(entry: Entry) -> tuple[Source, ...]:
    """Return the sources under [[sources]]; none at all is a problem: a value without a source does not load."""
    found = []
    for table in entry.tables("sources"):
        source = Source(
            id=table.text("id"),
            title=table.text("title"),
            url=table.optional_text("url"),
            confidence=table.choice("confidence", CONFIDENCES),
        )
        table.close()
        found.append(source)
    if not found:
        entry.problem("sources", "kilde mangler. Legg til [[sources]] med id, title, url og confidence.")
    return tuple(found)


def _dated(entry: Entry, unit: Unit, status: str, sources: tuple[Source, ...]) -> tuple[DatedValue, ...]:
    found: list[DatedValue] = []
    known = {source.id for source in sources}
    for table in entry.tables("values"):
        year, value = table.whole("year"), table.value("value")
        if value is None:
            table.problem("value", "mangler. Skriv value = tall.")
        price_year = table.optional_whole("price_year")
        dated = DatedValue(
            year=year,
            month=table.optional_whole("month"),
            value=0.0 if value is None else value,
            price_year=year if price_year is None and unit.money else price_year,
            source_ids=table.texts("sources"),
            status=table.optional_choice("status", STATUSES) or status,
        )
        for unknown in set(dated.source_ids) - known:
            table.problem("sources", f"«{unknown}» står ikke under [[sources]].")
        if any((dated.year, dated.month) == (other.year, other.month) for other in found):
            table.problem("year", f"{dated.year} står to ganger. Ta bort den ene, eller skill dem med month.")
        table.close()
        found.append(dated)
    return tuple(found)


def _presets(entry: Entry) -> MappingProxyType[str, Value]:
    if not entry.has("presets"):
        return MappingProxyType({})
    table = entry.table["presets"]
    if not isinstance(table, dict):
        entry.problem("presets", "skal skrives som [presets] med sine linjer under.")
        return MappingProxyType({})
    inner = Entry(f"{entry.place}, [presets]", table, entry.problems)
    found = {name: inner.value(name) for name in PRESETS}
    for name in PRESETS:
        if name not in table:
            inner.problem(name, f"mangler. Alle forutsetningssett skal ha en verdi: {', '.join(PRESETS)}.")
    inner.close()
    return MappingProxyType({name: value for name, value in found.items() if value is not None})


def _check_form(parameter: Parameter, entry: Entry) -> None:
    forms = {
        "value": parameter.single is not None,
        "[[values]]": bool(parameter.dated),
        "[presets]": "presets" in entry.table,
        "empty = true": parameter.empty,
    }
    given = [name for name, there in forms.items() if there]
    if len(given) != 1:
        had = " og ".join(given) or "ingen av dem"
        entry.problem("value", f"skal ha nøyaktig én av {', '.join(forms)}, men har {had}.")
    if parameter.empty:
        for key in ("empty_reason", "where_found"):
            if key not in entry.table:
                entry.problem(key, "mangler. En tom verdi skal si hvorfor den er tom, og hvor tallet finnes.")


def _check_unit(parameter: Parameter, unit: Unit, entry: Entry) -> None:
    has_value = not parameter.empty and not parameter.dated
    if unit.money and has_value and parameter.price_year is None:
        entry.problem("price_year", f"prisår mangler for et beløp i {parameter.unit}. Legg til price_year = årstall.")
    if unit.months and not parameter.months:
        entry.problem(
            "months",
            f"mangler. «{parameter.unit}» teller alle som er innom i året; legg til months = måneder per mottaker.",
        )


def _bound(entry: Entry, key: str, of_unit: float | None) -> float | None:
    own = entry.optional_number(key)
    return of_unit if own is None else own


def _check_range(parameter: Parameter, entry: Entry) -> None:
    minimum, maximum = parameter.minimum, parameter.maximum
    for key, value in _named_values(parameter):
        for number in value if isinstance(value, tuple) else (value,):
            if minimum is not None and number < minimum:
                entry.problem(key, f"{number} er under det laveste som godtas, {minimum}.")
            if maximum is not None and number > maximum:
                entry.problem(key, f"{number} er over det høyeste som godtas, {maximum}.")


def _named_values(parameter: Parameter) -> list[tuple[str, Value]]:
    plain = {"value": parameter.single, "low": parameter.low, "high": parameter.high}
    named = [(key, value) for key, value in plain.items() if value is not None]
    named += [(f"presets.{preset}", value) for preset, value in parameter.presets.items()]
    return named + [(f"values.{dated.year}", dated.value) for dated in parameter.dated]


def _check_confidence(parameter: Parameter, entry: Entry) -> None:
    unverified = {source.id for source in parameter.sources if source.confidence == UNVERIFIED}
    if not unverified:
        return
    advice = "Sett status assumption, eller finn en kilde som er lest."
    if parameter.dated:
        for dated in parameter.dated:
            if unverified & set(dated.source_ids) and dated.status != "assumption":
                entry.problem(f"values.{dated.year}", f"hviler på en uverifisert kilde (C). {advice}")
    elif parameter.status != "assumption":
        entry.problem("status", f"«{parameter.status}» hviler på en uverifisert kilde (C). {advice}")
