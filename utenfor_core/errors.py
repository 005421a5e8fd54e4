"""What can go wrong, in the user's words: every error the project raises on purpose."""


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
