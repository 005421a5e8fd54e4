"""«Hjelp»: a page about the buttons and the worksheet functions, made from the same data as they are."""

from html import escape
from pathlib import Path
from typing import Final

from addin.registry import registry
from addin.ribbon.buttons import ribbon
from addin.ribbon.occasion import Occasion
from utenfor_core.frame import built_in_frame
from utenfor_core.version import __version__

NAME: Final = "hjelp-utenfor.html"
STYLE: Final = (
    "body{font:16px/1.5 sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a;background:#fff}"
    "dt{font-weight:bold;margin-top:1rem}dd{margin:0}code{background:#eef2f6;padding:0 .2rem}"
    "table{border-collapse:collapse}th,td{text-align:left;vertical-align:top;padding:.2rem .8rem .2rem 0}"
)


def guide(occasion: Occasion) -> str:
    """Open the page, and tell which version is in use."""
    version = f"Utenfor-regnskapet {__version__}, tall {built_in_frame().parameters.version}."
    path = guide_in(occasion.services.user_folder())
    return version if occasion.desk.open_file(path) else f"{version} Hjelpen ligger her: {path}"


def guide_page() -> str:
    """Return the whole page as HTML; it loads nothing from elsewhere.

    >>> "Ny kommunebok" in guide_page() and "UTENFOR_SAVINGS" in guide_page()
    True
    """
    about = ribbon()
    buttons = "".join(
        f"<dt>{escape(one.label)}</dt><dd>{escape(one.supertip)}</dd>" for one in about.buttons if one.python
    )
    functions = "".join(
        f"<h3 id='{name}'>{name}</h3><p>{escape(one.description)}</p><p><code>{escape(one.formula)}</code></p>"
        "<table><tr><th scope='col'>Argument</th><th scope='col'>Betyr</th></tr>"
        + "".join(
            f"<tr><td>{escape(each.name)}{' (kan stå tomt)' if each.optional else ''}</td>"
            f"<td>{escape(each.help)}</td></tr>"
            for each in one.arguments
        )
        + "</table>"
        for name, one in registry().items()
    )
    return (
        f"<!doctype html><html lang='nb'><head><meta charset='utf-8'><title>Hjelp til Utenfor</title>"
        f"<style>{STYLE}</style></head><body><main><h1>Hjelp til Utenfor</h1>"
        f"<p>Versjon {escape(__version__)}.</p><h2>Knappene</h2><dl>{buttons}</dl>"
        f"<h2>Funksjonene</h2>{functions}</main></body></html>\n"
    )


def guide_in(folder: Path) -> Path:
    """Write the page in a folder and return its path."""
    path = folder / NAME
    path.write_text(guide_page(), encoding="utf-8", newline="\n")
    return path
