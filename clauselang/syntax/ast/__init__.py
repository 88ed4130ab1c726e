"""What was written: one frozen class per construct of the language, in the order of `grammar/clauselang.lark`.

Spans take no part in equality, so two texts with the same content are equal trees. Phrases keep the order in
which they were written. INVARIANT: ordered things are tuples; a text is NFC; names keep the author's spelling and
are compared without case only from `resolve` upwards.
"""

from clauselang.syntax.ast.deal import (
    Account as Account,
)
from clauselang.syntax.ast.deal import (
    Advertiser as Advertiser,
)
from clauselang.syntax.ast.deal import (
    Agreement as Agreement,
)
from clauselang.syntax.ast.deal import (
    BaseFee as BaseFee,
)
from clauselang.syntax.ast.deal import (
    Commitment as Commitment,
)
from clauselang.syntax.ast.deal import (
    Consent as Consent,
)
from clauselang.syntax.ast.deal import (
    Ended as Ended,
)
from clauselang.syntax.ast.deal import (
    Event as Event,
)
from clauselang.syntax.ast.deal import (
    Fact as Fact,
)
from clauselang.syntax.ast.deal import (
    FeePaid as FeePaid,
)
from clauselang.syntax.ast.deal import (
    Import as Import,
)
from clauselang.syntax.ast.deal import (
    Influencer as Influencer,
)
from clauselang.syntax.ast.deal import (
    Party as Party,
)
from clauselang.syntax.ast.deal import (
    Period as Period,
)
from clauselang.syntax.ast.deal import (
    Planned as Planned,
)
from clauselang.syntax.ast.deal import (
    Post as Post,
)
from clauselang.syntax.ast.deal import (
    PostEvent as PostEvent,
)
from clauselang.syntax.ast.deal import (
    Posts as Posts,
)
from clauselang.syntax.ast.deal import (
    PostState as PostState,
)
from clauselang.syntax.ast.deal import (
    Schedule as Schedule,
)
from clauselang.syntax.ast.deal import (
    Signed as Signed,
)
from clauselang.syntax.ast.deal import (
    Timezone as Timezone,
)
from clauselang.syntax.ast.module import (
    Alias as Alias,
)
from clauselang.syntax.ast.module import (
    CompetitorList as CompetitorList,
)
from clauselang.syntax.ast.module import (
    Declaration as Declaration,
)
from clauselang.syntax.ast.module import (
    Detail as Detail,
)
from clauselang.syntax.ast.module import (
    Entry as Entry,
)
from clauselang.syntax.ast.module import (
    Example as Example,
)
from clauselang.syntax.ast.module import (
    Expectation as Expectation,
)
from clauselang.syntax.ast.module import (
    Iab as Iab,
)
from clauselang.syntax.ast.module import (
    Item as Item,
)
from clauselang.syntax.ast.module import (
    Labels as Labels,
)
from clauselang.syntax.ast.module import (
    Module as Module,
)
from clauselang.syntax.ast.module import (
    Scenario as Scenario,
)
from clauselang.syntax.ast.node import (
    FIRST_YEAR as FIRST_YEAR,
)
from clauselang.syntax.ast.node import (
    INNER as INNER,
)
from clauselang.syntax.ast.node import (
    LAST_YEAR as LAST_YEAR,
)
from clauselang.syntax.ast.node import (
    Duration as Duration,
)
from clauselang.syntax.ast.node import (
    Handle as Handle,
)
from clauselang.syntax.ast.node import (
    Money as Money,
)
from clauselang.syntax.ast.node import (
    Name as Name,
)
from clauselang.syntax.ast.node import (
    Node as Node,
)
from clauselang.syntax.ast.node import (
    Surface as Surface,
)
from clauselang.syntax.ast.node import (
    Unit as Unit,
)
from clauselang.syntax.ast.node import (
    When as When,
)
from clauselang.syntax.ast.node import (
    fields as fields,
)
from clauselang.syntax.ast.node import (
    parts as parts,
)
from clauselang.syntax.ast.phrases import (
    AccountsExcluded as AccountsExcluded,
)
from clauselang.syntax.ast.phrases import (
    Act as Act,
)
from clauselang.syntax.ast.phrases import (
    At as At,
)
from clauselang.syntax.ast.phrases import (
    Brands as Brands,
)
from clauselang.syntax.ast.phrases import (
    Categories as Categories,
)
from clauselang.syntax.ast.phrases import (
    Clause as Clause,
)
from clauselang.syntax.ast.phrases import (
    Competitors as Competitors,
)
from clauselang.syntax.ast.phrases import (
    Condition as Condition,
)
from clauselang.syntax.ast.phrases import (
    EndedBy as EndedBy,
)
from clauselang.syntax.ast.phrases import (
    Except as Except,
)
from clauselang.syntax.ast.phrases import (
    Exclusivity as Exclusivity,
)
from clauselang.syntax.ast.phrases import (
    Exempt as Exempt,
)
from clauselang.syntax.ast.phrases import (
    Fee as Fee,
)
from clauselang.syntax.ast.phrases import (
    FromAccounts as FromAccounts,
)
from clauselang.syntax.ast.phrases import (
    Full as Full,
)
from clauselang.syntax.ast.phrases import (
    Gifts as Gifts,
)
from clauselang.syntax.ast.phrases import (
    In as In,
)
from clauselang.syntax.ast.phrases import (
    IsFeePaid as IsFeePaid,
)
from clauselang.syntax.ast.phrases import (
    NoExclusivity as NoExclusivity,
)
from clauselang.syntax.ast.phrases import (
    On as On,
)
from clauselang.syntax.ast.phrases import (
    Penalty as Penalty,
)
from clauselang.syntax.ast.phrases import (
    Phrase as Phrase,
)
from clauselang.syntax.ast.phrases import (
    Remedy as Remedy,
)
from clauselang.syntax.ast.phrases import (
    SurfacesExcluded as SurfacesExcluded,
)
from clauselang.syntax.ast.phrases import (
    Target as Target,
)
from clauselang.syntax.ast.phrases import (
    TargetPart as TargetPart,
)
from clauselang.syntax.ast.phrases import (
    TermLonger as TermLonger,
)
from clauselang.syntax.ast.phrases import (
    Test as Test,
)
from clauselang.syntax.ast.time import (
    After as After,
)
from clauselang.syntax.ast.time import (
    Anchor as Anchor,
)
from clauselang.syntax.ast.time import (
    Around as Around,
)
from clauselang.syntax.ast.time import (
    AtLatest as AtLatest,
)
from clauselang.syntax.ast.time import (
    Before as Before,
)
from clauselang.syntax.ast.time import (
    Bound as Bound,
)
from clauselang.syntax.ast.time import (
    Dates as Dates,
)
from clauselang.syntax.ast.time import (
    During as During,
)
from clauselang.syntax.ast.time import (
    EventAnchor as EventAnchor,
)
from clauselang.syntax.ast.time import (
    For as For,
)
from clauselang.syntax.ast.time import (
    FromTo as FromTo,
)
from clauselang.syntax.ast.time import (
    OnTheDay as OnTheDay,
)
from clauselang.syntax.ast.time import (
    PeriodEdge as PeriodEdge,
)
from clauselang.syntax.ast.time import (
    PeriodName as PeriodName,
)
from clauselang.syntax.ast.time import (
    Perpetual as Perpetual,
)
from clauselang.syntax.ast.time import (
    PostAnchor as PostAnchor,
)
from clauselang.syntax.ast.time import (
    Signing as Signing,
)
from clauselang.syntax.ast.time import (
    Until as Until,
)
from clauselang.syntax.ast.time import (
    Window as Window,
)
