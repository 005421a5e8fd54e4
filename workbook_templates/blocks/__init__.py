"""The calculation sheets, block by block: each module declares rows whose names are the core's trace names."""
