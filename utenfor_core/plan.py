"""The økonomiplan."""
from utenfor_core.trace import Rows
def plan_rows(*_a: object) -> Rows:
    return Rows()
