"""The catalogue by which Protégé, ROBOT and the OWL API find the imports of ontology/exo.ttl offline.

python tools/catalog.py             writes ontology/catalog-v001.xml
python tools/catalog.py --check     exit status 1 where it is not as built
"""

from __future__ import annotations

import sys
from pathlib import Path

from exo_ld.files import publish
from exo_ld.share.ontology import CATALOG, catalog

FILE = Path(__file__).resolve().parent.parent / "ontology" / CATALOG


def main() -> int:
    """Write or check."""
    if sys.argv[1:] == ["--check"]:
        if not FILE.exists() or FILE.read_text(encoding="utf-8") != catalog():
            print(f"ontology/{CATALOG} is not what ontology/imports gives; run tools/catalog.py")
            return 1
        return 0
    publish(str(FILE), catalog())
    return 0


if __name__ == "__main__":
    sys.exit(main())
