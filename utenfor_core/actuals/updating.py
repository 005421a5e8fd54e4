"""What to expect of a share after some outcomes: a prior from low, most likely and high, updated by what was seen."""

from dataclasses import dataclass

from utenfor_core.actuals.records import Tally
from utenfor_core.uncertainty.sampling import pert_parameters


@dataclass(frozen=True, kw_only=True, slots=True)
class Beta:
    """A beta distribution of a share on [0, 1]; `a` and `b` weigh like successes and failures seen before."""

    a: float
    b: float

    @property
    def mean(self) -> float:
        """The expected share, a / (a + b)."""
        return self.a / (self.a + self.b)

    def updated(self, tally: Tally) -> "Beta":
        """Return the distribution after x successes of n: a + x, b + n − x.

        >>> round(Beta(a=2, b=3).updated(Tally(successes=4, observed=5)).mean, 9)
        0.6
        """
        return Beta(a=self.a + tally.successes, b=self.b + tally.observed - tally.successes)

    def interval(self, confidence: float) -> tuple[float, float]:
        """Return the interval that holds the share with the probability, with as much below it as above.

        >>> [round(end, 3) for end in Beta(a=1, b=1).interval(0.9)]
        [0.05, 0.95]
        """
        from scipy.special import betaincinv  # noqa: PLC0415 - scipy is heavy: only where something is drawn

        outside = (1 - confidence) / 2
        return float(betaincinv(self.a, self.b, outside)), float(betaincinv(self.a, self.b, 1 - outside))


def prior_of(low: float, most: float, high: float, shape: float) -> Beta | None:
    """Return the beta on [0, 1] with the mean μ and the variance v of PERT(low, most, high); None when it is certain.

    μ = low + (high − low)·α/(α + β), v = (high − low)²·αβ/((α + β)²·(α + β + 1)), α and β of the PERT with λ = `shape`;
    ν = μ·(1 − μ)/v − 1, a = μ·ν, b = (1 − μ)·ν. Needs 0 ≤ low ≤ most ≤ high ≤ 1; see decision 0029.

    >>> prior_of(0.0, 0.5, 1.0, 4.0)
    Beta(a=3.0, b=3.0)
    """
    if low == high:
        return None
    alpha, beta = (float(each) for each in pert_parameters(low, most, high, shape))
    width, total = high - low, alpha + beta
    mean = low + width * alpha / total
    variance = width**2 * alpha * beta / (total**2 * (total + 1))
    weight = mean * (1 - mean) / variance - 1
    return Beta(a=mean * weight, b=(1 - mean) * weight)
