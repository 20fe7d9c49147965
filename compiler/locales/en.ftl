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
    [one] … and { $count } more finding. `--format short` lists them all.
   *[other] … and { $count } more findings. `--format short` lists them all.
}
