// A budget of any number of lines, the same bytes on every machine, in which all totals hold.

const DEPARTMENTS = ['教育局', '卫健委', '农业局', '建设局'];
const BRANCHES = ['机关', '服务中心', '监测站', '研究所', '培训中心'];
const PLACES = ['人才', '农村', '城区', '校园', '社区', '河道', '智慧', '公共', '基层', '应急', '档案', '园区'];
const PURPOSES = ['房票', '改造', '购置', '培训', '运维', '补贴', '养护', '检测', '宣传', '物业'];
// Classes that the national chart does not have, so that none has another name there.
const CLASSES = Array.from({ length: 20 }, (_, number) => String(241 + number));

/** Numbers below a bound, from a seed. */
function random(seed) {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** An amount as it is written. Money is counted in cents, which a number of JavaScript holds exactly up to 2^53. */
const yuan = (cents) => `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;

/** The text of a budget, about 80 bytes a line. */
export function largeBudget(lines, seed = 2_026) {
  const below = random(seed);
  const one = (list) => list[below(list.length)];
  const units = DEPARTMENTS.flatMap((name) => [{ name }, ...BRANCHES.map((branch) => ({ name: name + branch, under: name }))]);
  const payers = units.filter(({ under }) => under).map(({ name }) => name);
  const pair = (number) => String(number + 1).padStart(2, '0');
  const groups = CLASSES.flatMap((code) => Array.from({ length: 10 }, (_, number) => code + pair(number)));
  const items = groups.flatMap((code) => Array.from({ length: 5 }, (_, number) => code + pair(number)));
  const codes = [...CLASSES, ...groups, ...items].sort();
  const head = [
    'budget 合成预算 year 2025 measure 元',
    '',
    ...units.map(({ name, under }) => `unit ${name}${under ? ` under ${under}` : ''}`),
    ...codes.map((code) => `account ${code} 第${code}${'类款项'[(code.length - 3) / 2]}支出`),
  ];
  const slices = [
    ['', [0]],
    ...units.map(({ name }) => [` unit ${name}`, [0]]),
    ...codes.map((code) => [` func ${code}`, [0]]),
    ...payers.flatMap((unit) => CLASSES.map((code) => [` unit ${unit} func ${code}`, [0]])),
  ];
  const sums = new Map(slices);
  const entries = Array.from({ length: Math.max(0, lines - head.length - 1 - slices.length) }, (_, number) => {
    if (number % 100 === 0) return `# 第 ${number / 100 + 1} 批`;
    const [unit, code, cents] = [one(payers), one(items), 10_000 + below(499_990_000)];
    const department = units.find(({ name }) => name === unit).under;
    const below7 = [code.slice(0, 3), code.slice(0, 5), code].map((it) => ` func ${it}`);
    for (const slice of ['', ` unit ${unit}`, ` unit ${department}`, ...below7, ` unit ${unit} func ${code.slice(0, 3)}`]) sums.get(slice)[0] += cents;
    return `project ${one(PLACES)}${one(PURPOSES)}${String(number).padStart(6, '0')} unit ${unit} amount ${yuan(cents)} func ${code}`;
  });
  const totals = slices.map(([slice, [cents]]) => `total${slice} amount ${yuan(cents)}`);
  return `${[...head, ...entries, '', ...totals].join('\n')}\n`;
}
