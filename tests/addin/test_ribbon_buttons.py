"""The ribbon's data: every button of the product, and nothing that Office or VBA would refuse."""

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from addin.ribbon.buttons import LONGEST_TIP, problems, read_ribbon, ribbon
from utenfor_core.errors import WorkbookError

PRODUCT = [
    "Ny kommunebok", "Hent/oppdater tall", "Beregn usikkerhet", "Lim inn i økonomiplan", "Lag saksframlegg",
    "Kontroller boka", "Forklar feil", "Kilder", "Hjelp",
]  # fmt: skip


def test_the_ribbon_has_the_product_s_buttons_in_its_order_and_two_for_the_add_in_itself() -> None:
    labels = [button.label for button in ribbon().buttons]
    assert labels == [*PRODUCT, "Reparer koblinger", "Bytt til/fra Office.js-navn"]


def test_every_button_has_texts_a_picture_and_something_to_do() -> None:
    for button in ribbon().buttons:
        assert button.screentip
        assert button.supertip.endswith(".")
        assert button.image.isalnum()
        assert button.vba or button.python


def test_what_office_or_vba_would_refuse_is_told_all_at_once() -> None:
    button = ribbon().buttons[0]
    wrong = replace(
        button, supertip="x" * (LONGEST_TIP + 1), vba="på", group="finnes_ikke", size="stor", python="", ask="Hva?"
    )
    empty = replace(button, vba="", python="", ask="")
    groups = tuple(group.id for group in ribbon().groups)
    found = problems((wrong, empty), groups)
    assert len(found) == 7
    assert any(f"{LONGEST_TIP + 1} tegn" in text for text in found)
    assert "er brukt to ganger" in found[-1]


def test_a_file_with_a_mistake_does_not_load(repository: Path) -> None:
    content = tomllib.loads((repository / "addin" / "ribbon" / "buttons.toml").read_text("utf-8"))
    content["buttons"][0]["group"] = "borte"
    with pytest.raises(WorkbookError, match="gruppen «borte» finnes ikke"):
        read_ribbon(content)
