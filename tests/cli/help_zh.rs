//! Help in Chinese.

use insta::assert_snapshot;

use super::Folder;

#[test]
fn of_the_command() {
    let folder = Folder::new();
    assert_snapshot!(folder.bdc(&["--lang", "zh", "--help"]), @"
    exit 0
    ── stdout
    检查纯文本预算，生成台账

    用法: bdc [选项] <命令>

    命令:
      build        检查预算，并写出台账、公开表和文字说明
      check        检查预算，报告问题
      fix          自动改正检查发现的问题
      fmt          把预算写成规范格式
      diff         说明两份预算之间资金有哪些变化；有变化则以状态 1 结束
      explain      解释错误代码，如 E0401
      show         以表格显示预算汇总
      import       由公开表的工作簿生成预算文件
      new          新建一个入门预算
      git          为预算设置 git 仓库
      completions  输出命令行补全脚本

    通用选项:
          --lang <LANGUAGE>  提示信息的语言，默认按系统语言（可选 en、zh）
          --deny <WHAT>      把警告按错误处理（可选 warnings）
          --root <DIR>       引用不得超出的文件夹，默认为主文件所在文件夹
          --color <WHEN>     何时使用颜色和线框（默认 auto；可选 auto、always、never）
      -q, --quiet            只报告错误
      -h, --help             显示帮助

    选项:
      -V, --version  显示版本
    ");
    let by_locale = folder.command(&["--help"]).env("LC_ALL", "zh_CN.UTF-8").output().unwrap();
    assert_eq!(folder.shown(&by_locale), folder.bdc(&["--lang", "zh", "--help"]));
    let mut by_language = folder.command(&["--help"]);
    by_language.env_remove("LC_ALL").env("LANG", "zh_CN.UTF-8");
    assert_eq!(folder.shown(&by_language.output().unwrap()), folder.bdc(&["--lang", "zh", "--help"]));
}

#[test]
fn of_check() {
    let folder = Folder::new();
    assert_snapshot!(folder.bdc(&["check", "-h", "--lang=zh"]), @"
    exit 0
    ── stdout
    检查预算，报告问题

    用法: bdc check [选项] <FILE>...

    参数:
      <FILE>...  各预算的主文件；- 为标准输入

    选项:
          --format <FORMAT>  检查结果的格式（默认 human；可选 human、short、json、sarif、github）
          --watch            文件改动后重新检查

    通用选项:
          --lang <LANGUAGE>  提示信息的语言，默认按系统语言（可选 en、zh）
          --deny <WHAT>      把警告按错误处理（可选 warnings）
          --root <DIR>       引用不得超出的文件夹，默认为主文件所在文件夹
          --color <WHEN>     何时使用颜色和线框（默认 auto；可选 auto、always、never）
      -q, --quiet            只报告错误
      -h, --help             显示帮助
    ");
}
