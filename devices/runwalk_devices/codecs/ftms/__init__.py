"""The Fitness Machine Service, 1.0.1."""
