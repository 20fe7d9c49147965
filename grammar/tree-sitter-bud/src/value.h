// What the values of attributes must look like, as the compiler's syntax/value.rs reads them.

#ifndef BUD_VALUE_H_
#define BUD_VALUE_H_

#include "lexer.h"
#include "words.h"

static bool is_number_between(Line line, Place place, uint32_t least, uint32_t most) {
  uint64_t number = 0;
  for (uint32_t at = place.start; at < place.end; at++) {
    int32_t c = fold(line.chars[at]);
    if (!is_digit(c)) return false;
    number = number * 10 + (uint64_t)(c - '0');
    if (number > most) return false;
  }
  return number >= least;
}

static bool is_code(Line line, Place place) {
  return place.end - place.start <= 9 && is_number_between(line, place, 0, 999999999);
}

static bool is_year(Line line, Place place) {
  return place.end - place.start == 4 && is_number_between(line, place, 1900, 2199);
}

static bool is_scale(Line line, Place place) {
  // As Rust reads a number: a plus may stand before it.
  if (place.end - place.start > 1 && fold(line.chars[place.start]) == '+') place.start++;
  return is_number_between(line, place, 0, 6);
}

static bool is_currency(Line line, Place place) {
  if (place.end - place.start != 3) return false;
  for (uint32_t at = place.start; at < place.end; at++) {
    int32_t c = fold(line.chars[at]);
    if (c < 'A' || c > 'Z') return false;
  }
  return true;
}

// A dimension is spelled like the attribute that names it.
static bool is_dimension(Line line, Place place) {
  int attribute = find_word(line, place, ATTRIBUTES, ATTRIBUTE_COUNT);
  return attribute >= 0 && DIMENSIONS >> attribute & 1;
}

// A source may stand in quotes; `token` is the word.
static bool is_source(Line line, Token token) {
  int32_t text[MAX_SOURCE_LENGTH];
  uint32_t length = 0;
  Place place = token.place;
  if (token.kind == TOKEN_STRING) {
    place.start++;
    if (!(token.marks & MARK_UNCLOSED)) place.end--;
  }
  for (uint32_t at = place.start; at < place.end; at++) {
    if (token.kind == TOKEN_STRING && line.chars[at] == '\\' && ++at == place.end) break;
    if (length == MAX_SOURCE_LENGTH) return false;
    text[length++] = line.chars[at];
  }
  Line inner = {text, length};
  Place whole = {0, length};
  return find_word(inner, whole, SOURCES, SOURCE_COUNT) >= 0;
}

// Whether a word that is no part of an amount is what is expected. A name or a text is one whatever is
// wrong with its characters.
static bool is_readable(Line line, Token token, Expects expects, bool bad) {
  Place place = token.place;
  if (expects == EXPECTS_NAME || expects == EXPECTS_TEXT) return true;
  if (expects == EXPECTS_SOURCE) {
    bool hides = bad && !(token.marks & (MARK_HASH | MARK_QUOTE | MARK_UNCLOSED));
    return !hides && is_source(line, token);
  }
  if (bad) return false;
  switch (expects) {
    case EXPECTS_CODE: return is_code(line, place);
    case EXPECTS_YEAR: return is_year(line, place);
    case EXPECTS_SCALE: return is_scale(line, place);
    case EXPECTS_CURRENCY: return is_currency(line, place);
    case EXPECTS_DIMENSION: return is_dimension(line, place);
    case EXPECTS_MEASURE: return find_word(line, place, MEASURES, MEASURE_COUNT) >= 0;
    case EXPECTS_ROUNDING: return find_word(line, place, ROUNDINGS, ROUNDING_COUNT) >= 0;
    case EXPECTS_BASE: return find_word(line, place, BASES, BASE_COUNT) >= 0;
    case EXPECTS_STAGE: return find_word(line, place, STAGES, STAGE_COUNT) >= 0;
    case EXPECTS_ZERO: return find_word(line, place, ZEROS, ZERO_COUNT) >= 0;
    case EXPECTS_KIND: return find_word(line, place, KINDS, KIND_COUNT) >= 0;
    default: return true;
  }
}

// Whether the text at `place` is a unit of money such as 万元.
static bool is_measure_suffix(Line line, Place place) {
  for (int at = 0; at < MEASURE_COUNT; at++) {
    if (spells(line, place, MEASURES[at].zh)) return true;
  }
  return false;
}

// Whether a word may be a part of an amount.
static bool is_figure(Line line, Place place) {
  for (uint32_t at = place.start; at < place.end; at++) {
    int32_t c = fold(line.chars[at]);
    if (is_digit(c) || c == '+' || c == '-' || c == '*' || c == '/' || c == '(' || c == ')') return true;
  }
  return is_measure_suffix(line, place);
}

#endif
