"""How long a study report takes to become a PDF once the compiler is there: every example, in every language.

    python benchmarks/reports.py declarations

prints milliseconds of wall time by report, as JSON.  They are made one after the other in one process, as a worker
does; the first one, which starts the compiler, is not counted.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from make_data import BASE_URL, LAST_DAY

from carbonpress.press.page import Site
from carbonpress.press.papers import paper_files
from carbonpress.publish.project import open_project
from carbonpress.publish.workshop import pictures
from carbonpress.source.folder import reader

LANGUAGES = ("zh", "en")


def main() -> None:
    """Make the reports of the data folder that the command line names."""
    data = Path(sys.argv[1])
    project = open_project(data, BASE_URL)
    names = {language: language for language in LANGUAGES}
    orders = [
        (version.record, Site(BASE_URL, (language,), LAST_DAY, names, papers=("report.pdf",)))
        for versions in project.versions.values()
        for version in versions
        for language in LANGUAGES
    ]
    dict(paper_files(*orders[0], {}))
    taken = {}
    for record, site in orders[1:]:
        shown = pictures(record, reader(data), frozen=False)
        start = time.perf_counter()
        dict(paper_files(record, site, shown))
        taken[f"{record['id']} {site.languages[0]}"] = 1_000 * (time.perf_counter() - start)
    print(json.dumps(taken))


if __name__ == "__main__":
    main()
