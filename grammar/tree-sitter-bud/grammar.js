/**
 * @file The grammar of Bud, a plain-text language for budgets.
 * @license MIT
 *
 * A line is a statement, and no statement spans lines. What the words of a line are depends on its
 * keyword, so the scanner (src/scanner.c) reads lines and hands out symbols; here is how they stand
 * together. The statements and what follows their keywords are the compiler's: words.json is made from
 * its tables.
 */

/// <reference types="tree-sitter-cli/dsl" />
// @ts-check

const { statements } = require('./words.json');

/** The symbols that the scanner knows, in its order, behind the keywords. */
const symbols = [
  '_begin', '_end', '_blank', 'attribute', 'misspelt', '_name', '_text', '_path', '_source',
  '_name_quote', '_text_quote', '_path_quote', '_source_quote',
  'code', 'year', 'scale', 'currency', 'measure', 'rounding', 'base', 'stage', 'zero', 'kind', 'dimension',
  'invalid', 'number', '_not_a_number', 'operator', '_open', '_close', '_content', 'escape', '_quote',
  'unexpected', '_unknown', 'unread', 'comment',
];

/** A string that begins with `quote`; it may lack its end. */
function string($, quote) {
  return seq(alias(quote, '"'), repeat(choice($._content, $.escape)), optional(alias($._quote, '"')));
}

/** The rules of a statement. */
function statement({ name, head }) {
  const keyword = $ => field('keyword', choice(
    alias($[`_${name}_keyword`], $.keyword),
    alias($[`_${name}_misspelt`], $.misspelt),
  ));
  const part = ($, part) => field(part, ['code', 'source'].includes(part) ? choice($[part], $.invalid) : $[part]);
  // What is missing at the end of a head is missing; nothing after it takes its place.
  const parts = ($, [first, ...rest]) => optional(rest.length ? seq(part($, first), parts($, rest)) : part($, first));
  return $ => seq(
    keyword($),
    ...(head.length ? [parts($, head)] : []),
    repeat(choice($.field, $.unexpected)),
    optional($.comment),
  );
}

module.exports = grammar({
  name: 'bud',

  externals: $ => [
    ...statements.map(({ name }) => $[`_${name}_keyword`]),
    ...statements.map(({ name }) => $[`_${name}_misspelt`]),
    ...symbols.map(symbol => $[symbol]),
  ],

  // The scanner passes over blanks.
  extras: _ => [],

  supertypes: $ => [$.statement],

  rules: {
    // Blank lines part a file into blocks, as its writer sees it.
    source_file: $ => seq(repeat(choice($._blank, seq($.block, $._blank))), optional($.block)),

    block: $ => repeat1($._line),

    _line: $ => seq($._begin, choice($.statement, $.unknown_statement, $.comment), $._end),

    statement: $ => choice(...statements.map(({ name }) => $[`${name}_statement`])),

    ...Object.fromEntries(statements.map(it => [`${it.name}_statement`, statement(it)])),

    // A line whose first word is no keyword and like none.
    unknown_statement: $ => seq(field('keyword', alias($._unknown, $.unexpected)), optional($.unread), optional($.comment)),

    field: $ => seq(field('attribute', choice($.attribute, $.misspelt)), optional(field('value', $._value))),

    _value: $ => choice(
      $.name, $.text, $.code, $.amount, $.year, $.scale, $.currency, $.measure, $.rounding, $.base, $.stage,
      $.zero, $.kind, $.source, $.dimension, $.invalid,
    ),

    // Everything up to the next attribute. Its first word is no unit, as one would be the value of another.
    amount: $ => seq($._term, repeat(choice($._term, $.measure))),

    _term: $ => choice(
      $.number,
      $.operator,
      alias($._open, '('),
      alias($._close, ')'),
      alias($._not_a_number, $.invalid),
      $._content,
    ),

    // Names, texts, paths and sources, each as a word or as a string.
    name: $ => choice($._name, alias($._name_string, $.string)),
    text: $ => choice($._text, alias($._text_string, $.string)),
    path: $ => choice($._path, alias($._path_string, $.string)),
    source: $ => choice($._source, alias($._source_string, $.string)),
    _name_string: $ => string($, $._name_quote),
    _text_string: $ => string($, $._text_quote),
    _path_string: $ => string($, $._path_quote),
    _source_string: $ => string($, $._source_quote),
  },
});
