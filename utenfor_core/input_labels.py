"""What each input is called in Norwegian: the words of the sheet Inndata, by the input's key."""

import re
from collections.abc import Callable, Mapping

from utenfor_core.data import settings
from utenfor_core.domain import PROFILE_BANDS
from utenfor_core.frame import Frame
from utenfor_core.group_inputs import HERE, SLOTS

WORDS = "input_labels.toml"
NUMBERED = re.compile(r"(?P<part>funder|own)(?P<number>\d)_(?P<name>\w+)")
PART = re.compile(r"(?P<name>part_[a-z]+)_(?P<number>\d+)")
"""What is typed of a part of a cost: `part_art_3`."""
COUNCIL = re.compile(r"(?P<part>[a-z_]+)_(?P<place>m?)(?P<number>\d)")
"""A text of the plan for the council: `answer_3`, `phase_status_2`, `covering_m1`."""
WITH_NUMBER = re.compile(r"(?P<part>intake|out|in)_(?P<number>\d)")


def _measure(name: str, words: Mapping[str, Mapping[str, str]]) -> str:
    if found := NUMBERED.fullmatch(name):
        part = "own_line" if found["part"] == "own" else found["part"]
        return words["forms"][part].format(number=found["number"], label=words[part][found["name"]])
    if found := WITH_NUMBER.fullmatch(name):
        return words["measure"][found["part"]].format(number=int(found["number"]) + 1)
    return words["measure"][name]


def _free(name: str, words: Mapping[str, Mapping[str, str]]) -> str:
    if found := WITH_NUMBER.fullmatch(name):
        band = PROFILE_BANDS[int(found["number"]) - 1]
        return words["forms"]["free_band"].format(label=words["free"][found["part"]], band=band)
    return words["free"][name]


def _plan(name: str, words: Mapping[str, Mapping[str, str]]) -> str:
    kind, _, line = name.partition("_")
    if name in words["plan"]:
        return words["plan"][name]
    if line.startswith("name_"):
        return words["plan"]["area_name"].format(number=line.removeprefix("name_"))
    if part := PART.fullmatch(name):
        return words["plan"][part["name"]].format(number=part["number"])
    found = COUNCIL.fullmatch(name)
    if found and found["part"] in words["council"]:
        return words["council"][found["part"]].format(number=found["number"])
    return words["plan"][kind].format(line=words["plan_line"][line])


def _group(name: str, words: Mapping[str, Mapping[str, str]]) -> str:
    return words["group"][name]


def _here(name: str, words: Mapping[str, Mapping[str, str]]) -> str:
    if name in SLOTS:
        return words["forms"]["group"].format(number=SLOTS.index(name) + 1, label=words["group"]["here"])
    return words["forms"]["here"].format(number=name)


OWNERS: Mapping[str, tuple[str, Callable[[str, Mapping[str, Mapping[str, str]]], str]]] = {
    "m": ("measure", _measure),
    "free": ("free", _free),
    "group": ("group", _group),
}
"""The parts of a case there are several of, as m1 … m6: their sentence and what a field is called."""


def assumption_label(frame: Frame, name: str) -> str:
    """Return what an assumption is called, by its short name, as the sheet Forutsetninger has it.

    Raises KeyError for a name that is no assumption's.

    >>> from utenfor_core.frame import built_in_frame
    >>> assumption_label(built_in_frame(), "wage_month")
    'Månedslønn for håndverkere, heltid (representerer fagbrev)'
    """
    labels = {line.name: line.label for line in frame.lines}
    suffixes: Mapping[str, str] = settings(WORDS)["suffix"]
    return labels[name] + suffixes.get(name, "")


def input_label(frame: Frame, key: str) -> str:
    """Return what an input is called, by its key; the key itself where it has no words.

    >>> from utenfor_core.frame import built_in_frame
    >>> input_label(built_in_frame(), "m1.outcome")
    'Tiltak 1: Utfall med tiltaket (p1)'
    """
    owner, _, name = key.partition(".")
    try:
        return _label(frame, owner, name)
    except KeyError:
        return key


def plain_label(frame: Frame, key: str) -> str:
    """Return what an input is called where the user's own values are not set apart: an assumption by its own label.

    >>> from utenfor_core.frame import built_in_frame
    >>> plain_label(built_in_frame(), "own.extra_years")
    'Ekstra skoleår bak en som fullfører'
    """
    owner, _, name = key.partition(".")
    known = owner == "own" and name in {line.name for line in frame.lines}
    return assumption_label(frame, name) if known else input_label(frame, key)


def _label(frame: Frame, owner: str, name: str) -> str:
    words = settings(WORDS)
    forms: Mapping[str, str] = words["forms"]
    if owner == "own":
        return forms["own"].format(label=assumption_label(frame, name))
    if owner == "growth":
        index, _, year = name.partition("_")
        return forms["growth"].format(year=year, index=words["index"][index])
    if owner == "plan":
        return _plan(name, words)
    if owner == HERE:
        return _here(name, words)
    several = re.fullmatch(r"(m|free|group)(\d)", owner)
    if several:
        form, called = OWNERS[several[1]]
        return forms[form].format(number=several[2], label=called(name, words))
    label: str = words[owner][name]
    return label
