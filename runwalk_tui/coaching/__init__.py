"""One coaching service for screens and commands."""
