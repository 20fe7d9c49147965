# 面向用户的全部中文文本。各语言文件的键一致；金额和名称按文本传入，件数按数字传入。

## 检查结果的固定用语

severity-error = 错误
severity-warning = 警告
severity-note = 提示
caption-help = 帮助
caption-fix = 修改
caption-guess = 可能的修改
summary-errors = { $count } 个错误
summary-warnings = { $count } 个警告
summary-notes = { $count } 条提示
summary-none = 没有发现问题
more-findings = ……另有 { $count } 条未显示，用 `bdc check --format short` 可查看全部。

## 命令调用与磁盘

colon = ：
comma = ，
semicolon = ；
cannot-read = 无法读取 { $file }：{ $reason }
cannot-write = 无法写入 { $file }：{ $reason }
cannot-write-output = 无法写到输出：{ $reason }
cannot-watch = 无法监视文件：{ $reason }
reason-missing = 文件或文件夹不存在
reason-no-folder = 文件夹不存在
reason-folder = 这是文件夹，不是文件
reason-not-a-folder = 路径中有一段不是文件夹
reason-outside = 在根文件夹之外
reason-not-a-place = 已有同名的文件，不能用作文件夹
reason-too-large = 超过 4 GiB
reason-permission = 没有权限
reason-full = 磁盘空间已满
reason-read-only = 磁盘只读
reason-no-workbook = 不是 .xlsx 工作簿，或文件已损坏
call-caption-usage = 用法：{ $usage }
call-caption-help = 详见：{ $command } --help
call-missing = 缺少参数：{ $names }
call-no-command = 请写明要执行的命令：{ $names }
call-unknown-command = 没有命令“{ $word }”
call-unknown-command-near = 没有命令“{ $word }”，是不是 { $near }？
call-unknown-argument = 这里不能用“{ $word }”
call-unknown-argument-near = 这里不能用“{ $word }”，是不是 { $near }？
call-bad-value = { $argument } 不能是“{ $word }”；可以是：{ $names }
call-no-value = { $argument } 后面缺少值
call-twice = { $argument } 写了两次
call-takes-no-value = { $argument } 不带值，这里却写了“{ $word }”
by-twice = --by 中 { $word } 写了两次
by-too-many = --by 至多写两项：先写各行按什么分，再写各列按什么分
stdin-twice = 标准输入（-）只能给一次
one-output = -o 写的是一个文件，但要写出多个；请写文件夹名，或省略 -o，各自写在预算旁边
needs-folder = Parquet 和数据包要写出多个文件，无法写进同一个管道；请用 -o 指定文件夹
parquet-not-built = 这个 bdc 编译时没有带上 Parquet；请用 --features parquet 重新编译，或改用内容相同的 --emit ndjson、datapackage
output-twice = { $file } 会被写两次；同名的预算请分别写到不同文件夹
unknown-layout = 没有版式 { $name }；已有的版式：{ $known }，也可以写版式文件的路径
no-table = 版式中没有表 { $name }；有 { $known }
table-untold = 表 { $table }：有 { $count } 格留空，因为有的行没有写明是否属于其中
text-untold = 文字说明：有 { $count } 个数写成 { $mark }，因为有的行没有写明是否属于其中
output-is-input = { $file } 是本预算的文件，会被覆盖；请用 -o 指定别的文件
written = 已写入 { $file }
not-written = 预算有错误，没有写入 { $file }；加 --keep-going 仍可写入，并标明无效
fix-made = { $file }：已修改 { $count } 处
fix-would-make = { $file }：将修改 { $count } 处
fix-converted = { $file } 已由 { $encoding } 转为 UTF-8
fix-would-convert = { $file } 将由 { $encoding } 转为 UTF-8
fix-left = 修改后仍有：{ $findings }
fix-nothing-left = 修改后没有问题
fix-possible = 另有 { $count } 处可能的修改，须由人判断。用 `bdc fix --all --dry-run` 可先查看改动。
diff-total = 支出 { $old } → { $new } { $measure }（{ $change }）
diff-total-same = 支出 { $amount } { $measure }，总额未变
diff-none = 没有变化。{ $money }
diff-count = { $what } { $count } 项
diff-added = 新增
diff-removed = 删除
diff-changed = 金额变动
diff-moved = 归属变动
diff-renamed = 改名
diff-regrouped = 拆分合并
diff-valid = { $name }：检查无误
diff-invalid = { $name }：检查发现 { $count } 个错误
diff-unread = { $name }：有 { $count } 行读不懂或金额读不懂，未计入汇总
diff-stayed = { $count } 个合计数没有随明细调整，与明细不符
diff-alone = { $count } 个合计数改了而明细没改，与明细不符
diff-apart = { $count } 个合计数改得与明细不一致
diff-changes = 明细（{ $measure }）
diff-names = 名称、编码变动
diff-by = { $what }，按{ $by }（{ $measure }）
diff-claims = 合计数和控制数（{ $measure }）
diff-what = 项
diff-kind = 变动
diff-entry = 明细
diff-unit = 单位
diff-codes = 科目
diff-old = 原数
diff-new = 新数
diff-change = 增减
diff-claim = 变动
diff-entries = 明细增减
diff-check = 检查
diff-open = 未写明
diff-rest = 另有 { $count } 项
diff-text = { $text }
diff-claim-moved = 随明细变动
diff-claim-apart = 已改，与明细改得不一致
diff-claim-alone = 已改，明细未改
diff-claim-stayed = 未改，明细已改
diff-claim-met = 未改，明细改后相符
diff-claim-judged = 都未改
diff-exact = 相符
diff-rounding = 相符（尾差）
diff-bounded = 可能
diff-refuted = 不符
diff-suspended = 无法判断
diff-unsettled = 未证实
diff-currency = 两份预算的币种不同（{ $old }、{ $new }），金额无法比较
diff-check-next = 哪里有误，请用 bdc check 查看
git-missing = 无法运行 git：{ $reason }
git-no-repository = 没有文件 { $name }，当前文件夹也不在 git 仓库中
git-no-revision = 没有文件 { $name }，git 也没有版本“{ $revision }”
git-no-path = { $revision } 中没有 { $path }
git-path-from-top = { $revision } 中仓库的顶层没有 { $path }；从当前文件夹算起应写 { $here }
git-folder = { $revision } 中的 { $path } 是文件夹，不是文件
fmt-done = { $file } 已排成规范格式
fmt-unchanged = { $count } 个文件格式规范
fmt-would = { $count } 个文件格式不规范
git-failed = git 报错：{ $reason }
git-no-work-tree = 当前文件夹不在带工作区的 git 仓库中
git-foreign = { $key } 已另有设置（{ $value }），予以保留；未作任何改动
git-installed = 今后预算逐条合并，提交前先行检查。请提交 .gitattributes，供他人共用；每人各运行一次 `bdc git install`。
git-uninstalled = 仓库已恢复到未安装 bdc 的状态。
git-nothing-to-do = 没有需要改动的内容。
git-dry-run = 未作改动；去掉 --dry-run 即按上面所示改动。
git-status-there = { $part }：已安装
git-status-missing = { $part }：未安装
git-hook-shared = 未安装钩子 { $hook }：{ $file } 为各仓库共用（core.hooksPath）。需要时请在自己的钩子中加上：{ $call }
git-hook-foreign = 未安装钩子 { $hook }：已有 { $file }，且不是可以运行的 shell 脚本。请在其中调用：{ $call }
git-form = { $count } 个暂存文件格式不规范，请运行 `bdc fmt` 后重新暂存：{ $files }
git-refused = 暂存内容未提交。（`git commit --no-verify` 可照样提交。）
merge-no-text = { $file } 不是 UTF-8 编码，按行合并
merge-removed = { $file }:{ $line }：一方删除，另一方作了修改
merge-changed = { $file }:{ $line }：双方都改了这一行
merge-attributes = { $file }:{ $line }：双方都改了{ $attributes }
merge-comes-to = { $file }:{ $line }：合并后各行合计为 { $sum }
merge-fails = { $file } 已合并，但有 { $count } 个合计数不成立：
fix-unfinished = 可能还有可以修改之处：请再运行一次。
fix-changed-meanwhile = { $file } 刚才被其他程序改动过，未作修改
warnings-denied = 已指定 --deny warnings，警告按错误处理。
checking = 正在检查
writing = 正在写出
formatting = 正在排版
watching = 等待文件改动（按 Ctrl-C 结束）。
changed = ──── 已改动：{ $files } ────
watch-stdin = 标准输入（-）无法监视
unknown-code = 没有代码 { $code }；用 `bdc explain` 可列出全部代码
unknown-code-near = 没有代码 { $code }，是不是 { $near }？
show-open = +  至少：另有未写明去向的行
show-total = 合计
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
cli-build = 检查预算，并写出台账、公开表和文字说明
cli-build-files = 各预算的主文件；- 为标准输入
cli-build-emit = 写出什么
cli-build-output = 写到哪里：文件，或多个文件时的文件夹；- 表示标准输出 [默认：预算文件旁边]
cli-build-layout = 用哪套表：已有版式的名称，或版式文件
cli-build-text = 部门自己的文字所在文件夹 [默认：预算文件旁边的 text 文件夹]
cli-build-formulas = 工作簿中的合计写成公式（公式结果等于该数时）
cli-build-keep-going = 有错误也写出，并标明无效
cli-check = 检查预算，报告问题
cli-check-files = 各预算的主文件；- 为标准输入
cli-check-format = 检查结果的格式
cli-check-watch = 文件改动后重新检查
cli-fix = 自动改正检查发现的问题
cli-fix-files = 各预算的主文件；- 为标准输入，改好的文本写到标准输出
cli-fix-dry-run = 只显示将有的改动，不写入文件
cli-fmt = 把预算写成规范格式
cli-fmt-files = 各预算文件，连同它们引用的文件；- 为标准输入，排好的文本写到标准输出
cli-fmt-check = 不写入文件，只列出格式不规范的文件；有则以状态 1 结束
cli-fmt-diff = 不写入文件，只显示将有的改动
cli-fmt-keywords = 关键词都写成这种语言 [默认：各依原样]
cli-diff = 说明两份预算之间资金有哪些变化；有变化则以状态 1 结束
cli-diff-old = 原来的预算：主文件，或 git 仓库中的 版本:路径；- 为标准输入
cli-diff-new = 新的预算，写法相同
cli-diff-old-name = 旧的一边显示的名称
cli-diff-new-name = 新的一边显示的名称
cli-diff-by = 两边的科目按编码对应，还是按名称对应（编码重编过时）
cli-diff-format = 输出格式
cli-diff-all = 表格列出全部各行，而不是前 20 行
cli-fix-all = 不能确定的也按最可能的改，但与合计抵触的不改
cli-explain = 解释错误代码，如 E0401
cli-explain-code = 代码；不写则列出全部代码
cli-show = 以表格显示预算汇总
cli-show-file = 预算的主文件；- 为标准输入
cli-show-by = 各行、各列按什么分，用逗号隔开
cli-show-table = 改为显示版式中的一张公开表
cli-show-layout = 用哪套版式：已有版式的名称，或版式文件
cli-import = 由公开表的工作簿生成预算文件
cli-import-file = 工作簿（.xlsx 文件），由谁编制都可以
cli-import-layout = 按哪套表读取：已有版式的名称，或版式文件
cli-import-output = 预算文件写到哪个文件夹 [默认：工作簿旁边的同名文件夹]
cli-import-cells = 在每个数的行备注它来自哪张工作表的哪个单元格
cli-git = 为预算设置 git 仓库
cli-git-install = 让 git 逐条合并预算，在差异中注明单位，并在提交前检查
cli-git-install-dry-run = 只显示将有的改动，不作改动
cli-git-install-external-diff = 让 `git diff` 用 bdc diff 显示金额的变化
cli-git-uninstall = 撤销 install 所作的改动
cli-git-uninstall-dry-run = 只显示将有的改动，不作改动
cli-git-status = 查看安装情况
cli-git-merge-driver = 合并一份预算的三个文本（由 git 调用）
cli-git-merge-driver-base = 双方共同的原文本
cli-git-merge-driver-ours = 己方文本，将写入合并结果
cli-git-merge-driver-theirs = 对方文本
cli-git-merge-driver-marker = 冲突标记的长度
cli-git-merge-driver-path = 仓库中的文件
cli-git-external-diff = 显示一份预算两个文本之间的变化（由 git 调用）
cli-git-external-diff-given = git 给出的参数：路径 旧文件 旧对象 旧模式 新文件 新对象 新模式
cli-git-pre-commit = 检查暂存内容（由 git 调用）
cli-git-pre-merge-commit = 检查合并结果（由 git 调用）
cli-new = 新建一个入门预算
cli-new-folder = 建在哪个文件夹
cli-completions = 输出命令行补全脚本
cli-completions-shell = 所用的 shell

## 字符、编码、数、引号：E01xx
other-encoding = 本文件是 { $encoding } 编码，而 Bud 只读 UTF-8
other-encoding-help = 用 `bdc fix` 可转为 UTF-8；也可另存：在 VS Code 中点击状态栏的编码，选“通过编码保存”
invalid-utf8 = 文件偏移 { $offset } 处的字节 { $byte } 不是 UTF-8
invalid-utf8-help = 文件已损坏，或由两种编码拼接而成：请删去这个字，重新输入
invisible-character =
    此处有看不见的字符（{ $code }）{ $more ->
         [0] {""}
        *[other] ，这个词里还有 { $more } 个
    }
invisible-character-help = 预算必须所见即所得：请删去这个字符
hash-inside = “{ $word }”中间有 #：它是名称的一部分，还是注释的开始？
hash-inside-help = 是名称请加引号；是注释请在 # 前加空格
string-unclosed = 此处的引号没有收尾
fix-close-string = 补上引号
quote-inside = { $word } 中间有引号
string-glued = { $word } 前缺少空格
fix-insert-blank = 插入空格
fix-quote = 加上引号
fix-remove-invisible = 删去看不见的字符
fix-add = 加上 { $text }
fix-break-line = 在此换行
not-a-number = “{ $word }”不是数
not-a-number-help = 应写数字，可带小数点和单位，如 30800.00 或 3.08万元
number-with-letter = “{ $word }”中的 { $letter } 是字母，应为数字 { $digit }
number-grouping = { $word } 中的逗号没有按每三位一组分隔
number-grouping-help = 请核对这个数：可能漏了一位，也可能把小数点写成了逗号
number-too-long = { $word } 的位数超出了预算数的范围
number-out-of-bounds = { $word } 超出范围：以{ $measure }计，整数部分超过 13 位，或小数超过 6 位
number-bounds-help = 以本文件的计量单位计，整数部分至多 13 位，小数至多 6 位
number-unit = “{ $unit }”不是金额单位，应写“{ $measure }”
number-unknown-unit = “{ $unit }”不是金额单位
number-units-help = 可用的单位：元、千元、万元、亿元
expression-too-deep = 此处括号嵌套超过 { $depth } 层
expression-too-deep-help = 请把金额拆成几行
expression-mixed-units = 相加减的两项，一项带金额单位，另一项不带
expression-mixed-units-help = 相加减的各项要么都带单位，要么都不带：15万元-2万元
expression-unit-times-unit = 金额不能乘以金额
expression-unit-times-unit-help = 相乘的各项只有一项可以带单位：15 * 2.40万元 * 12
expression-over-unit = 不带单位的数不能除以金额
expression-division-by-zero = 这里的除数为零
expression-division-by-zero-help = 请核对除数：它等于 0
expression-not-finite = 这个金额除不尽，不是精确的数
expression-not-finite-help = 请直接写四舍五入后的数，或改成能除尽的算式
expression-too-large = 这个金额太大，无法精确计算
expression-unclosed = 缺少右括号
expression-unfinished = 金额到此中断，后面应有一个数
expression-extra-close = 多了一个右括号
expression-operator-missing = 前面缺少运算符
expression-number-missing = 此处应是一个数
expression-help = 金额由数、+ - * / 和括号组成：15 * 2.40万元 * 12
fix-delete = 删去 { $text }
fix-write = 改为 { $text }

## 语句与属性：E02xx
unknown-statement = 没有以“{ $word }”开头的语句
unknown-statement-help = 每行以所声明的事项开头：项目、人员、公用、收入、合计、单位、科目……
unknown-attribute = “{ $statement }”没有“{ $word }”这个属性
unexpected-word = “{ $word }”是多出来的词
unexpected-word-help = 一个值只是一个词：请在它前面写上属性；注释请以 # 开头
unexpected-word-quote-help = 含空格的名称要加引号
unexpected-colon-help = 属性和值之间用空格分开
missing-value = “{ $attribute }”没有值
missing-value-help = 请在后面写上值；与属性同名的值要加引号
attribute-twice = “{ $attribute }”写了两次
attribute-twice-help = 请只保留一个；确有两笔的，请写成两行
missing-part = “{ $statement }”缺少{ $part }
missing-part-help = 例如：{ $example }
part-name = 名称
part-path = 文件路径
part-code = 编码
part-source = 资金来源
part-project = 项目名称
part-text = 文字
part-amount = 金额
attribute-not-here = “{ $statement }”不能带属性“{ $attribute }”
attribute-not-here-help = “{ $statement }”可带的属性：{ $attributes }
bad-value = “{ $attribute }”不能写“{ $word }”
bad-code = “{ $word }”不是科目编码：编码是 3 至 9 位数字
bad-year = “{ $word }”不是年度：应写四位数字，如 2024
bad-scale = “{ $word }”不是小数位数：应写 0 至 6
bad-currency = “{ $word }”不是币种：应写三个大写字母，如 CNY
code-length = 编码 { $code } 有 { $digits } 位；这类科目的编码是 { $levels } 位
code-length-help = 类 3 位，款 5 位，项 7 位
did-you-mean = 是否应为 { $name }？
one-of = 可以是：{ $names }
second-header = 这是本文件的第二个表头
first-header = 第一个表头在这里
second-header-help = 一个文件只能有一行 budget（预算）
impossible-slice = { $kind }不分“{ $attribute }”：这个合计里不可能有任何数
impossible-slice-help = 请去掉这个条件，或换一个类别
impossible-account-help = 收入科目只用于收入：请加上“类别 收入”
item-without-memo = 明细属于某一组“其中”数，这里没有写是哪一组
kind-memo = “其中”数按组区分，这里没有写是哪一组
item-without-memo-help = 请写明是哪一组：合计 其中 三公 明细 公务接待费
name-of-digits = { $word } 全是数字，作名称须加引号

## 名称：E03xx
undeclared-unit =
    没有名为“{ $name }”的单位{ $count ->
         [1] {""}
        *[other] （{ $count } 行用到它）
    }
undeclared-account =
    科目 { $name } 没有声明{ $count ->
         [1] {""}
        *[other] （{ $count } 行用到它）
    }
undeclared-project =
    没有名为“{ $name }”的项目{ $count ->
         [1] {""}
        *[other] （{ $count } 行用到它）
    }
used-here-too = 这里也用到
declare-unit-help = 请声明：单位 { $name }
declare-account-help = 请声明：{ $line }
declare-project-help = 项目由它自己的一行声明：项目 { $name } ……
fix-declare = 声明：{ $line }
unknown-source = “{ $name }”不是资金来源
header-disagrees = 本文件的{ $attribute }是 { $value }，主文件是 { $main }
header-disagrees-help = 一份预算只有一个年度、一个阶段、一个币种
main-header = 主文件的表头
unit-twice = 单位“{ $name }”声明了两次
account-twice = 科目 { $code } 声明了两次
declared-twice-help = 请只保留一个；本来是两个的，请用不同的名称或编码区分
declared-first = 首次声明在这里
declared-here = 声明在这里
ambiguous-unit = 有 { $count } 个单位的全称是“{ $name }”
ambiguous-unit-help = 请用简称：{ $names }
ambiguous-project = 有 { $count } 个项目名为“{ $name }”，分属不同单位
ambiguous-project-help = 请写明是哪个单位的：单位 名称
wrong-chart = { $code } 不能用作“{ $attribute }”的编码
no-such-chart = { $code } 不属于任何一类科目
charts-help = 1 开头是收入，2 开头是功能分类，3 开头是部门经济分类，5 开头是政府经济分类
missing-parent = 声明了科目 { $code }，却没有声明它的上级 { $parent }
missing-parent-too = 这个科目也缺上级
missing-parent-help = 请声明：科目 { $parent } 名称
unit-cycle = 单位“{ $name }”归属到了自己：{ $name } → { $path }
project-cycle = 项目“{ $name }”归属到了自己：{ $name } → { $path }
cycle-help = 请去掉构成循环的一个 under（归属）
two-parents = 项目“{ $name }”已归属“{ $first }”，这里又归属“{ $second }”
belongs-here-first = 前一个归属写在这里
two-parents-help = 一个项目只能归属一个一级项目：请只保留一个归属
include-missing = 找不到文件 { $path }
include-missing-help = 路径从本文件所在的文件夹算起
include-folder = { $path } 是文件夹，不是文件
include-folder-help = 请逐个引用其中的文件
include-too-large = { $path } 超过 4 GiB
include-unreadable = { $path } 无法读取：{ $reason }
include-outside = { $path } 在本预算的根文件夹之外
include-outside-help = 请把一份预算的文件放在同一文件夹，或用 --root 指定更大的范围
include-cycle = { $path } 正在读取中：引用形成了循环
include-cycle-help = 请去掉这一行：每个文件只读一次，不论在哪里引用

## 合计：E04xx
total-short =
    “{ $slice }”写为 { $claimed }，但{ $count ->
         [0] 没有任何一行属于它
        *[other] 所属 { $count } 行合计 { $computed }，少 { $difference }
    }
total-over = “{ $slice }”写为 { $claimed }，但所属 { $count } 行合计 { $computed }，多 { $difference }
children-short =
    “{ $slice }”写为 { $claimed }，但{ $count ->
         [0] 归属它的项目没有金额
        *[other] 归属它的 { $count } 行合计 { $computed }，少 { $difference }
    }
children-over = “{ $slice }”写为 { $claimed }，但归属它的 { $count } 行合计 { $computed }，多 { $difference }
running-sum = { $amount }，累计 { $running }
more-lines = 另有 { $count } 行，合计 { $rest }
total-help = 如果各行无误，合计应为 { $computed }；否则请查找写错、漏记或放错位置的一行
also-written-here = 同一个数也写在这里
below-bounds = “{ $slice }”写为 { $claimed }，但至少应有 { $low }
above-bounds = “{ $slice }”写为 { $claimed }，但至多只有 { $high }
bounds-help = 没有写明是否属于这里的行，已按最有利于这个数的方式计算
parts-short = “{ $slice }”写为 { $claimed }，但按“{ $dimension }”划分的 { $count } 个部分合计 { $computed }，少 { $difference }
parts-over = “{ $slice }”写为 { $claimed }，但按“{ $dimension }”划分的 { $count } 个部分合计 { $computed }，多 { $difference }
parts-exceed = “{ $slice }”写为 { $claimed }，但仅按“{ $dimension }”划分的 { $count } 个部分就有 { $computed }，多 { $difference }
more-parts = 另有 { $count } 个部分，合计 { $rest }
lines-outside = 这些部分之外还有 { $count } 行，合计 { $sum }，已计算在内
parts-help = 表中可能漏了一行，或有一行写错；如果所列本来就不全，请注明：不全 { $dimension }
ceiling-exceeded = “{ $slice }”合计 { $computed }，超出控制数 { $ceiling } 共 { $difference }
ceiling-help = 请压减支出，或申请调整控制数
printed-twice = “{ $slice }”在这里写为 { $claimed }，在别处写为 { $other }，相差 { $difference }
written-as = 这里写为 { $amount }
printed-twice-help = 两个数指的是同一些行，必有一个写错

## 合计不符的原因：E0406 至 E0410
wrong-amount = 金额 { $typed } 应为 { $right }：改后 { $count } 个不符的合计都能对上，原来相符的仍然相符
wrong-total = “{ $slice }”写为 { $typed }，应为 { $right }：改后 { $count } 个不符的合计都能对上，原来相符的仍然相符
missing-line = 少了一笔 { $amount }（{ $place }）：{ $count } 个合计正好差这一笔，其余合计都容不下它
line-twice = 这一笔 { $amount } 重复列了一次：{ $count } 个合计只算了一次
line-too-many = { $count } 个合计都没有算入这一笔 { $amount }：可能这一行多余，也可能合计还没有更新
wrong-place = { $amount } 列在 { $typed }，应属 { $right }：改后 { $count } 个不符的合计都能对上，原来相符的仍然相符
proof = 写为 { $claimed }；现合计 { $before }，改后为 { $after }
proof-ceiling = 至多 { $claimed }；现合计 { $before }，改后为 { $after }
proof-more = 另有 { $count } 个合计也能对上
proof-balance = 收支也随之平衡
cause-own-total = 其他合计都与各行相符，所以错的是这个合计
slip = 可能是笔误：{ $slip }
slip-sign = 正负号写反
slip-swapped-digits = 相邻两位数字写颠倒
slip-moved-point = 小数点错位
slip-measure = 金额单位弄混（元、千元、万元）
slip-line-twice = 同一行录了两遍
slip-doubled-digit = 多打了一个重复的数字
slip-dropped-digit = 漏了一个数字
slip-mistyped-digit = 打错了一个数字
slip-far-swapped-digits = 两个数字写颠倒
slip-copied-neighbour = 抄成了相邻一行的金额
slip-copied-parent = 抄成了所属一级项目的金额
slip-neighbouring-code = 写成了相邻的科目编码
slip-look-alike-name = 写成了相似的名称
slip-line-missing = 漏了一行
slip-other-place = 放错了位置
slip-other-figure = 写成了别的数
slip-line-too-many = 多了一行
cause-several =
    { $count ->
         [1] 有一处修改能使它相符，但未必就是原因
        *[other] 至少有 { $count } 种修改都能使它相符，单凭数字分不出哪一种正确
    }
causes-too-many = 有 { $count } 个数对不上，数量过多，不再查找原因：请先改正前面几处，再重新检查
causes-given-up = 先列出前 { $count } 个原因；请改正后重新检查其余
caption-alternative = 或
fix-insert-line = 插入一行：{ $line }
fix-delete-line = 删去这一行
fix-restate-totals = 把 { $count } 个合计改为各行之和
fix-write-there = { $where }：把 { $typed } 改为 { $text }
fix-insert-line-there = { $where }之后插入：{ $line }
fix-delete-line-there = 删去 { $where }

## 表间关系：E05xx
uses-exceed = 支出总计（{ $where }）为 { $uses }，比收入总计 { $resources } 多 { $difference }
resources-exceed = 收入总计（{ $where }）为 { $resources }，比支出总计 { $uses } 多 { $difference }
in-all = 全部
balance-help = 收入 + 上年结转 = 支出 + 年终结转：有一边漏了或写错了一行
other-side = 另一边
counted-twice = { $kind }记了两遍：按功能分类 { $functions }，按经济分类又有 { $items }
by-function = 这里是按功能分类的
counted-twice-help = 同一笔钱的两种分法不是两笔钱：一种写成明细行，另一种写成 total（合计）
missing-goal =
    { $count ->
         [1] 项目“{ $name }”没有绩效目标
        *[other] “{ $name }”等 { $count } 个项目没有绩效目标
    }
no-goal-either = 也没有绩效目标
missing-goal-help = 请加一行：绩效目标 { $name } "……"

## 写法与疑点：W06xx
full-width =
    全角“{ $text }”{ $count ->
         [1] {""}
        *[other] （本行共 { $count } 处）
    }能读懂，但规范写法是半角
fix-full-width = 改为半角
identical-lines = 这一行与另一行完全相同
same-line-first = 另一行
identical-lines-help = 多余的请删去；确是两笔的，请用名称或 note（备注）区分
look-alike-names = 单位“{ $name }”与“{ $other }”看上去一样
look-alike-names-help = 如果是同一单位，请只保留一个声明；否则请改名
rounding-unlikely = “{ $slice }”写为 { $claimed }，{ $route }计为 { $computed }：相差 { $difference }，有可能是尾差，但极少见
rounding-unlikely-help = 请核对各数：差额已超过尾差标准差的三倍
other-name-in-chart = { $code } 在这里叫“{ $name }”，在公开的预算里叫“{ $known }”
other-name-in-chart-help = 请先核对编码，再核对名称

## 提示：N07xx
rounding = “{ $slice }”写为 { $claimed }，{ $route }计为 { $computed }：相差 { $difference }，属于尾差（小于 { $envelope } 都可由舍入造成）
rounding-half = “{ $slice }”写为 { $claimed }，{ $route }计为 { $computed }：相差 { $difference }，属于尾差（恰逢五入）
rounding-half-also = { $route }计为 { $computed }，相差 { $difference }，恰逢五入
rounding-also = { $route }计为 { $computed }，相差 { $difference }，小于 { $envelope } 都可由舍入造成
route-entries = 所属各行
route-bounds = 最接近的界限
unsettled = “{ $slice }”写为 { $claimed }，但这里没有任何内容能证实或否定它
unsettled-help = 请录入构成它的各行，或它各部分的合计
suspended-claims = 与这一行有关的 { $count } 个合计暂不判断
three-public-below = { $item }为 { $memo }，少于基本支出中 { $code } 的 { $basic }
three-public-by-projects = { $item }为 { $memo }，而基本支出中没有 { $code }：全由项目支出负担
contributions-differ = 经济分类 { $items } 为 { $item }，功能分类 { $functions } 为 { $function }，相差 { $difference }；通常二者是同一笔钱
item-in-other-kind = 经济分类 { $code } 在这里列入{ $kind }，通常不列在此类

## 编辑器
lsp-lines = 行数
lsp-line = 行
lsp-totals = 合计
lsp-status = 核对
lsp-place = 位置
lsp-running = 累计
lsp-status-exact = 相符
lsp-status-rounding = 尾差
lsp-status-bounded = 在界限内
lsp-status-refuted = 不符
lsp-status-suspended = 未核对
lsp-status-unsettled = 无从核对
lsp-too-much = = { $computed }，多 { $difference }
lsp-too-little = = { $computed }，少 { $difference }
lsp-rounding = = { $computed }，尾差 { $difference }
lsp-above-bounds = ≤ { $computed }，多 { $difference }
lsp-below-bounds = ≥ { $computed }，少 { $difference }
lsp-rest = = { $computed }，余 { $difference }
lsp-exceeded = = { $computed }，超 { $difference }
lsp-over-ceiling = ≥ { $computed }，超 { $difference }
lsp-further-lines = 另 { $count } 行
lsp-further-totals = 另 { $count } 个合计
lsp-lines-outside = 不在其中的 { $count } 行
lsp-line-count = { $count } 行
lsp-units-below = 下级单位 { $count } 个
lsp-no-money = 没有金额
lsp-chart-revenue = 收入分类
lsp-chart-function = 支出功能分类
lsp-chart-department = 部门预算支出经济分类
lsp-chart-government = 政府预算支出经济分类
lsp-level-class = 类 { $name }
lsp-level-section = 款 { $name }
lsp-level-item = 项 { $name }
lsp-level-sub-item = 目 { $name }
lsp-undeclared = 本预算没有声明
lsp-known-name = 公开的预算中名为 { $name }
lsp-rounded-to = 舍入到 { $step } { $measure }
lsp-not-rounded = 未舍入
lsp-between = 在 { $low } 与 { $high } 之间，因为有的行没有写明是否属于这里
lsp-fix-file = 改正本文件中所有能确定的问题
lsp-fix-budget = 改正整个预算中所有能确定的问题
lsp-set-total = 改为实际之和 { $figure }
lsp-write-value = 写成计算结果 { $figure }
lsp-write-english = 本行的词改写为英文
lsp-write-chinese = 本行的词改写为中文
lsp-children = 下级 { $sum } / { $claimed } { $measure }

lsp-checking = 正在检查
lsp-check-panicked = 检查 { $file } 时意外中断；这是 Bud 的缺陷，请附上该文件反馈

## 编辑器：链接和名称

lsp-link-open = 打开 { $file }
lsp-rename-nothing = 这里没有可以改的名称
lsp-rename-word = “{ $word }”是语言里的词，不能改名
lsp-rename-kind = “{ $name }”是收支类别，属于语言里的词，不能改名
lsp-rename-source = “{ $name }”是资金来源，属于语言里的词，不能改名
lsp-rename-file = 文件要在磁盘上改名，再把新的路径写在这里
lsp-rename-budget = 没有别的行引用预算的名称，直接在这里改写即可
lsp-rename-undeclared = “{ $name }”没有声明：请先声明，或直接在这里改写
lsp-rename-ambiguous = “{ $name }”在这里可以指几个对象：请先写明是哪一个
lsp-rename-empty = 名称不能为空
lsp-rename-invisible = 新名称里有看不见的字符 { $character }，请去掉
lsp-rename-slash = “{ $name }”里有斜线，会把一个明细变成两级，请去掉
lsp-rename-code = “{ $word }”不是 { $digits } 位的编码，这一级科目是 { $digits } 位
lsp-rename-chart = { $new } 与 { $old } 不属于同一套科目：首位数字须是 { $digit }
lsp-rename-code-taken = 编码 { $code } 已经用于{ $name }：{ $file } 第 { $line } 行
lsp-rename-unit-taken = “{ $name }”已经是单位{ $unit }的名称：{ $file } 第 { $line } 行
lsp-rename-full-name-taken = “{ $name }”已经是单位{ $unit }的名称：{ $file } 第 { $line } 行；再用作全称，引用它的行就分不清是哪个单位
lsp-rename-project-taken = 这个单位已经有项目“{ $name }”：{ $file } 第 { $line } 行
lsp-rename-item-taken = 已经有“{ $name }”：{ $file } 第 { $line } 行
lsp-rename-meaning = 改成这个名称后，{ $file } 第 { $line } 行的“{ $name }”会变成别的意思

## 编辑器：哪些数相加得出哪个数

lsp-sum-total = 合计：{ $slice }
lsp-sum-ceiling = 控制数：{ $slice }
lsp-sum-written = 填列数：{ $slice }
lsp-sum-unreadable = 金额无法识别
lsp-sum-more = ……另有 { $count } 行

lsp-included-already = 已经引用
lsp-declared-too = 尚未声明，选用时一并声明
lsp-sum = { $count } 行之和
lsp-sum-now = 目前为 { $count } 行之和
lsp-sum-children = 下级项目 { $count } 行之和
lsp-sum-possible = { $count } 行之和，另有 { $possible } 行可能属于其中
lsp-sum-suspended = { $count } 行之和，可能属于其中的行有读不出的

## 公开表与版式

layout-syntax = 版式从这里开始读不下去：不是 TOML 格式
layout-unknown = 版式中此处没有“{ $word }”
layout-words = 可以写：{ $words }
layout-no-condition = 版式不能写这一项：版式适用于所有预算
layout-conditions = 版式中的范围用类别、来源、功能、经济、科目、其中、明细来写
layout-text = “{ $key }”应为带引号的文本
layout-texts = “{ $key }”应为文本的列表
layout-number = “{ $key }”应为 0 到 { $most } 的整数
layout-flag = “{ $key }”应为 true 或 false
layout-table = “{ $key }”应为一组键
layout-tables = “{ $key }”应为表的列表
layout-missing = 缺少“{ $key }”
layout-either = 这里应写“{ $one }”或“{ $other }”，二者取一
layout-id-twice = 有两张表都叫“{ $id }”

## 公开预算的文字说明

text-syntax = 模板从这里起无法读出
text-no-filter = 模板没有过滤器“{ $word }”
text-no-test = 模板没有判断“{ $word }”
text-no-function = 模板没有函数“{ $word }”
text-no-part = 没有名为“{ $word }”的内置部分
text-undefined = 这里没有“{ $word }”
text-too-many-steps = 这个模板执行不完
text-too-long = 这一部分的文字过长
text-too-few = 括号里缺少内容
text-too-many = 括号里的内容过多
text-no-option = 这里不能写“{ $word }”
text-cannot = 这里无法计算
text-no-money = 这不是金额，金额要由 sum("…") 取得
text-no-list = 这不是列表
text-no-measure = 没有计量单位“{ $word }”；可用的有：{ $words }
text-decimals = 小数最多 { $most } 位
text-no-table = 版式中没有表“{ $name }”；有 { $known }
text-no-rows = 不能按“{ $word }”列出；可以按 { $words }
text-many-rows = 共 { $count } 行，超过文字说明可用的 { $most } 行；只要个数可用 count("…")
text-no-condition = 文字说明中的数不能用“{ $word }”限定
text-impossible = 这一类资金没有“{ $word }”
text-no-unit = 没有名为“{ $name }”的单位
text-no-project = 没有名为“{ $name }”的项目
text-several = 有几个都叫“{ $name }”
text-help = 模板的写法见 grammar/text.md
text-amount = 文中写 { $typed }，预算中“{ $of }”为 { $figure }
text-total = 文中写 { $typed }，按预算应为 { $figure }
text-write = 改为 { $figure }
text-in-budget = 预算中的数在这里
text-share = 文中写 { $typed }，{ $part } 占 { $whole } 应为 { $figure }
text-change-amount = 文中写 { $typed }，从 { $prior } 到 { $amount } 应为 { $figure }
text-change-rate = 文中写 { $typed }，从 { $prior } 到 { $amount } 应为 { $figure }
text-change-direction = 文中写“{ $word }”，从 { $prior } 到 { $amount } 应为“{ $right }”
text-change-no-rate = 上年数为零，不能计算增减百分比
text-change-flat = 文中写持平，而从 { $prior } 到 { $amount } 有增减
text-change-itself = 增减 { $change }、本年 { $amount }，算不出 { $rate }
text-item-unknown = 预算没有安排“{ $name }”的支出
text-item-twice = “{ $name }”列了两次
text-items-missing = 漏列 { $count } 项有支出的科目：{ $names }
text-purchases = 货物、工程、服务相加为 { $figure }，不是 { $typed }
text-reserved = { $part } 超过了它所在的 { $whole }
text-count = 文中写 { $typed }，预算中是 { $figure }
text-base = 文中与“{ $typed }”比较，预算中的上年数是“{ $figure }”
text-base-unknown = 文中与“{ $typed }”比较，预算没有写明上年数是哪一种
text-base-mixed = 同一句中既与“{ $one }”比较，又与“{ $other }”比较
text-operating = 机关运行经费 { $part }，超过了公用经费 { $whole }

## 导入工作簿

import-done = { $folder }：读出 { $tables } 张表，其中 { $entries } 个数为明细，{ $totals } 个数为合计
import-done-without = { $folder }：读出 { $tables } 张表，其中 { $entries } 个数为明细，{ $totals } 个数为合计；另有 { $lost } 个数未能归入预算，见上，需手工填列
import-check = 检查请用：bdc check { $file }
import-nothing = { $file } 中没有版式所列的表，未写入任何文件；可用 --layout 换一套版式
import-unreadable = “{ $text }”读不出金额
import-no-table = { $text } 不在版式的任何一张表中
import-no-column = { $text } 所在的栏，表 { $table } 中没有
import-no-row = { $text } 所在的行，表 { $table } 中没有
import-no-account = 没有名为“{ $name }”的科目
import-no-source = { $text } 的资金来源，表中没有列出
import-no-parts = 由金额看不出“{ $name }”包括哪些二级项目；二级项目写明归属之前，这一行为注释
import-column = “{ $printed }”一栏按表 { $table } 的“{ $name }”读取
import-unit = “{ $printed }”按单位“{ $name }”处理
import-new-unit = 单位表中没有“{ $name }”，按另一个单位处理
import-unit-tree = 看不出各单位的上下级关系，按并列处理
import-account = 各表均未列科目 { $code } 的名称，暂称“{ $name }”
import-second-name = { $code } 此处名称为“{ $other }”，前面为“{ $name }”，以前者为准
import-measure = 没有写明金额单位，按{ $measure }读取
import-no-parent = 由金额看不出“{ $name }”属于哪个一级项目
import-renamed = “{ $name }”与所属的一级项目同名，这里改称“{ $other }”
import-no-such-table = 工作簿中没有“{ $title }”
import-no-year = 各表标题均未写明年度，表头没有填年度
import-open = 待二级项目写明归属后填列：
import-file-budget = 由工作簿 { $file } 导入。表中每个数各占一行：不再细分的为明细，其余为合计。
import-file-units = 预算单位，次序同单位表
import-file-accounts = 各表用到的科目
import-file-revenue = 收入、上年结转、年终结转
import-file-expense = 项目支出以外的支出
import-file-projects = 项目，先一级后二级；其后是绩效目标
import-file-memo = “其中”数：已含在其他各行，不另加总
import-file-table = “{ $title }”中的合计

# 公开网页
page-title = { $unit }{ $year }年部门预算
page-title-adjusted = { $unit }{ $year }年部门预算（调整）
page-title-final = { $unit }{ $year }年部门决算
page-skip = 跳到正文
page-invalid = 本预算有 { $count } 处错误未改正，数字不可作为公开依据
page-charts = 图表
page-tables = 公开表
page-contents = 目录
page-aside = 查找和目录
page-search = 查找文字或金额
page-hits = 第 {"{"}at{"}"} 处，共 {"{"}all{"}"} 处
page-no-hits = 没有找到
page-filter = 筛选
page-filter-label = 筛选“{ $title }”的行
page-shown = 显示 {"{"}shown{"}"} 行，符合 {"{"}found{"}"} 行，共 {"{"}all{"}"} 行
page-more = 再显示一些
page-copy = 复制
page-copy-label = 复制“{ $title }”
page-copied = 已复制
page-sort = 按“{"{"}column{"}"}”排序
page-untold = 有 { $count } 格未填：有的明细没有写明归属
page-made = 本页由 bdc 根据预算源文件生成，各数与公开表一致。页面不联网，可保存、打印和转发。
page-against = 较上年 { $share }
page-amount = 金额
page-share = 占比
page-share-from = 占来源
page-name = 名称
page-is-share = 占 { $share }
page-picture-of = { $title }（图，数字见图下的表）
page-figures-of = { $title }：图中数字
page-own = 本级
page-rest = 未细分
page-others = 其他 { $count } 项
page-flow = 钱从哪里来，用到哪里去
page-flow-note = 自左至右为资金来源、支出类别和功能科目，宽窄按金额绘制。
page-all-money = 收入总计
page-all-expense = 支出合计
page-treemap = 钱用在什么地方
page-treemap-note = 面积按金额绘制。选择名称，可单独看其中的构成。
page-by = 分类方式
page-by-function = 按功能
page-by-unit = 按单位
page-by-project = 按项目
page-expense-by-function = 支出，按功能分类
page-expense-by-unit = 支出，按单位
page-resources-by-unit = 收入，按单位
page-projects = 项目支出
page-open = 单独查看
page-all = 全部
page-changes = 本年与上年
page-changes-note = 只列预算写明上年数的各项。各组比例不同，组内可比。
page-changes-whole = 收入和支出
page-changes-parts = 分类支出
page-changes-projects = 项目
page-changes-memo = 其中数
page-changes-largest = 图中为金额最大的 { $count } 项
page-now = 本年数
page-before = 上年数
page-before-actual = 上年执行数
page-before-budget = 上年预算数
page-change = 增减额
page-change-share = 增减率
