"""How the labels of a project look, as its `mkdocs.yml` says; MkDocs is imported only where that matters."""

from __future__ import annotations

from carbonpress.press.label.label import PLAIN, Brand
from carbonpress.site.place import Place


def brand_at(place: Place) -> Brand:
    """Logo and typeface of the labels of *place*, which decide on what fits; the neutral design where it has none.

    Raises
    ------
    Stop
        When `mkdocs.yml` is wrong; what is wrong was shown.
    """
    if not place.branded:
        return PLAIN
    from carbonpress.site.brand import brand_of  # these import MkDocs, which `check` does without otherwise
    from carbonpress.site.host import plugin_options

    return brand_of(plugin_options(place))
