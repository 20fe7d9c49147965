severity-error = 错误
summary-errors = { $count } 个错误
