"""Fuzzing by hand: mutated files of every format for some minutes; what ends the process or takes long is printed as a
seed.

python tools/fuzz.py --minutes 10 [--seed N]
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "tests"))
from test_fuzz import SEEDS, mutated, read

SLOW = 15.0  # seconds that a few hundred bytes must not take


def main() -> int:
    """Run it; the exit status is 1 where something was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    options = parser.parse_args()
    end, number, found = time.monotonic() + 60 * options.minutes, 0, 0
    while time.monotonic() < end:
        choice = random.Random(options.seed + number)
        ending = choice.choice(sorted(SEEDS))
        data, start = mutated(choice.choice(SEEDS[ending]), choice), time.monotonic()
        number += 1
        try:
            read(data, ending)
        except Exception as error:
            found += 1
            print(f"{ending}: {type(error).__name__}: {error}: {data!r}", flush=True)
        if time.monotonic() - start > SLOW:
            found += 1
            print(f"{ending}: {time.monotonic() - start:.0f} s: {data!r}", flush=True)
    print(f"{number:,} inputs in {options.minutes:g} minutes (seed {options.seed}): {found} findings")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
