"""The process of the command, as ``afterword`` and as ``python -m afterword``."""

import atexit
import gc
import os
import sys

from afterword.cli import main


def run() -> None:
    """Run the command, and end the process with it.

    What is imported and read is needed to the end: garbage is looked for after every 300,000 objects instead of every
    700, and the system takes everything back at once when the process ends.
    """
    gc.set_threshold(300_000)
    codes: list[int] = []
    atexit.register(_end, codes)  # as the first, it is called as the last
    try:
        main()
    except SystemExit as ending:
        if isinstance(ending.code, int):
            codes.append(ending.code)
        raise


def _end(codes: list[int]) -> None:
    """End the process here: to free each object by itself took longer than to check several reviews."""
    gc.freeze()  # where it ends in the usual way, as a server that is told to exit
    if codes:
        try:
            for stream in filter(None, (sys.stdout, sys.stderr)):
                stream.flush()
        except (OSError, ValueError):
            return  # nobody reads it any more, and the usual end says so
        os._exit(codes[-1])


if __name__ == "__main__":  # a worker of a check imports this file as well
    run()
