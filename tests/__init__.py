"""Importing is a good part of a run: nothing is compiled twice, no garbage is looked for meanwhile."""

import gc
import os
import sys

# Our processes and their children may keep what they compile, whatever the machine says.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False
gc.disable()  # until `conftest` has collected the tests
