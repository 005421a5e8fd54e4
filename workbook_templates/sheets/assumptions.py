"""A sheet that people read."""

from workbook_templates.page import Page


def write(page: Page) -> None:
    """Write the sheet."""
    page.sheet.set_column(0, 0, 40)
