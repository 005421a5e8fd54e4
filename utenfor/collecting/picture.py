"""The common picture as it is told: the network, its sections in one language, key figures and the stamp."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from utenfor.collecting.choices import choice_sections
from utenfor.collecting.gathering import basis_text
from utenfor.collecting.records import REFUSED, Network
from utenfor.collecting.sections import money_sections
from utenfor.collecting.telling import KRONER, WHOLE, Section
from utenfor_core import __version__
from utenfor_core.domain import ALL, OWN, VIEWS
from utenfor_core.frame import built_in_frame
from workbook_templates.languages import frame_in
from workbook_templates.words import Words, texts_of


@cache
def collect_words(language: str, *, counties: bool = False) -> Words:
    """Return the texts of the overview and the report, nb or nn; some are others where counties are among the books.

    >>> collect_words("nb")("collect.key_summed"), collect_words("nb", counties=True)("collect.key_summed")
    ('Kommuner med i summene', 'Kommuner og fylkeskommuner med i summene')
    """
    return Words(texts_of("utenfor.collecting", language, "counties" if counties else ""))


@dataclass(frozen=True, kw_only=True, slots=True)
class Picture:
    """What the overview and the report tell."""

    network: Network
    words: Words
    sections: tuple[Section, ...]

    def subtitle(self) -> str:
        """Return what the picture is made with, on one line."""
        basis = self.network.basis
        told = basis_text(basis, self.words) if basis else self.words("collect.no_basis")
        return self.words("collect.subtitle", version=__version__, data=_data(), basis=told)

    def lead(self) -> str:
        """Return how many are in the sums, and how many are not."""
        network = self.network
        return self.words(
            "collect.lead",
            summed=len(network.summed),
            count=len(network.everyone),
            unfilled=len(network.unfilled),
            others=len(network.others),
            refused=sum(1 for one in network.files if one.what == REFUSED),
        )

    def key_figures(self) -> Sequence[tuple[str, float, str]]:
        """Return the key figures: what they are, the amount, and the unit."""
        books, words = self.network.summed, self.words
        net = {view: sum(float(one.net_present[VIEWS.index(view)]) for one in books) for view in (OWN, ALL)}
        return (
            (words("collect.key_summed"), float(len(books)), WHOLE),
            (words("collect.key_cost"), sum(float(one.pays.sum()) for one in books), KRONER),
            (words("collect.key_net_own"), net[OWN], KRONER),
            (words("collect.key_net_all"), net[ALL], KRONER),
        )

    def stamp(self) -> str:
        """Return with what the picture was made."""
        return self.words("collect.stamp", version=__version__, data=_data())


def _data() -> str:
    return built_in_frame().parameters.version


def picture_of(network: Network, language: str) -> Picture:
    """Return the picture of a network in a language."""
    words = collect_words(language, counties=any(one.is_county for one in network.everyone))
    groups = frame_in(language).group_labels
    sections = (*money_sections(network, words), *choice_sections(network, words, groups))
    return Picture(network=network, words=words, sections=sections)
