"""The workbook: rows declared by name, unit and formula, laid on sheets and written with the core's values."""
