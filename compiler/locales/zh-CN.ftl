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
more-findings = ……另有 { $count } 条未显示，用 `--format short` 可查看全部。
