"""Cells, big digits, colours."""
