"""The page docs/python.md: what is public in Python, from the docstrings.

`python -m tests.core.python_page` writes it anew.
"""

import ast
import inspect
import textwrap
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import utenfor_core
from utenfor_core import PUBLIC

PAGE = Path(__file__).parents[2] / "docs" / "python.md"
HEAD = """\
# Modellen i Python

<!-- Made from the docstrings by `python -m tests.core.python_page`. Do not edit by hand. -->

Alt på denne siden hentes rett fra pakken, som `from utenfor_core import Case, Measure, run`, og lastes først når det
brukes. Beløp er faste kroner i prisåret, pluss er bra for budsjettet, og år 0 er basisåret. Alt som er galt i det du
har skrevet, kommer samlet i én `InputError`, med sted og råd. Navn og forklaringer er på engelsk, som i
[ordlista](glossary.md); en gjennomgang på norsk står i [how-to/bruke-python.md](how-to/bruke-python.md). En test kjører
eksemplene etter `from utenfor_core import *` og `from dataclasses import replace`.
"""
HEADINGS = {
    "domain": "Tilfellet som skal regnes",
    "places": "Kommunen",
    "model": "Regn",
    "calculation": "Resultatet",
    "stamp": "Hva resultatet er laget med",
    "checks": "Stemmer alt?",
    "coverage": "Hva svaret hviler på",
    "questions": "Økonomiavdelingens spørsmål",
    "comparison": "Side om side",
    "sensitivity": "Hva om?",
    "bridge": "Fra gammelt til nytt resultat",
    "uncertainty": "Usikkerhet",
    "uncertainty.tornado": "Hvilket tall flytter svaret mest",
    "uncertainty.variance": "Hva spredningen kommer av",
    "uncertainty.information": "Hva det er verdt å vite mer",
    "portfolio_choice": "Hvilke tiltak?",
    "societal": "Samfunnets regnskap",
    "actuals": "Planlagt og faktisk",
    "frame": "Tallene modellen bruker",
    "errors": "Feil",
}


def page() -> str:
    """Return the whole page."""
    parts = [HEAD]
    for module, names in PUBLIC.items():
        parts.append(f"\n## {HEADINGS[module]}\n")
        parts += [f"\n### {name}\n\n{_entry(name, getattr(utenfor_core, name))}" for name in names]
    return "".join(parts)


def _entry(name: str, thing: Any) -> str:  # noqa: ANN401  # a class, a function or a tuple of names
    if isinstance(thing, tuple):
        return f"`{name}`: {', '.join(f'`{part}`' for part in thing)}\n"
    paragraphs = inspect.cleandoc(thing.__doc__ or "").split("\n\n")
    lines = [_signature(name, thing), "", textwrap.fill(paragraphs[0], 119), ""]
    for paragraph in paragraphs:
        if paragraph.startswith(">>>"):
            lines += ["```python", *(line for line in paragraph.splitlines() if not _is_known(line)), "", "```", ""]
    return "\n".join(lines)


def _is_known(line: str) -> bool:
    """Tell whether a line imports nothing but public names, which the page says are there."""
    if not line.startswith(">>> from utenfor_core"):
        return False
    names = line.partition(" import ")[2].split(", ")
    return all(name in utenfor_core.__all__ for name in names)


def _signature(name: str, thing: Any) -> str:  # noqa: ANN401  # as above
    if is_dataclass(thing):
        return f"`{name}` med " + ", ".join(f"`{field.name}`" for field in fields(thing))
    if inspect.isclass(thing):
        return f"`{name}`"
    (function,) = ast.parse(textwrap.dedent(inspect.getsource(thing))).body
    assert isinstance(function, ast.FunctionDef)
    returns = f" -> {ast.unparse(function.returns)}" if function.returns else ""
    return f"`{name}({ast.unparse(function.args)}){returns}`"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
