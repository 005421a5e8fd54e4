"""Checks of Excel itself on Windows: which Excel, and what its settings and the organisation's policies stop."""

from typing import Final

from utenfor.machine import ALL_VALUES, Finding, Machine

EXCEL_PATH: Final = r"Software\Microsoft\Windows\CurrentVersion\App Paths\excel.exe"
SECURITY: Final = r"Microsoft\Office\16.0\Excel\Security"
OFFICE: Final = r"Microsoft\Office\16.0\Common"
ALL_BLOCKED: Final = 4
"""VBAWarnings: every macro is off, without a word."""
ONLY_SIGNED: Final = 3
"""VBAWarnings: only signed macros run."""
ASK_IT: Final = (
    "Be IT om å godkjenne tillegget: signert med et sertifikat dere stoler på, eller på en klarert plassering."
)
USE_BOOKS: Final = "Arbeidsbøkene virker uten tillegget."


def excel_findings(machine: Machine) -> list[Finding]:
    """Return the findings about Excel and policies."""
    blocked = [*_policies(machine), *_disabled(machine)]
    fine = Finding(about="Makroer", fine=True, found="Ingen innstilling eller policy stopper tillegget")
    return [_excel(machine), *(blocked or [fine])]


def _excel(machine: Machine) -> Finding:
    about = "Excel"
    path = next(
        (str(found) for hive in ("HKCU", "HKLM") if (found := machine.registry(f"{hive}\\{EXCEL_PATH}", ""))), ""
    )
    if not path:
        return Finding(
            about=about, fine=False, found="Fant ikke Excel for skrivebordet",
            remedy=f"Be IT om Office for skrivebordet. {USE_BOOKS}",
        )  # fmt: skip
    if "\\windowsapps\\" in path.casefold():
        return Finding(
            about=about, fine=False, found=f"Excel er fra Microsoft Store ({path}) og kan ikke starte Python",
            remedy=f"Be IT om Office for skrivebordet. {USE_BOOKS}",
        )  # fmt: skip
    return Finding(about=about, fine=True, found=path)


def _places() -> tuple[tuple[str, str], ...]:
    """Where a setting can stand: the user's own, and policies for the user and for the machine."""
    return (
        ("innstilling", r"HKCU\Software"),
        ("policy", r"HKCU\Software\Policies"),
        ("policy", r"HKLM\Software\Policies"),
    )


def _policies(machine: Machine) -> list[Finding]:
    findings = []
    for kind, start in _places():
        who = "Makroinnstillingene dine" if kind == "innstilling" else "En policy fra organisasjonen"
        trusted_off = machine.registry(f"{start}\\{SECURITY}\\Trusted Locations", "AllLocationsDisabled") == 1
        warnings = machine.registry(f"{start}\\{SECURITY}", "VBAWarnings")
        if machine.registry(f"{start}\\{OFFICE}", "vbaoff") == 1:
            findings.append(_stopped(f"{who} slår av VBA i hele Office", kind))
        if trusted_off:
            findings.append(_stopped(f"{who} slår av klarerte plasseringer, så XLSTART er ikke klarert", kind))
        # In a trusted location macros run whatever this says.
        if trusted_off and warnings == ALL_BLOCKED:
            findings.append(_stopped(f"{who} stopper alle makroer", kind))
        if trusted_off and warnings == ONLY_SIGNED:
            findings.append(_stopped(f"{who} tillater bare signerte makroer", kind))
    return findings


def _stopped(found: str, kind: str) -> Finding:
    own = "Fil, Alternativer, Klareringssenter, Innstillinger for klareringssenteret: slå det på igjen."
    remedy = own if kind == "innstilling" else f"{ASK_IT} {USE_BOOKS}"
    return Finding(about="Makroer", fine=False, found=found, remedy=remedy)


def _disabled(machine: Machine) -> list[Finding]:
    """Excel puts an add-in it thinks made it crash on a list, by numbered or random names; the text is UTF-16."""
    listed = machine.registry(r"HKCU\Software\Microsoft\Office\16.0\Excel\Resiliency\DisabledItems", ALL_VALUES)
    values = listed if isinstance(listed, list) else []
    # The text can begin at an odd place in the bytes, so the zeros between the letters are taken out instead.
    texts = [value.replace(b"\0", b"").decode("latin-1") for value in values if isinstance(value, bytes)]
    if not any("utenfor.xlam" in text.casefold() for text in texts):
        return []
    remedy = "Fil, Alternativer, Tillegg, Behandle: Deaktiverte elementer. Velg utenfor.xlam og aktiver."
    return [Finding(about="Makroer", fine=False, found="Excel har slått av tillegget etter en feil", remedy=remedy)]
