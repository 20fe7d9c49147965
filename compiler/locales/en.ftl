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
