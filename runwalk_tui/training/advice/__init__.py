"""The rules that choose today's workout."""
