"""The proof of the workbooks: files are read, recalculated by two engines, linted and looked at, never trusted."""
