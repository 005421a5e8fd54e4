"""Published examples and hand-computed cases as data files, and what runs them through the engine."""
