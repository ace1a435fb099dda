"""How long recall takes on many reviews: ``python -m bench.recall_speed --count 1000``."""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from afterword.analysis.recall import Recall
from bench.generate import generate
from bench.recall import base, questions


def seconds(work: Callable[[], object]) -> float:
    """What a piece of work takes on the processor, so that a busy machine spoils the figure less."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


def main() -> None:
    """Read the command line, make the reviews and print the figures."""
    parser = argparse.ArgumentParser(prog="python -m bench.recall_speed", description=__doc__)
    parser.add_argument("--count", type=int, default=1000)
    wanted = parser.parse_args()
    with TemporaryDirectory() as folder:
        root = Path(folder) / "base"
        generate(wanted.count, 7, root)
        begun = time.process_time()
        reviews, patterns = base(root)
        reading = time.process_time() - begun
    recall = Recall.of(reviews, patterns)
    asked = [question.text for question in questions("development")]
    # The first question waits for the index; the others, as in a build of the site, do not.
    first = seconds(lambda: recall.similar_to_text(asked[0]))
    text = seconds(lambda: [recall.similar_to_text(one) for one in asked]) / len(asked)
    some = reviews[:100]
    recall.similar_to_review(some[0])
    review = seconds(lambda: [recall.similar_to_review(one) for one in some]) / len(some)
    print("| what | seconds |")
    print("|---|---|")
    print(f"| read {len(reviews):,} reviews from the disk | {reading:.2f} |")
    print(f"| index them and answer the first text | {first:.2f} |")
    print(f"| answer a further text | {text:.4f} |")
    print(f"| answer a review | {review:.4f} |")


if __name__ == "__main__":
    main()
