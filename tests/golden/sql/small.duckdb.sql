CREATE TABLE excl_envelope (
  deal BIGINT,
  creator BIGINT,
  opens BIGINT,
  closes BIGINT
);INSERT INTO excl_envelope (
  deal,
  creator,
  opens,
  closes
)
VALUES
  (0, 1, 1773072000000000, 1773244800000000);CREATE TABLE excl_clause (
  clause BIGINT,
  deal BIGINT,
  shape BIGINT,
  own BIGINT,
  doubt BIGINT,
  signed_from BIGINT,
  signed_to BIGINT
);INSERT INTO excl_clause (
  clause,
  deal,
  shape,
  own,
  doubt,
  signed_from,
  signed_to
)
VALUES
  (1, 0, 1, 1, 0, 1769896800000000, 1769983200000000);CREATE TABLE excl_stretch (
  clause BIGINT,
  opens BIGINT,
  closes BIGINT,
  certain BIGINT
);INSERT INTO excl_stretch (
  clause,
  opens,
  closes,
  certain
)
VALUES
  (1, 1773072000000000, 1773244800000000, 2);CREATE TABLE excl_box (
  shape BIGINT,
  part BIGINT,
  exempt BIGINT,
  doubt BIGINT,
  in_act BIGINT,
  in_kind BIGINT,
  in_brand BIGINT,
  in_category BIGINT,
  in_platform BIGINT,
  in_format BIGINT,
  in_account BIGINT,
  in_control BIGINT,
  in_territory BIGINT,
  in_event BIGINT
);INSERT INTO excl_box (
  shape,
  part,
  exempt,
  doubt,
  in_act,
  in_kind,
  in_brand,
  in_category,
  in_platform,
  in_format,
  in_account,
  in_control,
  in_territory,
  in_event
)
VALUES
  (1, 0, 0, 0, 2, 3, 0, 4, 0, 0, 0, 5, 0, 0),
  (1, 0, 0, 0, 2, 3, 6, 0, 0, 0, 0, 5, 0, 0),
  (1, 2, 1, 0, 0, 0, 0, 0, 0, 7, 0, 0, 0, 0),
  (1, 2, 2, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);CREATE TABLE excl_reach (
  border BIGINT,
  word BIGINT,
  reach BIGINT
);INSERT INTO excl_reach (
  border,
  word,
  reach
)
VALUES
  (1, 9, 2),
  (1, 636, 1),
  (2, 2, 2),
  (2, 3, 2),
  (2, 634, 1),
  (3, 4, 2),
  (3, 5, 2),
  (3, 8, 2),
  (3, 635, 1),
  (4, 31, 1),
  (4, 32, 1),
  (4, 86, 1),
  (4, 87, 1),
  (4, 118, 2),
  (4, 168, 1),
  (4, 256, 2),
  (4, 260, 1),
  (4, 425, 1),
  (4, 525, 1),
  (4, 637, 1),
  (5, 641, 1),
  (5, 648, 2),
  (6, 10, 2),
  (6, 636, 1),
  (7, 631, 2),
  (7, 639, 1);CREATE TABLE excl_deal (
  deal BIGINT,
  name TEXT
);INSERT INTO excl_deal (
  deal,
  name
)
VALUES
  (0, 'Small ’ \ ;--');CREATE TABLE excl_creator (
  creator BIGINT,
  name TEXT
);INSERT INTO excl_creator (
  creator,
  name
)
VALUES
  (1, 'o''neill \ co');CREATE TABLE excl_spelling (
  facet BIGINT,
  platform TEXT,
  name TEXT,
  word BIGINT
);WITH near AS (
  SELECT
    post.post,
    envelope.deal,
    post.published,
    post.soft,
    COALESCE(s_act.word, CASE WHEN post.act IS NULL THEN 634 ELSE 634 END) AS a_act,
    COALESCE(s_kind.word, CASE WHEN post.kind IS NULL THEN 635 ELSE 635 END) AS a_kind,
    COALESCE(s_brand.word, CASE WHEN post.brand IS NULL THEN 636 ELSE 644 END) AS a_brand,
    COALESCE(s_brand.word, CASE WHEN post.brand IS NULL THEN 636 ELSE 644 END) AS brand,
    COALESCE(s_category.word, CASE WHEN post.category IS NULL THEN 637 ELSE 637 END) AS a_category,
    COALESCE(s_format.word, CASE WHEN post.format IS NULL THEN 639 ELSE 639 END) AS a_format,
    648 AS a_control
  FROM excl_post AS post
  JOIN excl_creator AS creator
    ON creator.name = post.influencer
  JOIN excl_envelope AS envelope
    ON envelope.creator = creator.creator
    AND envelope.opens <= post.published
    AND post.published < envelope.closes
  LEFT JOIN excl_spelling AS s_act
    ON s_act.facet = 0 AND s_act.name = post.act
  LEFT JOIN excl_spelling AS s_kind
    ON s_kind.facet = 1 AND s_kind.name = post.kind
  LEFT JOIN excl_spelling AS s_brand
    ON s_brand.facet = 2 AND s_brand.name = post.brand
  LEFT JOIN excl_spelling AS s_category
    ON s_category.facet = 3 AND s_category.name = post.category
  LEFT JOIN excl_spelling AS s_format
    ON s_format.facet = 5
    AND s_format.name = post.format
    AND s_format.platform = COALESCE(post.platform, '')
), span AS (
  SELECT
    clause.deal,
    clause.shape,
    clause.own,
    clause.doubt,
    clause.signed_from,
    clause.signed_to,
    stretch.opens,
    stretch.closes,
    stretch.certain
  FROM excl_clause AS clause
  JOIN excl_stretch AS stretch
    ON stretch.clause = clause.clause
), said_of AS (
  SELECT
    clause.shape,
    near.a_act,
    near.a_kind,
    near.a_brand,
    near.a_category,
    near.a_format,
    near.a_control
  FROM near
  JOIN excl_clause AS clause
    ON clause.deal = near.deal
  GROUP BY
    clause.shape,
    near.a_act,
    near.a_kind,
    near.a_brand,
    near.a_category,
    near.a_format,
    near.a_control
), looked AS (
  SELECT
    said_of.shape,
    said_of.a_act,
    said_of.a_kind,
    said_of.a_brand,
    said_of.a_category,
    said_of.a_format,
    said_of.a_control,
    box.part,
    box.exempt,
    MAX(
      CASE
        WHEN COALESCE(r_act.reach, CASE WHEN box.in_act > 0 THEN 0 ELSE 2 END) = 0
        THEN 0
        WHEN COALESCE(r_kind.reach, CASE WHEN box.in_kind > 0 THEN 0 ELSE 2 END) = 0
        THEN 0
        WHEN COALESCE(r_brand.reach, CASE WHEN box.in_brand > 0 THEN 0 ELSE 2 END) = 0
        THEN 0
        WHEN COALESCE(r_category.reach, CASE WHEN box.in_category > 0 THEN 0 ELSE 2 END) = 0
        THEN 0
        WHEN COALESCE(r_format.reach, CASE WHEN box.in_format > 0 THEN 0 ELSE 2 END) = 0
        THEN 0
        WHEN COALESCE(r_control.reach, CASE WHEN box.in_control > 0 THEN 0 ELSE 2 END) = 0
        THEN 0
        WHEN COALESCE(r_act.reach, CASE WHEN box.in_act > 0 THEN 0 ELSE 2 END) = 1
        THEN 1
        WHEN COALESCE(r_kind.reach, CASE WHEN box.in_kind > 0 THEN 0 ELSE 2 END) = 1
        THEN 1
        WHEN COALESCE(r_brand.reach, CASE WHEN box.in_brand > 0 THEN 0 ELSE 2 END) = 1
        THEN 1
        WHEN COALESCE(r_category.reach, CASE WHEN box.in_category > 0 THEN 0 ELSE 2 END) = 1
        THEN 1
        WHEN COALESCE(r_format.reach, CASE WHEN box.in_format > 0 THEN 0 ELSE 2 END) = 1
        THEN 1
        WHEN COALESCE(r_control.reach, CASE WHEN box.in_control > 0 THEN 0 ELSE 2 END) = 1
        THEN 1
        WHEN box.doubt = 1
        THEN 1
        ELSE 2
      END
    ) AS lies
  FROM said_of
  JOIN excl_box AS box
    ON box.shape = said_of.shape
  LEFT JOIN excl_reach AS r_act
    ON r_act.border = box.in_act AND r_act.word = said_of.a_act
  LEFT JOIN excl_reach AS r_kind
    ON r_kind.border = box.in_kind AND r_kind.word = said_of.a_kind
  LEFT JOIN excl_reach AS r_brand
    ON r_brand.border = box.in_brand AND r_brand.word = said_of.a_brand
  LEFT JOIN excl_reach AS r_category
    ON r_category.border = box.in_category AND r_category.word = said_of.a_category
  LEFT JOIN excl_reach AS r_format
    ON r_format.border = box.in_format AND r_format.word = said_of.a_format
  LEFT JOIN excl_reach AS r_control
    ON r_control.border = box.in_control AND r_control.word = said_of.a_control
  GROUP BY
    said_of.shape,
    said_of.a_act,
    said_of.a_kind,
    said_of.a_brand,
    said_of.a_category,
    said_of.a_format,
    said_of.a_control,
    box.part,
    box.exempt
), excepted AS (
  SELECT
    shape,
    a_act,
    a_kind,
    a_brand,
    a_category,
    a_format,
    a_control,
    MAX(scope) AS scope,
    MAX(free) AS free,
    MAX(
      CASE
        WHEN taken = 0
        THEN 0
        WHEN (
          taken = 1 OR back = 1
        )
        THEN 1
        WHEN back = 0
        THEN 2
        ELSE 0
      END
    ) AS excepts
  FROM (
    SELECT
      shape,
      a_act,
      a_kind,
      a_brand,
      a_category,
      a_format,
      a_control,
      exempt,
      MAX(CASE WHEN part = 0 THEN lies ELSE 0 END) AS scope,
      MAX(CASE WHEN part = 1 THEN lies ELSE 0 END) AS free,
      MAX(CASE WHEN part = 2 THEN lies ELSE 0 END) AS taken,
      MAX(CASE WHEN part = 3 THEN lies ELSE 0 END) AS back
    FROM looked
    GROUP BY
      shape,
      a_act,
      a_kind,
      a_brand,
      a_category,
      a_format,
      a_control,
      exempt
  ) AS parts
  GROUP BY
    shape,
    a_act,
    a_kind,
    a_brand,
    a_category,
    a_format,
    a_control
), reached AS (
  SELECT
    shape,
    a_act,
    a_kind,
    a_brand,
    a_category,
    a_format,
    a_control,
    CASE WHEN (
      scope = 1 OR free = 1 OR excepts = 1
    ) THEN 1 ELSE 2 END AS forbids
  FROM excepted
  WHERE
    scope <> 0 AND free <> 2 AND excepts <> 2
), judged AS (
  SELECT
    near.post,
    span.deal,
    CASE
      WHEN COALESCE(r_own.reach, 0) = 2
      THEN 0
      WHEN (
        reached.forbids = 1
        OR COALESCE(r_own.reach, 0) = 1
        OR span.certain = 1
        OR span.doubt = 1
        OR near.soft = 1
      )
      THEN 1
      WHEN near.published < span.signed_from
      THEN 3
      WHEN near.published < span.signed_to
      THEN 1
      ELSE 4
    END AS said
  FROM near
  JOIN span
    ON span.deal = near.deal
    AND span.opens <= near.published
    AND near.published < span.closes
  JOIN reached
    ON reached.shape = span.shape
    AND reached.a_act = near.a_act
    AND reached.a_kind = near.a_kind
    AND reached.a_brand = near.a_brand
    AND reached.a_category = near.a_category
    AND reached.a_format = near.a_format
    AND reached.a_control = near.a_control
  LEFT JOIN excl_reach AS r_own
    ON r_own.border = span.own AND r_own.word = near.brand
)
SELECT
  post,
  deal,
  CASE
    WHEN MAX(said) = 4
    THEN 4
    WHEN MAX(CASE WHEN said = 1 THEN 1 ELSE 0 END) = 1
    THEN 1
    ELSE MAX(said)
  END AS verdict
FROM judged
GROUP BY
  post,
  deal
HAVING
  MAX(said) > 0;
