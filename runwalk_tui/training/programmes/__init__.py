"""Programmes, run-walk ratios and the Magic Mile."""
