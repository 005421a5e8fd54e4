"""The sheet `Poster`: each post with level, sign, unit, share, cashable share and kernel, and its use by age band."""

from collections.abc import Callable

from utenfor_core.domain import LEVELS, VIEWS
from utenfor_core.inputs import PAYERS
from utenfor_core.posts import COMBINATIONS, POST_NAMES, POSTS, Post
from workbook_templates.rows import Row

FIRST, KERNEL, SIDES = 4, 16, 20
BANDS = 8
EXCLUSION = SIDES + BANDS * len(COMBINATIONS) + 1
IS_OWN = EXCLUSION + 4

LEVEL_ROWS = [
    Row(name="level_name", unit="tekst", per=LEVELS, column=2),
    Row(name="level_number", unit="nummer", per=LEVELS, column=FIRST, beside="level_name"),
    Row(name="level_is_own", unit="bryter", per=LEVELS, column=FIRST + 1, beside="level_name"),
    Row(name="level_weight", unit="nummer", per=LEVELS, column=FIRST + 2, beside="level_name"),
    Row(name="level_twin", unit="nummer", per=LEVELS, column=FIRST + 3, beside="level_name"),
    Row(name="level_twin_share", unit="andel", per=LEVELS, column=FIRST + 4, beside="level_name"),
    Row(name="view", unit="bryter", per=LEVELS, column=FIRST + 5, beside="level_name"),
    Row(name="view_name", unit="tekst", per=VIEWS, column=FIRST + 11, beside="level_name"),
    Row(name="view_number", unit="nummer", per=VIEWS, column=FIRST + 12, beside="level_name"),
    Row(name="payer_name", unit="tekst", per=PAYERS, column=FIRST + 14, beside="level_name"),
    Row(name="weight_in_year", unit="bryter", per=("1", "2", "3", "4"), column=FIRST + 15, beside="level_name"),
    Row(name="payer", unit="tekst", column=FIRST),
    Row(name="pair_name", unit="tekst", per=("1", "2"), column=FIRST),
]

HEAD_ROWS = [
    Row(name="years_after", unit="år", column=KERNEL),
    Row(name="inside", unit="bryter", column=SIDES, beside="years_after"),
    Row(name="profile_index", unit="nummer", column=SIDES),
    Row(name="band_start", unit="alder", column=SIDES),
    Row(name="exclusion_band", unit="nummer", column=EXCLUSION + 1, beside="years_after"),
    Row(
        name="stay_band",
        unit="andel",
        column=SIDES,
        formula="=IF({inside}=1,INDEX({stay_share.all},{profile_index}),1)",
    ),
]


def _use(post: Post, combination: str) -> str:
    side, pair = combination.split("_")
    if post.profile == "path":
        return ""
    if post.tax:
        return f"={{inside}}*INDEX({{expected_{combination}@{post.tax}[:]}},{{profile_index}})"
    if post.free:
        return f"={{inside}}*N(INDEX({{free{post.free}!cell_{side}[:]}},{{profile_index}}))"
    vector = f"INDEX({{{post.profile}_{side}{'_neet' if pair == 'neet' else ''}.all}},{{profile_index}})"
    return f"={{inside}}*{vector}*INDEX({{ages_{post.ages}[:]}},{{profile_index}})"


def _home(post: Post) -> str:
    return f"egen_{post.free}"


def _level(post: Post) -> str:
    if not post.free:
        return ""
    if post.is_moved:
        return f"=INDEX({{level_twin.all}},{{post_level_number@{_home(post)}}})"
    return f"=IFERROR(MATCH({{free{post.free}!cell_level}},{{level_name.all}},0),1)"


def _gross_level(post: Post) -> str:
    return f"={{post_level_number@{_home(post)}}}" if post.free else ""


def _sign(post: Post) -> str:
    return f'=IF({{free{post.free}!cell_direction}}="inntekt",-1,1)' if post.free else ""


def _weight(post: Post) -> str:
    return "=INDEX({level_weight.all},{post_level_number.*})" if post.free and not post.is_moved else ""


def _unit(post: Post) -> str:
    if post.free:
        return f"=N({{free{post.free}!cell_unit_cost}})"
    if post.tax:
        return ""
    name = "utgiftsutjevning" if post.line == "utgiftsutjevning" else post.name.removesuffix("_flyttet")
    return f"=N({{unit_{name}}})"


def _share(post: Post) -> str:
    if post.free and post.is_moved:
        return f"=INDEX({{level_twin_share.all}},{{post_level_number@{_home(post)}}})"
    return {
        "keep": "={keep}",
        "away": "=1-{keep}",
        "county_keep": "={county_keep}",
        "county_away": "=1-{county_keep}",
    }.get(post.share, "")


def _k(post: Post) -> str:
    if post.free:
        return f'=IF(ISNUMBER({{free{post.free}!cell_cashable_share}}),{{free{post.free}!cell_cashable_share}},"ikke satt")'
    return "" if post.tax else f"={{k_{post.line}}}"


def _delay(post: Post) -> str:
    if post.free:
        return f"=N({{free{post.free}!cell_delay}})"
    return "" if post.tax else f"=N({{d_{post.line}}})"


def _family(name: str, unit: str, at: int, by_post: Callable[[Post], str]) -> Row:
    formulas = {post.name: by_post(post) for post in POSTS}
    return Row(name=name, unit=unit, per=POST_NAMES, column=at, beside="post_level", formulas=formulas)


POST_ROWS = [
    Row(name="post_level", unit="tekst", per=POST_NAMES, column=2, formula="=INDEX({level_name.all},{post_level_number.*})"),
    _family("post_level_number", "nummer", FIRST, _level),
    _family("gross_level_number", "nummer", FIRST + 1, _gross_level),
    _family("sign", "fortegn", FIRST + 2, _sign),
    Row(name="causal", unit="bryter", per=POST_NAMES, column=FIRST + 3, beside="post_level"),
    Row(name="causal_factor", unit="andel", per=POST_NAMES, column=FIRST + 4, beside="post_level", formula="=IF({causal.*}=1,{kappa},1)"),
    Row(name="growth_kind", unit="nummer", per=POST_NAMES, column=FIRST + 5, beside="post_level"),
    _family("weight_kind", "nummer", FIRST + 6, _weight),
    _family("unit", "kr/år", FIRST + 7, _unit),
    _family("share", "andel", FIRST + 8, _share),
    _family("k", "andel", FIRST + 9, _k),
    _family("delay", "år", FIRST + 10, _delay),
    Row(name="is_set", unit="bryter", per=POST_NAMES, column=FIRST + 11, beside="post_level", formula="=1*ISNUMBER({k.*})"),
    Row(name="kernel", unit="andel", per=POST_NAMES, column=KERNEL, beside="post_level", formula="=N({k.*})*MAX(0,1-ABS({delay.*}-{years_after}))"),
    *(
        Row(
            name=combination, unit="per person", per=POST_NAMES, column=SIDES + BANDS * at, beside="post_level",
            formulas={post.name: _use(post, combination) for post in POSTS},
        )
        for at, combination in enumerate(COMBINATIONS)
    ),
    Row(name="post_line", unit="tekst", per=POST_NAMES, column=IS_OWN + 1, beside="post_level"),
    Row(name="post_is_own", unit="bryter", per=POST_NAMES, column=IS_OWN, beside="post_level", formula="=INDEX({level_is_own.all},{post_level_number.*})"),
    Row(name="exclusion_counts_life", unit="bryter", per=POST_NAMES, column=EXCLUSION, beside="post_level", formula="=INDEX({weight_in_year.all},{weight_kind.*})"),
    Row(
        name="exclusion_per_person", unit="kr", per=POST_NAMES, column=EXCLUSION + 1, beside="post_level",
        formula="={exclusion_counts_life.*}*{sign.*}*{unit.*}*{share.*}*(INDEX({out_neet.*[:]},{exclusion_band})-INDEX({in_neet.*[:]},{exclusion_band}))",
    ),
]  # fmt: skip
