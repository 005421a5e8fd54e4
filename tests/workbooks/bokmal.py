"""Words that tell a text of bokmål from one of nynorsk."""

import re

BOKMAL = re.compile(
    r"(?<![\w«])(ikke|hvor|hvordan|hva|hvem|hvilke[nt]?|hver|hvert|hvis|noen|noe|mer|flere|bare|fra|uten|utenfor|selv|"
    r"egen|eget|egne|annen|annet|mens|siden|nå|kun|mye|være|kommer|gjør|tall|tallene|tallet|kilder?|kommuner|"
    r"kommunene|deltakere?|disse|dere|deres|dem|en|et|ett|én|se|tas|velg|velge|velges|valgt|valgte|høyere|lavere|"
    r"samme|bedre|sammen|beregning|antall|regnes|brukes|vises|regnet|lykkes|oppgis|måned|måneder|videregående|skole|"
    r"grunnskole|forutsetning\w*|arbeidsgiver\w*|mottakere|innbyggere|personer|løpende|startet|mulig|mangler|økt|"
    r"føres|født|uke|bor|bygger|følger|ligger|gjelder|finnes|sier|skriver|vet|sykepenger|dagpenger|\w+ningene|"
    r"\w+elsen|\w+heten)(?!\w)",
    re.IGNORECASE,
)
"""Words that are bokmål and not nynorsk."""
NOT_OURS = re.compile(r"«[^»]*»|https?://\S+|\b\w*_\w+\b|[\w.]*\.\w+_\w+")
"""Titles in quotation marks, addresses and ids, which are the same in both."""


def is_bokmal(text: str) -> bool:
    """Tell whether a word of bokmål stands in a text, titles and ids apart."""
    return BOKMAL.search(NOT_OURS.sub("", text)) is not None
