"""Own figures laid over a set of parameters: what is given takes the place of the model's, with status «egen»."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType

from utenfor_core.domain import PRESETS, PROFILE_BANDS
from utenfor_core.own_figures.records import OwnFigures, OwnGroup, OwnValue
from utenfor_core.own_figures.targets import Target, targets
from utenfor_core.own_figures.typed import shown
from utenfor_core.parameters import DatedValue, Parameter, Parameters, Source, TargetGroup, Value
from utenfor_core.parameters.vocabulary import INDEX_SERIES, OWN_CONFIDENCE, OWN_STATUS
from utenfor_core.prices import price_factor

NO_SOURCE = "kilde ikke oppgitt"
LETTER = "E"
"""Own target groups are numbered E1, E2, E3."""


def layered(parameters: Parameters, own: OwnFigures) -> Parameters:
    """Return the parameters with own figures over them; those they build on are laid first.

    Values: a given number replaces the model's for its preset (or all), year and age band; the rest stays. Amounts of
    one price year that replace a whole parameter keep their year and are carried to the model's by the index chain as
    built-in ones are; those that replace a part of one are carried to its price year: u · Π(1 + g).
    Whatever was replaced has status «egen», its source text (or «kilde ikke oppgitt») and a note.
    """
    if own.base is not None:
        parameters = layered(parameters, own.base)
    return _Layer(parameters, own).result()


class _Layer:
    """One file of own figures on its way over one set of parameters."""

    def __init__(self, parameters: Parameters, own: OwnFigures) -> None:
        self.parameters, self.own = parameters, own
        self.found = dict(parameters)
        self.lines = dict(parameters.lines)
        self.sources: dict[str, Source] = {}
        self.before = len({source.id for source in _own_sources(parameters)})

    def result(self) -> Parameters:
        """Return the whole set."""
        self._lay_growth()
        known = targets(self.parameters)
        by_parameter: dict[str, list[OwnValue]] = {}
        for value in self.own.values:
            if known[value.name].part:
                self._lay_cashable(known[value.name], value)
            else:
                by_parameter.setdefault(known[value.name].line.id, []).append(value)
        for name, values in by_parameter.items():
            self.found[name] = self._replaced(self.found[name], values, known)
        groups = dict(self.parameters.groups)
        for group in self.own.groups:
            groups[group.id] = self._group(group, groups)
        version = f"{self.parameters.version} med «{self.own.name}»"
        return Parameters(self.found, self.lines, groups, version)

    def _source(self, text: str) -> Source:
        """Return the source of a text; one text is one source."""
        title = text or NO_SOURCE
        if title not in self.sources:
            number = self.before + len(self.sources) + 1
            self.sources[title] = Source(id=f"{OWN_STATUS}-{number}", title=title, url=None, confidence=OWN_CONFIDENCE)
        return self.sources[title]

    def _lay_growth(self) -> None:
        for growth in self.own.growth:
            series = self.found[INDEX_SERIES[growth.index]]
            source = self._source(growth.source)
            new = DatedValue(
                year=growth.year, value=growth.value, price_year=None, source_ids=(source.id,), status=OWN_STATUS,
                month=None,
            )  # fmt: skip
            kept = tuple(dated for dated in series.dated if dated.year != growth.year)
            self.found[series.id] = replace(
                series,
                dated=tuple(sorted((*kept, new), key=lambda dated: dated.year)),
                status=OWN_STATUS,
                sources=tuple(dict.fromkeys((source, *series.sources))),
            )

    def _lay_cashable(self, target: Target, value: OwnValue) -> None:
        line = self.lines[target.line.id.removeprefix("lines/")]
        sources = MappingProxyType({**line.own_sources, target.part: self._source(value.source)})
        note = " ".join(part for part in (value.note, line.note) if part) or None
        share, delay = (value.value, line.d) if target.part == "k" else (line.k, value.value)
        self.lines[line.id] = replace(line, k=share, d=delay, note=note, own_sources=sources)

    def _replaced(self, parameter: Parameter, values: list[OwnValue], known: Mapping[str, Target]) -> Parameter:
        sources = tuple(dict.fromkeys(self._source(value.source) for value in values))
        note = _note(parameter, values, known)
        marked = replace(parameter, status=OWN_STATUS, low=None, high=None, empty=False, note=note)
        if parameter.dated:
            dated = _dated(parameter, values, known, sources)
            return replace(marked, dated=dated, sources=tuple(dict.fromkeys((*sources, *parameter.sources))))
        whole = _replaces_all(parameter, values, known)
        years = {value.price_year for value in values}
        target = known[values[0].name]
        model_year = int(self.parameters.number("time/price_year"))
        price_year = next(iter(years)) if whole and len(years) == 1 else parameter.price_year or model_year
        months = {value.months for value in values}
        numbers = self._numbers(parameter, values, known, price_year if target.unit.money else None)
        same = len(set(numbers.values())) == 1
        return replace(
            marked,
            single=numbers[PRESETS[0]] if same else None,
            presets=MappingProxyType({} if same else numbers),
            price_year=price_year if target.unit.money else None,
            index=target.index or parameter.index,
            months=next(iter(months)) if whole and len(months) == 1 else parameter.months,
            sources=sources if whole else tuple(dict.fromkeys((*sources, *parameter.sources))),
            band_statuses=_band_statuses(parameter, values, known),
        )

    def _numbers(
        self, parameter: Parameter, values: list[OwnValue], known: Mapping[str, Target], price_year: int | None
    ) -> dict[str, Value]:
        """Return the parameter's value by preset with the own numbers in it, all of them before one preset's."""
        numbers: dict[str, Value] = {}
        for preset in PRESETS:
            now = parameter.value(preset)
            for value in sorted(values, key=lambda value: value.preset is not None):
                if value.preset not in {None, preset}:
                    continue
                target = known[value.name]
                amount = value.value * self._factor(target, value.price_year, price_year)
                if target.band is None:
                    now = amount
                else:
                    bands = list(now) if isinstance(now, tuple) else [now or 0.0] * len(PROFILE_BANDS)
                    bands[target.band] = amount
                    now = tuple(bands)
            numbers[preset] = 0.0 if now is None else now
        return numbers

    def _factor(self, target: Target, from_year: int | None, to_year: int | None) -> float:
        if from_year is None or to_year is None or from_year == to_year or target.index is None:
            return 1.0
        series = Parameters(self.found, self.lines, self.parameters.groups, self.parameters.version)
        label = self.parameters.named(INDEX_SERIES[target.index]).label
        return price_factor(from_year, to_year, series.growth(target.index), index=label)

    def _group(self, group: OwnGroup, groups: Mapping[str, TargetGroup]) -> TargetGroup:
        own = [found for found in groups.values() if found.baseline_status == OWN_STATUS]
        number = groups[group.id].number if group.id in groups else f"{LETTER}{len(own) + 1}"
        return TargetGroup(
            id=group.id,
            number=number,
            label=group.label,
            definition=group.definition,
            success_text=group.success_text,
            age_min=group.age_min,
            age_max=group.age_max,
            age_default=group.age_default,
            outcome_min_age=group.outcome_min_age,
            outcome_after_years=group.outcome_after_years,
            pair=group.pair,
            neet_pair_from_age=None,
            pair_note=None,
            baseline=None if group.reached is None else 1 - group.reached,
            baseline_low=None if group.reached_high is None else 1 - group.reached_high,
            baseline_high=None if group.reached_low is None else 1 - group.reached_low,
            baseline_status=OWN_STATUS,
            baseline_note=group.note or ("Egen målgruppe." if group.reached is not None else "Må oppgis på Tiltak."),
            own_lines=group.own_lines,
            size_national=None,
            size_rule=group.counting or None,
            sources=(self._source(group.source),),
        )


def _own_sources(parameters: Parameters) -> Iterable[Source]:
    for parameter in parameters.values():
        yield from (source for source in parameter.sources if source.confidence == OWN_CONFIDENCE)
    for line in parameters.lines.values():
        yield from line.own_sources.values()
    for group in parameters.groups.values():
        yield from (source for source in group.sources if source.confidence == OWN_CONFIDENCE)


def _replaces_all(parameter: Parameter, values: list[OwnValue], known: Mapping[str, Target]) -> bool:
    """Tell whether nothing of the model's is left: every age band in every preset is given."""
    given = {
        (known[value.name].band, preset) for value in values for preset in PRESETS if value.preset in {None, preset}
    }
    is_vector = known[values[0].name].band is not None
    bands: Iterable[int | None] = range(len(PROFILE_BANDS)) if is_vector else (None,)
    return parameter.empty or given == {(band, preset) for band in bands for preset in PRESETS}


def _dated(
    parameter: Parameter, values: list[OwnValue], known: Mapping[str, Target], sources: tuple[Source, ...]
) -> tuple[DatedValue, ...]:
    """Return a dated parameter's values with the own ones in the place of their years."""
    by_year = {known[value.name].year: value for value in values if value.preset is None}
    ids = tuple(source.id for source in sources)
    return tuple(
        replace(dated, value=by_year[dated.year].value, status=OWN_STATUS, source_ids=ids)
        if dated.year in by_year
        else dated
        for dated in parameter.dated
    )


def _band_statuses(parameter: Parameter, values: list[OwnValue], known: Mapping[str, Target]) -> tuple[str, ...]:
    """Return the status of each age band where some are the user's own and some the model's; else nothing."""
    before = parameter.band_statuses or (parameter.status,) * len(PROFILE_BANDS)
    own = {known[value.name].band for value in values}
    after = tuple(OWN_STATUS if band in own else status for band, status in enumerate(before))
    return () if None in own or set(after) == {OWN_STATUS} else after


def _note(parameter: Parameter, values: list[OwnValue], known: Mapping[str, Target]) -> str:
    """Return what is said beside an own value: the user's note, where it holds, and what the model has."""
    parts = list(dict.fromkeys(value.note for value in values if value.note))
    presets = list(dict.fromkeys(value.preset for value in values if value.preset))
    if presets and all(value.preset for value in values):
        parts.append(f"Egen verdi i {' og '.join(presets)}; ellers modellens tall.")
    bands = sorted({known[value.name].band for value in values} - {None}, key=lambda band: band or 0)
    if bands and len(bands) < len(PROFILE_BANDS):
        parts.append(f"Egen verdi for {', '.join(PROFILE_BANDS[band or 0] for band in bands)} år; ellers modellens.")
    if isinstance(parameter.single, float) and parameter.status != OWN_STATUS:
        year = f" ({parameter.price_year}-kroner)" if parameter.price_year else ""
        parts.append(f"Modellens tall: {shown(parameter.single)}{year}.")
    return " ".join(part if part.endswith((".", "!", "?")) else f"{part}." for part in parts) or "Egen verdi."
