"""An installation for one process of measuring: importing this module lays it out.

Settings are read once in a process, so the folder must be there before anything of Django's or
of the program's is imported; a benchmark therefore imports this module first. The folder is gone
when the process ends.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

import django

HOME = Path(tempfile.mkdtemp(prefix="lakip-bench-"))
atexit.register(shutil.rmtree, HOME, ignore_errors=True)
os.environ["LAKIP_HOME"] = str(HOME)
os.environ["DJANGO_SETTINGS_MODULE"] = "lakip.settings"
django.setup()
