"""Numbers that stand as text in a cell: which number is meant, so that the refusal can name it."""

import re

_SPACE = r"[\s\u00a0\u202f\u2009\u2007']"
_SPACES = re.compile(rf"(?<!\d){_SPACE}+|{_SPACE}+(?!\d)|(?<=\d){_SPACE}(?=\d{{3}}(?!\d))")
"""What stands between thousands, a space of any kind or an apostrophe, and what stands around the number."""

_CURRENCY = re.compile(r"^(?:kr|nok)\.?|(?:kr|nok)\.?$|,-$", re.IGNORECASE)
_PLAIN = re.compile(r"[+-]?\d+(?:[.,]\d+)?")
_DOTTED = re.compile(r"[+-]?\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_COMMAED = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?")
PERCENT = 100


def numbers_meant(text: str) -> tuple[float, ...]:
    """Return the number a text looks like: none, one, or two where a separator can be read in two ways.

    A percent sign divides by 100; «kr» and «,-» are passed over.

    >>> numbers_meant("0,1"), numbers_meant("1 250 kr"), numbers_meant("10 %"), numbers_meant("ti")
    ((0.1,), (1250.0,), (0.1,), ())
    >>> numbers_meant("1.250")
    (1250.0, 1.25)
    """
    bare = _CURRENCY.sub("", _SPACES.sub("", text)).replace("\u2212", "-").replace("\u2013", "-")
    share = bare.endswith("%")
    bare = bare.removesuffix("%")
    found = [bare.replace(".", "").replace(",", ".")] if _DOTTED.fullmatch(bare) else []
    found += [bare.replace(",", ".")] if _PLAIN.fullmatch(bare) else []
    found += [bare.replace(",", "")] if _COMMAED.fullmatch(bare) else []
    numbers = dict.fromkeys(float(one) / PERCENT if share else float(one) for one in found)
    return tuple(numbers)
