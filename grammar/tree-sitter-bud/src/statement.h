// What each part of a line is: the compiler's syntax/parser.rs and what it does about faulty lines.
//
// Which words are attributes depends on the statement alone. What belongs to nothing is a part of its
// own, and the parts around it stay what they are.

#ifndef BUD_STATEMENT_H_
#define BUD_STATEMENT_H_

#include "separator.h"
#include "suggest.h"
#include "value.h"

// The symbols of the grammar, in the order of `externals` in grammar.js: a keyword for each statement,
// the same misspelt, and these. A part of a line is of the symbol that it begins with.
typedef enum {
  MISSPELT_KEYWORD = KEYWORD_COUNT,
  BEGIN = 2 * KEYWORD_COUNT,
  END,
  EMPTY,
  ATTRIBUTE,
  MISSPELT,
  NAME,
  TEXT,
  PATH,
  SOURCE,
  NAME_QUOTE,
  TEXT_QUOTE,
  PATH_QUOTE,
  SOURCE_QUOTE,
  CODE,
  YEAR,
  SCALE,
  CURRENCY,
  MEASURE,
  ROUNDING,
  BASE,
  STAGE,
  ZERO,
  KIND,
  DIMENSION,
  INVALID,
  NUMBER,
  NOT_A_NUMBER,
  OPERATOR,
  OPEN,
  CLOSE,
  CONTENT,
  ESCAPE,
  QUOTE,
  UNEXPECTED,
  UNKNOWN,
  UNREAD,
  COMMENT,
} Symbol;

// A part of a line. An amount is a part of the symbol `NUMBER`, a string one of its opening quote.
typedef struct {
  Place place;
  uint8_t symbol;
  // It is a string without its closing quote.
  bool unclosed;
} Part;

typedef Array(Part) Parts;

enum { KEYWORD_CLASS = -1, PLAIN_CLASS = -2 };

// Of a line with more faults the compiler corrects no further words.
enum { MAX_PROBLEMS = 100 };

// A token that says something.
typedef struct {
  Token token;
  // The attribute that it is, or what else.
  int8_t class;
  // A faulty word: its value is not read.
  bool bad;
  // It should be spelled otherwise.
  bool misspelt;
} WordToken;

typedef Array(WordToken) WordTokens;

typedef struct {
  Line line;
  WordTokens words;
  int keyword;
  bool misspelt;
  // How many faults were found.
  uint32_t problems;
} Statement;

static bool hides_something(Line line, Place place) {
  for (uint32_t at = place.start; at < place.end; at++) {
    if (is_invisible(line.chars[at])) return true;
  }
  return false;
}

static void collect_words(Statement *statement, const Tokens *tokens) {
  WordTokens *words = &statement->words;
  for (uint32_t at = 0; at < tokens->size; at++) {
    Token token = tokens->contents[at];
    bool hides = hides_something(statement->line, token.place);
    statement->problems += hides;
    if (token.kind != TOKEN_ATOM && token.kind != TOKEN_STRING) continue;
    bool glued = words->size && array_back(words)->token.place.end == token.place.start;
    bool misplaced = token.marks || glued;
    statement->problems += misplaced;
    WordToken word = {token, PLAIN_CLASS, hides || misplaced, false};
    array_push(words, word);
  }
}

// Finds the keyword that the line begins with, or should begin with.
static void find_keyword(Statement *statement) {
  Line line = statement->line;
  WordTokens *words = &statement->words;
  Token first = words->contents[0].token;
  statement->misspelt = false;
  statement->keyword = -1;
  if (first.kind == TOKEN_ATOM) statement->keyword = find_word(line, first.place, KEYWORD_WORDS, KEYWORD_COUNT);
  if (statement->keyword >= 0) return;
  bool all_bad = true;
  for (uint32_t at = 0; at < words->size; at++) all_bad &= words->contents[at].bad;
  Search nearest;
  statement->problems += !all_bad;
  if (all_bad || !search(line, first.place, &nearest)) return;
  for (int keyword = 0; keyword < KEYWORD_COUNT; keyword++) consider(&nearest, KEYWORD_WORDS[keyword], keyword);
  statement->keyword = nearest.best;
  statement->misspelt = true;
}

// Finds the words that are attributes of the statement.
static void classify(Statement *statement) {
  Line line = statement->line;
  statement->words.contents[0].class = KEYWORD_CLASS;
  int before = -1;
  for (uint32_t at = 1; at < statement->words.size; at++) {
    WordToken *word = &statement->words.contents[at];
    Place place = word->token.place;
    int attribute = find_word(line, place, ATTRIBUTES, ATTRIBUTE_COUNT);
    // After `kind` and `partial` stands a fixed word that is spelled like an attribute.
    bool is_value = before == ATTRIBUTE_PARTIAL;
    if (before == ATTRIBUTE_KIND) is_value = find_word(line, place, KINDS, KIND_COUNT) >= 0;
    if (attribute < 0 || !takes(statement->keyword, attribute) || is_value) attribute = -1;
    if (attribute >= 0) word->class = (int8_t)attribute;
    before = attribute;
  }
}

static bool is_amount(const WordToken *word) {
  return word->class >= 0 && EXPECTATIONS[word->class] == EXPECTS_AMOUNT;
}

// How many words may stand between the keyword and the first attribute.
static uint32_t room(int keyword) {
  switch (KEYWORDS[keyword].head) {
    case HEAD_NONE: return 0;
    case HEAD_CODE_NAME: case HEAD_NAME_TEXT: return 2;
    default: return 1;
  }
}

// The end of the plain words that begin at `at`.
static uint32_t plain_end(const Statement *statement, uint32_t at) {
  while (at < statement->words.size && statement->words.contents[at].class == PLAIN_CLASS) at++;
  return at;
}

// Whether an attribute may be misspelt in the line: a word belongs to nothing, or a value is missing.
static bool is_doubtful(const Statement *statement) {
  uint32_t count = statement->words.size;
  uint32_t at = plain_end(statement, 1);
  if (at - 1 > room(statement->keyword)) return true;
  while (at < count) {
    const WordToken *name = &statement->words.contents[at];
    uint32_t start = at + 1;
    at = plain_end(statement, start);
    if (at == start || (at > start + 1 && !is_amount(name))) return true;
    for (uint32_t value = start + 1; value < at; value++) {
      if (!is_figure(statement->line, statement->words.contents[value].token.place)) return true;
    }
  }
  return false;
}

// Reads words that stand where an attribute should as the attribute that they most likely are.
static void respell(Statement *statement) {
  const Keyword *keyword = &KEYWORDS[statement->keyword];
  uint32_t seen = 0;
  for (uint32_t at = 1; at < statement->words.size; at++) {
    int class = statement->words.contents[at].class;
    if (class >= 0) seen |= 1u << class;
  }
  uint32_t left = room(statement->keyword);
  bool in_amount = false;
  for (uint32_t at = 1; at < statement->words.size && statement->problems < MAX_PROBLEMS; at++) {
    WordToken *word = &statement->words.contents[at];
    if (word->class == PLAIN_CLASS) {
      Place place = word->token.place;
      bool figure = word->token.kind == TOKEN_STRING || is_figure(statement->line, place);
      if (in_amount ? figure : left > 0) {
        if (left > 0) left--;
        continue;
      }
      Search nearest;
      if (!search(statement->line, place, &nearest)) continue;
      for (uint32_t index = 0; index < keyword->count; index++) {
        int attribute = keyword->attributes[index];
        if (!(seen >> attribute & 1)) consider(&nearest, ATTRIBUTES[attribute], attribute);
      }
      if (nearest.best < 0) continue;
      word->class = (int8_t)nearest.best;
      word->misspelt = true;
      statement->problems++;
      seen |= 1u << nearest.best;
    }
    in_amount = is_amount(word);
    left = 1;
  }
}

static void add(Parts *parts, int symbol, Place place, bool unclosed) {
  Part part = {place, (uint8_t)symbol, unclosed};
  array_push(parts, part);
}

// Adds the word as the value that is expected.
static void add_value(const Statement *statement, Parts *parts, const WordToken *word, Expects expects, int symbol) {
  Token token = word->token;
  if (!is_readable(statement->line, token, expects, word->bad)) symbol = INVALID;
  if (token.kind == TOKEN_STRING && symbol >= NAME && symbol <= SOURCE) symbol += NAME_QUOTE - NAME;
  add(parts, symbol, token.place, token.marks & MARK_UNCLOSED);
}

// Adds the words from `start` to `end` as one part.
static void add_words(const Statement *statement, Parts *parts, int symbol, uint32_t start, uint32_t end) {
  if (start == end) return;
  const WordToken *words = statement->words.contents;
  Place place = {words[start].token.place.start, words[end - 1].token.place.end};
  add(parts, symbol, place, false);
}

static uint32_t add_head(const Statement *statement, Parts *parts) {
  static const struct { Expects expects; Symbol symbol; } HEADS[][2] = {
    [HEAD_NONE] = {{0}},
    [HEAD_NAME] = {{EXPECTS_NAME, NAME}},
    [HEAD_OPTIONAL_NAME] = {{EXPECTS_NAME, NAME}},
    [HEAD_PATH] = {{EXPECTS_TEXT, PATH}},
    [HEAD_CODE_NAME] = {{EXPECTS_CODE, CODE}, {EXPECTS_NAME, NAME}},
    [HEAD_SOURCE] = {{EXPECTS_SOURCE, SOURCE}},
    [HEAD_NAME_TEXT] = {{EXPECTS_NAME, NAME}, {EXPECTS_TEXT, TEXT}},
  };
  uint32_t end = plain_end(statement, 1);
  uint32_t at = 1;
  for (; at < end && at <= room(statement->keyword); at++) {
    int head = KEYWORDS[statement->keyword].head;
    add_value(statement, parts, &statement->words.contents[at], HEADS[head][at - 1].expects, HEADS[head][at - 1].symbol);
  }
  add_words(statement, parts, UNEXPECTED, at, end);
  return end;
}

// Adds the attribute at `at` with its value and what belongs to nothing; where they end.
static uint32_t add_field(const Statement *statement, Parts *parts, uint32_t at) {
  static const uint8_t SYMBOLS[] = {
    [EXPECTS_NAME] = NAME, [EXPECTS_TEXT] = TEXT, [EXPECTS_CODE] = CODE, [EXPECTS_AMOUNT] = NUMBER,
    [EXPECTS_YEAR] = YEAR, [EXPECTS_SCALE] = SCALE, [EXPECTS_CURRENCY] = CURRENCY,
    [EXPECTS_MEASURE] = MEASURE, [EXPECTS_ROUNDING] = ROUNDING, [EXPECTS_BASE] = BASE,
    [EXPECTS_STAGE] = STAGE, [EXPECTS_ZERO] = ZERO, [EXPECTS_KIND] = KIND, [EXPECTS_SOURCE] = SOURCE,
    [EXPECTS_DIMENSION] = DIMENSION,
  };
  const WordToken *name = &statement->words.contents[at];
  add(parts, name->misspelt ? MISSPELT : ATTRIBUTE, name->token.place, false);
  uint32_t start = at + 1;
  uint32_t end = plain_end(statement, start);
  if (start == end) return end;
  Expects expects = EXPECTATIONS[name->class];
  uint32_t value_end = start + 1;
  if (expects == EXPECTS_AMOUNT) {
    // An amount ends where an attribute of another statement stands.
    for (; value_end < end; value_end++) {
      Place place = statement->words.contents[value_end].token.place;
      if (find_word(statement->line, place, ATTRIBUTES, ATTRIBUTE_COUNT) >= 0) break;
    }
    add_words(statement, parts, NUMBER, start, value_end);
  } else {
    add_value(statement, parts, &statement->words.contents[start], expects, SYMBOLS[expects]);
  }
  add_words(statement, parts, UNEXPECTED, value_end, end);
  return end;
}

static void add_statement(Statement *statement, Parts *parts) {
  find_keyword(statement);
  Place first = statement->words.contents[0].token.place;
  if (statement->keyword < 0) {
    add(parts, UNKNOWN, first, false);
    add_words(statement, parts, UNREAD, 1, statement->words.size);
    return;
  }
  classify(statement);
  if (is_doubtful(statement)) respell(statement);
  add(parts, statement->keyword + (statement->misspelt ? MISSPELT_KEYWORD : 0), first, false);
  uint32_t at = add_head(statement, parts);
  while (at < statement->words.size) at = add_field(statement, parts, at);
}

// The parts of `line`, in order.
static void read_line(Line line, Parts *parts) {
  Tokens tokens = array_new();
  cut(line, &tokens);
  split(line, &tokens);
  Statement statement = {line, array_new(), -1, false, 0};
  collect_words(&statement, &tokens);
  if (statement.words.size) add_statement(&statement, parts);
  if (tokens.size && array_back(&tokens)->kind == TOKEN_COMMENT) {
    add(parts, COMMENT, array_back(&tokens)->place, false);
  }
  array_delete(&statement.words);
  array_delete(&tokens);
}

#endif
