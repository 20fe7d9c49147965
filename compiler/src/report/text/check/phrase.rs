//! What the words before a figure come to, however they are put: 安排科学技术（类）支出预算 is 科学技术.

/// Words before a name that say nothing of whose figure it is.
const BEFORE: &[&str] = &[
    "主要包括",
    "主要用于",
    "主要是",
    "分别为",
    "分别是",
    "其中",
    "包括",
    "安排",
    "用于",
    "当年",
    "本年",
    "今年",
    "全年",
    "共计",
    "合计",
    "总计",
    "各单位",
    "各预算单位",
    "本部门",
    "本单位",
    "部门",
    "年",
    "的",
    "共",
    "是",
    "为",
    "将",
];

/// Words after a name that say no more than that a figure follows.
const AFTER: &[&str] = &[
    "事务",
    "预算数",
    "预算",
    "拨款",
    "支出",
    "经费",
    "资金",
    "金额",
    "总额",
    "合计",
    "共计",
    "总计",
    "安排",
    "费用",
    "费",
    "为",
    "是",
    "共",
    "数",
    "计",
    "达",
    "的",
    "总",
];

/// The levels of the chart of accounts, as texts name them.
const LEVELS: &[&str] = &["（类）", "（款）", "（项）", "(类)", "(款)", "(项)"];

/// The words of a lead, without what stands before the last stop in it, without marks, blanks, digits and the
/// department's name.
pub fn words(lead: &str, department: &str) -> String {
    let mut text: String = lead.chars().filter(|c| !c.is_whitespace() && !"*_#`".contains(*c)).collect();
    for level in LEVELS {
        text = text.replace(level, "");
    }
    if !department.is_empty() {
        // Its own office is another thing.
        let (own, kept) = (format!("{department}本级"), "\u{FFFC}");
        text = text.replace(&own, kept).replace(department, "").replace(kept, &own);
    }
    let parts = text.split(['，', ',', '、', '：', ':', '。', '；']);
    parts.map(bare).rfind(|part| !before_gone(part).is_empty()).unwrap_or_default()
}

/// The letters and digits of some words, without the year and the number of a list.
fn bare(words: &str) -> String {
    let mut text: String = words.chars().filter(|c| c.is_alphanumeric()).collect();
    while let Some((at, _)) = text.match_indices('年').find(|(at, _)| year_before(&text, *at).is_some()) {
        text.replace_range(at - 4..at + '年'.len_utf8(), "");
    }
    text.trim_start_matches(|c: char| c.is_ascii_digit()).to_owned()
}

/// The year that ends at a byte.
fn year_before(text: &str, at: usize) -> Option<u16> {
    let digits = text.get(at.checked_sub(4)?..at)?;
    digits.bytes().all(|digit| digit.is_ascii_digit()).then(|| digits.parse().ok()).flatten()
}

/// What the words are about, as names are compared: without what may stand before and after a name.
pub fn subject(words: &str) -> String {
    after_gone(before_gone(words)).to_owned()
}

/// Takes away what may stand before a name.
fn before_gone(mut words: &str) -> &str {
    while let Some(rest) = BEFORE.iter().find_map(|word| words.strip_prefix(word)) {
        words = rest;
    }
    words
}

/// Takes away what may stand after a name, and leaves a name.
pub fn after_gone(mut words: &str) -> &str {
    let long = |rest: &&str| rest.chars().count() >= 2;
    while let Some(rest) = AFTER.iter().filter_map(|word| words.strip_suffix(word)).find(long) {
        words = rest;
    }
    words
}

/// Whether something is said to have become more or less, or neither.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    More,
    Less,
}

/// The words of a direction.
const DIRECTIONS: &[(&str, Direction)] = &[
    ("增加", Direction::More),
    ("增长", Direction::More),
    ("上升", Direction::More),
    ("提高", Direction::More),
    ("减少", Direction::Less),
    ("下降", Direction::Less),
    ("降低", Direction::Less),
];

/// The last word of a direction in a lead, and where it stands.
pub fn direction(lead: &str) -> Option<(usize, &'static str, Direction)> {
    let found = DIRECTIONS.iter().filter_map(|(word, direction)| Some((lead.rfind(word)?, *word, *direction)));
    found.max_by_key(|(at, ..)| *at)
}

/// Words for last year.
pub const LAST_YEAR: &[&str] = &["上年", "去年", "上一年", "同比"];

/// Words that make a figure one of another time, a bound or a guess.
const VAGUE: &[&str] = &[
    "往年",
    "历年",
    "近年",
    "近三年",
    "累计",
    "每",
    "人均",
    "平均",
    "标准",
    "不超过",
    "不低于",
    "不少于",
    "至少",
    "最高",
    "最低",
    "分别",
    "约",
    "大约",
    "预计",
    "计划",
    "力争",
    "单价",
    "价值",
    "超过",
    "追加",
    "截至",
    "决算",
];

/// Whether the words say that a figure is not one of this year's budget.
pub fn is_vague(lead: &str, year: Option<u16>) -> bool {
    let lead = lead.replace("上年结转", "").replace("上年度结转", "");
    let last = lead.rsplit(['，', ',', '：', '；']).next().unwrap_or("");
    VAGUE.iter().any(|word| last.contains(word))
        || LAST_YEAR.iter().any(|word| lead.contains(word))
        || other_year(&lead, year)
}

/// Whether a figure is the sum of several that are named before it: 人员支出、公用支出共.
pub fn is_sum(lead: &str) -> bool {
    let last = lead.rsplit(['，', ',', '：', '；']).next().unwrap_or("").trim_end();
    let ends = ["共", "共计", "合计", "总计", "一共", "总共"].iter().any(|word| last.ends_with(word));
    ends && last.contains(['、', '和', '及', '与'])
}

/// Whether a sentence goes on with parts of what was said before.
pub fn is_part(sentence: &str) -> bool {
    sentence.trim_start().starts_with("其中")
}

/// Whether another year than the budget's is named.
fn other_year(text: &str, year: Option<u16>) -> bool {
    let squeezed: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let years = squeezed.match_indices('年').filter_map(|(at, _)| year_before(&squeezed, at));
    years.into_iter().any(|named| Some(named) != year)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_subject_is_found_however_it_is_put() {
        for (lead, found) in [
            ("（11）卫生健康支出（类）行政单位医疗（项）事务 ", "卫生健康支出行政单位医疗"),
            ("；支出包括：科学技术支出 ", "科学技术"),
            ("科学技术（类）支出 ", "科学技术"),
            ("某局2024 年“三公”\n\n经费预算数为 ", "三公"),
            ("其中：", ""),
            ("，2024 年安排因公出国（境）费用预算 ", "因公出国境"),
            ("，其中：政府采购货物预算", "政府采购货物"),
        ] {
            assert_eq!(subject(&words(lead, "某局")), found, "{lead}");
        }
    }

    #[test]
    fn figures_of_other_years_are_not_this_budgets() {
        assert!(is_vague("2023 年实际支出", Some(2024)) && is_vague("上年数", Some(2024)));
        assert!(!is_vague("2024 年支出（上年结转", Some(2024)));
    }
}
