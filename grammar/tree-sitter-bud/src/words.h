// Made from the compiler's tables of words; `BLESS=1 cargo test -p bud --test grammars` writes it.

#ifndef BUD_WORDS_H_
#define BUD_WORDS_H_

#include "text.h"

typedef enum {
  HEAD_NAME,
  HEAD_PATH,
  HEAD_CODE_NAME,
  HEAD_OPTIONAL_NAME,
  HEAD_SOURCE,
  HEAD_NONE,
  HEAD_NAME_TEXT,
} Head;

typedef enum {
  EXPECTS_KIND,
  EXPECTS_NAME,
  EXPECTS_AMOUNT,
  EXPECTS_CODE,
  EXPECTS_SOURCE,
  EXPECTS_TEXT,
  EXPECTS_YEAR,
  EXPECTS_CURRENCY,
  EXPECTS_MEASURE,
  EXPECTS_SCALE,
  EXPECTS_ROUNDING,
  EXPECTS_STAGE,
  EXPECTS_ZERO,
  EXPECTS_BASE,
  EXPECTS_DIMENSION,
} Expects;

typedef enum {
  ATTRIBUTE_KIND,
  ATTRIBUTE_MEMO,
  ATTRIBUTE_UNIT,
  ATTRIBUTE_AMOUNT,
  ATTRIBUTE_FUNC,
  ATTRIBUTE_ECON,
  ATTRIBUTE_SOURCE,
  ATTRIBUTE_ACCOUNT,
  ATTRIBUTE_PROJECT,
  ATTRIBUTE_ITEM,
  ATTRIBUTE_UNDER,
  ATTRIBUTE_NAME,
  ATTRIBUTE_CODE,
  ATTRIBUTE_YEAR,
  ATTRIBUTE_CURRENCY,
  ATTRIBUTE_MEASURE,
  ATTRIBUTE_DISPLAY,
  ATTRIBUTE_SCALE,
  ATTRIBUTE_ROUNDING,
  ATTRIBUTE_STAGE,
  ATTRIBUTE_ZERO,
  ATTRIBUTE_PRIOR,
  ATTRIBUTE_BASE,
  ATTRIBUTE_REASON,
  ATTRIBUTE_PARTIAL,
  ATTRIBUTE_NOTE,
} Attribute;

enum { ATTRIBUTE_COUNT = 26 };
static const Word ATTRIBUTES[] = {
  {u"kind", u"类别"},
  {u"memo", u"其中"},
  {u"unit", u"单位"},
  {u"amount", u"金额"},
  {u"func", u"功能"},
  {u"econ", u"经济"},
  {u"source", u"来源"},
  {u"account", u"科目"},
  {u"project", u"项目"},
  {u"item", u"明细"},
  {u"under", u"归属"},
  {u"name", u"全称"},
  {u"code", u"编码"},
  {u"year", u"年度"},
  {u"currency", u"币种"},
  {u"measure", u"计量单位"},
  {u"display", u"列示单位"},
  {u"scale", u"小数位"},
  {u"rounding", u"舍入"},
  {u"stage", u"阶段"},
  {u"zero", u"零值"},
  {u"prior", u"上年数"},
  {u"base", u"基数"},
  {u"reason", u"原因"},
  {u"partial", u"不全"},
  {u"note", u"备注"},
};

// What the value of each attribute is.
static const uint8_t EXPECTATIONS[] = {
  EXPECTS_KIND,
  EXPECTS_NAME,
  EXPECTS_NAME,
  EXPECTS_AMOUNT,
  EXPECTS_CODE,
  EXPECTS_CODE,
  EXPECTS_SOURCE,
  EXPECTS_CODE,
  EXPECTS_NAME,
  EXPECTS_NAME,
  EXPECTS_NAME,
  EXPECTS_TEXT,
  EXPECTS_TEXT,
  EXPECTS_YEAR,
  EXPECTS_CURRENCY,
  EXPECTS_MEASURE,
  EXPECTS_MEASURE,
  EXPECTS_SCALE,
  EXPECTS_ROUNDING,
  EXPECTS_STAGE,
  EXPECTS_ZERO,
  EXPECTS_AMOUNT,
  EXPECTS_BASE,
  EXPECTS_TEXT,
  EXPECTS_DIMENSION,
  EXPECTS_TEXT,
};

// The attributes that name a dimension, as bits.
enum { DIMENSIONS = 0x3f5 };

enum { KEYWORD_COUNT = 18 };
static const Word KEYWORD_WORDS[] = {
  {u"budget", u"预算"},
  {u"include", u"引用"},
  {u"unit", u"单位"},
  {u"account", u"科目"},
  {u"project", u"项目"},
  {u"personnel", u"人员"},
  {u"operating", u"公用"},
  {u"basic", u"基本支出"},
  {u"business", u"经营支出"},
  {u"remit", u"上缴支出"},
  {u"subsidy", u"补助支出"},
  {u"revenue", u"收入"},
  {u"carryover", u"上年结转"},
  {u"carryforward", u"年终结转"},
  {u"total", u"合计"},
  {u"ceiling", u"控制数"},
  {u"memo", u"其中"},
  {u"goal", u"绩效目标"},
};

// What follows a keyword, and the attributes of its statement: as bits, and in the order of its line.
typedef struct {
  uint8_t head;
  uint32_t takes;
  uint8_t count;
  uint8_t attributes[15];
} Keyword;

static const Keyword KEYWORDS[] = {
  {HEAD_NAME, 0x25ff044, 13, {ATTRIBUTE_YEAR, ATTRIBUTE_CODE, ATTRIBUTE_CURRENCY, ATTRIBUTE_MEASURE, ATTRIBUTE_DISPLAY, ATTRIBUTE_SCALE, ATTRIBUTE_UNIT, ATTRIBUTE_SOURCE, ATTRIBUTE_ROUNDING, ATTRIBUTE_BASE, ATTRIBUTE_STAGE, ATTRIBUTE_ZERO, ATTRIBUTE_NOTE}},
  {HEAD_PATH, 0x0, 0, {0}},
  {HEAD_NAME, 0x2001c00, 4, {ATTRIBUTE_NAME, ATTRIBUTE_CODE, ATTRIBUTE_UNDER, ATTRIBUTE_NOTE}},
  {HEAD_CODE_NAME, 0x2000000, 1, {ATTRIBUTE_NOTE}},
  {HEAD_OPTIONAL_NAME, 0x2e00c7c, 11, {ATTRIBUTE_UNIT, ATTRIBUTE_AMOUNT, ATTRIBUTE_FUNC, ATTRIBUTE_ECON, ATTRIBUTE_SOURCE, ATTRIBUTE_UNDER, ATTRIBUTE_NAME, ATTRIBUTE_PRIOR, ATTRIBUTE_BASE, ATTRIBUTE_REASON, ATTRIBUTE_NOTE}},
  {HEAD_OPTIONAL_NAME, 0x2e0007c, 9, {ATTRIBUTE_UNIT, ATTRIBUTE_FUNC, ATTRIBUTE_ECON, ATTRIBUTE_SOURCE, ATTRIBUTE_AMOUNT, ATTRIBUTE_PRIOR, ATTRIBUTE_BASE, ATTRIBUTE_REASON, ATTRIBUTE_NOTE}},
  {HEAD_OPTIONAL_NAME, 0x2e0007c, 9, {ATTRIBUTE_UNIT, ATTRIBUTE_FUNC, ATTRIBUTE_ECON, ATTRIBUTE_SOURCE, ATTRIBUTE_AMOUNT, ATTRIBUTE_PRIOR, ATTRIBUTE_BASE, ATTRIBUTE_REASON, ATTRIBUTE_NOTE}},
  {HEAD_OPTIONAL_NAME, 0x2e0007c, 9, {ATTRIBUTE_UNIT, ATTRIBUTE_FUNC, ATTRIBUTE_ECON, ATTRIBUTE_SOURCE, ATTRIBUTE_AMOUNT, ATTRIBUTE_PRIOR, ATTRIBUTE_BASE, ATTRIBUTE_REASON, ATTRIBUTE_NOTE}},
  {HEAD_OPTIONAL_NAME, 0x2e0007c, 9, {ATTRIBUTE_UNIT, ATTRIBUTE_FUNC, ATTRIBUTE_ECON, ATTRIBUTE_SOURCE, ATTRIBUTE_AMOUNT, ATTRIBUTE_PRIOR, ATTRIBUTE_BASE, ATTRIBUTE_REASON, ATTRIBUTE_NOTE}},
  {HEAD_OPTIONAL_NAME, 0x2e0007c, 9, {ATTRIBUTE_UNIT, ATTRIBUTE_FUNC, ATTRIBUTE_ECON, ATTRIBUTE_SOURCE, ATTRIBUTE_AMOUNT, ATTRIBUTE_PRIOR, ATTRIBUTE_BASE, ATTRIBUTE_REASON, ATTRIBUTE_NOTE}},
  {HEAD_OPTIONAL_NAME, 0x2e0007c, 9, {ATTRIBUTE_UNIT, ATTRIBUTE_FUNC, ATTRIBUTE_ECON, ATTRIBUTE_SOURCE, ATTRIBUTE_AMOUNT, ATTRIBUTE_PRIOR, ATTRIBUTE_BASE, ATTRIBUTE_REASON, ATTRIBUTE_NOTE}},
  {HEAD_SOURCE, 0x2e0009c, 8, {ATTRIBUTE_UNIT, ATTRIBUTE_FUNC, ATTRIBUTE_ACCOUNT, ATTRIBUTE_AMOUNT, ATTRIBUTE_PRIOR, ATTRIBUTE_BASE, ATTRIBUTE_REASON, ATTRIBUTE_NOTE}},
  {HEAD_SOURCE, 0x2e0009c, 8, {ATTRIBUTE_UNIT, ATTRIBUTE_FUNC, ATTRIBUTE_ACCOUNT, ATTRIBUTE_AMOUNT, ATTRIBUTE_PRIOR, ATTRIBUTE_BASE, ATTRIBUTE_REASON, ATTRIBUTE_NOTE}},
  {HEAD_SOURCE, 0x2e0009c, 8, {ATTRIBUTE_UNIT, ATTRIBUTE_FUNC, ATTRIBUTE_ACCOUNT, ATTRIBUTE_AMOUNT, ATTRIBUTE_PRIOR, ATTRIBUTE_BASE, ATTRIBUTE_REASON, ATTRIBUTE_NOTE}},
  {HEAD_NONE, 0x3e003ff, 15, {ATTRIBUTE_KIND, ATTRIBUTE_MEMO, ATTRIBUTE_UNIT, ATTRIBUTE_PROJECT, ATTRIBUTE_ITEM, ATTRIBUTE_FUNC, ATTRIBUTE_ECON, ATTRIBUTE_SOURCE, ATTRIBUTE_ACCOUNT, ATTRIBUTE_AMOUNT, ATTRIBUTE_PRIOR, ATTRIBUTE_BASE, ATTRIBUTE_REASON, ATTRIBUTE_PARTIAL, ATTRIBUTE_NOTE}},
  {HEAD_NONE, 0x20003ff, 11, {ATTRIBUTE_KIND, ATTRIBUTE_MEMO, ATTRIBUTE_UNIT, ATTRIBUTE_PROJECT, ATTRIBUTE_ITEM, ATTRIBUTE_FUNC, ATTRIBUTE_ECON, ATTRIBUTE_SOURCE, ATTRIBUTE_ACCOUNT, ATTRIBUTE_AMOUNT, ATTRIBUTE_NOTE}},
  {HEAD_NAME, 0x2e0020c, 7, {ATTRIBUTE_UNIT, ATTRIBUTE_ITEM, ATTRIBUTE_AMOUNT, ATTRIBUTE_PRIOR, ATTRIBUTE_BASE, ATTRIBUTE_REASON, ATTRIBUTE_NOTE}},
  {HEAD_NAME_TEXT, 0x2000004, 2, {ATTRIBUTE_UNIT, ATTRIBUTE_NOTE}},
};

// Whether the statement takes the attribute.
static bool takes(int keyword, int attribute) {
  return KEYWORDS[keyword].takes >> attribute & 1;
}

enum { KIND_COUNT = 14 };
static const Word KINDS[] = {
  {u"resources", u"收入总计"},
  {u"revenue", u"收入"},
  {u"carryover", u"上年结转"},
  {u"uses", u"支出总计"},
  {u"expense", u"支出"},
  {u"basic", u"基本支出"},
  {u"personnel", u"人员"},
  {u"operating", u"公用"},
  {u"project", u"项目"},
  {u"business", u"经营支出"},
  {u"remit", u"上缴支出"},
  {u"subsidy", u"补助支出"},
  {u"carryforward", u"年终结转"},
  {u"memo", u"其中"},
};

enum { SOURCE_COUNT = 11 };
static const Word SOURCES[] = {
  {u"fiscal", u"财政拨款"},
  {u"general-public", u"一般公共预算"},
  {u"government-funds", u"政府性基金预算"},
  {u"state-capital", u"国有资本经营预算"},
  {u"special-account", u"财政专户管理资金"},
  {u"own", u"单位资金"},
  {u"service", u"事业收入"},
  {u"operations", u"事业单位经营收入"},
  {u"superior-subsidy", u"上级补助收入"},
  {u"affiliate-remittance", u"附属单位上缴收入"},
  {u"other", u"其他收入"},
};
enum { MAX_SOURCE_LENGTH = 20 };

enum { MEASURE_COUNT = 4 };
static const Word MEASURES[] = {
  {u"yuan", u"元"},
  {u"thousand", u"千元"},
  {u"ten-thousand", u"万元"},
  {u"hundred-million", u"亿元"},
};

enum { ROUNDING_COUNT = 2 };
static const Word ROUNDINGS[] = {
  {u"exact", u"精确"},
  {u"printed", u"列示"},
};

enum { BASE_COUNT = 2 };
static const Word BASES[] = {
  {u"actual", u"执行数"},
  {u"budget", u"预算数"},
};

enum { STAGE_COUNT = 3 };
static const Word STAGES[] = {
  {u"budget", u"预算数"},
  {u"adjusted", u"调整数"},
  {u"final", u"决算数"},
};

enum { ZERO_COUNT = 2 };
static const Word ZEROS[] = {
  {u"blank", u"空白"},
  {u"printed", u"列示"},
};

#endif
