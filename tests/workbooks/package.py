"""Where the package itself is judged: whether the XML of a file is what Microsoft 365 expects (openxml-audit)."""

from pathlib import Path

from openxml_audit import FileFormat, OpenXmlValidator  # type: ignore[import-untyped]  # it ships no types

from tests.workbooks.finding import Finding


def package_findings(path: Path) -> list[Finding]:
    """Every error and warning of the package check; `sheet` is the part, `address` the place in it."""
    result = OpenXmlValidator(file_format=FileFormat.MICROSOFT_365).validate(path)
    return [
        Finding(sheet=one.part_uri, address=one.path, rule=f"package {one.error_type.value}", text=one.description)
        for one in result.errors
    ]
