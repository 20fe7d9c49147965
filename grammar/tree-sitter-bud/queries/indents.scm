; No statement spans lines, so nothing is indented: with no pattern here every line begins at the margin.
