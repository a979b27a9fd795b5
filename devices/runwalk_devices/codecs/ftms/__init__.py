"""The Fitness Machine Service: treadmill data, features, control point."""
