"""A contract in one of the languages → the file that it says."""

from clauselang.prose.read.compare import against as against
from clauselang.prose.read.document import detect as detect
from clauselang.prose.read.document import read as read
from clauselang.prose.read.document import written as written
from clauselang.prose.read.outcome import Difference as Difference
from clauselang.prose.read.outcome import Reading as Reading
from clauselang.prose.read.outcome import Refusal as Refusal
