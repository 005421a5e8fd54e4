"""The page docs/functions.md, made from the registry: `python -m addin.documentation docs/functions.md` writes it."""

import sys
from pathlib import Path

from addin.registry import WorksheetFunction, registry

HEAD = """\
# Regnearkfunksjonene

<!-- Made from addin/functions.toml by `python -m addin.documentation docs/functions.md`. Do not edit by hand. -->

Formlene er skrevet slik norsk Excel viser dem: semikolon mellom argumentene og desimalkomma. Argumenter i hakeparentes
kan stå tomme. Funksjonene er klare som Python-funksjoner (`addin.functions`) med en tynn binding til Excel
(`addin.com`). Selve tillegget for Excel (`.xlam`) kommer senere, og ingenting av dette er prøvd i et ekte Excel ennå.

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
- **Suksessraten er netto.** Den er andelen som lykkes på grunn av tiltaket og ellers ikke ville ha lykkes. Funksjonene
  tar den ikke ned for usikkert kunnskapsgrunnlag; det gjør arbeidsboka.
- **Nøytral kommune.** Funksjonene om tiltak har ingen kommune som argument. De regner for en kommune med liten andel av
  folketallet, skattenivå ikke oppgitt (grenen i forutsetningssettet) og arbeidsgiveravgift i sone 1. Kommunens egne
  tall står i arbeidsboka.
- **Tid.** Alle starter i januar i basisåret, som ikke diskonteres. Beløp er faste kroner i prisåret.
- **Hva som ligger bak**, sier `UTENFOR_EXPLAIN` for de samme argumentene, også hva som er utelatt.

## Funksjon for funksjon
"""


def functions_page() -> str:
    """Return the whole page.

    >>> functions_page().splitlines()[0]
    '# Regnearkfunksjonene'
    """
    functions = registry().values()
    rows = "".join(f"| `{one.name}` | {_signature(one)} | {one.gives} | `{one.formula}` |\n" for one in functions)
    return HEAD + rows + RULES + "".join(map(_section, functions))


def _signature(function: WorksheetFunction) -> str:
    parts = (f"[{one.label}]" if one.optional else one.label for one in function.arguments)
    return "; ".join(parts) or "–"


def _section(function: WorksheetFunction) -> str:
    lines = "".join(
        f"- **{one.label}**{' (valgfri)' if one.optional else ''}: {one.help}\n" for one in function.arguments
    )
    return f"\n### {function.name}\n\n{function.description}\n\n{lines}{chr(10) if lines else ''}`{function.formula}`\n"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(functions_page(), encoding="utf-8", newline="\n")
