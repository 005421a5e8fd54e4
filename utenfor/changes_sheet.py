"""The sheet `Endringer` of an upgraded book: what moved the results, what was carried over and what was not."""

from collections.abc import Sequence
from typing import Final

from xlsxwriter.utility import xl_range

from utenfor.upgrading import Upgrade
from utenfor.wording import shown
from utenfor_core.calculation import TOGETHER
from utenfor_core.domain import VIEWS, Value
from utenfor_core.inputs import is_number
from workbook_templates import positions as at
from workbook_templates.page import Page
from workbook_templates.rows import exact_unit
from workbook_templates.sheets.wrapping import fit_row, write_lines

LABEL, UNIT, OLD, NEW, DELIVERED_NOW, REMARK = range(6)
LAST: Final = REMARK
WIDTHS: Final = {LABEL: 62, UNIT: 19, OLD: 19, NEW: 19, DELIVERED_NOW: 19, REMARK: 30}
WRAPPED: Final = {LABEL: 68, UNIT: 18, OLD: 18, NEW: 18, DELIVERED_NOW: 18, REMARK: 30}
"""Characters that fit on a line of those columns."""
ACROSS: Final = 165
SHOWN: Final = ("net_present", "net_present_cashable")
TILL_67: Final = 6
"""The last of the seven horizons side by side."""
MONEY: Final = "kr"
LONGEST: Final = 160
"""Characters of a text that are shown here; the whole of it stands in its own cell."""


class ChangesSheet:
    """The sheet under writing, from top to bottom."""

    def __init__(self, upgrade: Upgrade) -> None:
        """Take what is to be told."""
        self.upgrade = upgrade

    def __call__(self, page: Page) -> None:
        """Write the sheet."""
        for column, width in WIDTHS.items():
            page.sheet.set_column(column, column, width)
        upgrade, bridge = self.upgrade, self.upgrade.bridge
        about = page.words("changes.about", file=upgrade.book.file, old=bridge.old, new=bridge.new)
        line = write_lines(page, at.HEAD, about, ACROSS)
        line = write_lines(page, line, page.words("changes.about_fixed"), ACROSS)
        if upgrade.remarks:
            line = self._sentences(page, line + 1, "remarks", upgrade.remarks)
        for name in SHOWN:
            line = self._bridge(page, line + 1, name)
        line = self._figures(page, line + 1)
        line = self._left(page, line + 1)
        line = self._carried(page, line + 1)
        line = self._renewed(page, line + 1)
        if upgrade.book.unread:
            self._sentences(page, line + 1, "unread", [one.text() for one in upgrade.book.unread])

    def _sentences(self, page: Page, line: int, heading: str, sentences: Sequence[str]) -> int:
        page.heading(line, f"changes.{heading}", LAST)
        line += 1
        for sentence in sentences:
            line = write_lines(page, line, sentence, ACROSS)
        return line

    def _bridge(self, page: Page, line: int, name: str) -> int:
        """Write one result's way from old to new, its sum as a formula, and what the book shows now."""
        bridge = self.upgrade.bridge
        page.heading(line, f"changes.bridge_{name}", LAST)
        if name == SHOWN[0]:
            line = write_lines(page, line + 1, page.words("changes.order"), ACROSS) - 1
        heads = [page.words("changes.step"), *(page.words(f"changes.view_{view}") for view in VIEWS)]
        page.heads(line + 1, LABEL, heads)
        first = line + 2
        labels = [page.words("changes.before", old=bridge.old), *(step.label for step in bridge.steps)]
        amounts = {view: bridge.amounts(view, name) for view in VIEWS}
        for below, label in enumerate(labels):
            self._label(page, first + below, label)
            for column, view in enumerate(VIEWS, 1):
                page.number(first + below, column, amounts[view][below], MONEY)
        last = first + len(labels) - 1
        self._label(page, last + 1, page.words("changes.sum"))
        self._label(page, last + 2, page.words("changes.live"))
        for column, view in enumerate(VIEWS, 1):
            total = f"=SUM({xl_range(first, column, last, column)})"
            page.formula(last + 1, column, total, amounts[view][-1], MONEY, "total")
            page.link(last + 2, column, name, block=TOGETHER, member=view, index=TILL_67)
        return last + 4

    @staticmethod
    def _label(page: Page, line: int, text: str) -> None:
        page.write(line, LABEL, text, "cell_text")
        fit_row(page, line, {LABEL: text}, WRAPPED)

    def _figures(self, page: Page, line: int) -> int:
        changes = [change for step in self.upgrade.bridge.steps for change in step.changes]
        line = self._head(page, line, "figures", ("figure", "unit", "old", "new"))
        if not changes:
            page.write(line, LABEL, page.words("changes.no_steps"), "plain")
            return line + 1
        for change in changes:
            self._row(page, line, change.label, change.unit, (change.old, change.new))
            line += 1
        return line

    def _carried(self, page: Page, line: int) -> int:
        line = self._head(page, line, "carried", ("field", "unit", "delivered", "value", "delivered_now", "remark"))
        if not self.upgrade.carried:
            page.write(line, LABEL, page.words("changes.no_carried"), "plain")
            return line + 1
        for one in self.upgrade.carried:
            values = (one.delivered, one.value, one.delivered_now)
            self._row(page, line, one.label, one.unit, values, one.remark)
            line += 1
        return line

    def _renewed(self, page: Page, line: int) -> int:
        line = self._head(page, line, "renewed", ("field", "unit", "delivered", "delivered_now"))
        if not self.upgrade.renewed:
            page.write(line, LABEL, page.words("changes.no_renewed"), "plain")
            return line + 1
        for one in self.upgrade.renewed:
            self._row(page, line, one.label, one.unit, (one.delivered, one.delivered_now))
            line += 1
        return line

    def _left(self, page: Page, line: int) -> int:
        """Write what was not carried over, whole: it stands nowhere else in the new book."""
        sentences = [f"{one.label}: {one.why}. {shown(one.value)}" for one in self.upgrade.left]
        return self._sentences(page, line, "left", sentences or [page.words("changes.no_left")])

    @staticmethod
    def _head(page: Page, line: int, heading: str, names: Sequence[str]) -> int:
        page.heading(line, f"changes.{heading}", LAST)
        for column, name in enumerate(names):
            page.write(line + 1, column, page.words(f"changes.{name}"), "head")
        return line + 2

    @staticmethod
    def _row(  # noqa: PLR0913, PLR0917 - a line of a table
        page: Page, line: int, label: str, unit: str, values: Sequence[Value], remark: str | None = None
    ) -> None:
        page.write(line, LABEL, label, "cell_text")
        page.write(line, UNIT, unit, "cell_text")
        texts = {LABEL: label, REMARK: remark or ""}
        for column, value in enumerate(values, OLD):
            if is_number(value):
                page.number(line, column, float(value), exact_unit(unit))
            else:
                texts[column] = page.words("changes.empty") if value is None else _short(str(value))
                page.write(line, column, texts[column], "cell_text")
        if remark is not None:
            page.write(line, REMARK, remark, "cell_text")
        fit_row(page, line, texts, WRAPPED)


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
