"""What a run of workbooks knows of the network: the edition, each participant's part, and how a change is seen."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import Final

from utenfor_core.counties import County
from utenfor_core.enrolment import Enrolment, TakingPart
from utenfor_core.municipalities import Municipality
from workbook_templates.enrolment.edition_files import EditionFile, open_edition

NO_COUNTIES: Final = "fylker deltar ikke"


@dataclass(frozen=True, kw_only=True, slots=True)
class Network:
    """The edition of a run, and what its participants' books say of their place in it, by number."""

    edition: EditionFile
    parts: Mapping[str, TakingPart] = field(default_factory=dict)

    def part_of(self, number: str) -> TakingPart:
        """Return what a unit's book says of the network."""
        return self.parts.get(number) or TakingPart(edition=self.edition.edition)

    def wish(self, number: str) -> str | None:
        """Return the language a participant has asked for, if any."""
        participant = self.part_of(number).participant
        return None if participant is None else participant.language

    def terms(self, municipality: Municipality) -> tuple[str, str]:
        """Return the band and the fee of a unit as texts."""
        edition, county = self.edition.edition, isinstance(municipality, County)
        if county and edition.counties is None:
            return NO_COUNTIES, ""
        band = edition.band(municipality.population_now).label
        return band, str(edition.fee_of(municipality.population_now, county=county))

    def marks(self, number: str) -> dict[str, str]:
        """Return what tells whether a unit's book is of this edition and enrolment, by column of the manifest.

        Where a participant stands on the list does not count, so that a new row above makes no other book anew.
        """
        part = self.parts.get(number)
        facts = ""
        if part is not None and part.participant is not None:
            told = (replace(part.participant, line=0), part.premeeting)
            facts = sha256(repr(told).encode()).hexdigest()
        return {"utgave": self.edition.mark, "deltakelse": facts}


@dataclass(frozen=True, kw_only=True, slots=True)
class NetworkFile:
    """A file of the network as a whole: its name, what tells it up to date, the edition, and how it is written."""

    name: str
    mark: str
    edition: str
    write: Callable[[Path], object]


def network_of(enrolment: Enrolment, edition: EditionFile) -> Network:
    """Return the network of those who got a place."""
    parts = {
        one.number: TakingPart(
            edition=edition.edition, participant=one, premeeting=enrolment.premeetings.get(one.number)
        )
        for one in enrolment.admitted
    }
    return Network(edition=edition, parts=parts)


DEFAULT_NETWORK: Final = Network(edition=open_edition())
"""The edition that ships, and no participants."""
