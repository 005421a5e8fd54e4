"""The template for own figures as TOML: every value that may be given, commented out, beside the model's own."""

from collections.abc import Iterator

from utenfor_core.assumptions import VECTORS, vector_names
from utenfor_core.domain import PAIR_WORDS, PRESETS, PROFILE_BANDS
from utenfor_core.own_figures.targets import Target, targets
from utenfor_core.own_figures.typed import shown
from utenfor_core.parameters import Parameters

HEAD = f"""\
# Egne tall til Utenfor-regnskapet. Ta bort # foran de linjene du vil bruke; resten er modellens tall.
# Tekst skrives i anførselstegn, tall uten. Desimaltall med punktum, store tall uten mellomrom: 0.25 og 61000.
# Andeler er desimaltall: 12 prosent er 0.12. Skriv hvor tallet kommer fra, ellers står det «kilde ikke oppgitt».
# prisar er året kronene gjelder. sett = "{PRESETS[1]}" gjør at tallet bare gjelder det settet.

navn = "Egne tall"
# bygger_pa = "regionens-tall.toml"    # en fil i samme mappe; tallene her går foran
"""
GROWTH = """\
# === Prisvekst som modellen mangler (D kommunal deflator, K konsumpriser, L lønn)
# [[prisvekst]]
# indeks = "K"
# ar = 2021
# verdi =
# kilde = ""
"""
GROUP = f"""\
# === Egne målgrupper
# [[malgruppe]]
# id = "egen_gruppe"
# navn = ""
# definisjon = ""
# alder_fra =
# alder_til =
# alder_vanlig =
# par = "{PAIR_WORDS[0]}"    # eller "{PAIR_WORDS[1]}"
# utfall_alder =    # tidligste alder suksessen måles ved
# utfall_etter_ar = 0    # så mange år etter start, om det er senere
# nar_malet =    # andelen som når målet uten tiltak; uten den må p0 oppgis på Tiltak
# nar_malet_lav =
# nar_malet_hoy =
# lykkes_betyr = ""
# egne_linjer = ""    # hva annet gruppen kan spare, til hjelp på Tiltak
# telling = ""    # hvordan gruppen telles hos dere
# kilde = ""
# merknad = ""
"""


def toml_template(parameters: Parameters) -> str:
    """Return the text of the template; as it stands it is a valid file that changes nothing.

    >>> from utenfor_core.parameters import load
    >>> 'id = "unit_sosialhjelp"' in toml_template(load())
    True
    """
    return "\n".join((HEAD, *_values(parameters), GROWTH, GROUP))


def _values(parameters: Parameters) -> Iterator[str]:
    known = targets(parameters)
    vectors = {vector_names(name)[0]: name for section in VECTORS.values() for name in section}
    section = ""
    for name, target in known.items():
        if target.band:
            continue
        if target.line.section != section:
            section = target.line.section
            yield f"# === {section}\n"
        vector = vectors.get(name)
        lines = [f"# {_title(target)}", *_model(known, name, vector), "# [[verdi]]", f'# id = "{vector or name}"']
        lines.append("# verdi = [" + ", ".join([" "] * len(PROFILE_BANDS)) + "]" if vector else "# verdi =")
        lines += ["# prisar ="] if target.unit.money else []
        lines += ["# maneder ="] if target.unit.months else []
        yield "\n".join([*lines, '# kilde = ""', ""])


def _title(target: Target) -> str:
    line = target.line
    label = line.label.removesuffix(f", {PROFILE_BANDS[0]} år") if target.band == 0 else target.label
    limits = f"fra {shown(line.minimum or 0.0)} til {shown(line.maximum or 0.0)}"
    return f"{label} [{line.unit}, {limits}]"


def _model(known: dict[str, Target], name: str, vector: str | None) -> Iterator[str]:
    """Yield the model's value on a line, or one line for each preset where they differ."""
    names = vector_names(vector) if vector else (name,)
    by_preset = {preset: tuple(known[short].line.values[at] for short in names) for at, preset in enumerate(PRESETS)}
    year = known[name].line.price_year
    kroner = f" ({year}-kroner)" if year else ""
    if len(set(by_preset.values())) == 1:
        by_preset = {"Modellen": by_preset[PRESETS[0]]}
    for preset, values in by_preset.items():
        numbers = "; ".join("ikke satt" if value is None else shown(value) for value in values)
        yield f"# {preset}: {numbers}{kroner}"
