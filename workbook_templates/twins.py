"""What the core says in bokmål, said in the language of the book: whole texts and words, looked up at the door to it.

The core speaks bokmål. A text of it that stands in a book of another language is found in texts/<language>/core/ by the
text itself, so that a text that is changed has no twin any more, and the tests tell. See docs/decisions/0042.
"""

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any, Final

PROSE: Final = frozenset({
    "label", "note", "empty_reason", "where_found", "budget", "title", "definition", "success_text", "size_national",
    "size_rule", "baseline_note", "pair_note", "own_lines", "reason", "small_reason", "notes", "year_label", "credit",
    "register_date", "employer_zone_note",
})  # fmt: skip
"""The fields of the core's records that are read by people; ids, units and statuses are not."""
SHEETS, TERMS, PATTERNS = "sheets", "terms", "patterns"
QUOTED: Final = re.compile(r"'(?P<sheet>[^'\[\]]+)'!|\"(?P<text>(?:[^\"]|\"\")*)\"")
"""A sheet's name or a text constant in a formula."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Twins:
    """The texts of one language by what they are in bokmål; none for bokmål itself.

    `terms` are words that formulas compare and people choose between, `texts` all others, `patterns` texts with parts
    put in. A text without a twin is left as it is.
    """

    sheets: Mapping[str, str] = field(default_factory=dict)
    terms: Mapping[str, str] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    patterns: tuple[tuple[re.Pattern[str], str], ...] = ()
    found: dict[str, str] = field(default_factory=dict, compare=False, repr=False)

    def __bool__(self) -> bool:
        """Tell whether anything is to be said otherwise."""
        return bool(self.terms or self.texts)

    def sheet(self, name: str) -> str:
        """Return what a sheet is called in the book."""
        return self.sheets.get(name, name)

    def term(self, value: Any) -> Any:  # noqa: ANN401 - a cell's value of any kind: only a text can have a twin
        """Return a cell's value as the book has it: a word that formulas compare in its language, all else as it is."""
        return self.terms.get(value, value) if isinstance(value, str) else value

    def text(self, text: str) -> str:
        """Return a text in the book's language.

        >>> twins("nn").text("Bygger på 21 av 23 kommuner med kjente tall.")
        'Byggjer på 21 av 23 kommunar med kjende tal.'
        """
        if not self:
            return text
        if text not in self.found:
            self.found[text] = self._text(text)
        return self.found[text]

    def _text(self, text: str) -> str:
        for known in (self.texts, self.terms, self.sheets):
            if text in known:
                return known[text]
        for pattern, twin in self.patterns:
            match = pattern.fullmatch(text)
            if match:
                return twin.format(*(self.text(part) for part in match.groups()))
        return text

    def formula(self, formula: str) -> str:
        r"""Return a formula with the sheets' names and the words it compares in the book's language.

        >>> print(twins("nn").formula("='Beregning'!E9&\"ikke satt\""))
        ='Utrekning'!E9&"ikkje sett"
        """
        return QUOTED.sub(self._quoted, formula) if self else formula

    def _quoted(self, found: re.Match[str]) -> str:
        if found["sheet"] is not None:
            return f"'{self.sheet(found['sheet'])}'!"
        return f'"{self.term(found["text"])}"'

    def options(self, value: Any) -> Any:  # noqa: ANN401 - what the library takes: texts, numbers, lists and mappings
        """Return options of a chart, a rule or a validation with formulas and references in the book's language."""
        if isinstance(value, str):
            return self.formula(value) if value.startswith(("=", '"')) else value
        if isinstance(value, list):
            if value and isinstance(value[0], str):
                return [self.sheet(value[0]), *value[1:]]
            return [self.options(one) for one in value]
        if isinstance(value, dict):
            return {key: self.options(one) for key, one in value.items()}
        return value

    def taught(self, method: Callable[..., Any]) -> Callable[..., Any]:
        """Return a method of the library's that is given its options in the book's language."""
        return lambda *values: method(*map(self.options, values))

    def over(self, record: Any) -> Any:  # noqa: ANN401 - any record of the core comes back as one of its own kind
        """Return a record of the core with what people read in it in the book's language; numbers and ids as before."""
        if isinstance(record, Mapping):
            return {key: self.over(one) for key, one in record.items()}
        if isinstance(record, tuple):
            return tuple(self.over(one) for one in record)
        if not is_dataclass(record) or isinstance(record, type):
            return record
        told = {one.name: self._told(one.name, getattr(record, one.name)) for one in fields(record)}
        changed = {name: value for name, value in told.items() if value is not getattr(record, name)}
        return replace(record, **changed) if changed else record

    def _told(self, name: str, value: Any) -> Any:  # noqa: ANN401 - a field of any kind
        if name not in PROSE:
            return self.over(value) if isinstance(value, tuple | Mapping) or is_dataclass(value) else value
        if isinstance(value, tuple):
            return tuple(self.text(one) if isinstance(one, str) else self.over(one) for one in value)
        return self.text(value) if isinstance(value, str) else self.over(value)

    def internal(self, text: str) -> str:
        """Return the core's word for a word that stands in a book, in either language and in any case.

        >>> twins("nn").internal("Starta"), twins("nn").internal("startet")
        ('startet', 'startet')
        """
        found = text.casefold()
        return next((ours for ours, theirs in self.terms.items() if theirs.casefold() == found), text)

    def internal_sheet(self, name: str) -> str:
        """Return the core's name of a sheet."""
        return next((ours for ours, theirs in self.sheets.items() if theirs == name), name)


NONE: Final = Twins()


@cache
def twins(language: str = "nb") -> Twins:
    """Return the twins of a language, read once; the core's own language has none."""
    folder = files("workbook_templates") / "texts" / language / "core"
    if not folder.is_dir():
        return NONE
    read: dict[str, dict[str, str]] = {SHEETS: {}, TERMS: {}, PATTERNS: {}}
    texts: dict[str, str] = {}
    for entry in sorted(folder.iterdir(), key=lambda item: item.name):
        for section, pairs in tomllib.loads(entry.read_text(encoding="utf-8")).items():
            read.get(section, texts).update(pairs)
    cells = {f"{name}!{{}}": f"{twin}!{{}}" for name, twin in read[SHEETS].items()}
    patterns = tuple((_compiled(text), twin) for text, twin in (read[PATTERNS] | cells).items())
    return Twins(sheets=read[SHEETS], terms=read[TERMS], texts=texts, patterns=patterns)


def _compiled(text: str) -> re.Pattern[str]:
    """Return the pattern of a text: each {} is a part that was put in."""
    return re.compile("(.+?)".join(map(re.escape, text.split("{}"))), re.DOTALL)
