"""What the ribbon's callbacks ask for from above the add-in: workbooks, reading, the council paper, fresh figures."""

import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Final

from addin.ribbon.occasion import BudgetPlan, Comparison, InputProblem, InputTable, PlanLine
from addin.ribbon.words import Words
from utenfor.wording import shown
from utenfor_core.calculation import TOGETHER, Result
from utenfor_core.discounting import rounded_half_up
from utenfor_core.domain import LEVELS
from utenfor_core.errors import WorkbookError
from utenfor_core.frame import built_in_frame
from utenfor_core.inputs import CHANGE, CURRENT, is_number
from utenfor_core.municipalities import Municipality
from utenfor_core.plan_lines import BLOCKS, PLAN_YEARS
from utenfor_core.version import __version__
from workbook_templates.readback import BookRead, read_book

THOUSAND: Final = 1000.0
FOLDER: Final = "Utenfor"
CODES: Final = "Se på kodene: {} linjer mangler ansvar, funksjon eller art, eller har flere å velge mellom."
BLANKS: Final = "{} steder må fylles ut for hånd. De er gule i dokumentet."


class RibbonServices:
    """The real services; what is heavy is imported by the service that needs it."""

    @property
    def input_table(self) -> InputTable:
        """Where the live values of a book's inputs stand."""
        from workbook_templates.blocks.inputs import CURRENT as COLUMN  # noqa: PLC0415 - loads the sheets' layout
        from workbook_templates.book_stamp import INPUTS_NAME  # noqa: PLC0415 - as above
        from workbook_templates.sheets.inputs import ADDRESS  # noqa: PLC0415 - as above

        return InputTable(name=INPUTS_NAME, column=COLUMN + 1, address_column=ADDRESS + 1)

    def versions(self) -> tuple[str, str]:
        """The versions of the model and of its figures."""
        return __version__, built_in_frame().parameters.version

    def make_workbook(self, municipality: Municipality, folder: Path) -> Path:
        """Make the municipality's workbook; one that is there is never written over."""
        from workbook_templates.workbook import build_workbook, file_name  # noqa: PLC0415 - loads what writes workbooks

        path = folder / file_name(municipality)
        if path.exists():
            text = f"{path} finnes fra før, og er ikke skrevet over. Åpne den, eller velg en annen mappe."
            raise WorkbookError(text)
        with self.figures():
            build_workbook(municipality, path)
        return path

    def read(self, path: Path) -> BookRead:
        """Read a copy of a book."""
        return read_book(path)

    def input_problems(self, book: BookRead) -> Sequence[InputProblem]:
        """Return the inputs of a book that cannot be used."""
        from workbook_templates.readback_problems import input_problems  # noqa: PLC0415 - loads how inputs are told

        return tuple(input_problems(book))

    def plan(self, path: Path) -> BudgetPlan:
        """Return the økonomiplan of a copy of a book: the lines in use, with the book's own sign and prices."""
        from utenfor.budget_lines.lines import SHEETS, budget_lines  # noqa: PLC0415 - loads the sheets' own sentences
        from utenfor.budget_lines.mapping import AS_BOOK, open_mapping  # noqa: PLC0415 - as above
        from utenfor.finished_book import open_finished  # noqa: PLC0415 - as above

        book = open_finished(path, SHEETS)
        found = budget_lines(book, replace(open_mapping(), sign=AS_BOOK))
        result = book.result
        return BudgetPlan(
            place=book.municipality.name_no,
            language=book.language,
            years=found.years,
            lines=tuple(PlanLine(texts=line.texts, amounts=line.amounts) for line in found.lines),
            sums={block: _years(result, f"plan_sum_{block}") for block in BLOCKS},
            net=found.net,
            levels=_levels(result),
            sign=result.block().single("plan_sign"),
            prices=_prices(result, Words(book.language)),
            change=str(result.values.get("plan.mode", "")).casefold() == CHANGE,
            remarks=(*book.remarks, *([CODES.format(len(found.missing))] if found.missing else [])),
        )

    def compare(self, book: BookRead, path: Path) -> Comparison:
        """Compare every calculated cell of a copy with the model."""
        from utenfor.book_differences import compared  # noqa: PLC0415 - loads the whole layout

        return compared(book, path)

    def check_texts(self, language: str) -> Mapping[str, str]:
        """What each check of `Kontroll` says, by name."""
        from workbook_templates.words import words  # noqa: PLC0415 - loads the books' texts

        return words(language)["check_label"]

    def told(self, language: str, text: str) -> str:
        """A text of the core's in the language of the book."""
        from workbook_templates.twins import twins  # noqa: PLC0415 - as above

        return twins(language).text(text)

    def council_paper(self, path: Path, target: Path) -> Sequence[str]:
        """Write the case for the council; what must be looked at comes back."""
        from argparse import Namespace  # noqa: PLC0415 - the command's own way in

        from utenfor.commands import council_paper  # noqa: PLC0415 - loads what writes Word documents

        asked = Namespace(bok=path, out=target, template=None, pdf=False, new_template=None, language="nb")
        made = council_paper.run(asked)
        blank = made.data["fyll_inn"]
        return (
            *([BLANKS.format(len(blank))] if blank else []),
            *(one for one in made.notices if one not in blank),
        )

    def upgrade(self, path: Path, target: Path) -> Sequence[str]:
        """Write the book anew with today's figures; what moved and what must be looked at comes back."""
        from utenfor.commands.upgrade import write_upgrade  # noqa: PLC0415 - loads what writes workbooks
        from utenfor.upgrading import upgraded  # noqa: PLC0415 - as above

        made = upgraded(read_book(path), built_in_frame())
        write_upgrade(made, target)
        return (
            f"{len(made.carried)} felt er med, {len(made.left)} er ikke.",
            *made.remarks,
            *(f"Ikke overført: {one.label} («{shown(one.value)}»): {one.why}." for one in made.left),
        )

    @contextmanager
    def figures(self) -> Iterator[str]:
        """Use refreshed figures, where the user has fetched some, and give their version, else an empty text.

        They are those of UTENFOR_FIGURES, else those that `utenfor refresh` has put in the user's own folder.
        """
        from utenfor.refresh.orders import user_folder  # noqa: PLC0415 - loads what fetches figures
        from workbook_templates.figures_folder import CURRENT as POINTER  # noqa: PLC0415 - as above
        from workbook_templates.figures_folder import VARIABLE, chosen_figures  # noqa: PLC0415 - as above

        fetched = not os.environ.get(VARIABLE, "").strip() and (user_folder() / POINTER).is_file()
        with chosen_figures(user_folder() if fetched else None) as figures:
            yield "" if figures is None else figures.version

    @contextmanager
    def copies(self) -> Iterator[Path]:
        """Give a folder for copies, which is emptied afterwards."""
        with tempfile.TemporaryDirectory(prefix="utenfor", ignore_cleanup_errors=True) as folder:
            yield Path(folder)

    def user_folder(self) -> Path:
        """A folder of the user's own for what is opened and may be lost."""
        folder = Path(tempfile.gettempdir()) / FOLDER
        folder.mkdir(exist_ok=True)
        return folder


def _years(result: Result, row: str) -> tuple[float, ...]:
    return tuple(float(amount) for amount in result.row(row)[0, :PLAN_YEARS])


def _levels(result: Result) -> dict[str, tuple[float, ...]]:
    """Return what each level gains less what it pays, in the plan's prices and whole 1 000 kr; positive is a gain."""
    price = result.row("plan_price")[0]
    net = (result.row("level_gross", TOGETHER) - result.row("level_cost", TOGETHER))[:, :PLAN_YEARS] * price
    return {
        level: tuple(float(rounded_half_up(float(amount), THOUSAND)) for amount in row)
        for level, row in zip(LEVELS, net, strict=True)
    }


def _prices(result: Result, words: Words) -> str:
    if str(result.values.get("plan.prices", "")).casefold() == CURRENT:
        return words("prices_current")
    carried = result.values.get("plan.first_growth")
    if is_number(carried) and carried:
        return words("prices_plan")
    return words("prices_fixed", year=result.frame.price_year)
