"""Units: constants, parsing, formatting."""
