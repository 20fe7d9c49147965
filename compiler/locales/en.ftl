# Every message a person reads, in English. Keys are the same in every language; money and names are
# text, counts are numbers and choose the plural.

## Findings, around what they say

severity-error = error
severity-warning = warning
severity-note = note
caption-help = help
caption-fix = fix
summary-errors = { $count ->
    [one] { $count } error
   *[other] { $count } errors
}
summary-warnings = { $count ->
    [one] { $count } warning
   *[other] { $count } warnings
}
summary-notes = { $count ->
    [one] { $count } note
   *[other] { $count } notes
}
summary-none = no problems found
more-findings = { $count ->
    [one] … and { $count } more finding. `bdc check --format short` lists them all.
   *[other] … and { $count } more findings. `bdc check --format short` lists them all.
}

## The call and the disk

colon = :{" "}
cannot-read = cannot read { $file }: { $reason }
cannot-write = cannot write { $file }: { $reason }
cannot-write-output = cannot write to the output: { $reason }
cannot-watch = cannot watch the files: { $reason }
reason-missing = there is no such file or folder
reason-no-folder = there is no such folder
reason-folder = it is a folder, not a file
reason-not-a-folder = a part of its path is not a folder
reason-outside = it is outside the root folder
reason-too-large = it is larger than 4 GiB
reason-permission = permission denied
reason-full = no space is left
reason-read-only = the disk is read-only
stdin-twice = standard input (-) can be given only once
one-output = -o names one file, but several would be written; leave it out to write each beside its budget
output-is-input = { $file } is a file of the budget and would be overwritten; name another with -o
written = { $file } written
not-written = { $file } not written, since the budget is not valid; --keep-going writes it all the same, marked so
warnings-denied = Warnings count as errors here (--deny warnings).
checking = checking
watching = Waiting for changes (Ctrl-C to end).
changed = ──── changed: { $files } ────
watch-stdin = standard input (-) cannot be watched
unknown-code = there is no code { $code }; `bdc explain` lists them all
unknown-code-near = there is no code { $code }; did you mean { $near }?
show-open = +  at least: further lines do not say where they belong
show-total = Total
explain-bad = Bad
explain-good = Good
new-exists = { $file } is there already, and is left as it is
new-done = { $file } created. Check it with: bdc check { $file }

## The help of the command line

cli-bdc = Check plain-text budgets and build their ledgers
cli-lang = Language of messages [default: from the locale]
cli-deny = Count warnings as errors
cli-root = Folder that includes may not leave [default: the main file's folder]
cli-color = When to use colours and drawn lines
cli-quiet = Say nothing but errors
cli-help = Print help
cli-version = Print the version
cli-build = Check budgets and write their ledgers
cli-build-files = Main files of the budgets; - is standard input
cli-build-emit = What to write
cli-build-output = Where to write; - is standard output [default: FILE.ledger.json beside the file]
cli-build-keep-going = Write also when the budget has errors, marked as not valid
cli-check = Check budgets and report what is wrong
cli-check-files = Main files of the budgets; - is standard input
cli-check-format = How to print what is found
cli-check-watch = Check again whenever a file changes
cli-explain = Explain a code such as E0401
cli-explain-code = The code; without it all codes are listed
cli-show = Show a budget summed up as a table
cli-show-file = Main file of the budget; - is standard input
cli-show-by = What to break the figures down by, outermost first
cli-new = Create a small budget to start from
cli-new-folder = The folder to create it in
cli-completions = Print completions for a shell
cli-completions-shell = The shell

## Characters, encodings, numbers, strings: E01xx
other-encoding = This file is in { $encoding }; Bud reads UTF-8
other-encoding-help = save it as UTF-8: in VS Code, click the encoding in the status bar and choose "Save with Encoding"
invalid-utf8 = This byte ({ $byte }, byte { $offset } of the file, counted from 0) is not UTF-8
invalid-utf8-help = the file was damaged, or joined from two encodings: write the character anew
invisible-character =
    An invisible character ({ $code }) stands here{ $more ->
         [0] {""}
         [one] {" "}and one more in this word
        *[other] {" "}and { $more } more in this word
    }
invisible-character-help = text must be what it looks like: delete the character
hash-inside = There is a # inside "{ $word }"; is it part of the name, or the start of a comment?
hash-inside-help = quote the name; for a comment put a blank before the #
string-unclosed = The quote that opens here is never closed
fix-close-string = close the quote
quote-inside = There is a quote inside { $word }
string-glued = A blank is missing before { $word }
fix-insert-blank = insert a blank
fix-quote = quote it
fix-remove-invisible = delete the invisible characters
not-a-number = "{ $word }" is not a number
not-a-number-help = write digits, perhaps a point and more digits, perhaps a unit: 30800.00 or 3.08万元
number-with-letter = "{ $word }" has the letter { $letter } in it, not the digit { $digit }
number-grouping = The commas in { $word } do not part groups of three digits
number-grouping-help = check the figure: a digit may be missing, or the comma may be meant as a point
number-too-long = { $word } has more digits than a budget's figure can have
number-out-of-bounds = { $word } is out of bounds: in { $measure } it has more than 13 digits before the point or more than 6 after it
number-bounds-help = a figure has at most 13 digits before the point and 6 after it, in the measure of its file
number-unit = "{ $unit }" is not a unit of money; { $measure } is
number-unknown-unit = "{ $unit }" is not a unit of money
number-units-help = the units are 元, 千元, 万元 and 亿元
expression-too-deep = Parentheses nest more than { $depth } deep here
expression-too-deep-help = break the amount into several lines
expression-mixed-units = One term has a unit and the other has none
expression-mixed-units-help = give every term of a sum a unit, or none: 15万元-2万元
expression-unit-times-unit = Money cannot be multiplied by money
expression-unit-times-unit-help = only one factor of a product may carry a unit: 15 * 2.40万元 * 12
expression-over-unit = A plain number cannot be divided by money
expression-division-by-zero = This divides by zero
expression-division-by-zero-help = check the divisor: it comes to 0
expression-not-finite = This amount has no finite decimal, so it is not exact money
expression-not-finite-help = write the rounded figure itself, or let the division come out even
expression-too-large = This amount is too large to be computed exactly
expression-unclosed = A closing parenthesis is missing
expression-unfinished = The amount ends where a number should follow
expression-extra-close = This closing parenthesis closes nothing
expression-operator-missing = An operator is missing before this
expression-number-missing = A number should stand here
expression-help = an amount is numbers with + - * / and parentheses: 15 * 2.40万元 * 12
fix-write = write { $text }

## Statements and attributes: E02xx
unknown-statement = No statement begins with "{ $word }"
unknown-statement-help = a line begins with what it declares: project, personnel, operating, revenue, total, unit, account …
unknown-attribute = "{ $statement }" has no attribute "{ $word }"
unexpected-word = "{ $word }" belongs to nothing
unexpected-word-help = a value is one word; write an attribute before it, or # before a comment
unexpected-word-quote-help = a name with a blank in it is quoted
unexpected-colon-help = an attribute and its value are parted by a blank
missing-value = "{ $attribute }" has no value
missing-value-help = write the value after it; a value that is spelled like an attribute is quoted
attribute-twice = "{ $attribute }" is given twice
attribute-twice-help = keep one of the two
missing-part = "{ $statement }" needs { $part }
missing-part-help = for example: { $example }
part-name = a name
part-path = the path of a file
part-code = a code
part-source = a source of money
part-project = a project's name
part-text = a text
part-amount = an amount
attribute-not-here = "{ $statement }" does not take "{ $attribute }"
attribute-not-here-help = "{ $statement }" takes: { $attributes }
bad-value = "{ $word }" is not a value of "{ $attribute }"
bad-code = "{ $word }" is not a code: a code is 3 to 9 digits
bad-year = "{ $word }" is not a year: write four digits, such as 2024
bad-scale = "{ $word }" is not a number of decimals: write 0 to 6
bad-currency = "{ $word }" is not a currency: write its three letters, such as CNY
code-length = Code { $code } has { $digits } digits; the codes of its chart have { $levels }
code-length-help = a class (类) has 3 digits, a section (款) 5, an item (项) 7
did-you-mean = did you mean { $name }?
one-of = it is one of: { $names }
second-header = This file has a second header
first-header = the first one is here
second-header-help = a file has one `budget` line
impossible-slice = { $kind } has no { $attribute }: nothing can be in this total
impossible-slice-help = take the condition out, or name another kind
impossible-account-help = revenue accounts belong to revenue: add `kind revenue`
item-without-memo = An item belongs to a set of "of which" figures, and none is named
kind-memo = "Of which" figures are told apart by their sets, and none is named
item-without-memo-help = name the set: total memo 三公 item 公务接待费
name-of-digits = { $word } is a name of digits only

## Names: E03xx
undeclared-unit =
    No unit is called "{ $name }"{ $count ->
         [one] {""}
        *[other] {" "}({ $count } lines name it)
    }
undeclared-account =
    Account { $name } is not declared{ $count ->
         [one] {""}
        *[other] {" "}({ $count } lines name it)
    }
undeclared-project =
    No project is called "{ $name }"{ $count ->
         [one] {""}
        *[other] {" "}({ $count } lines name it)
    }
used-here-too = also here
declare-unit-help = declare it: unit { $name }
declare-account-help = declare it: { $line }
declare-project-help = a project is declared by its own line: project { $name } …
fix-declare = declare it: { $line }
unknown-source = "{ $name }" is not a source of money
header-disagrees = This file says { $attribute } { $value }, the main file { $main }
header-disagrees-help = one budget is one year, one stage and one currency
main-header = the main file's header
unit-twice = Unit "{ $name }" is declared twice
account-twice = Account { $code } is declared twice
declared-first = first declared here
declared-here = declared here
ambiguous-unit = { $count } units go by the full name "{ $name }"
ambiguous-unit-help = use the short name: { $names }
ambiguous-project = { $count } projects are called "{ $name }", each of another unit
ambiguous-project-help = say whose it is: unit NAME
wrong-chart = { $code } is not a code for "{ $attribute }"
no-such-chart = { $code } belongs to no chart of accounts
charts-help = 1xx is revenue, 2xx function, 3xx departmental economic, 5xx government economic classification
missing-parent = Account { $code } is declared, but not { $parent } above it
missing-parent-help = declare it: account { $parent } NAME
unit-cycle = Unit "{ $name }" is under itself: { $path }
project-cycle = Project "{ $name }" is under itself: { $path }
cycle-help = take out one of the `under` that make the circle
two-parents = Project "{ $name }" is put under "{ $second }", but it is under "{ $first }" already
belongs-here-first = it is put under the first one here
two-parents-help = a project belongs to one level-1 project
include-missing = There is no file { $path }
include-missing-help = the path is read from the folder of this file
include-folder = { $path } is a folder, not a file
include-folder-help = include its files one by one
include-too-large = { $path } is larger than 4 GiB
include-unreadable = { $path } cannot be read: { $reason }
include-outside = { $path } lies outside the root folder of this budget
include-outside-help = keep a budget's files in one folder, or name a wider one with --root
include-cycle = { $path } is being read already: the includes run in a circle
include-cycle-help = take this line out: each file is read once, wherever it is included

## Sums: E04xx
total-short =
    { $slice } is written as { $claimed }, but { $count ->
         [0] nothing adds up to it
         [one] its one line comes to { $computed }
        *[other] its { $count } lines add up to { $computed }
    }: { $difference } is missing
total-over =
    { $slice } is written as { $claimed }, but { $count ->
         [one] its one line comes to { $computed }
        *[other] its { $count } lines add up to { $computed }
    }: { $difference } too much
children-short =
    { $slice } is written as { $claimed }, but { $count ->
         [0] it has no projects under it with money
         [one] the one line under it comes to { $computed }
        *[other] the { $count } lines under it add up to { $computed }
    }: { $difference } is missing
children-over =
    { $slice } is written as { $claimed }, but { $count ->
         [one] the one line under it comes to { $computed }
        *[other] the { $count } lines under it add up to { $computed }
    }: { $difference } too much
running-sum = { $amount }, in all { $running }
more-lines =
    { $count ->
         [one] one more line comes
        *[other] { $count } more lines come
    } to { $rest }
total-help = if the lines are right, the total is { $computed }; else look for a line that is wrong, missing or in the wrong place
also-written-here = the same figure is also written here
below-bounds = { $slice } is written as { $claimed }, but comes to at least { $low }
above-bounds = { $slice } is written as { $claimed }, but can come to no more than { $high }
bounds-help = the lines that do not say where they belong are counted as far as they may
parts-short =
    { $slice } is written as { $claimed }, but its { $count ->
         [one] part
        *[other] { $count } parts
    } along "{ $dimension }" add up to { $computed }: { $difference } is missing
parts-over =
    { $slice } is written as { $claimed }, but its { $count ->
         [one] part
        *[other] { $count } parts
    } along "{ $dimension }" add up to { $computed }: { $difference } too much
parts-exceed =
    { $slice } is written as { $claimed }, but its { $count ->
         [one] part
        *[other] { $count } parts
    } along "{ $dimension }" alone come to { $computed }, { $difference } more than the whole
more-parts =
    { $count ->
         [one] one more part comes
        *[other] { $count } more parts come
    } to { $rest }
lines-outside =
    { $count ->
         [one] one line outside these parts comes
        *[other] { $count } lines outside these parts come
    } to { $sum }, counted above
parts-help = a row of the table may be missing or wrong; if the list is known to be incomplete, say `partial`
ceiling-exceeded = { $slice } comes to { $computed }, { $difference } over its ceiling of { $ceiling }
ceiling-help = cut the lines, or ask for a higher ceiling
printed-twice = { $slice } is written as { $claimed } here and as { $other } elsewhere: { $difference } apart
written-as = written as { $amount } here
printed-twice-help = both stand for the same lines, so one of the two is wrong

## Identities between tables: E05xx
uses-exceed = Expense and what is carried forward come to { $uses } { $where }, { $difference } more than the { $resources } there is to spend
resources-exceed = Revenue and what was carried over come to { $resources } { $where }, { $difference } more than the { $uses } that is spent or carried forward
in-all = in all
balance-help = revenue + carryover = expense + carryforward: a line is missing or wrong on one side
other-side = the other side
counted-twice = { $kind } is entered twice: { $functions } by function and once more { $items } by economic item
by-function = by function here
counted-twice-help = two breakdowns of one sum are not two sums: keep one as lines and write the other as `total` lines
missing-goal =
    { $count ->
         [one] Project "{ $name }" has
        *[other] { $count } projects, first "{ $name }", have
    } no performance goal
no-goal-either = no goal either
missing-goal-help = add a line: goal { $name } "…"

## Style and suspicion: W06xx
full-width =
    Full-width "{ $text }"{ $count ->
         [one] {""}
        *[other] {" "}and { $count } in all on this line
    }: understood, but not the written form
fix-full-width = write it in half width
identical-lines = This line says the same as another, word for word
same-line-first = the other one
identical-lines-help = if both are meant, tell them apart by a name or a `note`
look-alike-names = Unit "{ $name }" looks the same as "{ $other }"
look-alike-names-help = if they are one unit, keep one declaration; else rename one
rounding-unlikely = { $slice } is written as { $claimed }, and { $route } come to { $computed }: rounding can explain a difference of { $difference }, but it is unlikely
rounding-unlikely-help = check the figures: this is more than three standard deviations of rounding
other-name-in-chart = { $code } is called "{ $name }" here, and "{ $known }" in published budgets
other-name-in-chart-help = check the code, then the name

## Notes: N07xx
rounding = { $slice } is written as { $claimed }, and { $route } come to { $computed }: the difference of { $difference } is rounding (less than { $envelope } is possible)
rounding-also = { $route } come to { $computed }, { $difference } apart, less than { $envelope }
route-entries = its lines
route-bounds = its bounds
unsettled = { $slice } is written as { $claimed }, and nothing here proves or refutes it
unsettled-help = enter the lines it is the sum of, or the totals of its parts
suspended-claims =
    { $count ->
         [one] one total that this line may belong to was
        *[other] { $count } totals that this line may belong to were
    } not judged
three-public-below = { $item } comes to { $memo }, less than the { $basic } that basic expenditure has at { $code }
three-public-by-projects = { $item } comes to { $memo }, and basic expenditure has nothing at { $code }: it is paid by projects
contributions-differ = Economic item { $items } comes to { $item }, function { $functions } to { $function }: { $difference } apart, where most budgets pay one from the other
item-in-other-kind = Economic item { $code } is under { $kind } here, where budgets do not have it as a rule
