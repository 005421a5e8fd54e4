"""How utenfor.xlam is made: the VBA of its modules, its ribbon, its package. Only `addin.build_xlam` runs it."""
