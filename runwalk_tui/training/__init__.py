"""What training science says, as pure functions: each formula names its source."""
