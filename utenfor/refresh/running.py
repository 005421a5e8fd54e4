"""One refresh: each table fetched for itself, what it changes told, and a new set written when all is read."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from utenfor.refresh.asking import ask
from utenfor.refresh.changes import changes
from utenfor.refresh.client import Client
from utenfor.refresh.columns import in_columns
from utenfor.refresh.figure_sets import write_set
from utenfor.refresh.income_equalisation import in_tax_levels
from utenfor.refresh.keeping import Keeper
from utenfor.refresh.metadata import dimensions
from utenfor.refresh.orders import Order, Report
from utenfor.refresh.population import country_of, in_population_files, same_municipalities
from utenfor.refresh.records import KDD, Fetched, RefreshError, Service, Services, Table
from utenfor.refresh.selecting import question
from utenfor_core.data.figures import Figures, figures_in_use
from utenfor_core.errors import InputError
from utenfor_core.parameters import load
from workbook_templates.figures_folder import open_figures

KEPT: Final = "answers"
"""The folder of kept answers in the folder of figures."""
NOTHING: Final = "Ingenting er hentet. Tallene som var der fra før, gjelder."


def refresh(order: Order, services: Services, told: Callable[[str], None] = lambda _: None) -> Report:
    """Fetch what is asked for, and write a new set of figures unless it is a dry run or nothing was fetched.

    A table that fails keeps the figures it had, and does not stop the others. `told` is given each table's id as it
    begins.

    Raises InputError when nothing was fetched or the model cannot read the new set, WorkbookError when it cannot be
    written.
    """
    report = Report()
    hours = 0.0 if order.ask_anew else services.limits.cache_hours
    with (
        Client(services.limits, services.rate_headers) as client,
        figures_in_use(None),
    ):
        keeper = Keeper(client, order.folder / KEPT, hours)
        for table in order.tables:
            told(table.id)
            try:
                report.fetched.append(_fetch(keeper, services.by_id[table.service], table, order.tax_file))
            except RefreshError as error:
                report.failed[table.id] = str(error)
        with figures_in_use(_figures(order.folder)):
            report.changes = {one.table.id: changes(one) for one in report.fetched}
        if not report.fetched:
            raise InputError(*report.failed.values(), NOTHING)
        if not order.dry_run:
            report.version = write_set(order.folder, report.fetched, services, load().version)
    return report


def _fetch(keeper: Keeper, service: Service, table: Table, tax_file: Path | None) -> Fetched:
    if service.kind == KDD:
        return in_tax_levels(keeper, service, table, tax_file)
    asked = question(table, dimensions(keeper, service, table))
    if table.layout == "population":
        same_municipalities(table, asked)
    found = ask(keeper, service, table, asked)
    if table.layout == "population":
        return in_population_files(table, asked, found, _of_country(keeper, service, table))
    fetched = in_columns(table, asked, found)
    if not fetched.years:
        message = f"{table.id}: svaret har ingen tall. De som var der fra før, står."
        raise RefreshError(message)
    return fetched


def _of_country(keeper: Keeper, service: Service, table: Table) -> Mapping[int, int]:
    """Return the country's own residents by year, which the sums of the municipalities are held against."""
    country = country_of(table)
    asked = question(country, dimensions(keeper, service, country))
    cells = ask(keeper, service, country, asked).cells
    return {asked.years[cell.codes[asked.time]]: int(cell.value) for cell in cells if cell.value is not None}


def _figures(folder: Path) -> Figures | None:
    """Return the figures in the folder, or None for the built-in where there are none that are whole."""
    try:
        return open_figures(folder)
    except InputError:
        return None
