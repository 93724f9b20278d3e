"""The files of the site: each body in the frame of its depth, the finder's rows, and what the engine built.

Knows how bodies and frames meet; nothing of records or disk.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.pages.bodies import bodies
from generator.pages.finding import finder_files

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.pages.frame import Frames
    from generator.pages.imprint import Imprint
    from generator.views import Publication


def render(publication: Publication, frames: Frames, imprint: Imprint) -> Mapping[str, bytes]:
    """Make every file of the site.

    Raises:
        ValueError: a data page wants the path of a hand-written page or of an asset.
    """
    static = frames.static(imprint)
    found = {depth: frames.page(depth, imprint) for depth in frames.shells}
    files = finder_files(publication)
    for path, page in bodies(publication).items():
        files[path] = found[page.depth].stamp(
            title=page.title, description=page.description, body_html=page.body_html, path=path
        )
    taken = sorted(static.keys() & files.keys())
    if taken:
        message = f"a data page and the guide want the same path: {', '.join(taken)}"
        raise ValueError(message)
    return {**static, **files}
