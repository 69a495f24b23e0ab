"""An earlier state of the review, read from git, and what moved since."""
