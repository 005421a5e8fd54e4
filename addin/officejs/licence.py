"""The licence of xlwings-server: what it says, and the key that the user, and nobody else, chooses."""

import os
import sys

from utenfor_core.errors import InputError

VARIABLE = "XLWINGS_LICENSE_KEY"
NONCOMMERCIAL = "noncommercial"

NOTICE = """\
Office.js-delen bruker xlwings-server, som ikke er fri programvare:
  Required Notice: Copyright (C) Zoomer Analytics GmbH.
  PolyForm Noncommercial 1.0.0: https://polyformproject.org/licenses/noncommercial/1.0.0
  eller betalt lisens: https://www.xlwings.org
Kommuner, fylkeskommuner, staten, skoler og ideelle kan bruke den ikke-kommersielt. Et konsulentfirma, en leverandør
eller et kommunalt aksjeselskap bør kjøpe lisens eller spørre først. Dette er ikke juridisk råd."""

HOW = f"""\
Velg selv:
  {NONCOMMERCIAL}   hvis bruken er ikke-kommersiell og dere godtar PolyForm Noncommercial
  nøkkelen deres  hvis dere har kjøpt lisens"""


def chosen_key(given: str | None, *, may_ask: bool) -> str:
    """Return the licence key that the user gave: by name, in the environment, or when asked.

    Raises InputError, with the choices, when there is none: no key is ever chosen for somebody.

    >>> chosen_key("noncommercial", may_ask=False)
    'noncommercial'
    """
    key = given or os.environ.get(VARIABLE, "")
    if not key and may_ask:
        sys.stderr.write(f"{NOTICE}\n{HOW}\nLisensnøkkel: ")
        sys.stderr.flush()
        key = sys.stdin.readline().strip()
    if key:
        return key
    message = f"{NOTICE}\n{HOW}\nSkriv den etter --license, eller sett {VARIABLE}. Serveren startet ikke."
    raise InputError(message)


def take_into_use(key: str) -> None:
    """Set the key for this process, before xlwings is imported, and check it.

    Raises InputError when xlwings does not know it.
    """
    os.environ[VARIABLE] = key
    import xlwings  # noqa: PLC0415  # reads the key when it is imported

    if not xlwings.__pro__:
        message = f"xlwings godtok ikke lisensnøkkelen. Kontroller {VARIABLE}, eller se https://www.xlwings.org."
        raise InputError(message)
