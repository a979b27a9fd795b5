"""Settings, profiles, and where files lie."""
