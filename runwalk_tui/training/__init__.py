"""Training science as pure functions: each formula names its source."""
