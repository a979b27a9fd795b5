"""Smart trainers: bikes whose brake is told a power or a resistance."""
