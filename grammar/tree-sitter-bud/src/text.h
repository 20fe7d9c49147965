// Characters and words, as the compiler's syntax/text.rs has them.

#ifndef BUD_TEXT_H_
#define BUD_TEXT_H_

#include <stdbool.h>
#include <stdint.h>

// The characters of a line, without its end.
typedef struct {
  const int32_t *chars;
  uint32_t length;
} Line;

// A part of a line, in characters.
typedef struct {
  uint32_t start;
  uint32_t end;
} Place;

// A word in its two spellings.
typedef struct {
  const uint_least16_t *en;
  const uint_least16_t *zh;
} Word;

// The half-width form of a full-width character.
static int32_t fold(int32_t c) {
  if (c == 0x3000) return ' ';
  return c >= 0xFF01 && c <= 0xFF5E ? c - 0xFEE0 : c;
}

static bool is_blank(int32_t c) {
  return c == ' ' || c == '\t' || c == 0x3000 || c == 0xA0;
}

// Any other character that is white space to Rust: such a one parts figures, but no words.
static bool is_space(int32_t c) {
  return (c >= 0x0A && c <= 0x0D) || c == 0x85 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 ||
         c == 0x2029 || c == 0x202F || c == 0x205F;
}

// `，` and `：`, which stand for a blank next to a keyword or an attribute.
static bool is_separator(int32_t c) {
  return c == 0xFF0C || c == 0xFF1A;
}

static bool is_digit(int32_t c) {
  return c >= '0' && c <= '9';
}

// Characters that cannot be seen.
static bool is_invisible(int32_t c) {
  static const int32_t RANGES[][2] = {
    {0x00, 0x08}, {0x0A, 0x1F}, {0x7F, 0x9F}, {0xAD, 0xAD}, {0x34F, 0x34F}, {0x61C, 0x61C},
    {0x115F, 0x1160}, {0x180B, 0x180F}, {0x200B, 0x200F}, {0x2028, 0x202E}, {0x2060, 0x206F},
    {0x3164, 0x3164}, {0xFE00, 0xFE0F}, {0xFEFF, 0xFEFF}, {0xFFA0, 0xFFA0}, {0xFFF0, 0xFFFB},
    {0xE0000, 0xE0FFF},
  };
  for (unsigned at = 0; at < sizeof(RANGES) / sizeof(RANGES[0]); at++) {
    if (c >= RANGES[at][0] && c <= RANGES[at][1]) return true;
  }
  return false;
}

static uint32_t word_length(const uint_least16_t *word) {
  uint32_t length = 0;
  while (word[length]) length++;
  return length;
}

// Whether the text at `place` is `word`, in half or full width.
static bool spells(Line line, Place place, const uint_least16_t *word) {
  for (uint32_t at = place.start; at < place.end; at++, word++) {
    if (fold(line.chars[at]) != *word) return false;
  }
  return !*word;
}

// The index of the word at `place` among `count` words, -1 if it is none of them.
static int find_word(Line line, Place place, const Word *words, int count) {
  for (int at = 0; at < count; at++) {
    if (spells(line, place, words[at].en) || spells(line, place, words[at].zh)) return at;
  }
  return -1;
}

#endif
