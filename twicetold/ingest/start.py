"""The first lines of a process that reads files: ``python start.py {"path": …, "formats": …, …}``.

ugly    ``python -m twicetold.ingest.child``, which loads the whole engine first, numpy and scipy with it: 0.9 s
wanted  the one reader that is needed and the few types that it speaks in: 0.05 s

A package's own file runs before anything in it can be had. So those that would load the engine, or every reader, are
put in place here, empty but for where their modules lie, and the types of files and sources.
"""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType


def prepare(package: Path) -> None:
    """Makes the modules of ``twicetold`` (the folder ``package``) loadable one by one."""
    folders = {"twicetold": package, "twicetold.model": package / "model", "twicetold.ingest": package / "ingest"}
    for name, folder in folders.items():
        module = ModuleType(name)
        module.__path__ = [str(folder)]
        sys.modules[name] = module
    from twicetold.model import handlings, source

    for names in (source, handlings):
        vars(sys.modules["twicetold.model"]).update({k: value for k, value in vars(names).items() if k[0] != "_"})


if __name__ == "__main__":
    import json

    given = json.loads(sys.argv[1])
    sys.path[:] = given["path"]
    prepare(Path(__file__).parents[1])
    from twicetold.ingest.child import main

    main(given["formats"], given["memory"], given["lifeline"], preload=given["preload"])
