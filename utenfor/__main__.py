"""`python -m utenfor`: the console command where the package is not installed."""

import sys

from utenfor.command_line import main

if __name__ == "__main__":
    sys.exit(main())
