"""The applications, one a kind of screen."""
