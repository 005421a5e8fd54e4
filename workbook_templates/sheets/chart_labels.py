"""Direct labels of charts: the name of a series stands at one of its points, so that no legend has to be looked up."""

from typing import Any


def name_at(index: int, count: int, *, position: str, colour: str, text: str = "") -> dict[str, Any]:
    """Return the label of a series of `count` points: its name, or a text, at the point `index` (from 0), in a colour.

    >>> name_at(1, 2, position="above", colour="#1F4E79")["custom"]
    [{'delete': True}, None]
    """
    font = {"size": 10, "bold": True, "color": colour}
    shown = {"value": text, "font": font} if text else None
    custom = [shown if point == index else {"delete": True} for point in range(count)]
    return {"series_name": True, "value": False, "position": position, "font": font, "custom": custom}
