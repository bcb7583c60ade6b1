"""Lets `python -m neraca` do what the command `neraca` does."""

import sys

from neraca.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
