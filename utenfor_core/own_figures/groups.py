"""Target groups of the user's own: what was typed for one, held against what a group must be."""

import re
from collections.abc import Mapping

from utenfor_core.domain import PAIR_WORDS, PAIRS
from utenfor_core.group_inputs import EARLIEST_OUTCOME, MOST_YEARS_AFTER, OLDEST, YOUNGEST_OUTCOME
from utenfor_core.own_figures.records import MOST_OWN_GROUPS, OwnGroup
from utenfor_core.own_figures.typed import Typed, shown
from utenfor_core.parameters import Parameters
from utenfor_core.parameters.vocabulary import OWN_STATUS

ID = re.compile(r"[a-z][a-z0-9_]{0,39}")
LONGEST_LABEL = 60
AGE_LIMITS = {
    "alder_fra": (0, OLDEST),
    "alder_til": (0, OLDEST),
    "alder_vanlig": (0, OLDEST),
    "utfall_alder": (YOUNGEST_OUTCOME, OLDEST),
    "utfall_etter_ar": (0, MOST_YEARS_AFTER),
}
"""The limits of the same ages on the sheet `Tiltak`."""
SUCCESS = {
    PAIRS[0]: "Andelen som på grunn av tiltaket har fullført videregående og ellers ikke ville ha gjort det.",
    PAIRS[1]: "Andelen som på grunn av tiltaket er i arbeid eller utdanning og ellers ikke ville ha vært det.",
}


def read_group(typed: Typed, parameters: Parameters, earlier: Mapping[str, OwnGroup]) -> OwnGroup | None:
    """Return the group of an entry, or None where something keeps it from being one; `earlier` are the file's."""
    name = _id(typed, parameters, earlier)
    label = typed.text("navn", what="Navnet på målgruppen", longest=LONGEST_LABEL)
    definition = typed.text("definisjon", what="Hvem som er i målgruppen (definisjon)")
    pair = _pair(typed)
    asked = {"alder_fra": "Laveste alder", "alder_til": "Høyeste alder", "alder_vanlig": "Vanlig alder"}
    ages = {name: typed.whole(name, *limits, what=asked.get(name, "")) for name, limits in AGE_LIMITS.items()}
    youngest, oldest, usual, outcome, after = ages.values()
    reached, low, high = (typed.number(f"nar_malet{part}", 0.0, 1.0) for part in ("", "_lav", "_hoy"))
    texts = {name: typed.text(name) for name in ("lykkes_betyr", "egne_linjer", "telling", "kilde", "merknad")}
    typed.close()
    if youngest is not None and oldest is not None and usual is not None and not youngest <= usual <= oldest:
        typed.problem("alder_vanlig", f"{usual} år ligger ikke mellom {youngest} og {oldest} år.")
    _check_spread(typed, reached, low, high)
    if not (name and label and definition and pair) or youngest is None or oldest is None or usual is None:
        return None
    return OwnGroup(
        id=name,
        label=label,
        definition=definition,
        success_text=texts["lykkes_betyr"] or SUCCESS[pair],
        age_min=youngest,
        age_max=oldest,
        age_default=usual,
        outcome_min_age=EARLIEST_OUTCOME[pair] if outcome is None else outcome,
        outcome_after_years=after or 0,
        pair=pair,
        reached=reached,
        reached_low=low,
        reached_high=high,
        own_lines=texts["egne_linjer"],
        counting=texts["telling"],
        source=texts["kilde"],
        note=texts["merknad"],
    )


def _id(typed: Typed, parameters: Parameters, earlier: Mapping[str, OwnGroup]) -> str:
    name = typed.text("id", what="Kortnavnet på målgruppen (id)")
    if not name:
        return ""
    if not ID.fullmatch(name):
        typed.problem(
            "id", f"«{name}» kan ikke være kortnavn. Bruk små bokstaver a–z, tall og understrek, høyst 40 tegn."
        )
        return ""
    if name in earlier:
        typed.problem("id", f"målgruppen «{name}» står to ganger. Ta bort den ene.")
        return ""
    below = {key for key, group in parameters.groups.items() if group.baseline_status == OWN_STATUS}
    if name in parameters.groups and name not in below:
        typed.problem("id", f"«{name}» er en av modellens målgrupper og kan ikke endres. Gi din et annet kortnavn.")
        return ""
    if len(below | earlier.keys() | {name}) > MOST_OWN_GROUPS:
        typed.problem("id", f"«{name}» er én for mye: det er plass til {MOST_OWN_GROUPS} egne målgrupper.")
    return name


def _pair(typed: Typed) -> str:
    """Return the profile pair, given by its code or by the words a person chooses between."""
    found = typed.choice("par", (*PAIR_WORDS, *PAIRS), what="et par")
    if typed.get("par") is None:
        typed.problem("par", f"hva det er å lykkes, mangler. Velg «{PAIR_WORDS[0]}» eller «{PAIR_WORDS[1]}».")
    return PAIRS[PAIR_WORDS.index(found)] if found in PAIR_WORDS else found or ""


def _check_spread(typed: Typed, value: float | None, low: float | None, high: float | None) -> None:
    if (low is None) != (high is None):
        typed.problem("nar_malet_lav" if low is None else "nar_malet_hoy", "oppgi både lav og høy, eller ingen av dem.")
    if low is not None and high is not None and low > high:
        typed.problem("nar_malet_lav", f"lav ({shown(low)}) er høyere enn høy ({shown(high)}). Bytt dem om.")
    elif low is not None and high is not None and value is not None and not low <= value <= high:
        typed.problem("nar_malet", f"{shown(value)} ligger ikke mellom lav ({shown(low)}) og høy ({shown(high)}).")
