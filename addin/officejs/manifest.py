"""The add-in's manifest: what Excel and the admin centre read to find the functions, the buttons and the pane."""

from collections.abc import Mapping

from jinja2 import Environment, PackageLoader

from addin.officejs.book_scripts import Script
from addin.officejs.cells import NAMESPACE
from addin.officejs.settings import Authentication
from utenfor_core.version import __version__

IDENTITY = "46912423-f6e6-487e-bb1a-0362c5cb5036"
"""The add-in's id for ever: another id would be another add-in to Excel."""

PARTS = 4
"""A manifest's version has four numbers."""

SHORT, LONG = 125, 250
"""The most characters in a label, and in a button's help."""


def manifest(address: str, scripts: Mapping[str, Script], authentication: Authentication | None = None) -> str:
    """Return the manifest for a server at an address; scripts with a label are ribbon buttons.

    >>> "https://utenfor.example.no/taskpane.html" in manifest("https://utenfor.example.no", {})
    True
    """
    pages = Environment(
        loader=PackageLoader(__package__, "pages"), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    numbers = [part for part in __version__.split(".") if part.isdigit()]
    buttons = [
        {"name": name, "label": script.label[:SHORT], "tip": (script.tip or script.label)[:LONG]}
        for name, script in scripts.items()
        if script.label
    ]
    return pages.get_template("manifest.xml").render(
        identity=IDENTITY,
        version=".".join([*numbers, *["0"] * PARTS][:PARTS]),
        address=address,
        host=address.removeprefix("https://"),
        namespace=NAMESPACE,
        buttons=buttons,
        client_id=authentication.client_id if authentication else "",
    )
