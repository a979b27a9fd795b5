"""Sessions: opened, live, replayed, with or without a screen."""
