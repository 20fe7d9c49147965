// Cuts a line into blanks, strings, comments and atoms, as the compiler's syntax/lexer.rs does.

#ifndef BUD_LEXER_H_
#define BUD_LEXER_H_

#include "text.h"
#include "tree_sitter/array.h"

typedef enum { TOKEN_BLANK, TOKEN_STRING, TOKEN_COMMENT, TOKEN_ATOM } TokenKind;

// What a token carries that may not stand there.
enum {
  MARK_HASH = 1,     // `#` inside an atom
  MARK_QUOTE = 2,    // `"` inside an atom
  MARK_UNCLOSED = 4, // a string without its closing quote
};

typedef struct {
  Place place;
  uint8_t kind;
  uint8_t marks;
} Token;

typedef Array(Token) Tokens;

typedef struct {
  Line line;
  uint32_t at;
  // The next `”` that was looked for; one before `at` was not looked for yet.
  uint32_t close;
} Lexer;

// `“…”` is a string only where nothing is glued to it: `“三公”经费` is a name.
static bool stands_alone_in_curly_quotes(Lexer *lexer) {
  Line line = lexer->line;
  if (line.chars[lexer->at] != 0x201C) return false;
  if (lexer->close <= lexer->at) {
    lexer->close = lexer->at;
    while (lexer->close < line.length && line.chars[lexer->close] != 0x201D) lexer->close++;
  }
  uint32_t after = lexer->close + 1;
  return after == line.length || (after < line.length && is_blank(line.chars[after]));
}

// Takes a string that ends with `close`.
static uint8_t take_string(Lexer *lexer, int32_t close) {
  Line line = lexer->line;
  lexer->at++;
  while (lexer->at < line.length) {
    int32_t c = line.chars[lexer->at++];
    if (c == close) return 0;
    if (c == '\\' && lexer->at < line.length) lexer->at++;
  }
  return MARK_UNCLOSED;
}

static uint8_t take_atom(Lexer *lexer) {
  Line line = lexer->line;
  uint8_t marks = 0;
  for (; lexer->at < line.length; lexer->at++) {
    int32_t c = line.chars[lexer->at];
    if (is_blank(c)) break;
    if (c == '#') marks |= MARK_HASH;
    if (c == '"') marks |= MARK_QUOTE;
  }
  return marks;
}

static Token next_token(Lexer *lexer, bool after_blank) {
  Line line = lexer->line;
  Token token = {{lexer->at, lexer->at}, TOKEN_ATOM, 0};
  int32_t c = line.chars[lexer->at];
  if (is_blank(c)) {
    token.kind = TOKEN_BLANK;
    while (lexer->at < line.length && is_blank(line.chars[lexer->at])) lexer->at++;
  } else if (c == '"') {
    token.kind = TOKEN_STRING;
    token.marks = take_string(lexer, '"');
  } else if (after_blank && (c == '#' || c == 0xFF03)) {
    token.kind = TOKEN_COMMENT;
    lexer->at = line.length;
  } else if (stands_alone_in_curly_quotes(lexer)) {
    token.kind = TOKEN_STRING;
    token.marks = take_string(lexer, 0x201D);
  } else {
    token.marks = take_atom(lexer);
  }
  token.place.end = lexer->at;
  return token;
}

// Cuts `line` into `tokens`.
static void cut(Line line, Tokens *tokens) {
  Lexer lexer = {line, 0, 0};
  bool after_blank = true;
  while (lexer.at < line.length) {
    Token token = next_token(&lexer, after_blank);
    after_blank = token.kind == TOKEN_BLANK;
    array_push(tokens, token);
  }
}

#endif
