# Every message a person reads, in English. Keys are the same in every language; money and names are
# text, counts are numbers and choose the plural.

## Findings, around what they say

severity-error = error
severity-warning = warning
severity-note = note
caption-help = help
caption-fix = fix
caption-guess = possible fix
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
comma = ,{" "}
semicolon = ;{" "}
cannot-read = cannot read { $file }: { $reason }
cannot-write = cannot write { $file }: { $reason }
cannot-write-output = cannot write to the output: { $reason }
cannot-watch = cannot watch the files: { $reason }
reason-missing = there is no such file or folder
reason-no-folder = there is no such folder
reason-folder = it is a folder, not a file
reason-not-a-folder = a part of its path is not a folder
reason-outside = it is outside the root folder
reason-not-a-place = a file of that name is there, which cannot be the folder
reason-too-large = it is larger than 4 GiB
reason-permission = permission denied
reason-full = no space is left
reason-read-only = the disk is read-only
reason-no-workbook = it is no workbook in the format .xlsx, or it is damaged
call-caption-usage = Usage: { $usage }
call-caption-help = For more: { $command } --help
call-missing = { $names } is missing
call-no-command = a command is missing, one of: { $names }
call-unknown-command = there is no command "{ $word }"
call-unknown-command-near = there is no command "{ $word }"; did you mean { $near }?
call-unknown-argument = "{ $word }" is not understood here
call-unknown-argument-near = "{ $word }" is not understood here; did you mean { $near }?
call-bad-value = { $argument } cannot be "{ $word }"; it is one of: { $names }
call-no-value = { $argument } needs a value
call-twice = { $argument } is given twice
call-takes-no-value = { $argument } takes no value, but "{ $word }" is given
by-twice = { $word } is in --by twice
by-too-many = --by takes at most two: what goes down, and what goes across
stdin-twice = standard input (-) can be given only once
one-output = -o names one file, but several would be written; name a folder, or leave it out to write each beside its budget
needs-folder = Parquet files and data packages are several files, which no pipe can tell apart; name a folder for them with -o
parquet-not-built = this bdc was built without Parquet; build it with --features parquet, or use --emit ndjson or datapackage, which hold the same
output-twice = { $file } would be written twice; budgets of one name need folders of their own
unknown-layout = there is no layout { $name }; known are { $known }, or give the path of a file
no-table = the layout has no table { $name }; it has { $known }
table-untold = table { $table }: { $count ->
    [one] one cell is left blank, since some lines do not say whether they belong to it
   *[other] { $count } cells are left blank, since some lines do not say whether they belong to them
}
text-untold = the text: { $count ->
    [one] 1 figure is { $mark }, since some lines do not say whether they belong to it
   *[other] { $count } figures are { $mark }, since some lines do not say whether they belong to them
}
output-is-input = { $file } is a file of the budget and would be overwritten; name another with -o
written = { $file } written
not-written = { $file } not written, since the budget is not valid; --keep-going writes it all the same, marked so
fix-made = { $count ->
    [one] one fix made in { $file }
   *[other] { $count } fixes made in { $file }
}
fix-would-make = { $count ->
    [one] one fix would be made in { $file }
   *[other] { $count } fixes would be made in { $file }
}
fix-converted = { $file } converted from { $encoding } to UTF-8
fix-would-convert = { $file } would be converted from { $encoding } to UTF-8
fix-left = left after that: { $findings }
fix-nothing-left = nothing would be left to report
fix-possible = { $count ->
    [one] One more finding has a possible fix, for a person to decide on. `bdc fix --all --dry-run` shows what it would change.
   *[other] { $count } more findings have a possible fix, for a person to decide on. `bdc fix --all --dry-run` shows what they would change.
}
diff-total = Expenditure { $old } → { $new } { $measure } ({ $change })
diff-total-same = Expenditure { $amount } { $measure } as before
diff-none = No change. { $money }
diff-count = { $count } { $what }
diff-added = added
diff-removed = removed
diff-changed = changed
diff-moved = moved
diff-renamed = renamed
diff-regrouped = regrouped
diff-valid = { $name }: the check finds no error
diff-invalid = { $name }: the check finds { $count ->
    [one] 1 error
   *[other] { $count } errors
}
diff-unread = { $name }: { $count ->
    [one] 1 line or its amount cannot be read, and is not in the sums
   *[other] { $count } lines or their amounts cannot be read, and are not in the sums
}
diff-stayed = { $count ->
    [one] 1 total did not move with its entries, and fails
   *[other] { $count } totals did not move with their entries, and fail
}
diff-alone = { $count ->
    [one] 1 total changed without its entries, and fails
   *[other] { $count } totals changed without their entries, and fail
}
diff-apart = { $count ->
    [one] 1 total changed otherwise than its entries, and fails
   *[other] { $count } totals changed otherwise than their entries, and fail
}
diff-changes = Entries ({ $measure })
diff-names = Other names
diff-by = By { $by }: { $what } ({ $measure })
diff-claims = Totals and ceilings ({ $measure })
diff-what = what
diff-kind = change
diff-entry = entry
diff-unit = unit
diff-codes = codes
diff-old = old
diff-new = new
diff-change = change
diff-claim = change
diff-entries = its entries
diff-check = check
diff-open = not said
diff-rest = { $count } more
diff-text = { $text }
diff-claim-moved = moved with its entries
diff-claim-apart = changed, but not as its entries
diff-claim-alone = changed, its entries did not
diff-claim-stayed = did not move with its entries
diff-claim-met = its entries changed, and it holds
diff-claim-judged = neither changed
diff-exact = holds
diff-rounding = holds (rounding)
diff-bounded = possible
diff-refuted = fails
diff-suspended = not judged
diff-unsettled = open
diff-currency = the budgets are in { $old } and { $new }: money of two currencies cannot be compared
diff-check-next = `bdc check` says what is wrong
git-missing = git cannot be called: { $reason }
git-no-repository = there is no file { $name }, and the current folder is in no git repository
git-no-revision = there is no file { $name }, and git knows no revision "{ $revision }"
git-no-path = there is no { $path } in { $revision }
git-path-from-top = there is no { $path } at the top of the repository in { $revision }; from the current folder it is { $here }
git-folder = { $path } in { $revision } is a folder, not a file
fmt-done = { $file } formatted
fmt-unchanged = { $count ->
    [one] 1 file is in its form
   *[other] { $count } files are in their form
}
fmt-would = { $count ->
    [one] 1 file is not in its form
   *[other] { $count } files are not in their form
}
git-failed = git says: { $reason }
git-no-work-tree = the current folder is in no git repository with a work tree
git-foreign = { $key } is already set to something else ({ $value }), and is left as it is; nothing was changed
git-installed = Budgets are merged entry by entry now, and checked before a commit. Commit .gitattributes, so that others have it too; each of them calls `bdc git install` once.
git-uninstalled = The repository is as it was without bdc.
git-nothing-to-do = There is nothing to change.
git-dry-run = Nothing was changed; without --dry-run it would be as shown.
git-status-there = { $part }: installed
git-status-missing = { $part }: not installed
git-hook-shared = The hook { $hook } is left out: { $file } belongs to all repositories (core.hooksPath). To have it here, add this line to a hook of your own: { $call }
git-hook-foreign = The hook { $hook } is left out: { $file } is there already, and is no shell script that can be run. Have it call: { $call }
git-form = { $count ->
    [one] 1 staged file is not in its form
   *[other] { $count } staged files are not in their form
}: run `bdc fmt` and stage again: { $files }
git-refused = What is staged is not committed. (`git commit --no-verify` commits it all the same.)
merge-no-text = { $file } is not UTF-8, and is merged line by line
merge-removed = { $file }:{ $line }: one side took this away, the other changed it
merge-changed = { $file }:{ $line }: both sides changed this line
merge-attributes = { $file }:{ $line }: both sides changed { $attributes }
merge-comes-to = { $file }:{ $line }: the merged lines add up to { $sum }
merge-fails = { $file } is merged, but { $count ->
    [one] one total does not hold
   *[other] { $count } totals do not hold
}:
fix-unfinished = There may be more to fix: run it once more.
fix-changed-meanwhile = { $file } was changed by something else meanwhile, and is left as it is
warnings-denied = Warnings count as errors here (--deny warnings).
checking = checking
writing = writing
formatting = formatting
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
cli-build = Check budgets and write their ledgers, tables and texts
cli-build-files = Main files of the budgets; - is standard input
cli-build-emit = What to write
cli-build-output = Where to write: a file, or a folder for several; - is standard output [default: beside the budget]
cli-build-layout = Which tables: a known layout, or the file of one
cli-build-text = Folder with the department's own parts of the text [default: the folder text beside the budget]
cli-build-formulas = Write sums in workbooks as formulas, where these come to the figure itself
cli-build-keep-going = Write also when the budget has errors, marked as not valid
cli-check = Check budgets and report what is wrong
cli-check-files = Main files of the budgets; - is standard input
cli-check-format = How to print what is found
cli-check-watch = Check again whenever a file changes
cli-fix = Fix what a check finds
cli-fix-files = Main files of the budgets; - is standard input, and the fixed text goes to standard output
cli-fix-dry-run = Print what would change as a diff, and write nothing
cli-fmt = Write budgets in their canonical form
cli-fmt-files = Budgets, each with the files that it includes; - is standard input, and the text goes to standard output
cli-fmt-check = Write nothing; print the names of the files that are not in their form, and end with status 1 if there are any
cli-fmt-diff = Write nothing; print what would change as a diff
cli-fmt-keywords = Write all keywords in this language [default: each as it is]
cli-diff = Tell what changed in money between two budgets; the status is 1 if anything did
cli-diff-old = What was: the main file of a budget, or REV:PATH of the git repository; - is standard input
cli-diff-new = What is, in the same way
cli-diff-old-name = What to call the old side
cli-diff-new-name = What to call the new side
cli-diff-by = What makes an account the same on both sides: its code, or its name where codes were numbered anew
cli-diff-format = How to write it
cli-diff-all = Write all rows of the tables, not the first 20
cli-fix-all = Make also fixes that are not certain, where no total speaks against them
cli-explain = Explain a code such as E0401
cli-explain-code = The code; without it all codes are listed
cli-show = Show a budget summed up as a table
cli-show-file = Main file of the budget; - is standard input
cli-show-by = What goes down the table, and after a comma what goes across
cli-show-table = Show a published table of the layout instead
cli-show-layout = Which layout: a known one, or the file of one
cli-import = Make the files of a budget from a workbook of published tables
cli-import-file = The workbook, an .xlsx file, whoever made it
cli-import-layout = Which tables to look for: a known layout, or the file of one
cli-import-output = The folder to write the files to [default: beside the workbook, called like it]
cli-import-cells = Note on the line of each figure the sheet and the cell that it came from
cli-git = Set up a git repository for budgets
cli-git-install = Let git merge budgets entry by entry, tell their units in diffs, and check what is committed
cli-git-install-dry-run = Show what would change, and change nothing
cli-git-install-external-diff = Let `git diff` show what changed in money, with bdc diff
cli-git-uninstall = Take back what install changed
cli-git-uninstall-dry-run = Show what would change, and change nothing
cli-git-status = Tell what is installed
cli-git-merge-driver = Merge three texts of a budget (called by git)
cli-git-merge-driver-base = The text that both sides had
cli-git-merge-driver-ours = Our text, which is replaced by the merged one
cli-git-merge-driver-theirs = The text of the other side
cli-git-merge-driver-marker = How long the signs of a conflict are
cli-git-merge-driver-path = The file in the repository
cli-git-external-diff = Show what changed between two texts of a budget (called by git)
cli-git-external-diff-given = What git gives: PATH OLD-FILE OLD-HEX OLD-MODE NEW-FILE NEW-HEX NEW-MODE
cli-git-pre-commit = Check what is staged (called by git)
cli-git-pre-merge-commit = Check what was merged (called by git)
cli-new = Create a small budget to start from
cli-new-folder = The folder to create it in
cli-completions = Print completions for a shell
cli-completions-shell = The shell

## Characters, encodings, numbers, strings: E01xx
other-encoding = this file is in { $encoding }; Bud reads UTF-8
other-encoding-help = `bdc fix` converts it to UTF-8; or save it so: in VS Code, click the encoding in the status bar and choose "Save with Encoding"
invalid-utf8 = byte { $byte } at offset { $offset } of the file is not UTF-8
invalid-utf8-help = the file was damaged, or put together from two encodings: delete this character and type it anew
invisible-character =
    an invisible character ({ $code }) stands here{ $more ->
         [0] {""}
         [one] {" "}and one more in this word
        *[other] {" "}and { $more } more in this word
    }
invisible-character-help = text must be what it looks like: delete the character
hash-inside = there is a # inside "{ $word }": is it part of the name, or the start of a comment?
hash-inside-help = quote the name, or put a blank before the # if a comment was meant
string-unclosed = the quote that opens here is never closed
fix-close-string = close the quote
quote-inside = there is a quote inside { $word }
string-glued = a blank is missing before { $word }
fix-insert-blank = insert a blank
fix-quote = quote it
fix-remove-invisible = delete the invisible characters
fix-add = add { $text }
fix-break-line = begin a new line here
not-a-number = "{ $word }" is not a number
not-a-number-help = write digits, perhaps a point and more digits, perhaps a unit: 30800.00 or 3.08万元
number-with-letter = "{ $word }" has the letter { $letter } where the digit { $digit } belongs
number-grouping = the commas in { $word } do not part it into groups of three digits
number-grouping-help = check the figure: a digit may be missing, or the comma may be meant as a point
number-too-long = { $word } has more digits than a budget's figure can have
number-out-of-bounds = { $word } is out of bounds: in { $measure } it has more than 13 digits before the point or more than 6 after it
number-bounds-help = a figure has at most 13 digits before the point and 6 after it, in the measure of its file
number-unit = "{ $unit }" is not a unit of money, but { $measure } is
number-unknown-unit = "{ $unit }" is not a unit of money
number-units-help = the units are 元, 千元, 万元 and 亿元
expression-too-deep = parentheses nest more than { $depth } deep here
expression-too-deep-help = break the amount into several lines
expression-mixed-units = one term has a unit of money and the other has none
expression-mixed-units-help = give every term of a sum a unit, or none: 15万元-2万元
expression-unit-times-unit = money cannot be multiplied by money
expression-unit-times-unit-help = only one factor of a product may carry a unit: 15 * 2.40万元 * 12
expression-over-unit = a plain number cannot be divided by money
expression-division-by-zero = this divides by zero
expression-division-by-zero-help = check the divisor: it comes to 0
expression-not-finite = this amount has no finite decimal, so it is not exact money
expression-not-finite-help = write the rounded figure itself, or let the division come out even
expression-too-large = this amount is too large to be computed exactly
expression-unclosed = a closing parenthesis is missing
expression-unfinished = the amount ends where a number should follow
expression-extra-close = this closing parenthesis closes nothing
expression-operator-missing = an operator is missing before this
expression-number-missing = a number should stand here
expression-help = an amount is numbers with + - * / and parentheses: 15 * 2.40万元 * 12
fix-delete = delete { $text }
fix-write = write { $text }

## Statements and attributes: E02xx
unknown-statement = no statement begins with "{ $word }"
unknown-statement-help = a line begins with what it declares: project, personnel, operating, revenue, total, unit, account …
unknown-attribute = "{ $statement }" has no attribute "{ $word }"
unexpected-word = "{ $word }" belongs to nothing
unexpected-word-help = a value is one word: write its attribute before it, or # before a comment
unexpected-word-quote-help = a name with a blank in it is quoted
unexpected-colon-help = between an attribute and its value stands a blank
missing-value = "{ $attribute }" has no value
missing-value-help = write the value after it; a value that is spelled like an attribute is quoted
attribute-twice = "{ $attribute }" is given twice
attribute-twice-help = keep one of the two; two facts go on two lines
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
code-length = code { $code } has { $digits } digits; the codes of its chart have { $levels }
code-length-help = a class (类) has 3 digits, a section (款) 5, an item (项) 7
did-you-mean = did you mean { $name }?
one-of = it is one of: { $names }
second-header = this file has a second header
first-header = the first one is here
second-header-help = a file has one `budget` line
impossible-slice = "{ $attribute }" does not apply to { $kind }: nothing can be in this total
impossible-slice-help = take the condition out, or name another kind
impossible-account-help = revenue accounts belong to revenue: add `kind revenue`
item-without-memo = an item belongs to a set of "of which" figures, and none is named
kind-memo = "of which" figures are told apart by their sets, and none is named
item-without-memo-help = name the set: total memo 三公 item 公务接待费
name-of-digits = { $word } is digits only: a name like that needs quotes

## Names: E03xx
undeclared-unit =
    no unit is called "{ $name }"{ $count ->
         [one] {""}
        *[other] {" "}({ $count } lines name it)
    }
undeclared-account =
    account { $name } is not declared{ $count ->
         [one] {""}
        *[other] {" "}({ $count } lines name it)
    }
undeclared-project =
    no project is called "{ $name }"{ $count ->
         [one] {""}
        *[other] {" "}({ $count } lines name it)
    }
used-here-too = also here
declare-unit-help = declare it: unit { $name }
declare-account-help = declare it: { $line }
declare-project-help = a project is declared by its own line: project { $name } …
fix-declare = declare it: { $line }
unknown-source = "{ $name }" is not a source of money
header-disagrees = this file says { $attribute } { $value }, but the main file { $main }
header-disagrees-help = one budget is one year, one stage and one currency
main-header = the main file's header
unit-twice = unit "{ $name }" is declared twice
account-twice = account { $code } is declared twice
declared-twice-help = keep one of the two; if two things are meant, tell them apart
declared-first = first declared here
declared-here = declared here
ambiguous-unit = { $count } units go by the full name "{ $name }"
ambiguous-unit-help = use the short name: { $names }
ambiguous-project = { $count } projects are called "{ $name }", each of another unit
ambiguous-project-help = say whose it is: unit NAME
wrong-chart = { $code } is not a code for "{ $attribute }"
no-such-chart = { $code } belongs to no chart of accounts
charts-help = 1xx is revenue, 2xx function, 3xx departmental economic, 5xx government economic classification
missing-parent = account { $code } is declared, but not { $parent } above it
missing-parent-too = this one lacks it too
missing-parent-help = declare it: account { $parent } NAME
unit-cycle = unit "{ $name }" is under itself: { $name } → { $path }
project-cycle = project "{ $name }" is under itself: { $name } → { $path }
cycle-help = take out one of the `under` that make the circle
two-parents = project "{ $name }" is put under "{ $second }", but is under "{ $first }" already
belongs-here-first = it is put under the first one here
two-parents-help = a project belongs to one level-1 project: keep one of the two `under`
include-missing = there is no file { $path }
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
         [0] no line belongs to it
         [one] its one line comes to { $computed }, { $difference } less
        *[other] its { $count } lines add up to { $computed }, { $difference } less
    }
total-over =
    { $slice } is written as { $claimed }, but { $count ->
         [one] its one line comes to { $computed }
        *[other] its { $count } lines add up to { $computed }
    }, { $difference } more
children-short =
    { $slice } is written as { $claimed }, but { $count ->
         [0] no line under it has money
         [one] the one line under it comes to { $computed }, { $difference } less
        *[other] the { $count } lines under it add up to { $computed }, { $difference } less
    }
children-over =
    { $slice } is written as { $claimed }, but { $count ->
         [one] the one line under it comes to { $computed }
        *[other] the { $count } lines under it add up to { $computed }
    }, { $difference } more
running-sum = { $amount }, { $running } so far
more-lines =
    { $count ->
         [one] one more line comes
        *[other] { $count } more lines come
    } to { $rest }
total-help = if the lines are right, the total is { $computed }; otherwise look for a line that is wrong, missing or in the wrong place
also-written-here = the same figure is also written here
below-bounds = { $slice } is written as { $claimed }, but comes to at least { $low }
above-bounds = { $slice } is written as { $claimed }, but can come to no more than { $high }
bounds-help = a line that does not say whether it belongs here has been counted in the way that suits the figure best
parts-short =
    { $slice } is written as { $claimed }, but its { $count ->
         [one] part along "{ $dimension }" comes to { $computed }
        *[other] { $count } parts along "{ $dimension }" add up to { $computed }
    }, { $difference } less
parts-over =
    { $slice } is written as { $claimed }, but its { $count ->
         [one] part along "{ $dimension }" comes to { $computed }
        *[other] { $count } parts along "{ $dimension }" add up to { $computed }
    }, { $difference } more
parts-exceed =
    { $slice } is written as { $claimed }, but its { $count ->
         [one] part along "{ $dimension }" alone comes to { $computed }
        *[other] { $count } parts along "{ $dimension }" alone come to { $computed }
    }, { $difference } more
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
parts-help = a row of the table may be missing or wrong; if the list is known to be incomplete, say `partial { $dimension }`
ceiling-exceeded = { $slice } comes to { $computed }, { $difference } over its ceiling of { $ceiling }
ceiling-help = cut the expenditure, or have the ceiling raised
printed-twice = { $slice } is written as { $claimed } here and as { $other } elsewhere, { $difference } apart
written-as = written as { $amount } here
printed-twice-help = both figures are about the same lines, so one of the two is wrong

## Causes of sums that do not hold: E0406 to E0410
wrong-amount =
    this amount of { $typed } should be { $right }: { $count ->
         [one] one total that fails holds then
        *[other] { $count } totals that fail hold then
    }, and none that holds fails
wrong-total =
    { $slice } is written as { $typed } and should be { $right }: { $count ->
         [one] one total that fails holds then
        *[other] { $count } totals that fail hold then
    }, and none that holds fails
missing-line =
    a line of { $amount } is missing, { $place }: { $count ->
         [one] one total lacks it
        *[other] { $count } totals lack it
    }, and no other total has room for it
line-twice =
    this line of { $amount } stands here once more: { $count ->
         [one] one total counts it once
        *[other] { $count } totals count it once
    }
line-too-many =
    this line of { $amount } is one more than { $count ->
         [one] one total counts
        *[other] { $count } totals count
    }: it does not belong here, or they are older than it
wrong-place =
    { $amount } stands under { $typed } and belongs to { $right }: { $count ->
         [one] one total that fails holds then
        *[other] { $count } totals that fail hold then
    }, and none that holds fails
proof = { $claimed } is written; it comes to { $before }, and to { $after } with the fix
proof-ceiling = no more than { $claimed }; it comes to { $before }, and to { $after } with the fix
proof-more =
    { $count ->
         [one] one more total holds then
        *[other] { $count } more totals hold then
    }
proof-balance = then revenue and expenditure balance as well
cause-own-total = all other totals agree with the lines, so it is this total that is wrong
slip = probably a slip: { $slip }
slip-sign = plus and minus mixed up
slip-swapped-digits = two digits side by side have changed places
slip-moved-point = the decimal point is in the wrong place
slip-measure = the figure is in another unit of money (元, 千元, 万元)
slip-line-twice = the same line was entered twice
slip-doubled-digit = a digit was typed twice
slip-dropped-digit = a digit was left out
slip-mistyped-digit = one digit is mistyped
slip-far-swapped-digits = two digits have changed places
slip-copied-neighbour = the amount of the line beside it
slip-copied-parent = the amount of its level-1 project
slip-neighbouring-code = a neighbouring code
slip-look-alike-name = a name that looks alike
slip-line-missing = a line is missing
slip-other-place = another place
slip-other-figure = another figure
slip-line-too-many = a line too many
cause-several =
    { $count ->
         [one] one edit would make this hold, but it need not be the cause
        *[other] each of { $count } edits or more would make this hold; which one is right the figures cannot tell
    }
causes-too-many = { $count } figures do not hold, too many to look for the causes: mend the first ones and check again
causes-given-up = the first { $count } causes are told; mend them and check again for the rest
caption-alternative = or
fix-insert-line = insert the line: { $line }
fix-delete-line = delete this line
fix-restate-totals =
    { $count ->
         [one] set the total to what its lines come to
        *[other] set the { $count } totals to what their lines come to
    }
fix-write-there = in { $where }, write { $text } for { $typed }
fix-insert-line-there = below { $where }, insert: { $line }
fix-delete-line-there = delete { $where }

## Identities between tables: E05xx
uses-exceed = expenditure and what is carried forward come to { $uses } { $where }, { $difference } more than the { $resources } there is to spend
resources-exceed = revenue and what was carried over come to { $resources } { $where }, { $difference } more than the { $uses } that is spent or carried forward
in-all = in all
balance-help = revenue + carryover = expense + carryforward: a line is missing or wrong on one side
other-side = the other side
counted-twice = { $kind } is entered twice: { $functions } by function and once more { $items } by economic item
by-function = by function here
counted-twice-help = two breakdowns of one sum are not two sums: keep one as lines and write the other as `total` lines
missing-goal =
    { $count ->
         [one] project "{ $name }" has
        *[other] { $count } projects, "{ $name }" the first of them, have
    } no performance goal
no-goal-either = no goal either
missing-goal-help = add a line: goal { $name } "…"

## Style and suspicion: W06xx
full-width =
    full-width "{ $text }"{ $count ->
         [one] {""}
        *[other] {" "}(one of { $count } on this line)
    } is understood, but the written form is half-width
fix-full-width = write it in half width
identical-lines = this line says the same as another, word for word
same-line-first = the other one
identical-lines-help = delete one; if both are meant, tell them apart by a name or a `note`
look-alike-names = unit "{ $name }" looks the same as unit "{ $other }"
look-alike-names-help = if they are one unit, keep one declaration; otherwise rename one
rounding-unlikely = { $slice } is written as { $claimed }, against { $computed } from { $route }: the difference of { $difference } could be rounding, but hardly is
rounding-unlikely-help = check the figures: the difference is more than three standard deviations of rounding
other-name-in-chart = { $code } is called "{ $name }" here, and "{ $known }" in published budgets
other-name-in-chart-help = check the code first, then the name

## Notes: N07xx
rounding = { $slice } is written as { $claimed }, against { $computed } from { $route }: the difference of { $difference } is rounding, which can explain anything below { $envelope }
rounding-half = { $slice } is written as { $claimed }, against { $computed } from { $route }: the difference of { $difference } is rounding, a half rounded up
rounding-half-also = against { $computed } from { $route }, { $difference } apart, which is a half rounded up
rounding-also = against { $computed } from { $route }, { $difference } apart; rounding can explain anything below { $envelope }
route-entries = its lines
route-bounds = its nearest bound
unsettled = { $slice } is written as { $claimed }, and nothing here proves or refutes it
unsettled-help = enter the lines it is the sum of, or the totals of its parts
suspended-claims =
    { $count ->
         [one] one total that this line may belong to was
        *[other] { $count } totals that this line may belong to were
    } not judged
three-public-below = { $item } comes to { $memo }, less than the { $basic } that basic expenditure has at { $code }
three-public-by-projects = { $item } comes to { $memo }, and basic expenditure has nothing at { $code }: it is paid by projects
contributions-differ = economic item { $items } comes to { $item }, function { $functions } to { $function }: { $difference } apart, where most budgets pay one from the other
item-in-other-kind = economic item { $code } is in { $kind } here, where it usually is not

## The editor
lsp-lines = lines
lsp-line = line
lsp-totals = total
lsp-status = status
lsp-place = where
lsp-running = running sum
lsp-status-exact = exact
lsp-status-rounding = rounding
lsp-status-bounded = within its bounds
lsp-status-refuted = refuted
lsp-status-suspended = not judged
lsp-status-unsettled = unsettled
lsp-too-much = = { $computed }, { $difference } too much
lsp-too-little = = { $computed }, { $difference } too little
lsp-rounding = = { $computed }, { $difference } apart by rounding
lsp-above-bounds = ≤ { $computed }, { $difference } too much
lsp-below-bounds = ≥ { $computed }, { $difference } too little
lsp-rest = = { $computed }, { $difference } left
lsp-exceeded = = { $computed }, { $difference } over
lsp-over-ceiling = ≥ { $computed }, { $difference } over
lsp-further-lines =
    { $count ->
         [one] 1 further line
        *[other] { $count } further lines
    }
lsp-further-totals =
    { $count ->
         [one] 1 further total
        *[other] { $count } further totals
    }
lsp-lines-outside =
    { $count ->
         [one] 1 line outside them
        *[other] { $count } lines outside them
    }
lsp-line-count =
    { $count ->
         [one] 1 line
        *[other] { $count } lines
    }
lsp-units-below =
    { $count ->
         [one] 1 unit below
        *[other] { $count } units below
    }
lsp-no-money = no money
lsp-chart-revenue = revenue classification
lsp-chart-function = functional classification
lsp-chart-department = departmental economic classification
lsp-chart-government = government economic classification
lsp-level-class = class { $name }
lsp-level-section = section { $name }
lsp-level-item = item { $name }
lsp-level-sub-item = sub-item { $name }
lsp-undeclared = not declared in this budget
lsp-known-name = published budgets call it { $name }
lsp-rounded-to = rounded to { $step } { $measure }
lsp-not-rounded = not rounded
lsp-between = between { $low } and { $high }, since some lines do not say whether they belong here
lsp-fix-file = make all certain fixes in this file
lsp-fix-budget = make all certain fixes in the whole budget
lsp-set-total = set it to what adds up: { $figure }
lsp-write-value = write the value: { $figure }
lsp-write-english = write the words of this line in English
lsp-write-chinese = write the words of this line in Chinese
lsp-children = children { $sum } of { $claimed } { $measure }

lsp-checking = Checking budgets
lsp-check-panicked = the check of { $file } broke off; this is a fault of Bud, please report it with the file

## The editor: links and names

lsp-link-open = open { $file }
lsp-rename-nothing = there is no name here that could be changed
lsp-rename-word = "{ $word }" is a word of the language, which has no other name
lsp-rename-kind = "{ $name }" is a kind of money, a word of the language, which has no other name
lsp-rename-source = "{ $name }" is a fund source, a word of the language, which has no other name
lsp-rename-file = a file is renamed on the disk, then the path is written anew here
lsp-rename-budget = no line refers to the budget's name: write another one here
lsp-rename-undeclared = "{ $name }" is not declared: declare it first, or write another name here
lsp-rename-ambiguous = "{ $name }" may mean several things here: say which first
lsp-rename-empty = a name must not be empty
lsp-rename-invisible = the new name holds { $character }, a character that cannot be seen: leave it out
lsp-rename-slash = "{ $name }" holds a slash, which would make two items of one: leave it out
lsp-rename-code = { $digits ->
    [one] "{ $word }" is no code of { $digits } digit, which is what this level of the chart has
   *[other] "{ $word }" is no code of { $digits } digits, which is what this level of the chart has
}
lsp-rename-chart = { $new } is in another chart than { $old }: the first digit has to stay { $digit }
lsp-rename-code-taken = { $code } is there already: { $name }, { $file } line { $line }
lsp-rename-unit-taken = another unit goes by the name "{ $name }": { $unit }, { $file } line { $line }
lsp-rename-full-name-taken = another unit goes by the name "{ $name }": { $unit }, { $file } line { $line }; whoever uses it would no longer know which is meant
lsp-rename-project-taken = the unit has a project "{ $name }" already: { $file } line { $line }
lsp-rename-item-taken = "{ $name }" is there already: { $file } line { $line }
lsp-rename-meaning = with that name, "{ $name }" in { $file } line { $line } would come to mean something else

## The editor: what adds up to what

lsp-sum-total = total: { $slice }
lsp-sum-ceiling = ceiling: { $slice }
lsp-sum-written = as written: { $slice }
lsp-sum-unreadable = amount not readable
lsp-sum-more = { $count ->
    [one] … and { $count } more line
   *[other] … and { $count } more lines
}

lsp-included-already = included already
lsp-declared-too = not declared yet; this declares it
lsp-sum = { $count ->
    [one] sum of 1 line
   *[other] sum of { $count } lines
}
lsp-sum-now = { $count ->
    [one] what it comes to now: sum of 1 line
   *[other] what it comes to now: sum of { $count } lines
}
lsp-sum-children = { $count ->
    [one] sum of 1 line of the projects under it
   *[other] sum of { $count } lines of the projects under it
}
lsp-sum-possible = { $count ->
    [one] sum of 1 line
   *[other] sum of { $count } lines
}{ $possible ->
    [one] ; 1 more may belong to it
   *[other] ; { $possible } more may belong to it
}
lsp-sum-suspended = { $count ->
    [one] sum of 1 line; some that may belong to it cannot be read
   *[other] sum of { $count } lines; some that may belong to it cannot be read
}

## Published tables and layouts

layout-syntax = the layout cannot be read from here on: this is not TOML
layout-unknown = a layout has no "{ $word }" here
layout-words = there are: { $words }
layout-no-condition = a layout says nothing of this: it is of every budget
layout-conditions = a layout's slices are said by kind, source, func, econ, account, memo and item
layout-text = "{ $key }" is a text in quotes
layout-texts = "{ $key }" is a list of texts
layout-number = "{ $key }" is a whole number from 0 to { $most }
layout-flag = "{ $key }" is true or false
layout-table = "{ $key }" is a table of keys
layout-tables = "{ $key }" is a list of tables
layout-missing = "{ $key }" is missing
layout-either = either "{ $one }" or "{ $other }" stands here
layout-id-twice = there are two tables "{ $id }"

## The text of a published budget

text-syntax = the template cannot be read from here on
text-no-filter = templates have no filter "{ $word }"
text-no-test = templates have no test "{ $word }"
text-no-function = templates have no function "{ $word }"
text-no-part = there is no built-in part "{ $word }"
text-undefined = there is nothing called "{ $word }" here
text-too-many-steps = this template does not come to an end
text-too-long = the text of this part gets too long
text-too-few = something is missing between these parentheses
text-too-many = there is too much between these parentheses
text-no-option = "{ $word }" is nothing that can be said here
text-cannot = this cannot be worked out
text-no-money = this is no figure of money, as sum("…") gives one
text-no-list = this is no list
text-no-measure = there is no measure "{ $word }"; there are { $words }
text-decimals = a figure has at most { $most } decimals
text-no-table = the layout has no table "{ $name }"; it has { $known }
text-no-rows = there are no rows of "{ $word }"; there are those of { $words }
text-many-rows = { $count } rows are more than a text takes, which is { $most }; count("…") counts them
text-no-condition = a figure of the text cannot be said by "{ $word }"
text-impossible = money of this kind has no "{ $word }"
text-no-unit = no unit is called "{ $name }"
text-no-project = no project is called "{ $name }"
text-several = "{ $name }" is the name of several
text-help = what templates may say is in grammar/text.md
text-amount = the text says { $typed }, but { $of } comes to { $figure }
text-total = the text says { $typed }, but this comes to { $figure }
text-write = write { $figure }
text-in-budget = the budget has it here
text-share = the text says { $typed }, but { $part } of { $whole } is { $figure }
text-change-amount = the text says { $typed }, but from { $prior } to { $amount } it is { $figure }
text-change-rate = the text says { $typed }, but from { $prior } to { $amount } it is { $figure }
text-change-direction = the text says "{ $word }", but from { $prior } to { $amount } it is "{ $right }"
text-change-no-rate = last year's figure is zero: there is no percentage of it
text-change-flat = the text says that nothing changed, but from { $prior } to { $amount } something did
text-change-itself = { $rate } does not fit a change of { $change } to { $amount }
text-item-unknown = the budget spends nothing on "{ $name }"
text-item-twice = "{ $name }" is listed twice
text-items-missing = the list lacks { $count ->
    [one] an item that the budget spends on
   *[other] { $count } items that the budget spends on
}: { $names }
text-purchases = goods, works and services come to { $figure }, not to { $typed }
text-reserved = { $part } is more than the { $whole } that it is part of
text-count = the text says { $typed }, but the budget has { $figure }
text-base = the text compares with "{ $typed }", the budget with "{ $figure }"
text-base-unknown = the text compares with "{ $typed }"; the budget does not say what last year's figure is
text-base-mixed = one sentence compares with both "{ $one }" and "{ $other }"
text-operating = { $part } for running offices is more than the { $whole } of operating expenditure that it is part of

## Importing workbooks

import-done = { $folder }: { $tables ->
    [one] 1 table
   *[other] { $tables } tables
} read; { $entries ->
    [one] 1 figure is an entry
   *[other] { $entries } figures are entries
}, { $totals ->
    [one] 1 is a total
   *[other] { $totals } are totals
}
import-done-without = { $folder }: { $tables ->
    [one] 1 table
   *[other] { $tables } tables
} read; { $entries ->
    [one] 1 figure is an entry
   *[other] { $entries } figures are entries
}, { $totals ->
    [one] 1 is a total
   *[other] { $totals } are totals
}; { $lost ->
    [one] 1 has
   *[other] { $lost } have
} no place in the budget and must be entered by hand, see above
import-check = Check it with: bdc check { $file }
import-nothing = { $file } has no table of the layout, and nothing was written; --layout names another one
import-unreadable = "{ $text }" cannot be read as an amount
import-no-table = { $text } is in no table of the layout
import-no-column = { $text } is in a column that table { $table } does not have
import-no-row = { $text } is in a row that table { $table } does not have
import-no-account = no account is called "{ $name }"
import-no-source = { $text } comes from no source that the table tells
import-no-parts = which projects "{ $name }" is made of cannot be told from their amounts; its line is a comment until their lines say "under"
import-column = the column "{ $printed }" is read as "{ $name }" of table { $table }
import-unit = "{ $printed }" is taken for the unit "{ $name }"
import-new-unit = the table of units does not have "{ $name }"; it is taken for another unit
import-unit-tree = which unit is under which cannot be told; all stand side by side
import-account = no table names the account { $code }; it is called "{ $name }"
import-second-name = { $code } is "{ $other }" here and "{ $name }" before, which is kept
import-measure = nothing says what the figures count; { $measure } is taken
import-no-parent = to which level-1 project "{ $name }" belongs cannot be told from the amounts
import-renamed = "{ $name }" is called like its level-1 project; here it is "{ $other }"
import-no-such-table = the workbook has no table "{ $title }"
import-no-year = no title says the year; the header has none
import-open = To be entered when the projects under it say so:
import-file-budget = From the workbook { $file }. Each printed figure is a line: money that is broken down no further is an entry, all else a total.
import-file-units = Units, in the order of their table
import-file-accounts = The accounts that the tables use
import-file-revenue = Revenue, and what was brought in from last year or is left for the next
import-file-expense = Expenditure other than projects
import-file-projects = Projects, level by level, and their goals
import-file-memo = "Of which" figures, which are inside other lines already
import-file-table = Totals of the table "{ $title }"

# The published page
page-title = { $unit }: Budget { $year }
page-title-adjusted = { $unit }: Adjusted Budget { $year }
page-title-final = { $unit }: Final Accounts { $year }
page-skip = Skip to the document
page-invalid = { $count ->
    [one] This budget has an error that is not mended: do not publish its figures
   *[other] This budget has { $count } errors that are not mended: do not publish its figures
}
page-charts = Charts
page-tables = Tables
page-contents = Contents
page-aside = Search and contents
page-search = Find words or amounts
page-hits = {"{"}at{"}"} of {"{"}all{"}"}
page-no-hits = Not found
page-filter = Filter
page-filter-label = Filter the rows of “{ $title }”
page-shown = {"{"}shown{"}"} shown of {"{"}found{"}"} that match, of {"{"}all{"}"} rows
page-more = Show more
page-copy = Copy
page-copy-label = Copy “{ $title }”
page-copied = Copied
page-sort = Sort by “{"{"}column{"}"}”
page-untold = { $count ->
    [one] One cell is blank: some lines do not say whether they belong to it
   *[other] { $count } cells are blank: some lines do not say whether they belong to them
}
page-made = Made by bdc from the source of the budget; every figure is that of the tables. The page loads nothing: keep it, print it, pass it on.
page-against = { $share } on last year
page-amount = Amount
page-share = Share
page-share-from = Share of its origin
page-name = Name
page-is-share = { $share } of the whole
page-picture-of = { $title } (picture; its figures are in the table below)
page-figures-of = { $title }: the figures
page-own = its own
page-rest = not broken down
page-others = { $count } others
page-flow = Where the money comes from and goes to
page-flow-note = From left to right: sources, kinds of expense, functions. What is thicker is more.
page-all-money = All resources
page-all-expense = All expense
page-treemap = What the money is spent on
page-treemap-note = What is larger is more. Choose a name to look into it.
page-by = Broken down by
page-by-function = By function
page-by-unit = By unit
page-by-project = By project
page-expense-by-function = Expense by function
page-expense-by-unit = Expense by unit
page-resources-by-unit = Resources by unit
page-projects = Project expenditure
page-open = Look into
page-all = All
page-changes = This year and last
page-changes-note = Only what the budget gives last year's figure of. Each group has a scale of its own.
page-changes-whole = Revenue and expense
page-changes-parts = Expense in parts
page-changes-projects = Projects
page-changes-memo = “Of which” figures
page-changes-largest = The picture has the { $count } largest
page-now = This year
page-before = Last year
page-before-actual = Last year, spent
page-before-budget = Last year, budgeted
page-change = Change
page-change-share = Change in %
