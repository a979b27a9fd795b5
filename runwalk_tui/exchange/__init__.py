"""What leaves as files and what comes in: one module a format."""
