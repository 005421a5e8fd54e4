"""Settings written as TOML: what our own overlays hold, texts, numbers, lists and tables."""

import json
from collections.abc import Mapping


def toml_text(settings: Mapping[str, object]) -> str:
    """Return settings as TOML, a table for each key on the top whose value is a table.

    >>> print(toml_text({"a": {"b": "æ«1»", "c": [1, 2]}, "d": True}), end="")
    d = true
    [a]
    b = "æ«1»"
    c = [1, 2]
    """
    plain = [f"{_key(name)} = {_value(one)}" for name, one in settings.items() if not isinstance(one, Mapping)]
    for name, one in settings.items():
        if isinstance(one, Mapping):
            plain += [f"[{_key(name)}]", *(f"{_key(key)} = {_value(value)}" for key, value in one.items())]
    return "".join(f"{line}\n" for line in plain)


def _key(name: str) -> str:
    return name if name.isascii() and name.replace("_", "").replace("-", "").isalnum() else json.dumps(name)


def _value(value: object) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_key(key)} = {_value(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_value, value)) + "]"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "")
    return json.dumps(value)
