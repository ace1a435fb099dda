"""Run the command as ``python -m afterword``."""

from afterword.cli import main

if __name__ == "__main__":  # a worker of a check imports this file as well
    main()
