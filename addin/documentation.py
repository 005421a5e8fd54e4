"""The page docs/functions.md, made from the registry: `python -m addin.documentation docs/functions.md` writes it."""

import sys
from pathlib import Path

from addin.arguments import Choice
from addin.kinds import kinds
from addin.registry import Argument, WorksheetFunction, as_typed, registry
from utenfor_core.indicators import indicators

HEAD = """\
# Regnearkfunksjonene

<!-- Made from addin/functions.toml by `python -m addin.documentation docs/functions.md`. Do not edit by hand. -->

Formlene er skrevet slik norsk Excel viser dem: semikolon mellom argumentene og desimalkomma. Argumenter i hakeparentes
kan stå tomme. Funksjonene er Python-funksjoner (`addin.functions`) med en tynn binding til Excel (`addin.com`).
Ingenting av dette er prøvd i et ekte Excel ennå.

| funksjon | argumenter | gir | eksempel |
|---|---|---|---|
"""

RULES = """
## Felles regler

- **En celle eller et område.** Hvert argument kan være én celle eller et område; alle områder i et kall må være like
  store. En hel kolonne regnes i ett kall og fyller en kolonne. `UTENFOR_CASHFLOW` tar bare én celle per argument.
- **Feil er feil.** Et argument som ikke kan brukes, gir en feilverdi, aldri tekst eller 0, så en sum over det stopper.
  `#VERDI!`: feil slag, for eksempel et tall skrevet som tekst, SANN, en dato eller et ukjent valg. `#NUM!`: et tall
  utenfor det mulige, eller et svar uten mening. `#I/T`: finnes ikke, er ikke kjent, eller skjer aldri. En feil i en
  celle du viser til, kommer ut igjen som den er. Forklaringen på norsk følger med feilen.
- **Tall som står som tekst, blir ikke lest.** En celle med teksten «0,1» eller «1 250 kr» gir `#VERDI!`, og
  forklaringen sier hvilket tall teksten ser ut som. En sum i Excel ville hoppet over den samme cellen uten å si fra.
  Skriv tallet, eller gjør cellen om til tall (Data, Tekst til kolonner, Fullfør). Punktum kan være tvetydig («1.250»):
  da nevnes begge tallene.
- **Datoer er ikke tall.** Der et årstall trengs, gir `ÅR(…)` årstallet av en dato.
- **Tomme celler.** En tom celle, eller en tekst av bare mellomrom, gir standardverdien der argumentet kan stå tomt.
  Ellers er den en feil.
- **Alt som er galt, sies på én gang.** Er flere argumenter gale, nevner forklaringen alle.
- **Suksessraten er netto.** Den er andelen som lykkes på grunn av tiltaket og ellers ikke ville ha lykkes. Funksjonene
  tar den ikke ned for usikkert kunnskapsgrunnlag; det gjør arbeidsboka.
- **Nøytral kommune.** Funksjonene om tiltak har ingen kommune som argument. De regner for en kommune med liten andel av
  folketallet, skattenivå ikke oppgitt (grenen i forutsetningssettet) og arbeidsgiveravgift i sone 1. Kommunens egne
  tall står i arbeidsboka.
- **Tid.** Alle starter i januar i basisåret, som ikke diskonteres. Beløp er faste kroner i prisåret.
- **Hva som ligger bak**, sier `UTENFOR_EXPLAIN` for de samme argumentene, også hva som er utelatt.

## Funksjon for funksjon

Hva hvert argument er, hva som er tillatt, og hva en tom celle betyr, står samlet under [Argumentene](#argumentene).
"""

INDICATORS = """
## Indikatorene

Det `UTENFOR_INDICATOR` kjenner. Står året tomt, er det indikatorens siste år. Andeler er tall mellom 0 og 1.

| indikator | hva det er | enhet | år |
|---|---|---|---|
"""

ARGUMENTS = """
## Argumentene

Et argument er det samme i alle funksjoner. «Tom celle» er det som gjelder når argumentet ikke er fylt ut.

| argument | hva det er | slag | tillatt | tom celle | eksempel |
|---|---|---|---|---|---|
"""


def functions_page() -> str:
    """Return the whole page.

    >>> functions_page().splitlines()[0]
    '# Regnearkfunksjonene'
    """
    functions = registry().values()
    rows = "".join(f"| `{one.name}` | {_signature(one)} | {one.gives} | `{one.formula}` |\n" for one in functions)
    return HEAD + rows + RULES + "".join(map(_section, functions)) + _arguments() + _indicators()


def _signature(function: WorksheetFunction) -> str:
    parts = (f"[{one.label}]" if one.optional else one.label for one in function.arguments)
    return "; ".join(parts) or "–"


def _section(function: WorksheetFunction) -> str:
    arguments = f"Argumenter: {_signature(function)}." if function.arguments else "Ingen argumenter."
    gives = f"Gir {function.gives}."
    return f"\n### {function.name}\n\n{function.description}\n\n{arguments} {gives}\n\n`{function.formula}`\n"


def _arguments() -> str:
    """Return the table of every argument, once, in the order the functions use them."""
    each = {one.name: one for function in registry().values() for one in function.arguments}
    return ARGUMENTS + "".join(map(_row, each.values()))


def _indicators() -> str:
    """Return the table of what UTENFOR_INDICATOR knows."""
    rows = (f"| `{one.id}` | {one.label} | {one.unit} | {_span(one.years)} |\n" for one in indicators().values())
    return INDICATORS + "".join(rows)


def _span(years: tuple[int, ...]) -> str:
    return str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"


def _row(argument: Argument) -> str:
    return (
        f"| {argument.label} (`{argument.name}`) | {argument.about} | {argument.type} | {_allowed(argument)} "
        f"| {argument.default or 'feil'} | `{as_typed(argument.example)}` |\n"
    )


def _allowed(argument: Argument) -> str:
    """Return the range of a number or the names of a choice; a dash where anything goes."""
    kind = kinds()[argument.kind]
    return ", ".join(f"`{name}`" for name in kind.shown) if isinstance(kind, Choice) else argument.range or "–"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(functions_page(), encoding="utf-8", newline="\n")
