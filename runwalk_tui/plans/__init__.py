"""Plans and programmes as files: read, composed, written."""
