"""Who takes part in an edition of the network: participants, the waiting list, shared formøter and what each pays."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from utenfor_core.counties import is_county_number, unit
from utenfor_core.errors import InputError
from utenfor_core.municipalities import Municipality
from utenfor_core.network import Edition, PreMeeting


@dataclass(frozen=True, kw_only=True, slots=True)
class Participant:
    """A municipality or county on the list, by number; `line` is where it stands there, from 1.

    `seats` are persons; `travel` is kroner for all of them over the whole course; None is what is not given. `groups`
    are ids of target groups, `others` what stands in further columns, by their heads.
    """

    number: str
    line: int
    seats: int
    enrolled_on: date
    prevention: str = ""
    motivation: str = ""
    groups: tuple[str, ...] = ()
    travel: float | None = None
    language: str | None = None
    shares_with: str | None = None
    others: tuple[tuple[str, str], ...] = ()

    @property
    def unit(self) -> Municipality:
        """The municipality or county itself."""
        return unit(self.number)

    @property
    def label(self) -> str:
        """What the participant is called: a county by its whole name, as a municipality may have the same."""
        return self.unit.name if self.is_county else self.unit.name_no

    @property
    def is_county(self) -> bool:
        """Whether the participant is a county."""
        return is_county_number(self.number)


@dataclass(frozen=True, kw_only=True, slots=True)
class Waiting:
    """A participant on the waiting list, with its place there from 1 and why."""

    participant: Participant
    place: int
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Enrolment:
    """Who got a place, in order of enrolment, who waits, the formøter by participant, and what must be looked at."""

    edition: Edition
    admitted: tuple[Participant, ...]
    waiting: tuple[Waiting, ...]
    premeetings: Mapping[str, PreMeeting]
    warnings: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class TakingPart:
    """What a workbook says of the network: the edition, and for a participant its place in it and its formøte."""

    edition: Edition
    participant: Participant | None = None
    premeeting: PreMeeting | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Costs:
    """What taking part costs, in kroner of the edition's price year: positive amounts, `covered` is taken off.

    net = fee − covered + board + travel; without a travel estimate, travel is left out of both nets.
    """

    fee: float
    covered: float
    board_low: float
    board_high: float
    travel: float | None

    @property
    def net_low(self) -> float:
        """The participant's own net, with board and lodging at the low rate."""
        return self.fee - self.covered + self.board_low + (self.travel or 0.0)

    @property
    def net_high(self) -> float:
        """The participant's own net, with board and lodging at the high rate."""
        return self.fee - self.covered + self.board_high + (self.travel or 0.0)


def costs_of(participant: Participant, edition: Edition) -> Costs:
    """Return what a participant pays: the fee of its population, or a county's own, what OU-midler cover, and board.

    Raises: InputError for a county in an edition without counties.
    Source: the edition's file.

    >>> from utenfor_core.network import edition
    >>> bodo = Participant(number="1804", line=1, seats=4, enrolled_on=date(2019, 4, 1), travel=20_000)
    >>> found = costs_of(bodo, edition("2019"))
    >>> found.fee, found.covered, found.board_low, found.net_high
    (69125, 69125.0, 60000, 90000.0)
    """
    fee = edition.fee_of(participant.unit.population_now, county=participant.is_county)
    low, high = edition.board_and_lodging(participant.seats, len(edition.gatherings))
    covered = edition.ou_cover(fee, participant.seats)
    return Costs(fee=fee, covered=covered, board_low=low, board_high=high, travel=participant.travel)


def enrol(participants: Sequence[Participant], edition: Edition) -> Enrolment:
    """Return who takes part: in order of enrolment, those in time and within the places; the others wait.

    The same day counts as equal, and the order of the list decides.

    Raises: InputError with every problem: the same unit twice, counties where none take part, formøter that do not
    agree.

    >>> from utenfor_core.network import edition
    >>> late = Participant(number="1804", line=1, seats=2, enrolled_on=date(2019, 4, 18))
    >>> enrol([late], edition("2019")).waiting[0].reason
    'påmeldt 18.04.2019, etter fristen 17.04.2019'
    """
    told = [*repeated((one.number, one.line) for one in participants), *_counties(participants, edition)]
    premeetings = _premeetings(participants, edition, told)
    if told:
        raise InputError(*told)
    admitted: list[Participant] = []
    waiting: list[Waiting] = []
    for one in sorted(participants, key=lambda one: (one.enrolled_on, one.line)):
        reason = _reason(one, edition, len(admitted))
        if reason:
            waiting.append(Waiting(participant=one, place=len(waiting) + 1, reason=reason))
        else:
            admitted.append(one)
    return Enrolment(
        edition=edition,
        admitted=tuple(admitted),
        waiting=tuple(waiting),
        premeetings=premeetings,
        warnings=tuple(_warnings(edition, admitted, waiting, premeetings)),
    )


def shown_date(day: date) -> str:
    """Return a date as it is written in Norwegian.

    >>> shown_date(date(2019, 4, 17))
    '17.04.2019'
    """
    return f"{day:%d.%m.%Y}"


def _reason(one: Participant, edition: Edition, taken: int) -> str:
    if one.enrolled_on > edition.enrolment_deadline:
        return f"påmeldt {shown_date(one.enrolled_on)}, etter fristen {shown_date(edition.enrolment_deadline)}"
    if edition.capacity is not None and taken >= edition.capacity:
        return f"alle {edition.capacity} plassene er tatt av dem som meldte seg på før"
    return ""


def repeated(rows: Iterable[tuple[str, int]]) -> list[str]:
    """Return what is told of each unit that stands on a list more than once; a row is its number and its line, from 1.

    >>> repeated([("1804", 2), ("0301", 3), ("1804", 4)])
    ['Rad 2, 4: 1804 Bodø står 2 ganger. Behold én.']
    """
    lines: dict[str, list[int]] = {}
    for number, line in rows:
        lines.setdefault(number, []).append(line)
    return [
        f"Rad {', '.join(map(str, found))}: {number} {unit(number).name_no} står {len(found)} ganger. Behold én."
        for number, found in lines.items()
        if len(found) > 1
    ]


def _counties(participants: Sequence[Participant], edition: Edition) -> list[str]:
    if edition.counties is not None:
        return []
    return [
        f"Rad {one.line}: {one.unit.name} er et fylke, og fylker deltar ikke i {edition.title}."
        for one in participants
        if one.is_county
    ]


def _premeetings(participants: Sequence[Participant], edition: Edition, told: list[str]) -> dict[str, PreMeeting]:
    """Return the formøte of each participant: as the edition's file says, else shared as the list says, else alone."""
    dated = {number: meeting for meeting in edition.premeetings for number in meeting.participants}
    known = {one.number: one for one in participants}
    partner: dict[str, str] = {}
    for one in participants:
        other = one.shares_with
        if other is None:
            continue
        name = unit(other).name_no
        if other == one.number:
            told.append(f"Rad {one.line}: formøtet kan ikke deles med {name} selv. La cellen stå tom.")
        elif other not in known:
            told.append(f"Rad {one.line}: formøtet skal deles med {name}, som ikke er på lista.")
        elif known[other].shares_with not in {None, one.number} or partner.get(other, one.number) != one.number:
            told.append(f"Rad {one.line}: formøtet skal deles med {name}, som deler med en annen. Høyst to deler.")
        elif one.number in dated and other not in dated[one.number].participants:
            told.append(
                f"Rad {one.line}: formøtet skal deles med {name}, men utgaven har {one.number} i et annet møte."
            )
        else:
            partner[one.number], partner[other] = other, one.number
    found = {}
    for one in participants:
        pair = tuple(sorted({one.number, partner.get(one.number, one.number)}))
        alone = PreMeeting(participants=pair, date=None, place=None, hours=None)
        found[one.number] = dated.get(one.number) or dated.get(partner.get(one.number, "")) or alone
    return found


def _warnings(
    edition: Edition,
    admitted: Sequence[Participant],
    waiting: Sequence[Waiting],
    premeetings: Mapping[str, PreMeeting],
) -> list[str]:
    told = []
    if edition.minimum is not None and len(admitted) < edition.minimum:
        told.append(
            f"{len(admitted)} deltakere har plass, og minst {edition.minimum} trengs: nettverket kan bli avlyst."
        )
    missing = {number for meeting in edition.premeetings for number in meeting.participants} - premeetings.keys()
    told += [f"Utgaven har et formøte for {number}, som ikke er på lista." for number in sorted(missing)]
    waits = {one.participant.number for one in waiting}
    told += [
        f"{one.unit.name_no} deler formøte med {unit(other).name_no}, som står på venteliste."
        for one in admitted
        for other in premeetings[one.number].participants
        if other in waits
    ]
    return told
