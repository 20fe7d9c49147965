//! What a person types is held against the budget.

use bud::report::text::narrative;

use super::{budget, file, layout, shangyu, told, with_part};

/// The second section of the real document, word for word.
const PUBLISHED: &str = include_str!("published.md");

/// The misprint of the document is told at its place, and nothing else of it: whichever part it is.
#[test]
fn the_misprint_of_the_document_is_found_and_nothing_else() {
    let analysis = shangyu();
    for part in ["20-budget", "25-general-public", "60-ours"] {
        let found = with_part(&analysis, part, PUBLISHED);
        let [only] = &found.diagnostics[..] else { panic!("{part}: {:#?}", told(&found)) };
        assert_eq!(
            told(&found),
            ["E0904 [211.30] the text says 211.30 万元, but func 2101101 行政单位医疗, source 一般公共预算 comes to \
              77.64万元"]
        );
        let place = found.sources.file(only.span.file).position(only.span.start);
        let line = PUBLISHED.lines().nth(place.line as usize - 1).unwrap();
        assert!(line.starts_with("（11）卫生健康支出（类）行政事业单位医疗（款）行政单位医疗（项）事务 211.30 万元"));
    }
}

/// Every figure of the document changed in turn: all but those that nothing in the budget speaks of are told,
/// each at its place and by itself.
#[test]
fn any_figure_of_the_document_is_told_when_it_is_changed() {
    let analysis = shangyu();
    let right = PUBLISHED.replace("行政单位医疗（项）事务 211.30", "行政单位医疗（项）事务 77.64");
    assert_eq!(told(&with_part(&analysis, "20-budget", &right)), [""; 0]);
    let (mut changed, mut silent) = (0, Vec::new());
    for (at, digits) in figures(&right) {
        let last = digits.as_bytes()[digits.len() - 1];
        let other = format!("{}{}", &digits[..digits.len() - 1], (last - b'0' + 4) % 10);
        let text = format!("{}{other}{}", &right[..at], &right[at + digits.len()..]);
        let found = with_part(&analysis, "20-budget", &text);
        changed += 1;
        if found.diagnostics.is_empty() {
            let before = right[..at].chars().rev().take(14).collect::<Vec<_>>().into_iter().rev().collect::<String>();
            silent.push(format!("{}{digits}", before.replace('\n', "")));
            continue;
        }
        let hit = found.diagnostics.iter().any(|it| it.span.start <= at as u32 && at as u32 <= it.span.end);
        assert!(hit, "{other} for {digits}: {:?}", told(&found));
        assert_eq!(found.diagnostics.len(), 1, "{other} for {digits}: {:?}", told(&found));
    }
    insta::assert_snapshot!(format!(
        "{changed} figures were changed, and of these nothing was said:\n{}",
        silent.join("\n")
    ));
}

/// Where the figures of a text stand: those that are money, percentages or counts.
fn figures(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(|c: char| c.is_ascii_digit()).map(|found| at + found) {
        let end = start + text[start..].find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len() - start);
        let after = text[end..].trim_start();
        if ["万元", "%", "个一级", "辆", "家", "台"].iter().any(|word| after.starts_with(word)) {
            found.push((start, &text[start..end]));
        }
        at = end;
    }
    found
}

/// What is generated, typed again word for word, is right: in both layouts.
#[test]
fn what_is_generated_is_right_when_it_is_typed() {
    for name in ["zhejiang", "shanghai"] {
        for analysis in [shangyu(), budget(HALL)] {
            let layout = layout(name);
            let generated = narrative(&analysis, &layout, Vec::new()).text;
            for part in ["20-budget", "00-all"] {
                let found = narrative(&analysis, &layout, vec![file(part, &generated)]);
                assert_eq!(told(&found), [""; 0], "{name} {part}");
            }
        }
    }
}

/// A budget to write about.
const HALL: &str = "\
budget 文旅 year 2025 measure 万元 base budget source 一般公共预算
unit 文旅局 name 甲区文化和旅游局
unit 文化馆 name 甲区文化馆 under 文旅局
unit 图书馆 name 甲区图书馆 under 文旅局
account 207 文化旅游体育与传媒支出
account 20701 文化和旅游
account 2070104 图书馆
account 2070109 群众文化
revenue 一般公共预算 unit 文化馆 amount 120.00
revenue 一般公共预算 unit 图书馆 amount 80.00
revenue 事业收入 unit 图书馆 amount 10.00
personnel unit 文化馆 func 2070109 amount 70.00
operating unit 文化馆 func 2070109 amount 20.00
personnel unit 图书馆 func 2070104 amount 50.00
operating unit 图书馆 func 2070104 amount 15.00
project 送戏下乡 unit 文化馆 func 2070109 amount 30.00 prior 24.00 reason 场次增加
project 购书 unit 图书馆 func 2070104 amount 15.00 prior 15.00
project 讲座 unit 图书馆 func 2070104 source 事业收入 amount 10.00 prior 0.00
total source 一般公共预算 amount 200.00 prior 250.00 reason 专项资金减少
memo 政府采购 item 货物 amount 20.00
memo 政府采购 item 工程 amount 0.00
memo 政府采购 item 服务 amount 10.00
memo 机关运行经费 amount 18.00 prior 20.00
goal 送戏下乡 \"全年演出一百场\"
goal 购书 \"新增图书一万册\"
goal 讲座 \"举办讲座\"
";

/// Names that differ by a number are different names.
#[test]
fn numbers_belong_to_names() {
    let project =
        |at: usize| format!("project {at}号楼改造 unit 局 amount {at}.00\nproject 第{at}批补贴 unit 局 amount 2.00\n");
    let source = format!("budget 局 year 2025 measure 万元\nunit 局\n{}", (1..30).map(project).collect::<String>());
    let said = |sentence: &str| told(&with_part(&budget(&source), "60-ours", sentence));
    assert_eq!(said("3号楼改造3.00万元，第12批补贴2.00万元。"), [""; 0]);
    assert_eq!(
        said("第12批补贴3.00万元。"),
        ["E0904 [3.00] the text says 3.00万元, but project 第12批补贴 comes to 2.00万元"]
    );
}

/// What is said of a sentence that a person wrote.
fn said(sentence: &str) -> Vec<String> {
    told(&with_part(&budget(HALL), "60-ours", sentence))
}

/// Names mean what they mean in the budget, alone and together, in any measure, rounded or not.
#[test]
fn sentences_that_are_right() {
    for sentence in [
        "文化馆收入120.00万元，图书馆收入 90 万元。",
        "文化馆人员支出70万元，占文化馆支出的58.3%。",
        "图书馆的项目支出25.00万元。",
        "送戏下乡30万元，比上年预算数增加6万元，增长25%。",
        "送戏下乡项目30万元，比上年预算数增加6.00万元，增长25.0%，主要是场次增加。",
        "购书经费15.00万元，与上年预算数持平。",
        "群众文化（项）支出1200000元。",
        "一般公共预算拨款200.00万元，比上年预算数减少50.00万元，下降20.0%。",
        "支出预算210万元，约合0.02亿元。",
        "## 图书馆\n\n人员支出50万元，日常公用支出15万元。",
        "甲区文化馆支出安排情况如下。人员支出70万元。",
        "政府采购预算30万元，其中货物20万元、服务10万元。",
        "人员支出、公用支出共155万元，人员支出和公用支出合计155.00万元。",
        "人员支出、公用支出分别为120万元、35万元。",
        "共计3个一级项目实行绩效目标管理，其中1个一级项目由图书馆实施。",
        "（1）文化旅游体育与传媒支出（类）文化和旅游（款）群众文化（项）120.00万元，主要用于群众文化活动。",
        // Of something that the budget does not know, and of parts of it.
        "大剧院建设总投资5000万元，其中财政拨款1000万元。其中：人员支出20万元。",
        "大剧院总投资5000万元，其中：\n\n1. 财政拨款1000万元。\n2. 事业收入300万元。",
        "## 少年宫活动中心\n\n收入预算33万元，支出预算33万元，人员支出20万元。",
        "游泳馆服务站人员支出3万元。",
        "送戏下乡30.00万元，观众人数占30%，场次同比增长9%。",
        "支出预算210.00万元，减少的主要原因是上年安排购书专项7万元。",
        // Not this year's, not this budget's, a bound or a guess: nothing is said of it.
        "2024年人员支出999万元。上年项目支出38万元。",
        "人均支出8万元，单位价值50万元以上设备3台。",
        "大剧院建设总投资5000万元，其中省级补助1000万元。",
        "人员支出不超过200万元，项目支出约60万元。",
        "文化馆共有辅导员12名，全年服务群众3.5万人次。",
        "售票处地址：人民路30号。电话：0575-1234567。",
    ] {
        assert_eq!(said(sentence), [""; 0], "{sentence}");
    }
}

#[test]
fn amounts_that_are_wrong() {
    insta::assert_snapshot!(all(&[
        "文化馆收入120.00万元，图书馆收入95万元。",
        "图书馆的项目支出52.00万元。",
        "送戏下乡300万元。",
        "群众文化（项）支出12万元。",
        "支出预算201.00万元，其中人员支出120.00万元。",
        "## 图书馆\n\n人员支出55万元。",
        "年终结转结余3.00万元。",
    ]));
}

#[test]
fn shares_that_are_wrong() {
    insta::assert_snapshot!(all(&[
        "人员支出120.00万元，占51.7%。",
        "文化馆人员支出70.00万元，占文化馆支出的85.3%。",
        "购书15.00万元，占1.7%。",
    ]));
}

#[test]
fn changes_that_are_wrong() {
    insta::assert_snapshot!(all(&[
        "送戏下乡30.00万元，比上年预算数增加7.00万元，增长25.0%。",
        "送戏下乡30.00万元，比上年预算数增加6.00万元，增长20.0%。",
        "送戏下乡30.00万元，比上年预算数减少6.00万元，下降25.0%。",
        "购书15.00万元，比上年预算数增加5.00万元。",
        "讲座10.00万元，比上年预算数增加10.00万元，增长100%。",
        "送戏下乡30.00万元，与上年预算数持平。",
        "剧目创作40.00万元，比上年预算数增加10.00万元，增长25.0%。",
        "送戏下乡30.00万元，比上年执行数增加6.00万元，增长25.0%。",
        "机关运行经费比上年预算数减少3.00万元，下降10.0%。",
        "送戏下乡30.00万元，比上年预算数增加6.00万元，比上年执行数有所增加。",
    ]));
}

#[test]
fn purchases_counts_and_parts_that_are_wrong() {
    insta::assert_snapshot!(all(&[
        "文化馆政府采购预算30.00万元，其中：货物20.00万元、工程2.00万元、服务10.00万元。",
        "会场采购预算总额12.00万元，其中：采购货物5.00万元、采购工程1.00万元、采购服务5.00万元。",
        "会场采购预算总额12.00万元，其中面向中小企业预留15.00万元。",
        "局机关运行经费36.00万元。",
        "共计4个一级项目实行绩效目标管理。",
    ]));
}

/// What the budget itself says of it is told at its line.
#[test]
fn offices_do_not_take_more_to_run_than_there_is() {
    let source = HALL.replace("机关运行经费 amount 18.00 prior 20.00", "机关运行经费 amount 48.00");
    let found = narrative(&budget(&source), &layout("zhejiang"), Vec::new());
    assert_eq!(
        told(&found),
        ["W0911 [memo 机关运行经费 amount 48.00] 48.00 for running offices is more than the 35.00 of operating \
         expenditure that it is part of"]
    );
}

/// The list of items is the budget's: every one once, by its name.
#[test]
fn the_list_of_items_is_whole() {
    let list = |items: &str| format!("#### 3. 一般公共预算拨款具体使用情况\n\n{items}");
    let library = "（1）文化旅游体育与传媒支出（类）文化和旅游（款）图书馆（项）80.00万元。\n\n";
    let culture = "（2）文化旅游体育与传媒支出（类）文化和旅游（款）群众文化（项）120.00万元。\n\n";
    let unknown = "（3）文化旅游体育与传媒支出（类）文物（款）博物馆（项）5.00万元。\n\n";
    assert_eq!(said(&list(&format!("{library}{culture}"))), [""; 0]);
    assert_eq!(said(&list(&format!("{library}{culture}{culture}"))), ["E0905 [群众文化] \"群众文化\" is listed twice"]);
    assert_eq!(said(&list(&format!("{library}{unknown}"))), ["E0905 [博物馆] the budget spends nothing on \"博物馆\""]);
    let shangyu = shangyu();
    let without = super::typed::PUBLISHED
        .replace("（17）社会保障和就业支出（类）其他生活救助（款）其他城市生活救助（项）", "（17）另有");
    let found = with_part(&shangyu, "20-budget", &without.replace("211.30 万元，主要", "77.64 万元，主要"));
    assert_eq!(
        told(&found),
        ["E0905 [其他社会保障和就业支出] the list lacks an item that the budget spends on: 其他城市生活救助"]
    );
}

fn all(sentences: &[&str]) -> String {
    let said = |sentence: &&str| {
        let told = said(sentence);
        assert_eq!(told.len(), 1, "{sentence}: {told:#?}");
        format!("{sentence}\n    {}\n", told[0])
    };
    sentences.iter().map(said).collect()
}
