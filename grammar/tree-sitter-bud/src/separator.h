// The full-width comma and colon between attributes, as the compiler's syntax/separator.rs reads them:
// they are blanks next to an attribute and after the keyword; elsewhere they belong to their word.

#ifndef BUD_SEPARATOR_H_
#define BUD_SEPARATOR_H_

#include "lexer.h"
#include "words.h"

// A token, or a part of an atom: a run of separators or what stands between them.
typedef struct {
  Token token;
  bool separator;
  bool before_attribute;
} Piece;

typedef Array(Piece) Pieces;

static bool is_word(const Piece *piece) {
  return !piece->separator && piece->token.kind != TOKEN_BLANK && piece->token.kind != TOKEN_COMMENT;
}

static bool is_attribute(Line line, const Piece *piece, int keyword) {
  int attribute = find_word(line, piece->token.place, ATTRIBUTES, ATTRIBUTE_COUNT);
  return attribute >= 0 && (keyword < 0 || takes(keyword, attribute));
}

static void cut_at_separators(Line line, const Tokens *tokens, Pieces *pieces) {
  for (uint32_t index = 0; index < tokens->size; index++) {
    Token token = tokens->contents[index];
    if (token.kind != TOKEN_ATOM) {
      Piece piece = {token, false, false};
      array_push(pieces, piece);
      continue;
    }
    uint32_t at = token.place.start;
    while (at < token.place.end) {
      Piece piece = {token, is_separator(line.chars[at]), false};
      piece.token.place.start = at;
      while (at < token.place.end && is_separator(line.chars[at]) == piece.separator) at++;
      piece.token.place.end = at;
      array_push(pieces, piece);
    }
  }
}

// Puts `token` behind the others; two parts of an atom become one again.
static void join(Tokens *tokens, Token token) {
  Token *last = tokens->size ? array_back(tokens) : NULL;
  if (last && last->kind == TOKEN_ATOM && token.kind == TOKEN_ATOM) {
    last->place.end = token.place.end;
  } else {
    array_push(tokens, token);
  }
}

// Cuts the atoms of `tokens` at the separators that stand for a blank.
static void split(Line line, Tokens *tokens) {
  Pieces pieces = array_new();
  cut_at_separators(line, tokens, &pieces);
  int keyword = -1;
  for (uint32_t at = 0; at < pieces.size; at++) {
    if (!is_word(&pieces.contents[at])) continue;
    keyword = find_word(line, pieces.contents[at].token.place, KEYWORD_WORDS, KEYWORD_COUNT);
    break;
  }
  for (uint32_t at = pieces.size; at-- > 1;) {
    Piece *next = &pieces.contents[at];
    bool before = is_word(next) ? is_attribute(line, next, keyword) : next->before_attribute;
    pieces.contents[at - 1].before_attribute = before;
  }
  tokens->size = 0;
  uint32_t words = 0;
  bool after_attribute = false;
  for (uint32_t at = 0; at < pieces.size; at++) {
    Piece *piece = &pieces.contents[at];
    if (is_word(piece)) {
      words++;
      after_attribute = is_attribute(line, piece, keyword);
    }
    bool after_keyword = words == 1 && keyword >= 0;
    if (piece->separator && (after_attribute || piece->before_attribute || after_keyword)) {
      piece->token.kind = TOKEN_BLANK;
    }
    join(tokens, piece->token);
  }
  array_delete(&pieces);
}

#endif
