"""Finding a factor by its name, and hints for names that are none."""

from __future__ import annotations

from carbonpress.reference.library import factor_hint, find_factor
from carbonpress.reference.load import shipped_library


def test_hints_for_factor_names() -> None:
    """An unknown edition is answered with the known ones, an unknown id with the nearest."""
    shipped = shipped_library()
    assert "'electricity-cn' has the editions 2023, 2024" == factor_hint(shipped, "electricity-cn@2022")
    assert "did you mean 'electricity-cn'?" == factor_hint(shipped, "electricity_cn")
    assert "did you mean 'electricity-cn@2024'?" == factor_hint(shipped, "electricty-cn@2024")
    assert "" == factor_hint(shipped, "electricity-ch@2024"), "the factor of another country is another factor"
    assert "" == factor_hint(shipped, "zzz")


def test_an_edition_is_exact_and_a_bare_id_means_the_newest() -> None:
    """`id@edition` is that row or none; the id alone is the row with the highest year."""
    made = shipped_library()
    assert made.factors["electricity-cn@2023"] is find_factor(made, "electricity-cn@2023")
    newest = f"electricity-cn@{max(made.editions['electricity-cn'])}"
    assert made.factors[newest] is find_factor(made, "electricity-cn")
    assert find_factor(made, "electricity-cn@1999") is None
    assert find_factor(made, "nothing") is None
