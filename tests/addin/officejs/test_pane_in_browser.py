"""The task pane in a real browser, without Excel: its figures, its errors, its keyboard, and who can read it."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from addin.functions import utenfor_savings
from addin.officejs.panel import savings
from tests.addin.officejs.browsing import NARROW, browser, context, fill, pane, violations
from tests.addin.officejs.running import Running


@pytest.fixture(scope="module")
def chromium(require: Callable[[str], None]) -> Iterator[Browser]:
    """One browser for the module."""
    require("chromium")
    with browser() as opened:
        yield opened


@pytest.fixture
def window(chromium: Browser) -> Iterator[BrowserContext]:
    """A window of its own for each test."""
    opened = context(chromium)
    yield opened
    opened.close()


@pytest.fixture
def page(window: BrowserContext, server: Running) -> Page:
    """The pane, opened."""
    return pane(window, server.address)


def whole(text: str) -> int:
    """Return the number in a text as Norwegians write it."""
    return int(re.sub(r"[^\d]", "", text)) * (-1 if "−" in text else 1)


def shown(page: Page) -> list[int]:
    """Return the amounts of the summary, top down."""
    return [whole(text) for text in page.locator("#summary td").all_inner_texts()]


def test_the_pane_shows_the_core_s_figures_for_the_municipality(page: Page) -> None:
    fill(page, municipality="Bodø (1804)", count="120", rate="12,5 %", cost="10 000")
    found = savings({"municipality": "1804", "group": "vgs_frafall", "count": 120, "rate": 0.125, "cost": 10_000})
    present = [one["present"] for one in found["levels"]]
    expected = [*present, sum(present), found["cost"], found["own_net"], found["net"]]
    assert shown(page) == pytest.approx(expected, abs=0.51)
    assert page.inner_text("#status") == "Regnet for Bodø."
    years = page.locator("#by-year tbody tr")
    assert years.count() == len(found["years"])


def test_without_a_municipality_the_pane_and_the_formula_agree(page: Page) -> None:
    total = shown(page)[5]
    assert total == pytest.approx(utenfor_savings("vgs_frafall", 80, 0.1), abs=0.51)
    assert f"gir {page.locator('#summary tfoot td').first.inner_text()} kr" in page.inner_text("#formula-note")
    assert page.inner_text("#formula") == '=UTENFOR.SAVINGS("vgs_frafall";80;0,1;"alle";;;;"forsiktig")'


def test_the_chart_has_a_bar_for_each_level_and_year_that_has_money(page: Page) -> None:
    page.click("text=Flere valg")
    page.select_option("#horizon", "10")
    fill(page)
    found = savings({"group": "vgs_frafall", "count": 80, "rate": 0.1, "cost": 7500, "horizon": 10})
    bars = sum(1 for one in found["levels"] for flow in one["flows"] if flow)
    assert page.locator("#chart rect").count() == bars
    heights = page.eval_on_selector_all("#chart rect", "all => all.map(one => one.getBBox().height)")
    assert max(heights) > 20
    assert page.get_attribute("#chart svg", "role") == "img"


def test_all_357_municipalities_can_be_picked_and_found_by_name_or_number(page: Page) -> None:
    assert page.locator("#municipalities option").count() == 357
    for typed in ("Utsira (1151)", "utsira", "1151"):
        fill(page, municipality=typed)
        assert page.inner_text("#status") == "Regnet for Utsira."


def test_errors_stand_at_their_fields_in_norwegian_and_go_away_again(page: Page) -> None:
    page.click("text=Flere valg")
    fill(page, municipality="Herøy", count="åtti", rate="300 %", age="55")
    assert page.inner_text("#status") == "4 felt må rettes."
    assert "kan være flere kommuner" in page.inner_text("#municipality-error")
    assert page.inner_text("#count-error").startswith("Antall er teksten «åtti»")
    assert "fra 0 til 1" in page.inner_text("#rate-error")
    assert "16–20 år" in page.inner_text("#age-error")
    assert page.evaluate("document.activeElement.id") == "municipality"
    assert page.is_hidden("#results")  # figures of an earlier form do not stand below
    assert page.get_attribute("#count", "aria-invalid") == "true"
    assert "count-error" in (page.get_attribute("#count", "aria-describedby") or "")
    assert violations(page) == []
    fill(page, municipality="1818", count="80", rate="10 %", age="")
    assert page.locator("[aria-invalid]").count() == 0
    assert page.inner_text("#status") == "Regnet for Herøy."


def test_figures_that_are_older_than_the_form_say_so(page: Page) -> None:
    page.fill("#count", "90")
    assert page.inner_text("#status") == "Endret. Trykk «Regn ut» for å oppdatere tallene under."
    fill(page)
    assert page.inner_text("#status") == "Regnet for en nøytral kommune."


def test_everything_can_be_reached_and_done_with_the_keyboard(page: Page) -> None:
    page.focus("#municipality")
    page.keyboard.type("Bodø")
    reached: list[str] = []
    while "copy-formula" not in reached:
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.id || document.activeElement.innerText.trim()"))
        if reached[-1] == "Regn ut":
            page.keyboard.press("Enter")
            page.wait_for_function("() => document.getElementById('status').textContent === 'Regnet for Bodø.'")
    wanted = ["group", "count", "rate", "cost", "Flere valg", "Regn ut", "Tallene år for år"]
    assert [one for one in reached if one in wanted] == wanted
    assert reached[-3:] == ["insert-formula", "insert-table", "copy-formula"]
    outline = page.evaluate("(() => { const one = document.getElementById('count'); one.focus(); "
                            "return getComputedStyle(one).outlineStyle })()")  # fmt: skip
    assert outline == "solid"


def test_outside_excel_the_insert_buttons_say_so(page: Page) -> None:
    assert page.is_visible("#no-excel")
    for button in ("#insert-formula", "#insert-table"):
        assert page.get_attribute(button, "aria-disabled") == "true"
        page.click(button, force=True)
        page.wait_for_function(
            "() => document.getElementById('insert-status').textContent.includes('ikke åpnet i Excel')"
        )


@pytest.mark.parametrize(("width", "dark"), [(400, False), (NARROW, True)])
def test_axe_finds_nothing_and_nothing_runs_out_of_the_page(
    chromium: Browser, server: Running, width: int, *, dark: bool
) -> None:
    with context(chromium, width=width, dark=dark) as window:
        opened = pane(window, server.address)
        opened.click("text=Flere valg")
        opened.click("text=Tallene år for år")
        fill(opened, municipality="Oslo (0301)")
        assert violations(opened) == []
        assert opened.evaluate("document.documentElement.scrollWidth") <= width
        ground = opened.evaluate("getComputedStyle(document.body).backgroundColor")
        assert (ground != "rgb(255, 255, 255)") is dark


def test_nothing_is_loaded_from_elsewhere_and_no_script_fails(window: BrowserContext, server: Running) -> None:
    opened, elsewhere, failed = window.new_page(), [], []
    opened.on("request", lambda one: None if one.url.startswith(server.address) else elsewhere.append(one.url))
    opened.on("pageerror", lambda problem: failed.append(str(problem)))
    opened.goto(f"{server.address}/taskpane.html")
    opened.wait_for_selector("#results:not([hidden])")
    assert (elsewhere, failed) == ([], [])
