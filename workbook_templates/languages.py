"""The two languages of the books: which one a municipality has, and the core's frame with its labels in it."""

from dataclasses import replace
from functools import lru_cache
from typing import Final

from utenfor_core.frame import Frame, build_frame, built_in_frame
from utenfor_core.municipalities import Municipality
from utenfor_core.parameters import Parameters
from workbook_templates.twins import twins

BOKMAL, NYNORSK = "nb", "nn"
LANGUAGES: Final = (BOKMAL, NYNORSK)
FRAMES: Final = 4
"""Frames kept: the built-in one and one with own figures, in two languages."""


def language_of(municipality: Municipality) -> str:
    """Return the language a municipality's book is written in: nynorsk where that is its form, else bokmål.

    >>> from utenfor_core.municipalities import find
    >>> language_of(find("4640").municipality), language_of(find("1804").municipality)
    ('nn', 'nb')
    """
    return NYNORSK if municipality.language_form == "nynorsk" else BOKMAL


def known_language(language: str) -> str:
    """Return a language that books are written in: that of an older or newer book where we have it, else bokmål.

    >>> known_language("nn"), known_language("se")
    ('nn', 'nb')
    """
    return language if language in LANGUAGES else BOKMAL


def frame_in(language: str, frame: Frame | None = None) -> Frame:
    """Return a frame, the built-in one if none is given, with the labels of the language; its numbers are the same."""
    return _frame_in(language, frame or built_in_frame())


@lru_cache(maxsize=FRAMES)
def _frame_in(language: str, frame: Frame) -> Frame:
    told = twins(language)
    if not told:
        return frame
    figures = frame.parameters
    parameters = Parameters(told.over(figures), told.over(figures.lines), told.over(figures.groups), figures.version)
    built = build_frame(parameters)
    return replace(built, lines=told.over(built.lines))
