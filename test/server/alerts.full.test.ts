import { readFileSync } from 'node:fs';
import path from 'node:path';
import test from 'ava';
import { parse } from 'yaml';
import { findEphemeralPort } from '../../sandbox/machine/ports.ts';
import { startApp } from '../helpers/app.ts';
import { startChild } from '../helpers/child-process.ts';
import { createLabel, setUpLabel, submitDemo, waitForMessage } from '../helpers/label.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(path.join(ROOT, file), 'utf8');

interface Rule {
  alert: string;
  expr: string;
  labels: { severity: string };
  annotations: { summary: string; runbook: string };
}
const rules = (): Rule[] =>
  (parse(read('deploy/alerts.yml')) as { groups: { rules: Rule[] }[] }).groups.flatMap(
    (group) => group.rules,
  );

/** The figures of our processes that an expression names. */
const metricsIn = (expression: string) => expression.match(/vektra_\w+/g) ?? [];

test('every metric of the alert rules is exported by a running process', async (t) => {
  const app = await startApp(t, { processes: [] });
  const ports = { bot: await findEphemeralPort(), worker: await findEphemeralPort() };
  const start = (what: 'server' | 'bot' | 'worker', more: Record<string, string> = {}) =>
    startChild(t, ['server/main.ts', what], {
      PATH: process.env.PATH,
      ...app.variables,
      LOG_LEVEL: 'info',
      ...more,
    });
  const processes = [
    start('server'),
    start('bot', { HEALTH_PORT: String(ports.bot) }),
    start('worker', { HEALTH_PORT: String(ports.worker) }),
  ];
  await Promise.all(
    ['server', 'bot', 'worker'].map((name, index) =>
      processes[index]?.waitForOutput(`${name}.ready`),
    ),
  );
  const label = await createLabel(app);
  await setUpLabel(app, label);
  await submitDemo(app, label);
  await waitForMessage(app, { channelId: label.staffChannel, contains: 'Glass Horizon' });
  await fetch(app.url);

  const metrics = async (url: string) => {
    const authorization = `Bearer ${app.variables.METRICS_TOKEN}`;
    return (await fetch(`${url}/metrics`, { headers: { authorization } })).text();
  };
  const addresses = {
    server: app.url,
    bot: `http://127.0.0.1:${ports.bot}`,
    worker: `http://127.0.0.1:${ports.worker}`,
  };
  const metricsByProcess = Object.fromEntries(
    await Promise.all(
      Object.entries(addresses).map(async ([name, url]) => [name, await metrics(url)] as const),
    ),
  );
  // A sample, not only the figure's name: an expression over none says nothing.
  const samples = new Set(
    Object.values(metricsByProcess).flatMap((text) =>
      [...text.matchAll(/^(vektra_\w+)[ {]/gm)].map(([, name]) => name),
    ),
  );
  for (const { alert, expr } of rules())
    for (const name of metricsIn(expr)) t.true(samples.has(name), `${alert}: ${name}`);

  // Each process tells of its own connections and of its own calls to Discord.
  for (const [name, text] of Object.entries(metricsByProcess)) {
    for (const state of ['used', 'open', 'max'])
      t.regex(
        text,
        new RegExp(`^vektra_pool_connections{pool="control",state="${state}"} \\d`, 'm'),
        name,
      );
    t.regex(text, /^vektra_discord_responses_total{status="429"} \d/m, name);
    t.regex(text, /^vektra_moves{state="failed"} 0$/m, name);
    t.regex(text, /^vektra_jobs_waiting \d/m, name);
    t.regex(text, /^vektra_own_database_breakers{state="open"} 0$/m, name);
    t.false(text.includes(label.guildId), 'no label holds an id');
  }
  t.regex(metricsByProcess.bot ?? '', /^vektra_discord_responses_total{status="200"} [1-9]/m);
  t.deepEqual(await Promise.all(processes.map((each) => each.stop())), [0, 0, 0]);
});

test('every alert has a severity and a runbook', (t) => {
  const headings = new Set(
    [...read('docs/operating.md').matchAll(/^#+ (.+)$/gm)].map(([, title]) => title),
  );
  for (const { alert, labels, annotations } of rules()) {
    t.regex(labels.severity, /^(page|ticket)$/, alert);
    t.is(annotations.runbook, `docs/operating.md#${alert.toLowerCase()}`);
    t.true(headings.has(alert), `docs/operating.md has no section ${alert}`);
  }
});
