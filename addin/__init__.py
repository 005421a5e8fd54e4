"""The worksheet functions: what each is, how its arguments are read, and what it answers. Stands above the core."""
