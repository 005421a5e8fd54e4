"""The case for the municipal council: what it says is drawn from a workbook, its form from a Word template."""
