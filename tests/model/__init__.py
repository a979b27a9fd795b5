"""Explores the pure core: every event in every state that can be reached within some steps."""
