"""Virtual devices: a treadmill and a strap that bleak reaches through a backend of its own."""
