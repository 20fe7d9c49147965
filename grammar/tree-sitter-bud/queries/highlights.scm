; What each node is, in the names of Neovim and of tree-sitter's own highlighter.
; queries/helix/highlights.scm is made from this file.
;
; Where two patterns take one node they give it one name, so that their order says nothing.

(comment) @comment

(keyword) @keyword

(attribute) @variable.parameter

; What the compiler reports.
[
  (misspelt)
  (unexpected)
  (invalid)
] @error

; Names, by what they name.

(budget_statement
  name: (name) @string)

(unit_statement
  name: (name) @module)

(unit_statement
  (field
    attribute: (attribute) @variable.parameter
    value: (name) @module)
  (#any-of? @variable.parameter "under" "归属"))

(field
  attribute: (attribute) @variable.parameter
  value: (name) @module
  (#any-of? @variable.parameter "unit" "单位"))

(project_statement
  name: (name) @function)

(project_statement
  (field
    attribute: (attribute) @variable.parameter
    value: (name) @function)
  (#any-of? @variable.parameter "under" "归属"))

(goal_statement
  name: (name) @function)

(field
  attribute: (attribute) @variable.parameter
  value: (name) @function
  (#any-of? @variable.parameter "project" "项目"))

(memo_statement
  name: (name) @tag)

(field
  attribute: (attribute) @variable.parameter
  value: (name) @tag
  (#any-of? @variable.parameter "memo" "其中" "item" "明细"))

(account_statement
  name: (name) @string)

(personnel_statement
  name: (name) @string)

(operating_statement
  name: (name) @string)

(basic_statement
  name: (name) @string)

(business_statement
  name: (name) @string)

(remit_statement
  name: (name) @string)

(subsidy_statement
  name: (name) @string)

; Values.

(text) @string

(escape) @string.escape

(path) @string.special.path

(code) @type

[
  (number)
  (year)
  (scale)
] @number

[
  (source)
  (kind)
  (dimension)
  (measure)
  (currency)
  (rounding)
  (base)
  (stage)
  (zero)
] @constant.builtin

(operator) @operator

[
  "("
  ")"
] @punctuation.bracket
