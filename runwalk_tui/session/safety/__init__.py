"""Stops the belt whatever becomes of the program."""
