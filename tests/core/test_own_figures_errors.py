"""What a wrong file of own figures says: every problem at once, each with file, line and what to do."""

import pytest

from utenfor_core.errors import InputError
from utenfor_core.own_figures import own_figures, read_toml
from utenfor_core.parameters import load

HEAD = 'navn = "Prøve"\n'
VALUE = HEAD + '[[verdi]]\nid = "kappa"\n'
AMOUNT = HEAD + '[[verdi]]\nid = "unit_ufore"\n'
GROUP = {
    "id": '"egen_1"', "navn": '"Fravær"', "definisjon": '"Høyt fravær"', "alder_fra": "13", "alder_til": "19",
    "alder_vanlig": "15", "par": '"fullfort"',
}  # fmt: skip


def problems_of(*contents: str | bytes) -> tuple[str, ...]:
    """Return what is wrong with files named a.toml, b.toml and so on."""
    files = {
        f"{letter}.toml": content.encode() if isinstance(content, str) else content
        for letter, content in zip("abcdefghijklmn", contents, strict=False)
    }

    def opened(name: str, problems: list[str]) -> object:
        if name.lower() in files:
            return read_toml(files[name.lower()], name, problems)
        problems.append(f"{name}: finnes ikke.")
        return None

    with pytest.raises(InputError) as error:
        own_figures("a.toml", opened, load())  # type: ignore[arg-type]  # what it gives is what read_toml gives
    return error.value.problems


def group(**changed: str) -> str:
    """Return a file with one group in which some fields are changed."""
    return HEAD + "[[malgruppe]]\n" + "\n".join(f"{key} = {value}" for key, value in {**GROUP, **changed}.items())


@pytest.mark.parametrize(
    ("content", "place", "message"),
    [
        (VALUE + "verdi = 0,55", "a.toml, linje 4", "desimaltall skrives med punktum"),
        (AMOUNT + "prisar = 2026\nverdi = 61 000", "a.toml, linje 5", "tall skrives uten mellomrom"),
        (VALUE + 'verdi = "0,55"', "a.toml, linje 4, «verdi»", "Skriv 0.55 uten anførselstegn"),
        (AMOUNT + 'prisar = 2026\nverdi = "355 700 kr"', "a.toml, linje 5, «verdi»", "Skriv 355700 uten"),
        (VALUE + "verdi = 55", "a.toml, linje 4, «verdi»", "fra 0 til 1. Er det prosent, skriv 0.55."),
        (VALUE + "verdi = nan", "a.toml, linje 4, «verdi»", "ikke et vanlig tall"),
        (VALUE + "verdi = " + "9" * 400, "a.toml, linje 4, «verdi»", "ikke et vanlig tall"),
        (VALUE + "verdi = true", "a.toml, linje 4, «verdi»", "er ikke et tall"),
        (VALUE + "verdi = [0.5]", "a.toml, linje 4, «verdi»", "1 tall i liste. Skriv ett tall"),
        (VALUE, "a.toml, linje 2, [[verdi]], «verdi»", "mangler"),
        (VALUE + 'verdi = 0.5\nsett = "midt"', "a.toml, linje 5, «sett»", "ikke et forutsetningssett"),
        (VALUE + "verdi = 0.5\nprisar = 2024", "a.toml, linje 5, «prisar»", "ikke et beløp"),
        (VALUE + "verdi = 0.5\nmaneder = 5", "a.toml, linje 5, «maneder»", "telles ikke i måneder"),
        (VALUE + 'verdi = 0.5\nenhet = "kr/år"', "a.toml, linje 5, «enhet»", "regnes i andel, ikke kr/år"),
        (VALUE + "vredi = 0.5", "a.toml, linje 4, «vredi»", "Mente du «verdi»"),
        (VALUE + "verdi = 0.5\n" + VALUE.removeprefix(HEAD) + "verdi = 0.4", "linje 6", "også her: a.toml, linje 3"),
        (HEAD + '[[verdi]]\nid = "kapa"\nverdi = 0.5', "a.toml, linje 3, «id»", "Mente du «kappa»"),
        (HEAD + '[[verdi]]\nid = "unit_costs/kvp"\nverdi = 1', "a.toml, linje 3, «id»", "bruker den ikke"),
        (HEAD + '[[verdi]]\nid = "tax/municipal_rate"\nverdi = 0.1', "linje 3, «id»", "«municipal_rate»"),
        (HEAD + '[[verdi]]\nid = "ufore_out"\nverdi = [0.1, 0.2]', "linje 4, «verdi»", "her står 2 tall"),
        (HEAD + '[[verdi]]\nid = "ufore_out"\nverdi = [1, 1, 1, 1, 1, 2]', "linje 4, «verdi»", "2 er utenfor"),
        (HEAD + '[[verdi]]\nid = "sosialhjelp_in"\nverdi = 0.1', "«maneder»", "alle som er innom i året) mangler"),
        (HEAD + '[[verdi]]\nid = "k_ufore"\nverdi = 0.1\nsett = "midtanslag"', "«sett»", "alle sett under ett"),
        (HEAD + '[[verdi]]\nid = "municipal_rate"\nverdi = 0.2', "linje 3, «id»", "er 0,22 i alt, men"),
        (AMOUNT + "verdi = 300000", "[[verdi]], «prisar»", "Prisår for beløpet mangler"),
        (AMOUNT + "verdi = 300000\nprisar = 2015", "linje 5, «prisar»", "2015 er utenfor det som godtas, fra 2018"),
        (AMOUNT + "verdi = 300000\nprisar = 2027", "linje 5, «prisar»", "2027 er utenfor"),
        (AMOUNT.replace("ufore", "sykepenger") + "verdi = 20000\nprisar = 2022", "«prisar»", "(L) mangler for 2023"),
        (
            HEAD + '[[verdi]]\nid = "personal_allowance"\nverdi = 100000\nprisar = 2024',
            "«prisar»",
            "følger ingen prisindeks. Skriv beløpet i 2026-kroner",
        ),
        (HEAD + '[[prisvekst]]\nindeks = "G"\nar = 2022\nverdi = 0.1', "linje 3, «indeks»", "«G» er ikke en indeks"),
        (HEAD + '[[prisvekst]]\nindeks = "K"\nar = 2018\nverdi = 0.1', "linje 4, «ar»", "fra 2019 til 2026"),
        (HEAD + '[[prisvekst]]\nindeks = "K"\nar = 2022\nverdi = 6', "linje 5, «verdi»", "utenfor"),
        (HEAD + '[[prisvekst]]\nindeks = "K"\nar = 2022\nverdi = 0\n' * 2, "linje 8, «ar»", "står to ganger"),
        (HEAD + "verdi = 3", "a.toml", "skal skrives som [[verdi]]"),
        (HEAD + "[[verdier]]\nid = 3", "a.toml, «verdier»", "Mente du «verdi»"),
        ("", "a.toml, «navn»", "Navn på tallene mangler"),
        ('navn = "' + "x" * 61 + '"', "a.toml, «navn»", "har 61 tegn. Bruk høyst 60"),
        ('navn = "a\\u0007"', "a.toml, «navn»", "usynlige tegn"),
        (group(id='"Egen 1"'), "linje 3, «id»", "kan ikke være kortnavn"),
        (group(id='"vgs_frafall"'), "linje 3, «id»", "en av modellens målgrupper"),
        (group(par='"jobb"'), "«par»", "ikke et par"),
        (group(alder_vanlig="25"), "«alder_vanlig»", "25 år ligger ikke mellom 13 og 19"),
        (group(alder_fra="3.5"), "«alder_fra»", "ikke et helt tall"),
        (group(utfall_alder="70"), "«utfall_alder»", "fra 16 til 60"),
        (group(nar_malet="1.2"), "«nar_malet»", "utenfor"),
        (group(nar_malet_lav="0.5", nar_malet_hoy="0.4"), "«nar_malet_lav»", "Bytt dem om"),
        (group(nar_malet_lav="0.5"), "«nar_malet_hoy»", "oppgi både lav og høy"),
        (group(nar_malet="0.9", nar_malet_lav="0.3", nar_malet_hoy="0.5"), "«nar_malet»", "ligger ikke mellom lav"),
        (group(navn='""'), "«navn»", "Navnet på målgruppen mangler"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_place_and_what_to_do(content: str, place: str, message: str) -> None:
    found = problems_of(content)
    assert len([one for one in found if place in one and message in one]) == 1, found


def test_every_mistake_is_told_at_once_also_in_the_file_below() -> None:
    upper = 'bygger_pa = "b.toml"\n' + VALUE + "verdi = 55\nprisar = 2024"
    found = problems_of(upper, HEAD + '[[verdi]]\nid = "kapa"\nverdi = 0.5')
    assert [one.split(",")[0] for one in found] == ["b.toml", "a.toml", "a.toml"]


def test_files_that_build_on_each_other_in_a_ring_are_told_by_name() -> None:
    chain = [f'navn = "x"\nbygger_pa = "{name}"' for name in ("b.toml", "c.toml", "A.toml")]
    assert problems_of(*chain) == (
        "Filene bygger på hverandre i ring: a.toml → b.toml → c.toml → A.toml. Ta bort én «bygger_pa».",
    )


def test_a_file_that_builds_on_itself_is_a_ring_too() -> None:
    assert "a.toml → a.toml" in problems_of('navn = "x"\nbygger_pa = "a.toml"')[0]


def test_a_chain_has_an_end() -> None:
    names = "bcdefghijkl"
    found = problems_of(*(f'navn = "x"\nbygger_pa = "{name}.toml"' for name in names))
    assert "høyst 10 filer" in found[0]


@pytest.mark.parametrize("name", ["../b.toml", "/etc/passwd", "C:b.toml", "mappe\\\\b.toml", ".b.toml"])
def test_a_file_is_only_built_on_one_in_its_own_folder(name: str) -> None:
    assert "samme mappe" in problems_of(f'navn = "x"\nbygger_pa = "{name}"')[0]


def test_a_file_that_is_missing_is_told_by_name() -> None:
    assert problems_of('navn = "x"\nbygger_pa = "b.toml"') == ("b.toml: finnes ikke.",)


def test_a_fourth_own_group_is_refused() -> None:
    entries = [group(id=f'"egen_{number}"').removeprefix(HEAD) for number in range(4)]
    found = problems_of(HEAD + "\n".join(entries))
    assert len(found) == 1
    assert "det er plass til 3" in found[0]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"navn = 1\n" * 40_000, "er 360 000 byte, og høyst 256 000 leses"),
        (b"\xff\xfe", "ikke lagret som UTF-8"),
        (b"navn = [" + b"[\n" * 20_000, "lister i lister"),
        (b"." * 2_001, "linje 1: er lengre enn 2000 tegn"),
        (b"a = {" * 300, "kan ikke leses som TOML"),
        (b"x = " + b"9" * 1_990 + b"\n[[verdi]]\n" * 2_001, "har 2001 oppføringer"),
    ],
)
def test_a_hostile_file_is_refused(content: bytes, message: str) -> None:
    assert any(message in one for one in problems_of(content))


def test_a_header_inside_a_text_costs_the_line_numbers_and_nothing_else() -> None:
    found = problems_of(VALUE + 'merknad = """\n[[verdi]]\n"""\nverdi = 2')
    assert found == (
        "a.toml, [[verdi]] nr. 1, «verdi»: 2 er utenfor det som godtas, fra 0 til 1. Er det prosent, skriv 0.02.",
    )
