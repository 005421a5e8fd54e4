"""The mark before a finding that is about the worked example."""

from workbook_templates.page import Page


def mark_of_chosen(page: Page) -> tuple[str, str]:
    """Return the mark of findings on the measure looked at closely, as a formula's part and as it is now."""
    mark, value = page.words("result.example"), page.context.value
    shown = value("example_shown") == 1 and value("shown_measure") == 1
    return f'IF({{example_shown}}*({{shown_measure}}=1)=1,"{mark}","")', mark if shown else ""
