"""Planned against realised: what a year showed, what is to be expected now, and what it does to the result."""

from utenfor_core.actuals.following import follow_up
from utenfor_core.actuals.records import Actual, FollowedShare, FollowUp, Split, Tally
from utenfor_core.actuals.updating import Beta, prior_of

__all__ = ["Actual", "Beta", "FollowUp", "FollowedShare", "Split", "Tally", "follow_up", "prior_of"]
