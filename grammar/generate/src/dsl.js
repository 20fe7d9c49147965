// What grammar.js is written in: the functions of tree-sitter's grammars that ours uses, each making the
// rule that it stands for. The last value is a function that turns a grammar into the text of grammar.json.

const symbol = name => ({ type: 'SYMBOL', name });
const rule = it => (typeof it === 'string' ? { type: 'STRING', value: it } : it);

globalThis.blank = () => ({ type: 'BLANK' });
globalThis.seq = (...members) => ({ type: 'SEQ', members: members.map(rule) });
globalThis.choice = (...members) => ({ type: 'CHOICE', members: members.map(rule) });
globalThis.optional = content => choice(content, blank());
globalThis.repeat = content => ({ type: 'REPEAT', content: rule(content) });
globalThis.repeat1 = content => ({ type: 'REPEAT1', content: rule(content) });
globalThis.field = (name, content) => ({ type: 'FIELD', name, content: rule(content) });
globalThis.alias = (content, as) => {
  const named = typeof as !== 'string';
  return { type: 'ALIAS', content: rule(content), named, value: named ? as.name : as };
};

globalThis.grammar = ({ name, externals, extras, supertypes, rules }) => {
  const $ = new Proxy({}, { get: (_, name) => symbol(name) });
  return {
    name,
    rules: Object.fromEntries(Object.entries(rules).map(([name, make]) => [name, rule(make($))])),
    extras: extras($).map(rule),
    conflicts: [],
    precedences: [],
    externals: externals($).map(rule),
    inline: [],
    supertypes: supertypes($).map(({ name }) => name),
    reserved: {},
  };
};

(source, words) => {
  const module = { exports: {} };
  const require = file => {
    if (file !== './words.json') throw new Error(`grammar.js requires ${file}`);
    return JSON.parse(words);
  };
  new Function('module', 'require', source)(module, require);
  return JSON.stringify(module.exports, null, 2) + '\n';
};
