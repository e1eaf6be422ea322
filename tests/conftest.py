"""Makes the modules of tests/gate importable by their names, as they are for the command line."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "gate"))
