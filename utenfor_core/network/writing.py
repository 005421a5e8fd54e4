"""A new edition's file, made from another: what carries over, and what must be filled in."""

import json

from utenfor_core.network.records import Edition


def edition_text(model: Edition, edition_id: str) -> str:
    """Return the file of a new edition: fees, board, cover and seats of the model, no date or place of it.

    The amounts keep their price year until somebody changes both. The new file is not valid before the deadline and
    the source are filled in, and `utenfor edition check` says so.

    >>> from utenfor_core.network import edition
    >>> edition_text(edition("2019"), "2027").splitlines()[2:4]
    ['id = "2027"', 'tittel = "Læringsnettverket 2027"']
    """
    head = [
        f"# Ny utgave, laget fra {model.title}. Fyll inn det som mangler, ta bort # foran, og kontroller:",
        "#   utenfor edition check FIL",
        f"id = {_quoted(edition_id)}",
        f"tittel = {_quoted(f'Læringsnettverket {edition_id}')}",
        _given("arrangor", model.organiser),
        f"prisar = {model.price_year}                     # året beløpene i fila gjelder; endres sammen med dem",
        '# kilde = "invitasjonen fra …"   # må fylles inn',
        'status = "assumption"             # official når tallene er fra arrangøren',
        f"varighet_ar = {model.duration_years:g}",
        "# pameldingsfrist = 2027-04-17    # må fylles inn; siste dag",
        "# lansering = 2027-05-07",
        f"plasser_per_deltaker = {model.seats_at_launch}",
        _given("antall_plasser", model.capacity) + "            # flere påmeldte kommer på venteliste",
        _given("minste_antall", model.minimum) + "             # færre: nettverket kan bli avlyst",
    ]
    cover = [f"dekning = {_quoted(model.cover.kind)}"]
    cover += [f"andel = {model.cover.share:g}"] if model.cover.kind == "delvis" else []
    if model.cover.ceiling_per_person is not None:
        cover.append(f"tak_per_person = {model.cover.ceiling_per_person:g}")
    blocks = [
        head,
        ["[opphold]                         # kroner per person og samling", *_board(model)],
        ['[ou]                              # "full", "delvis" (med andel) eller "ingen"', *cover],
        *_counties(model),
        [
            "# [[formoter]]                    # ett for hver deltaker, eller for to sammen",
            '# deltakere = ["1804", "1806"]',
            "# dato = 2027-04-26",
            '# sted = "Rådhuset"',
            '# tid = "10–15"',
        ],
        *(
            [
                "[[samlinger]]",
                f"nummer = {one.number}",
                f"dager = {one.days}",
                "# dato = 2027-05-06",
                '# sted = ""',
                '# tid = "10–17"',
            ]
            for one in model.gatherings
        ),
        *(
            [
                "[[avgifter]]",
                f"navn = {_quoted(one.label)}",
                f"fra = {one.lower}",
                *([] if one.upper is None else [f"til = {one.upper}"]),
                f"avgift = {one.fee:g}",
            ]
            for one in model.bands
        ),
    ]
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _given(key: str, value: str | int | None) -> str:
    if value is None:
        return f"# {key} = "
    return f"{key} = {_quoted(value) if isinstance(value, str) else value}"


def _board(model: Edition) -> list[str]:
    return [f"lavt = {model.board_low:g}", f"hoyt = {model.board_high:g}"]


def _counties(model: Edition) -> list[list[str]]:
    if model.counties is None:
        return []
    fee = '"folketall"' if model.counties.fee is None else f"{model.counties.fee:g}"
    return [['[fylker]                          # "folketall" eller kroner; uten dette deltar ikke fylker',
             f"avgift = {fee}"]]  # fmt: skip
