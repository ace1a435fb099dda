"""The process of the command, as ``afterword`` and as ``python -m afterword``."""

import atexit
import gc

from afterword.cli import main


def run() -> None:
    """Run the command, and end the process with it.

    What is imported and read is needed to the end: garbage is looked for after every 100,000 objects instead of every
    700, and no more when the process ends.
    """
    gc.set_threshold(100_000)
    atexit.register(gc.freeze)
    main()


if __name__ == "__main__":  # a worker of a check imports this file as well
    run()
