//! Files that are no budgets: each is told in one clear sentence, in both languages, with the right
//! exit status, and in a time that grows with the size of the file only.

use std::fs;
use std::process::Output;
use std::time::{Duration, Instant};

use insta::assert_snapshot;

use super::Folder;

/// More than any call takes on a slow machine, and less than anything quadratic does.
const PATIENCE: Duration = Duration::from_secs(60);

/// What `bdc check` says of `a.bud`: the exit status, then one line a finding, in both languages.
fn told(bytes: impl AsRef<[u8]>) -> String {
    let folder = Folder::new().with("a.bud", bytes);
    let both = ["en", "zh"].map(|language| checked(&folder, "short", language));
    let [(status, english), (_, chinese)] = both;
    format!("exit {status}\n{english}{chinese}")
}

/// The exit status and the output of a check of `a.bud`, which says nothing on standard error.
fn checked(folder: &Folder, format: &str, language: &str) -> (i32, String) {
    let output = in_time(folder, &["check", "a.bud", "--format", format, "--lang", language]);
    assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{format}");
    (output.status.code().unwrap(), String::from_utf8(output.stdout).unwrap())
}

fn in_time(folder: &Folder, call: &[&str]) -> Output {
    let start = Instant::now();
    let output = folder.command(call).output().unwrap();
    let took = start.elapsed();
    assert!(took < PATIENCE, "{call:?} took {took:?}");
    output
}

#[test]
fn nothing_is_a_budget_too() {
    assert_snapshot!(told(""), @"exit 0");
    assert_snapshot!(told("\u{feff}"), @"exit 0");
    assert_snapshot!(told("\n\r\n  \n\t\n"), @"exit 0");
    assert_snapshot!(told("# 甲\n   # 乙\n\u{3000}#丙"), @r#"
    exit 0
    a.bud:3:1: W0601 full-width "　" is understood, but the written form is half-width
    a.bud:3:1: W0601 全角“　”能读懂，但规范写法是半角
    "#);
}

#[test]
fn line_ends_and_a_byte_order_mark_are_no_text() {
    let text = "unit 甲\r\n\r\nproject 乙 unit 甲 amount 1.00\r\ntotal amount 1.00";
    assert_snapshot!(told(text), @"exit 0");
    assert_snapshot!(told(format!("\u{feff}{text}")), @"exit 0");
    assert_snapshot!(told("unit 甲\rproject 乙 unit 甲 amount 1.00\n"), @r#"
    exit 1
    a.bud:1:7: E0103 an invisible character (U+000D) stands here
    a.bud:1:16: E0202 "乙" belongs to nothing
    a.bud:1:7: E0103 此处有看不见的字符（U+000D）
    a.bud:1:16: E0202 “乙”是多出来的词
    "#);
}

#[test]
fn other_encodings_are_named() {
    let text = "单位 人才中心\n项目 人才房票 单位 人才中心 金额 30800.00\n";
    let (gb, ..) = encoding_rs::GB18030.encode(text);
    assert_snapshot!(told(gb), @"
    exit 1
    a.bud:1:1: E0102 this file is in GB18030; Bud reads UTF-8
    a.bud:1:1: E0102 本文件是 GB18030 编码，而 Bud 只读 UTF-8
    ");
    let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    for (mark, bytes, name) in [("\u{fffe}", &little, "UTF-16LE"), ("\u{feff}", &big, "UTF-16BE")] {
        let mark: Vec<u8> = mark.encode_utf16().flat_map(u16::to_be_bytes).collect();
        for bytes in [[&mark[..], bytes].concat(), bytes.clone()] {
            let told = told(&bytes);
            assert!(told.starts_with("exit 1\n") && told.matches(name).count() == 2, "{name}: {told}");
            assert_eq!(told.lines().count(), 3, "{told}");
        }
    }
    assert_snapshot!(told(&little), @"
    exit 1
    a.bud:1:1: E0102 this file is in UTF-16LE; Bud reads UTF-8
    a.bud:1:1: E0102 本文件是 UTF-16LE 编码，而 Bud 只读 UTF-8
    ");
}

#[test]
fn one_bad_byte_is_told_with_its_place() {
    assert_snapshot!(told(b"unit Library\nunit P\xFFrks\n"), @"
    exit 1
    a.bud:2:7: E0101 byte 0xFF at offset 19 of the file is not UTF-8
    a.bud:2:7: E0101 文件偏移 19 处的字节 0xFF 不是 UTF-8
    ");
    assert_snapshot!(told(b"unit Library\nproject a unit Library amount 1\0.00\n"), @"
    exit 1
    a.bud:2:32: E0103 an invisible character (U+0000) stands here
    a.bud:2:32: E0103 此处有看不见的字符（U+0000）
    ");
    assert_snapshot!(told("unit \u{202e}Library\u{200b}\n"), @"
    exit 1
    a.bud:1:6: E0103 an invisible character (U+202E) stands here and one more in this word
    a.bud:1:6: E0103 此处有看不见的字符（U+202E），这个词里还有 1 个
    ");
}

#[test]
fn figures_beyond_the_bounds_and_without_a_value() {
    assert_snapshot!(told("project a amount 99999999999999\n"), @"
    exit 1
    a.bud:1:18: E0108 99999999999999 is out of bounds: in 元 it has more than 13 digits before the point or more than 6 after it
    a.bud:1:18: E0108 99999999999999 超出范围：以元计，整数部分超过 13 位，或小数超过 6 位
    ");
    assert_snapshot!(told("project a amount 0.0000001\n"), @"
    exit 1
    a.bud:1:18: E0108 0.0000001 is out of bounds: in 元 it has more than 13 digits before the point or more than 6 after it
    a.bud:1:18: E0108 0.0000001 超出范围：以元计，整数部分超过 13 位，或小数超过 6 位
    ");
    assert_snapshot!(told("project a amount 1234567890123456789012345678901234567890\n"), @"
    exit 1
    a.bud:1:18: E0108 1234567890123456789012345678901234567890 has more digits than a budget's figure can have
    a.bud:1:18: E0108 1234567890123456789012345678901234567890 的位数超出了预算数的范围
    ");
    assert_snapshot!(told("project a amount 1+123456789012345678901234567亿元\n"), @"
    exit 1
    a.bud:1:18: E0110 one term has a unit of money and the other has none
    a.bud:1:18: E0110 相加减的两项，一项带金额单位，另一项不带
    ");
    assert_snapshot!(told("project a amount 99999999999999999999*99999999999999999999\n"), @"
    exit 1
    a.bud:1:18: E0108 this amount is too large to be computed exactly
    a.bud:1:18: E0108 这个金额太大，无法精确计算
    ");
    assert_snapshot!(told("project a amount 1/(2-2)\n"), @"
    exit 1
    a.bud:1:18: E0113 this divides by zero
    a.bud:1:18: E0113 这里的除数为零
    ");
    assert_snapshot!(told("project a amount 10/3\n"), @"
    exit 1
    a.bud:1:18: E0114 this amount has no finite decimal, so it is not exact money
    a.bud:1:18: E0114 这个金额除不尽，不是精确的数
    ");
}

#[test]
fn parentheses_may_nest_as_deep_as_they_like() {
    let deep =
        |open: usize, close: usize| told(format!("project a amount {}1{}\n", "(".repeat(open), ")".repeat(close)));
    assert_snapshot!(deep(32, 32), @"exit 0");
    assert_snapshot!(deep(50_000, 50_000), @"
    exit 1
    a.bud:1:50: E0112 parentheses nest more than 32 deep here
    a.bud:1:50: E0112 此处括号嵌套超过 32 层
    ");
    assert_snapshot!(deep(50_000, 0), @"
    exit 1
    a.bud:1:50: E0112 parentheses nest more than 32 deep here
    a.bud:1:50: E0112 此处括号嵌套超过 32 层
    ");
    assert_snapshot!(deep(0, 50_000), @"
    exit 1
    a.bud:1:19: E0111 this closing parenthesis closes nothing
    a.bud:1:19: E0111 多了一个右括号
    ");
}

/// The status and how many lines the output has; none of them is long.
fn outline(bytes: impl AsRef<[u8]>) -> (i32, usize) {
    let folder = Folder::new().with("a.bud", bytes);
    let (status, short) = checked(&folder, "short", "en");
    assert!(short.lines().all(|line| line.len() < 4_000), "{}", short.len());
    for format in ["human", "sarif"] {
        let (again, text) = checked(&folder, format, "zh");
        assert_eq!(again, status);
        assert!(text.len() < 2_000_000, "{format}: {} bytes", text.len());
    }
    (status, short.lines().count())
}

#[test]
fn a_line_may_have_any_length() {
    const BYTES: usize = 10_000_000;
    let name = format!("project {} amount 1\n", "长".repeat(BYTES / 3));
    assert_eq!(outline(name), (0, 0));
    let figure = format!("project a amount {}\n", "1".repeat(BYTES / 10));
    assert_eq!(outline(figure), (1, 1));
    let invisible = format!("project {} amount 1\n", "\u{200b}".repeat(BYTES / 3));
    assert_eq!(outline(invisible), (1, 1));
    let blank = format!("project a amount 1{}\n", " ".repeat(BYTES));
    assert_eq!(outline(blank), (0, 0));
}

#[test]
fn a_line_may_have_any_number_of_words() {
    // What costs a little a word costs much if it costs that for every pair of words.
    const WORDS: usize = 20_000;
    for word in
        ["x ", "amonut x ", "“", "“ ", "“x”y ", "，", "，x", "a#b ", "\u{200b} ", "\"\" ", "ａ ", "x：", "\"\"x"]
    {
        let (status, findings) = outline(format!("project a {}amount 1\n", word.repeat(WORDS)));
        assert!(status <= 1 && findings <= 100, "{word:?}: {status}, {findings} findings");
    }
    for term in ["1+", "x+", "1 ", "-", "1/", "1元", "，1", "１", "(1)", ")"] {
        let (status, findings) = outline(format!("project a amount {}1\n", term.repeat(WORDS)));
        assert!(status <= 1 && findings <= 100, "{term:?}: {status}, {findings} findings");
    }
    let attributes: String = (0..10_000).map(|at| format!("unit u{at} ")).collect();
    assert_eq!(outline(format!("project a {attributes}amount 1\n")), (1, 100));
    assert_eq!(outline(format!("project a {} amount 1\n", "unit a b c func ".repeat(2_000))), (1, 100));
}

#[test]
fn a_hundred_thousand_errors_are_all_reported_in_every_format() {
    let text: String = (0..100_000).map(|at| format!("project p{at} amount 99999999999999\n")).collect();
    let folder = Folder::new().with("a.bud", text);
    let (status, short) = checked(&folder, "short", "zh");
    assert_eq!((status, short.lines().count()), (1, 100_000));
    let (_, github) = checked(&folder, "github", "en");
    assert_eq!(github.lines().count(), 100_000);
    let (_, human) = checked(&folder, "human", "en");
    assert!(human.ends_with("\n100000 errors\n") && human.len() < 100_000, "{}", human.len());
    let (_, json) = checked(&folder, "json", "en");
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["diagnostics"].as_array().unwrap().len(), 100_000);
    let (_, sarif) = checked(&folder, "sarif", "zh");
    let sarif: serde_json::Value = serde_json::from_str(&sarif).unwrap();
    assert_eq!(sarif["runs"][0]["results"].as_array().unwrap().len(), 100_000);
}

#[test]
fn unknown_names_are_looked_up_in_no_time() {
    let declared: String = (0..8_000).map(|at| format!("unit 单位{at:05}中心\n")).collect();
    let used = |name: &str| (0..8_000).map(|at| format!("project p{at} unit {name}{at:05}中心 amount 1\n")).collect();
    for name in ["单立", "完全不同的单位"] {
        let used: String = used(name);
        let folder = Folder::new().with("a.bud", declared.clone() + &used);
        let (status, text) = checked(&folder, "short", "en");
        assert_eq!((status, text.lines().count()), (1, 8_000), "{name}");
    }
    let long = |last: &str| (0..100).map(|at| format!("unit {}{last}{at}\n", "长".repeat(10_000))).collect::<String>();
    let used = long("短").replace("unit", "project p amount 1 unit");
    let folder = Folder::new().with("a.bud", long("") + &used);
    let (status, text) = checked(&folder, "short", "en");
    assert_eq!((status, text.lines().count()), (1, 100));
    let words: String = (0..8_000).map(|at| format!("projcet p{at} amuont 1\n")).collect();
    let folder = Folder::new().with("a.bud", words);
    assert_eq!(checked(&folder, "short", "en").1.lines().count(), 16_000);
}

#[test]
fn what_is_alike_is_not_compared_pair_by_pair() {
    const MANY: usize = 10_000;
    let lines = |line: &dyn Fn(usize) -> String| (0..MANY).map(line).collect::<String>();
    let told = |text: String| {
        let folder = Folder::new().with("a.bud", format!("unit a\nproject p unit a amount 1\n{text}"));
        let (status, short) = checked(&folder, "short", "en");
        (status, short.lines().count())
    };
    assert_eq!(told(lines(&|at| format!("personnel unit a amount 2 note n{at}\n"))), (0, 0));
    assert_eq!(told(lines(&|at| format!("total unit a amount {}\n", at + 2))), (1, MANY));
    assert_eq!(
        told(lines(&|at| format!(
            "unit u{at}\nproject p{at} unit u{at} amount 1\nunit v{at}\ntotal unit v{at} amount 1\n"
        ))),
        (1, MANY)
    );
    assert_eq!(told("project p unit a amount 1 note x\n".repeat(MANY)), (0, MANY - 1));
}

#[test]
fn circles_and_chains_of_names_end() {
    let chain = |to: &dyn Fn(usize) -> usize| {
        (0..8_000).map(|at| format!("unit u{at} under u{}\n", to(at))).collect::<String>()
    };
    let (status, findings) = outline(chain(&|at| (at + 1) % 8_000));
    assert_eq!((status, findings), (1, 1));
    assert_eq!(outline("unit u8000\n".to_owned() + &chain(&|at| at + 1)), (0, 0));
    let projects: String = (0..5_000).map(|at| format!("project u{at} under u{}\n", (at + 1) % 5_000)).collect();
    assert_eq!(outline(projects), (1, 1));
    assert_snapshot!(told("unit a under b\nunit b under a\nproject c under c amount 1\n"), @r#"
    exit 1
    a.bud:1:6: E0310 unit "a" is under itself: a → b → a
    a.bud:3:17: E0310 project "c" is under itself: c → c
    a.bud:1:6: E0310 单位“a”归属到了自己：a → b → a
    a.bud:3:17: E0310 项目“c”归属到了自己：c → c
    "#);
}

#[test]
fn what_is_included_may_be_missing_or_no_file() {
    let folder = Folder::new().with("a.bud", "include none.bud\ninclude folder\ninclude ..\ninclude ../none.bud\n");
    fs::create_dir(folder.path("folder")).unwrap();
    assert_snapshot!(checked(&folder, "short", "en").1, @"
    a.bud:1:9: E0311 there is no file none.bud
    a.bud:2:9: E0311 folder is a folder, not a file
    a.bud:3:9: E0312 .. lies outside the root folder of this budget
    a.bud:4:9: E0312 ../none.bud lies outside the root folder of this budget
    ");
    assert_snapshot!(checked(&folder, "short", "zh").1, @"
    a.bud:1:9: E0311 找不到文件 none.bud
    a.bud:2:9: E0311 folder 是文件夹，不是文件
    a.bud:3:9: E0312 .. 在本预算的根文件夹之外
    a.bud:4:9: E0312 ../none.bud 在本预算的根文件夹之外
    ");
    assert_snapshot!(told("include \"\"\ninclude\ninclude .\ninclude a.bud\ninclude /etc/passwd\n"), @r#"
    exit 1
    a.bud:1:1: E0205 "include" needs the path of a file
    a.bud:2:1: E0205 "include" needs the path of a file
    a.bud:3:9: E0311 . is a folder, not a file
    a.bud:4:9: E0313 a.bud is being read already: the includes run in a circle
    a.bud:5:9: E0312 /etc/passwd lies outside the root folder of this budget
    a.bud:1:1: E0205 “include”缺少文件路径
    a.bud:2:1: E0205 “include”缺少文件路径
    a.bud:3:9: E0311 . 是文件夹，不是文件
    a.bud:4:9: E0313 a.bud 正在读取中：引用形成了循环
    a.bud:5:9: E0312 /etc/passwd 在本预算的根文件夹之外
    "#);
    let told = told(format!("include {}.bud\n", "长".repeat(1_000)));
    assert!(told.starts_with("exit 1\na.bud:1:9: E0311 长长长") && told.len() < 3_000, "{told}");
}

#[test]
fn included_files_are_looked_at_as_hard() {
    let folder =
        Folder::new().with("a.bud", "include b.bud\ninclude c.bud\n").with("b.bud", b"unit \xB5\xA5\xCE\xBB\n");
    fs::write(folder.path("c.bud"), b"unit \xFF\n").unwrap();
    assert_snapshot!(checked(&folder, "short", "en").1, @"
    b.bud:1:1: E0102 this file is in GB18030; Bud reads UTF-8
    c.bud:1:6: E0101 byte 0xFF at offset 5 of the file is not UTF-8
    ");
}

#[test]
fn includes_may_be_many_deep_and_circular() {
    let folder = Folder::new().with("a.bud", "include f0.bud\n");
    for at in 0..1_000 {
        let next = (at + 1) % 1_000;
        fs::write(folder.path(&format!("f{at}.bud")), format!("unit u{at}\ninclude f{next}.bud\n")).unwrap();
    }
    assert_snapshot!(told("include ./a.bud\n"), @"
    exit 1
    a.bud:1:9: E0313 ./a.bud is being read already: the includes run in a circle
    a.bud:1:9: E0313 ./a.bud 正在读取中：引用形成了循环
    ");
    assert_snapshot!(checked(&folder, "short", "en").1, @"f999.bud:2:9: E0313 f0.bud is being read already: the includes run in a circle");
    fs::write(folder.path("f999.bud"), "unit u999\n").unwrap();
    assert_eq!(checked(&folder, "short", "en"), (0, String::new()));
    let wide: String = (0..1_000).map(|at| format!("include f{at}.bud\n")).collect();
    fs::write(folder.path("a.bud"), wide.repeat(20)).unwrap();
    assert_eq!(checked(&folder, "short", "en"), (0, String::new()));
}

#[test]
#[cfg(unix)]
fn no_link_leads_out_of_the_root() {
    use std::os::unix::fs::symlink;
    let outside = Folder::new().with("secret.bud", "unit Secret\n");
    let folder = Folder::new()
        .with("a.bud", "include out.bud\ninclude up/secret.bud\ninclude in.bud\ninclude circle.bud\n")
        .with("real.bud", "unit Library\n");
    symlink(outside.path("secret.bud"), folder.path("out.bud")).unwrap();
    symlink(outside.path(""), folder.path("up")).unwrap();
    symlink("real.bud", folder.path("in.bud")).unwrap();
    symlink("circle.bud", folder.path("circle.bud")).unwrap();
    assert_snapshot!(checked(&folder, "short", "en").1, @"
    a.bud:1:9: E0312 out.bud lies outside the root folder of this budget
    a.bud:2:9: E0312 up/secret.bud lies outside the root folder of this budget
    a.bud:4:9: E0311 circle.bud cannot be read: Too many levels of symbolic links (os error 40)
    ");
    fs::write(folder.path("a.bud"), "include in.bud\nproject Books unit Library amount 1\n").unwrap();
    assert_eq!(checked(&folder, "short", "en"), (0, String::new()));
    // A main file may be a link itself: its folder is where the link stands.
    symlink(outside.path("secret.bud"), folder.path("main.bud")).unwrap();
    assert!(folder.bdc(&["check", "main.bud"]).starts_with("exit 0\n"));
}

#[test]
#[cfg(unix)]
fn a_file_without_permission_is_told() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::new().with("a.bud", "include secret.bud\n").with("secret.bud", "unit Library\n");
    fs::set_permissions(folder.path("secret.bud"), fs::Permissions::from_mode(0o0)).unwrap();
    if fs::read(folder.path("secret.bud")).is_ok() {
        // Nothing is forbidden to the superuser.
        return;
    }
    assert!(checked(&folder, "short", "zh").1.contains("E0311"));
    assert!(folder.bdc(&["check", "secret.bud"]).starts_with("exit 2\n"));
}
