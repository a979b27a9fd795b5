"""Plants faults in the safety files, one at a time, and shows which of them no test notices."""
