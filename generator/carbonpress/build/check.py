"""Check all products of a data folder: the build with an empty press.

Nothing is imported here that only presses; a product is worked out as a build does it, and what would not fit on its
labels is told.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from carbonpress.build.workers import Task, work
from carbonpress.source.finding import Finding
from carbonpress.study.data_files import DataFiles
from carbonpress.study.label_fit import FitInputs, fit_findings
from carbonpress.study.plan import Job, plan_of
from carbonpress.study.product import study_product
from carbonpress.study.shared_inputs import SharedInputs


@dataclass(frozen=True, slots=True)
class CheckInputs:
    """What the checks of all products share."""

    shared: SharedInputs
    fit: FitInputs


@dataclass(frozen=True, slots=True)
class CheckedProduct:
    """What a check tells of one product; `is_sound` tells whether the numbers of its `versions` are all that it has."""

    id: str
    findings: tuple[Finding, ...]
    versions: tuple[int, ...] = ()
    is_sound: bool = True


@dataclass(frozen=True, slots=True)
class Checked:
    """All products of a data folder by id, and what is wrong with them."""

    products: Mapping[str, CheckedProduct] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()


def check_products(files: DataFiles, inputs: CheckInputs, workers: str = "1") -> Checked:
    """Check the declarations *files* and what was published; *workers* as `build.workers.work` takes them.

    What is wrong with the folder and with what its declarations share is told by
    *files* and *inputs* themselves.
    """
    plan = plan_of(files, inputs.shared)
    done = list(work(map(plan.job, plan.names), len(plan.names), Task(inputs, check_product, _as_it_is), workers))
    findings = {finding for product in done for finding in product.findings}
    return Checked({product.id: product for product in done if product.id}, tuple(sorted(findings)))


def check_product(job: Job, inputs: CheckInputs) -> CheckedProduct:
    """What is wrong with the product of *job*."""
    product = study_product(job, inputs.shared)
    findings = tuple(sorted({*product.findings, *fit_findings(product, inputs.shared, inputs.fit)}))
    numbers = tuple(one.record["version"] for one in product.versions if one.record["id"] == product.id)
    is_sound = product.sheet is None or (product.study is not None and product.study.record is not None)
    return CheckedProduct(product.id, findings, numbers, is_sound)


def _as_it_is(product: CheckedProduct) -> CheckedProduct:
    return product
