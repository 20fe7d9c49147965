// Which word a misspelt one should be, as the compiler's syntax/suggest.rs decides.

#ifndef BUD_SUGGEST_H_
#define BUD_SUGGEST_H_

#include <string.h>

#include "text.h"

enum {
  // Longer words are not compared.
  MAX_LENGTH = 64,
  // No candidate that is near enough is longer.
  MAX_CANDIDATE = MAX_LENGTH + MAX_LENGTH / 3,
  FAR = 1000,
};

// How many insertions, deletions, replacements and swaps of neighbours lead from one word to the other;
// `FAR` if more than `limit`.
static uint32_t edits(const int32_t *from, uint32_t from_length, const int32_t *to, uint32_t to_length,
                      uint32_t limit) {
  while (from_length && to_length && *from == *to) from++, to++, from_length--, to_length--;
  while (from_length && to_length && from[from_length - 1] == to[to_length - 1]) from_length--, to_length--;
  uint32_t rows[3][MAX_CANDIDATE + 1];
  uint32_t *before = rows[0], *above = rows[1], *row = rows[2];
  for (uint32_t j = 0; j <= to_length; j++) {
    before[j] = FAR;
    above[j] = j;
  }
  for (uint32_t i = 0; i < from_length; i++) {
    uint32_t least = row[0] = i + 1;
    for (uint32_t j = 0; j < to_length; j++) {
      uint32_t distance = above[j] + (from[i] != to[j]);
      if (above[j + 1] + 1 < distance) distance = above[j + 1] + 1;
      if (row[j] + 1 < distance) distance = row[j] + 1;
      bool swapped = i > 0 && j > 0 && from[i] == to[j - 1] && from[i - 1] == to[j];
      if (swapped && before[j - 1] + 1 < distance) distance = before[j - 1] + 1;
      row[j + 1] = distance;
      if (distance < least) least = distance;
    }
    if (least > limit) return FAR;
    uint32_t *oldest = before;
    before = above;
    above = row;
    row = oldest;
  }
  return above[to_length] <= limit ? above[to_length] : FAR;
}

// The search for the nearest of some candidates.
typedef struct {
  int32_t word[MAX_LENGTH];
  uint32_t length;
  // How many edits a better candidate may take.
  uint32_t limit;
  // The nearest candidate so far, -1 before there is one, and its distance.
  int best;
  uint32_t distance;
} Search;

// A search for what the text at `place` should be; false if it is too long to be compared.
static bool search(Line line, Place place, Search *search) {
  search->length = place.end - place.start;
  if (search->length > MAX_LENGTH) return false;
  for (uint32_t at = 0; at < search->length; at++) search->word[at] = fold(line.chars[place.start + at]);
  search->limit = search->length >= 6 ? search->length / 3 : 1;
  search->best = -1;
  search->distance = FAR;
  return true;
}

static void consider_spelling(Search *search, const uint_least16_t *word, int index) {
  uint32_t length = word_length(word);
  uint32_t longer = length > search->length ? length : search->length;
  uint32_t shorter = length + search->length - longer;
  if (longer - shorter > search->limit || shorter < 2) return;
  int32_t candidate[MAX_CANDIDATE];
  for (uint32_t at = 0; at < length; at++) candidate[at] = word[at];
  uint32_t distance = edits(search->word, search->length, candidate, length, search->limit);
  // A word is not a misspelling of one that shares none of its characters.
  if (distance >= longer || distance >= search->distance) return;
  search->best = index;
  search->distance = distance;
  if (distance + 1 < search->limit) search->limit = distance + 1;
}

static void consider(Search *search, Word word, int index) {
  consider_spelling(search, word.en, index);
  consider_spelling(search, word.zh, index);
}

#endif
