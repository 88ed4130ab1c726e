"""Generated from `stdlib/norms/*.toml` by `python -m clauselang.bootstrap`; do not edit."""

# ruff: noqa: E501
# fmt: off
# name: value in the unit that the source file states, what it rests on
FIGURES: dict[str, tuple[float, str]] = {
    'written_form_fr': (1000, 'pay and benefits in kind of one advertiser in one year for one aim, without tax (Décret n° 2025-1137 of 28 November 2025, under article 8 of loi n° 2023-451; in force since 1 January 2026, 2025-11-28)'),
    'penalty_of_base': (100, 'one breach should not cost more than all the work earns (rule of thumb: a judge may reduce a penalty out of proportion (BGB § 343, Code civil art. 1231-5, BW art. 6:94), 2026-11-23)'),
    'takedown_shortest': (1, '24 hours to take content down (rule of thumb: a notice that comes at night is read in the morning, 2026-11-23)'),
    'full_longest': (2, 'one or two days of full exclusivity, followed by a longer time for the category (guide for brands on exclusivity in influencer partnerships, with three brands and a survey of 42 marketers, modash.io, 2024-04-30)'),
    'category_free': (7, 'two to seven days are normally not paid for (guide for brands on exclusivity in influencer partnerships, with three brands and a survey of 42 marketers, modash.io, 2024-04-30)'),
    'category_shortest': (1, 'one to two days are the least that a category exclusivity is worth having for (guide for brands on exclusivity in influencer partnerships, with three brands and a survey of 42 marketers, modash.io, 2024-04-30)'),
    'everyday_longest': (90, 'three months are the longest exclusivity that is priced there; in everyday categories nobody buys from one brand only (guide for brands on exclusivity in influencer partnerships, with three brands and a survey of 42 marketers, modash.io, 2024-04-30)'),
    'unpaid_tail': (31, 'the whole collaboration and some margin; one month in the clause that is quoted (guide for brands on exclusivity in influencer partnerships, with three brands and a survey of 42 marketers, modash.io, 2024-04-30)'),
    'fee_easy': (10, '10 to 15 % of the base rate per 30 days for a category that is easy to give up (guide for brands on exclusivity in influencer partnerships, with three brands and a survey of 42 marketers, modash.io, 2024-04-30)'),
    'fee_hard': (50, 'around 50 % per month where most of a creator’s work is in the category (guide for brands on exclusivity in influencer partnerships, with three brands and a survey of 42 marketers, modash.io, 2024-04-30)'),
    'fee_highest': (100, '100 % of the base rate per month; three months cost three posts (guide for brands on exclusivity in influencer partnerships, with three brands and a survey of 42 marketers, modash.io, 2024-04-30)'),
    'fee_minimum': (200, 'at least 200 dollars for any exclusivity (guide for brands on exclusivity in influencer partnerships, with three brands and a survey of 42 marketers, modash.io, 2024-04-30)'),
    'story_life': (1, 'a story is shown for 24 hours (help pages of the platforms on how long content stays up, 2026-11-23)'),
}
LISTS: dict[str, tuple[tuple[str, ...], str]] = {
    'everyday': (('fashion', 'beauty', 'skincare'), 'it would be odd for a creator to use one brand only (guide for brands on exclusivity in influencer partnerships, with three brands and a survey of 42 marketers, modash.io, 2024-04-30)'),
    'short_lived': (('instagram/story', 'facebook/story', 'tiktok/story', 'snapchat/story', 'telegram/story'), 'gone after a day (help pages of the platforms on how long content stays up, 2026-11-23)'),
    'long_lived': (('youtube/video', 'blog/post', 'podcast/episode', 'pinterest/pin'), 'found and watched for months (guide for brands on exclusivity in influencer partnerships, with three brands and a survey of 42 marketers, modash.io, 2024-04-30)'),
}
