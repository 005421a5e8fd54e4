"""The sections on what the municipalities do: measures chosen, phases, what is not filled in, and the files."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

from utenfor.collecting.gathering import basis_text
from utenfor.collecting.records import BookFigures, ChosenMeasure, Listed, Network
from utenfor.collecting.telling import BARS, KRONER, SHARE, WHOLE, WHOLE_BARS, Chart, Head, Section
from utenfor_core.council_inputs import PHASES, STATUSES
from utenfor_core.domain import Value
from workbook_templates.palette import GAIN, PROGRESS_COLOURS
from workbook_templates.words import Words

WIDE, NAME, SHORT, LONG = 34, 24, 12, 44
"""Characters across a column of texts, of names, of small numbers and of sentences."""
MARK: Final = 12
"""Characters of a file's sum that are shown."""
UNSAID: Final = "unsaid"
STATUS_KEYS: Final = dict(zip(STATUSES, ("not_started", "under_way", "done", "stopped"), strict=True))


def choice_sections(network: Network, words: Words, groups: Mapping[str, str]) -> Iterator[Section]:
    """Yield the sections on measures, phases and files; `groups` are the target groups' labels by id."""
    if network.summed or network.others:
        yield _groups(network, words, groups)
        yield _measures(network, words, groups)
    if network.everyone:
        yield _phase_counts(network, words)
        yield _phases(network, words)
        yield _missing(network, words)
    yield _files(network, words)


def _counted(network: Network) -> list[tuple[BookFigures, ChosenMeasure]]:
    books = sorted((*network.summed, *network.others), key=lambda one: one.number)
    return [(book, measure) for book in books for measure in book.measures]


def _heads(words: Words, **units: tuple[str, int]) -> tuple[Head, ...]:
    return tuple(
        Head(text=words(f"collect.head_{name}"), unit=unit, width=width) for name, (unit, width) in units.items()
    )


def _groups(network: Network, words: Words, groups: Mapping[str, str]) -> Section:
    counted = [(book, measure) for book, measure in _counted(network) if measure.described]
    found: dict[str, list[tuple[BookFigures, ChosenMeasure]]] = {}
    for book, measure in counted:
        found.setdefault(groups.get(measure.group, measure.group), []).append((book, measure))
    rows = [
        (
            label,
            float(len({book.number for book, _ in chosen})),
            float(len(chosen)),
            float(sum(measure.persons or 0.0 for _, measure in chosen)),
        )
        for label, chosen in found.items()
    ]
    rows.sort(key=lambda row: (-row[1], -row[2], row[0]))
    key = "finding_groups" if rows else "finding_no_groups"
    title = words(f"collect.{key}", group=rows[0][0] if rows else "", count=int(rows[0][1]) if rows else 0)
    units = {
        "group": ("tekst", LONG),
        "municipalities": (WHOLE, NAME),
        "measures": (WHOLE, NAME),
        "persons": (WHOLE, NAME),
    }
    chart = Chart(
        kind=BARS, title=title, alt=words("collect.alt_groups"), series=(1,), colours=(GAIN,),
        axis=words("collect.axis_municipalities"),
    )  # fmt: skip
    return Section(
        key="groups",
        heading=words("collect.heading_groups"),
        sentences=(words("collect.about_groups"),),
        heads=_heads(words, **units),
        rows=tuple(rows),
        chart=chart if rows else None,
    )


def _measures(network: Network, words: Words, groups: Mapping[str, str]) -> Section:
    hidden = words("collect.not_shown")
    rows = tuple(
        (
            book.name, measure.name or words("collect.no_name"), groups.get(measure.group, measure.group),
            measure.age, measure.persons, measure.success_rate, measure.evidence_grade, measure.cost_present,
            measure.net_present_own, measure.net_present_all, measure.progress or words("collect.unsaid"),
        )
        if measure.described
        else (book.name, words("collect.too_few"), *[hidden] * 8, measure.progress or words("collect.unsaid"))
        for book, measure in _counted(network)
    )  # fmt: skip
    return Section(
        key="measures",
        heading=words("collect.heading_measures"),
        sentences=(words("collect.about_measures"),),
        heads=_heads(
            words, name=("tekst", NAME), measure=("tekst", WIDE), group=("tekst", LONG), age=(WHOLE, SHORT),
            persons=(WHOLE, SHORT), rate=(SHARE, SHORT), grade=(WHOLE, SHORT), cost=(KRONER, NAME),
            net_own=(KRONER, NAME), net_all=(KRONER, NAME), progress=("tekst", NAME),
        ),
        rows=rows,
    )  # fmt: skip


def _phase_counts(network: Network, words: Words) -> Section:
    names = [words(f"collect.phase_{number}") for number in PHASES]
    counts = [Counter(book.phases[at].status or UNSAID for book in network.everyone) for at in range(len(PHASES))]
    rows: tuple[tuple[Value, ...], ...] = tuple(
        (name, *(float(count[status]) for status in (*STATUSES, UNSAID)))
        for name, count in zip(names, counts, strict=True)
    )
    done = STATUSES[2]
    reached = sum(1 for book in network.everyone if all(phase.status == done for phase in book.phases))
    heads = [Head(text=words("collect.head_phase"), width=NAME)]
    heads += [Head(text=words(f"collect.progress_{key}"), unit=WHOLE) for key in (*STATUS_KEYS.values(), UNSAID)]
    return Section(
        key="phase_counts",
        heading=words("collect.heading_phase_counts"),
        sentences=(words("collect.about_phases"),),
        heads=tuple(heads),
        rows=rows,
        chart=Chart(
            kind=WHOLE_BARS, title=words("collect.finding_phases", done=reached, count=len(network.everyone)),
            alt=words("collect.alt_phases"), series=tuple(range(1, len(heads))), colours=PROGRESS_COLOURS,
            axis=words("collect.axis_share"),
        ),
    )  # fmt: skip


def _phases(network: Network, words: Words) -> Section:
    rows = tuple(
        (
            book.name, words(f"collect.phase_{number}"), _progress(phase.status, words),
            phase.responsible or words("collect.unsaid"), phase.deadline or words("collect.unsaid"),
        )
        for book in network.everyone
        for number, phase in zip(PHASES, book.phases, strict=True)
    )  # fmt: skip
    return Section(
        key="phases",
        heading=words("collect.heading_phases"),
        sentences=(),
        heads=_heads(
            words, name=("tekst", NAME), phase=("tekst", NAME), status=("tekst", NAME), responsible=("tekst", WIDE),
            deadline=("tekst", WIDE),
        ),
        rows=rows,
    )  # fmt: skip


def _progress(status: str, words: Words) -> str:
    return (
        words(f"collect.progress_{STATUS_KEYS[status]}") if status in STATUS_KEYS else status or words("collect.unsaid")
    )


def _missing(network: Network, words: Words) -> Section:
    rows: list[tuple[Value, ...]] = [
        (book.name, words(f"collect.filled_{book.filled}"), words(f"collect.missing_{key}", what=what))
        for book in network.everyone
        for key, what in book.missing
    ]
    return Section(
        key="missing",
        heading=words("collect.heading_missing"),
        sentences=(words("collect.about_missing"),),
        heads=_heads(words, name=("tekst", NAME), filled=("tekst", NAME), missing=("tekst", 2 * LONG)),
        rows=tuple(rows) or (("–", "–", words("collect.nothing_missing")),),
    )


def _files(network: Network, words: Words) -> Section:
    return Section(
        key="files",
        heading=words("collect.heading_files"),
        sentences=(words("collect.about_files"),),
        heads=_heads(
            words, file=("tekst", LONG), name=("tekst", NAME), became=("tekst", NAME), why=("tekst", LONG),
            basis=("tekst", WIDE), model=("tekst", SHORT), data=("tekst", NAME), saved=("tekst", NAME),
            sum=("tekst", NAME),
        ),
        rows=tuple(_file(one, words) for one in network.files),
    )  # fmt: skip


def _file(one: Listed, words: Words) -> tuple[Value, ...]:
    became, none = words(f"collect.status_{one.what}"), "–"
    if one.figures is None:
        return (one.file, none, became, one.why, *[none] * 5)
    book = one.figures
    return (
        one.file, book.name, became, one.why or none, basis_text(book.basis, words), book.model_version,
        book.data_version, book.saved or none, book.sha256[:MARK],
    )  # fmt: skip
