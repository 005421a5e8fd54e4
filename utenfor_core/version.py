"""The version of the model: the code that calculates. The version of its figures stands with the parameters."""

__version__ = "0.1.0"
