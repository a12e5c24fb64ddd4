"""What is wrong with the data of a project, for `check` and for a build that cannot be: found without MkDocs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from carbonpress.archive.head import standing_findings
from carbonpress.build.check import Checked, CheckedProduct, CheckInputs, check_products
from carbonpress.source.finding import Finding
from carbonpress.study.data_files import DataFiles, future_dates_in
from carbonpress.study.days import future_events
from carbonpress.study.label_fit import FitInputs
from carbonpress.study.shared_inputs import SharedInputs
from carbonpress.terminal.clock import latest_day
from carbonpress.verify.broken_promises import moved


@dataclass(frozen=True, slots=True)
class CheckedData:
    """A data folder that was checked: its files, what they share, its products by id, and all findings."""

    files: DataFiles
    shared: SharedInputs
    products: Mapping[str, CheckedProduct]
    findings: tuple[Finding, ...]

    @property
    def root(self) -> Path:
        """The data folder."""
        return self.files.root


def check_data(
    files: DataFiles, shared: SharedInputs, fit: FitInputs, site: Path | None, address: str, workers: str = "1"
) -> CheckedData:
    """Check the declarations *files*, and all that they share against the folder and the *address* of the site."""
    checked: Checked = check_products(files, CheckInputs(shared, fit), workers)
    findings = tuple(sorted({*shared_findings(files, shared, site, address), *checked.findings}))
    return CheckedData(files, shared, checked.products, findings)


def shared_findings(files: DataFiles, shared: SharedInputs, site: Path | None, address: str) -> list[Finding]:
    """What is wrong beside the declarations: shared files, days that have not come, and what the ledger contradicts.

    *site* is the folder of the site and *address* its base; None and empty where
    no `mkdocs.yml` names them.
    """
    latest: date = latest_day()
    ledger = shared.archive.ledger
    found = [*shared.findings, *files.findings, *future_events(ledger.events, latest)]
    found += [*future_dates_in(files, shared.library, latest), *standing_findings(site, ledger)]
    return [*found, *moved(ledger, address)] if address else found
