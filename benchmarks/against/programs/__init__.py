"""What measures one figure in the environment of either build: its last line is the figure."""
