// Which part of a line is what depends on the whole line: on its keyword, and in a faulty line on what
// else stands in it. So the line is read as a whole before its first symbol, by looking ahead
// (statement.h); its parts are kept as the state of the scanner and then taken one after the other.
// Whatever a line says, its parts are ones that the grammar takes there: there are no syntax errors.

#include <string.h>

#include "statement.h"
#include "tree_sitter/alloc.h"
#include "tree_sitter/parser.h"

enum {
  // The longest number of a figure, and of a word that is one with its unit.
  MAX_DIGITS = 27,
  MAX_FIGURE = 48,
  // A part takes at most two bytes and two numbers of five.
  PART_BYTES = 12,
};

// What a part of a line is when some of it was taken. The numbers follow those of the symbols.
enum {
  STRING_REST = COMMENT + 1,
  // The rest of an amount after a number without a unit.
  AFTER_NUMBER,
};

typedef struct {
  // A line was begun and not ended.
  bool in_line;
  // The parts of the line that are not taken yet, each with its symbol, what stands before it and its
  // length. They are kept at the end of the buffer.
  uint16_t start;
  uint8_t parts[TREE_SITTER_SERIALIZATION_BUFFER_SIZE - 1];
} Scanner;

// A part that is next, by what stands before it and its length.
typedef struct {
  uint8_t symbol;
  bool unclosed;
  uint32_t gap;
  uint32_t length;
} Next;

static uint32_t write_number(uint8_t *bytes, uint32_t number) {
  uint32_t count = 0;
  for (; number >= 0x80; number >>= 7) bytes[count++] = (uint8_t)(number | 0x80);
  bytes[count++] = (uint8_t)number;
  return count;
}

static uint32_t read_number(const uint8_t *bytes, uint16_t *at) {
  uint32_t number = 0;
  for (uint32_t shift = 0; shift < 35; shift += 7) {
    uint8_t byte = bytes[(*at)++];
    number |= (uint32_t)(byte & 0x7F) << shift;
    if (byte < 0x80) break;
  }
  return number;
}

// Puts `next` before the parts that are kept.
static void put(Scanner *scanner, Next next) {
  uint8_t bytes[PART_BYTES];
  uint32_t count = 0;
  bytes[count++] = (uint8_t)(next.symbol << 1 | next.unclosed);
  count += write_number(bytes + count, next.gap);
  count += write_number(bytes + count, next.length);
  scanner->start -= (uint16_t)count;
  memcpy(scanner->parts + scanner->start, bytes, count);
}

static Next take(Scanner *scanner) {
  uint8_t first = scanner->parts[scanner->start++];
  Next next = {first >> 1, first & 1, 0, 0};
  next.gap = read_number(scanner->parts, &scanner->start);
  next.length = read_number(scanner->parts, &scanner->start);
  return next;
}

// Keeps the parts of a line. No line without a fault has too many of them; one that has them is read as
// far as they fit, and what follows belongs to nothing.
static void keep(Scanner *scanner, const Parts *parts) {
  uint32_t most = sizeof(scanner->parts) / PART_BYTES;
  uint32_t count = parts->size < most ? parts->size : most;
  scanner->start = sizeof(scanner->parts);
  for (uint32_t at = count; at-- > 0;) {
    Part part = parts->contents[at];
    if (at + 1 == most && parts->size > most) {
      part.symbol = UNEXPECTED;
      part.place.end = array_back(parts)->place.end;
    }
    uint32_t before = at ? parts->contents[at - 1].place.end : 0;
    Next next = {part.symbol, part.unclosed, part.place.start - before, part.place.end - part.place.start};
    put(scanner, next);
  }
}

static void finish_line(TSLexer *lexer) {
  while (!lexer->eof(lexer) && lexer->lookahead != '\n') lexer->advance(lexer, true);
  if (!lexer->eof(lexer)) lexer->advance(lexer, false);
  lexer->mark_end(lexer);
}

// Begins a line with an empty symbol before all others, or takes it whole if it says nothing.
static bool begin(Scanner *scanner, TSLexer *lexer) {
  if (lexer->eof(lexer)) return false;
  lexer->mark_end(lexer);
  Array(int32_t) chars = array_new();
  while (!lexer->eof(lexer) && lexer->lookahead != '\n') {
    array_push(&chars, lexer->lookahead);
    lexer->advance(lexer, false);
  }
  if (chars.size && *array_back(&chars) == '\r') chars.size--;
  Line line = {chars.contents, chars.size};
  Parts parts = array_new();
  read_line(line, &parts);
  scanner->in_line = parts.size > 0;
  if (scanner->in_line) {
    keep(scanner, &parts);
  } else {
    finish_line(lexer);
  }
  lexer->result_symbol = scanner->in_line ? BEGIN : EMPTY;
  array_delete(&parts);
  array_delete(&chars);
  return true;
}

// Ends a line: what is left of it belongs to nothing that has a name.
static bool end(Scanner *scanner, TSLexer *lexer) {
  finish_line(lexer);
  scanner->in_line = false;
  lexer->result_symbol = END;
  return true;
}

static void advance(TSLexer *lexer, uint32_t count, bool skip) {
  while (count-- && !lexer->eof(lexer)) lexer->advance(lexer, skip);
}

// Takes the opening quote of a string.
static void take_quote(Scanner *scanner, TSLexer *lexer, Next next) {
  lexer->advance(lexer, false);
  Next rest = {STRING_REST, next.unclosed, 0, next.length - 1};
  if (rest.length) put(scanner, rest);
}

// Takes a piece of a string: an escape, what stands between escapes, or the closing quote.
static int take_in_string(Scanner *scanner, TSLexer *lexer, Next next) {
  uint32_t inner = next.unclosed ? next.length : next.length - 1;
  uint32_t taken = 0;
  int symbol = CONTENT;
  if (!inner) {
    symbol = QUOTE;
    taken = 1;
  } else if (lexer->lookahead == '\\' && inner > 1) {
    symbol = ESCAPE;
    taken = 2;
  }
  advance(lexer, taken, false);
  while (symbol == CONTENT && taken < inner && !lexer->eof(lexer) && (taken == 0 || lexer->lookahead != '\\')) {
    lexer->advance(lexer, false);
    taken++;
  }
  next.gap = 0;
  next.length -= taken;
  if (next.length) put(scanner, next);
  return symbol;
}

static bool is_operator(int32_t c) {
  return c == '+' || c == '-' || c == '*' || c == '/' || c == '(' || c == ')' || c == 0x2212 || c == 0xD7 || c == 0xF7;
}

// Whether the text is a number as figures are written: digits, perhaps in groups of three, perhaps with
// a point and more digits.
static bool is_number(const int32_t *text, uint32_t length) {
  uint32_t at = 0, digits = 0, group = 0, groups = 0;
  for (; at < length && text[at] != '.'; at++) {
    if (text[at] == ',') {
      if (groups ? group != 3 : group < 1 || group > 3) return false;
      groups++;
      group = 0;
    } else {
      group++;
      digits++;
    }
  }
  if (!group || (groups && group != 3)) return false;
  if (at == length) return digits <= MAX_DIGITS;
  uint32_t decimals = 0;
  for (at++; at < length; at++, decimals++) {
    if (!is_digit(text[at])) return false;
  }
  return decimals && digits + 1 + decimals <= MAX_DIGITS;
}

// Takes a word of an amount: a number, to which a unit may be glued, a unit, or what is neither.
static int take_figure(TSLexer *lexer, uint32_t left, bool after_number, uint32_t *taken) {
  int32_t text[MAX_FIGURE];
  uint32_t length = 0, digits = 0, seen = 0;
  while (seen < left && !lexer->eof(lexer)) {
    int32_t c = fold(lexer->lookahead);
    if (is_blank(lexer->lookahead) || is_space(c) || is_operator(c)) break;
    bool in_digits = digits == seen && (is_digit(c) || c == '.' || c == ',');
    if (!in_digits && digits == seen) lexer->mark_end(lexer);
    lexer->advance(lexer, false);
    seen++;
    if (in_digits) digits++;
    if (length < MAX_FIGURE) text[length++] = c;
  }
  Line word = {text, length};
  Place unit = {digits < length ? digits : length, length};
  bool whole = length == seen;
  *taken = seen;
  if (whole && !digits && after_number && is_measure_suffix(word, unit)) {
    lexer->mark_end(lexer);
    return MEASURE;
  }
  bool number = whole && digits && is_number(text, digits);
  if (number && digits < seen && is_measure_suffix(word, unit)) {
    *taken = digits;
    return NUMBER;
  }
  lexer->mark_end(lexer);
  return number && digits == seen ? NUMBER : NOT_A_NUMBER;
}

// Takes the next piece of an amount.
static int take_in_amount(Scanner *scanner, TSLexer *lexer, Next next) {
  while (next.length && is_blank(lexer->lookahead)) {
    lexer->advance(lexer, true);
    next.length--;
  }
  int symbol;
  uint32_t taken = 1;
  bool after_number = next.symbol == AFTER_NUMBER;
  int32_t c = fold(lexer->lookahead);
  if (!next.length) {
    // A string without its closing quote ends with blanks.
    lexer->mark_end(lexer);
    symbol = CONTENT;
    taken = 0;
  } else if (is_space(c)) {
    lexer->advance(lexer, false);
    lexer->mark_end(lexer);
    symbol = CONTENT;
  } else if (is_operator(c)) {
    lexer->advance(lexer, false);
    lexer->mark_end(lexer);
    symbol = c == '(' ? OPEN : c == ')' ? CLOSE : OPERATOR;
  } else {
    symbol = take_figure(lexer, next.length, after_number, &taken);
  }
  next.gap = 0;
  next.length -= taken;
  // A unit goes to the last number that has none, whatever faulty words stand between.
  bool passed = after_number && (symbol == CONTENT || symbol == NOT_A_NUMBER);
  next.symbol = symbol == NUMBER || passed ? AFTER_NUMBER : NUMBER;
  if (next.length) put(scanner, next);
  return symbol;
}

// Takes the next part of the line, or the next piece of one.
static bool take_part(Scanner *scanner, TSLexer *lexer) {
  Next next = take(scanner);
  advance(lexer, next.gap, true);
  int symbol = next.symbol;
  if (symbol >= NAME_QUOTE && symbol <= SOURCE_QUOTE) {
    take_quote(scanner, lexer, next);
    lexer->mark_end(lexer);
  } else if (symbol == STRING_REST) {
    symbol = take_in_string(scanner, lexer, next);
    lexer->mark_end(lexer);
  } else if (symbol == NUMBER || symbol == AFTER_NUMBER) {
    symbol = take_in_amount(scanner, lexer, next);
  } else {
    advance(lexer, next.length, false);
    lexer->mark_end(lexer);
  }
  lexer->result_symbol = (TSSymbol)symbol;
  return true;
}

bool tree_sitter_bud_external_scanner_scan(void *payload, TSLexer *lexer, const bool *valid_symbols) {
  (void)valid_symbols;
  Scanner *scanner = payload;
  if (!scanner->in_line) return begin(scanner, lexer);
  if (scanner->start == sizeof(scanner->parts)) return end(scanner, lexer);
  return take_part(scanner, lexer);
}

unsigned tree_sitter_bud_external_scanner_serialize(void *payload, char *buffer) {
  Scanner *scanner = payload;
  if (!scanner->in_line) return 0;
  uint32_t count = sizeof(scanner->parts) - scanner->start;
  buffer[0] = 1;
  memcpy(buffer + 1, scanner->parts + scanner->start, count);
  return count + 1;
}

void tree_sitter_bud_external_scanner_deserialize(void *payload, const char *buffer, unsigned length) {
  Scanner *scanner = payload;
  scanner->in_line = length > 0;
  uint32_t count = length ? length - 1 : 0;
  scanner->start = (uint16_t)(sizeof(scanner->parts) - count);
  if (count) memcpy(scanner->parts + scanner->start, buffer + 1, count);
}

void *tree_sitter_bud_external_scanner_create(void) {
  Scanner *scanner = ts_calloc(1, sizeof(Scanner));
  scanner->start = sizeof(scanner->parts);
  return scanner;
}

void tree_sitter_bud_external_scanner_destroy(void *payload) {
  ts_free(payload);
}
