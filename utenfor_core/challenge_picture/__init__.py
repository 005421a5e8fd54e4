"""The challenge picture: young people outside work and education here, in county, country and similar places."""

from utenfor_core.challenge_picture.assembly import challenge_picture, neet_for_exclusion
from utenfor_core.challenge_picture.beside import compared_indicators
from utenfor_core.challenge_picture.reading import is_described, reading
from utenfor_core.challenge_picture.records import (
    Beside,
    ChallengePicture,
    ExclusionBase,
    Figure,
    Rank,
    Reading,
    Share,
    Verdict,
)
from utenfor_core.challenge_picture.shares import mean_share, median_share, rank, share_here, share_of_sum, wilson

__all__ = [
    "Beside",
    "ChallengePicture",
    "ExclusionBase",
    "Figure",
    "Rank",
    "Reading",
    "Share",
    "Verdict",
    "challenge_picture",
    "compared_indicators",
    "is_described",
    "mean_share",
    "median_share",
    "neet_for_exclusion",
    "rank",
    "reading",
    "share_here",
    "share_of_sum",
    "wilson",
]
