"""The adapter, discovery and links to devices."""
