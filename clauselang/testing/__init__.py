"""`scenario` blocks → outcomes; and from outcomes: a comparison, JUnit XML, coverage, a file with new expectations."""

from clauselang.testing.run import Outcome, Said, activity, run

__all__ = ["Outcome", "Said", "activity", "run"]
