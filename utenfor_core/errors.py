"""What can go wrong, in the user's words: every error the project raises on purpose."""

import errno
from typing import Final

REASONS: Final = {
    errno.ENOENT: "den finnes ikke",
    errno.EACCES: "du har ikke tilgang, eller den er åpen i et annet program",
    errno.EPERM: "du har ikke tilgang",
    errno.EROFS: "der kan det bare leses",
    errno.ENOSPC: "disken er full",
    errno.EEXIST: "det finnes en fil med det navnet",
    errno.EISDIR: "det er en mappe",
    errno.ENOTDIR: "en del av stien er en fil, ikke en mappe",
    errno.ENAMETOOLONG: "navnet er for langt",
    errno.EMFILE: "for mange filer er åpne",
}
"""What the operating system means, in Norwegian; it says the rest in its own words."""


class UtenforError(Exception):
    """Anything that stops the model and that a person can mend; its text is Norwegian and says what, where and how."""


class ParameterError(UtenforError):
    """A parameter file, or a value asked of it, does not hold: unit, source, range, year or status."""


class InputError(UtenforError):
    """A figure typed by the user is missing, of the wrong kind or out of range; `problems` holds every problem."""

    def __init__(self, *problems: str) -> None:
        """Keep each problem, so that a caller can show them one by one; the text joins them line by line."""
        super().__init__("\n".join(problems))
        self.problems = problems


class MunicipalityError(UtenforError):
    """A municipality or county that is not found, or a name that more than one bears."""


class WorkbookError(UtenforError):
    """A workbook that cannot be written, read or laid out."""


def system_reason(error: OSError) -> str:
    """Return why the operating system would not read or write, in words that fit after a colon.

    >>> system_reason(FileNotFoundError(errno.ENOENT, "No such file or directory"))
    'den finnes ikke'
    """
    return REASONS.get(error.errno or 0, "") or error.strerror or str(error)
