"""How long a study report takes to become a PDF once the compiler is there: every example, in two languages.

    python benchmarks/reports.py declarations

prints milliseconds of wall time for one report of each declaration, as JSON: half of what both languages take, as a
build makes them.  They are made one after the other in one process, as a worker does; the first declaration, which
starts the compiler, is not counted.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from make_data import BASE_URL, LAST_DAY

from carbonpress.build.product import pictures
from carbonpress.press.common.page import Site
from carbonpress.press.document.papers import paper_files
from carbonpress.source.folder import reader
from carbonpress.study.project import open_project

LANGUAGES = ("zh", "en")


def main() -> None:
    """Make the reports of the data folder that the command line names."""
    data = Path(sys.argv[1])
    project = open_project(data, BASE_URL)
    site = Site(BASE_URL, LANGUAGES, LAST_DAY, dict.fromkeys(LANGUAGES, ""), papers=("report.pdf",))
    records = [version.record for versions in project.versions.values() for version in versions]
    taken = {}
    for record in records:
        shown = pictures(record, reader(data), frozen=False)
        start = time.perf_counter()
        made = dict(paper_files(record, site, shown))
        taken[record["id"]] = 1_000 * (time.perf_counter() - start) / len(made)
    del taken[records[0]["id"]]
    print(json.dumps(taken))


if __name__ == "__main__":
    main()
