; What can be folded without knowing what names mean: comments, lines of one statement, and a block under
; its heading. The language server also folds sections and what belongs to a unit, an account or a project.

(block
  .
  (comment)
  .
  [
    (statement)
    (unknown_statement)
  ]) @fold

(comment)+ @fold


(include_statement)+ @fold

(unit_statement)+ @fold

(account_statement)+ @fold

(project_statement)+ @fold

(personnel_statement)+ @fold

(operating_statement)+ @fold

(basic_statement)+ @fold

(business_statement)+ @fold

(remit_statement)+ @fold

(subsidy_statement)+ @fold

(revenue_statement)+ @fold

(carryover_statement)+ @fold

(carryforward_statement)+ @fold

(total_statement)+ @fold

(ceiling_statement)+ @fold

(memo_statement)+ @fold

(goal_statement)+ @fold

