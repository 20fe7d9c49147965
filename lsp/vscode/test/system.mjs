// What no package of npm brings: a browser, a font with Chinese, and the compilers for code-server's native modules.
import { existsSync } from 'node:fs';
import process from 'node:process';
import { run, says, succeeds, Trouble, which } from './shell.mjs';

const BROWSERS = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge'];
const ELSEWHERE = ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/Applications/Chromium.app/Contents/MacOS/Chromium'];

/** The Chromium to drive: what CHROMIUM names, else the system's. */
export function findBrowser() {
  return process.env.CHROMIUM || which(...BROWSERS) || ELSEWHERE.find((file) => existsSync(file));
}

/** What must be there, how to know, and the package of Debian and Ubuntu that has it. */
const NEEDS = [
  { what: 'Chromium (or set CHROMIUM to any browser made of it)', debian: 'chromium', has: () => findBrowser() },
  { what: 'a font with Chinese', debian: 'fonts-noto-cjk', has: () => !which('fc-list') || says('fc-list', ':lang=zh-cn', 'family') },
];

const COMPILERS = [
  { what: 'a C++ compiler', debian: 'g++', has: () => which('g++', 'clang++') },
  { what: 'make', debian: 'make', has: () => which('make', 'gmake') },
  { what: 'Python 3', debian: 'python3', has: () => which('python3') },
  { what: 'pkg-config', debian: 'pkg-config', has: () => which('pkg-config', 'pkgconf') },
  { what: 'the headers of Kerberos', debian: 'libkrb5-dev', has: () => process.platform !== 'linux' || succeeds('pkg-config', '--exists', 'krb5-gssapi') || succeeds('krb5-config', '--libs', 'gssapi') },
];

/** Installs what is missing, if this is a Debian and we may; else says what a person has to install. */
export async function needPackages({ compilers }) {
  const missing = () => [...NEEDS, ...(compilers ? COMPILERS : [])].filter((need) => !need.has());
  let lacks = missing();
  if (lacks.length === 0) return;
  if (which('apt-get') && process.getuid?.() === 0) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const options = ['-qq', '-y', '-o', 'DPkg::Lock::Timeout=600'];
    await run('apt-get', [...options, 'update'], { env });
    await run('apt-get', [...options, '--no-install-recommends', 'install', ...lacks.map((need) => need.debian)], { env });
    lacks = missing();
  }
  if (lacks.length > 0) {
    const list = lacks.map((need) => `  - ${need.what}`).join('\n');
    throw new Trouble(`The tests drive a real browser. This machine lacks:\n${list}\nOn Debian or Ubuntu: sudo apt-get install ${lacks.map((need) => need.debian).join(' ')}`);
  }
}
