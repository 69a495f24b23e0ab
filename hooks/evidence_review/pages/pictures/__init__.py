"""Pictures of what a finding rests on: a forest of estimates, or a harvest of designs.

Both are a table with marks in it, not an image with a table behind it. The table says everything
in words, so it is what a screen reader reads, and every drawing is hidden from it: one long text
alternative cannot be walked by row and column as a table can, and would say it all twice.

Across, a drawing is placed in percent and has no ``viewBox``: it takes whatever width its cell has,
while letters, squares and lines keep their size, and its letters and colours are those of the page.
A plotting library draws one image of a fixed width, which on a phone shrinks its letters and stands
beside no row of a table; that is why none is used.

``templates/forest.html`` and ``templates/harvest.html`` place what is worked out here;
``pictures.css`` gives it its look.
"""

from evidence_review.pages.pictures.forest import Axis, Estimate, Forest, forest
from evidence_review.pages.pictures.harvest import Harvest, Mark, harvest

__all__ = ["Axis", "Estimate", "Forest", "Harvest", "Mark", "forest", "harvest"]
