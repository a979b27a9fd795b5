"""The journal of recorded sessions: the only SQL."""
