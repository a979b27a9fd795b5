"""What the runner sees and presses: screens over a feed, and nothing that decides."""
