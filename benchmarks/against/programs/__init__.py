"""Programs that measure one number in the environment of either build: their last line."""
