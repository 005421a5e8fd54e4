"""The words of the sheets that the buttons write, in both languages."""

import tomllib
from importlib.resources import files


def test_bokmal_and_nynorsk_have_the_same_texts_with_the_same_parts() -> None:
    texts = tomllib.loads((files("addin.ribbon") / "texts.toml").read_text(encoding="utf-8"))
    assert texts["nb"].keys() == texts["nn"].keys()
    assert [text.count("{") for text in texts["nb"].values()] == [text.count("{") for text in texts["nn"].values()]
