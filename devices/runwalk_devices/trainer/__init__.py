"""Machines that stand until somebody moves them: bikes, ellipticals, rowers, climbers."""
