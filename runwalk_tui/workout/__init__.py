"""The workout as pure functions over events: `evolve` folds, `decide` says what follows."""
