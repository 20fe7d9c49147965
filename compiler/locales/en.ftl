severity-error = error
summary-errors = { $count ->
    [one] { $count } error
   *[other] { $count } errors
}
