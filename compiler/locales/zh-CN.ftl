# 面向用户的全部中文文本。各语言文件的键一致；金额和名称按文本传入，件数按数字传入。

## 检查结果的固定用语

severity-error = 错误
severity-warning = 警告
severity-note = 提示
caption-help = 帮助
caption-fix = 修改
summary-errors = { $count } 个错误
summary-warnings = { $count } 个警告
summary-notes = { $count } 条提示
summary-none = 没有发现问题
more-findings = ……另有 { $count } 条未显示，用 `bdc check --format short` 可查看全部。

## 命令调用与磁盘

colon = ：
cannot-read = 无法读取 { $file }：{ $reason }
cannot-write = 无法写入 { $file }：{ $reason }
cannot-write-output = 无法写到输出：{ $reason }
cannot-watch = 无法监视文件：{ $reason }
reason-missing = 文件或文件夹不存在
reason-no-folder = 文件夹不存在
reason-folder = 这是文件夹，不是文件
reason-not-a-folder = 路径中有一段不是文件夹
reason-outside = 在根文件夹之外
reason-too-large = 超过 4 GiB
reason-permission = 没有权限
reason-full = 磁盘空间已满
reason-read-only = 磁盘只读
stdin-twice = 标准输入（-）只能给一次
one-output = -o 只指定一个文件，而这里要写多个；不写 -o 则各自写在预算文件旁边
output-is-input = { $file } 是本预算的文件，会被覆盖；请用 -o 指定别的文件
written = 已写入 { $file }
not-written = 预算有错误，没有写入 { $file }；加 --keep-going 仍可写入，并标明无效
warnings-denied = 已指定 --deny warnings，警告按错误处理。
checking = 正在检查
watching = 等待文件改动（按 Ctrl-C 结束）。
changed = ──── 已改动：{ $files } ────
watch-stdin = 标准输入（-）无法监视
unknown-code = 没有代码 { $code }；用 `bdc explain` 可列出全部代码
unknown-code-near = 没有代码 { $code }，是不是 { $near }？
explain-bad = 错误示例
explain-good = 正确示例
new-exists = { $file } 已经存在，未作改动
new-done = 已新建 { $file }。检查请用：bdc check { $file }

## 命令行帮助

cli-bdc = 检查纯文本预算，生成台账
cli-lang = 提示信息的语言，默认按系统语言
cli-deny = 把警告按错误处理
cli-root = 引用不得超出的文件夹，默认为主文件所在文件夹
cli-color = 何时使用颜色和线框
cli-quiet = 只报告错误
cli-help = 显示帮助
cli-version = 显示版本
cli-build = 检查预算并写出台账
cli-build-files = 各预算的主文件；- 为标准输入
cli-build-emit = 写出什么
cli-build-output = 写到哪里；- 为标准输出；默认写到同一文件夹的 FILE.ledger.json
cli-build-keep-going = 有错误也写出，并标明无效
cli-check = 检查预算，报告问题
cli-check-files = 各预算的主文件；- 为标准输入
cli-check-format = 检查结果的格式
cli-check-watch = 文件改动后重新检查
cli-explain = 解释错误代码，如 E0401
cli-explain-code = 代码；不写则列出全部代码
cli-show = 以表格显示预算汇总
cli-show-file = 预算的主文件；- 为标准输入
cli-show-by = 按什么分列，由外到内
cli-new = 新建一个入门预算
cli-new-folder = 建在哪个文件夹
cli-completions = 输出命令行补全脚本
cli-completions-shell = 所用的 shell
