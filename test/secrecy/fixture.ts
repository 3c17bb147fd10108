import test from 'ava';
import { createHttpVisitor, type HttpVisitor } from '../../sandbox/demo/http-visitor.ts';
import type { StartedTestApp } from '../helpers/app.ts';
import { sharedApp } from '../helpers/shared-app.ts';
import { type Canary, type CanaryLeak, canary, findLeaks } from './canary.ts';
import { CapturedOutput } from './captured-output.ts';
import { type DatabaseRecorder, startDatabaseRecorder } from './database-recorder.ts';
import { readAllDiscordContent } from './discord-content.ts';

const OPERATOR = '1180000000000000077';

/** An app whose output is captured: all three processes, their databases, what they sent. */
export interface SecrecyFixture {
  app: StartedTestApp;
  capturedOutput: CapturedOutput;
  /** A canary that is looked for from now on. */
  canary(name: string): Canary;
  visitor(personId: string): Promise<HttpVisitor>;
  operator(): Promise<HttpVisitor>;
  /** SQL on the control database, as superuser. */
  controlDatabase: string;
  /** Where any canary was written or sent. */
  findLeaks(): Promise<CanaryLeak[]>;
}

export function sharedSecrecyFixture(): () => Promise<SecrecyFixture> {
  const capturedOutput = new CapturedOutput();
  const startApp = sharedApp({
    processes: ['server', 'bot', 'worker'],
    regions: ['eu-uk', 'us-west'],
    variables: {
      LOG_LEVEL: 'debug',
      OWN_DATABASE_ALLOW: '127.0.0.0/8',
      OUTBOX_SWEEP_MS: '300',
      OPERATORS: OPERATOR,
      MOVE_OBSERVE_MINUTES: '1',
    },
    log: capturedOutput.createLogger(),
  });
  const canaries: Canary[] = [];
  const recorders: DatabaseRecorder[] = [];
  const restoreStandardOutput = capturedOutput.captureStandardOutput();
  test.after.always('nothing listens any more', async () => {
    restoreStandardOutput();
    for (const witness of recorders) await witness.close();
  });

  async function createFixture(): Promise<SecrecyFixture> {
    const app = await startApp();
    const { url, discord, env, variables, vault } = app;
    const regions = env.regions.map(({ key }) => key.toUpperCase().replaceAll('-', '_'));
    const controlUrl = variables.CONTROL_DATABASE_URL ?? '';
    for (const each of [controlUrl, ...regions.map((key) => variables[`REGION_${key}_URL`] ?? '')])
      recorders.push(await startDatabaseRecorder(each, capturedOutput));
    await discord.control.createPerson({ id: OPERATOR, username: 'operator' });
    const visitor = async (personId: string) => {
      const newVisitor = createHttpVisitor(url, discord.url, capturedOutput.createFetch());
      await newVisitor.logIn(personId);
      return newVisitor;
    };
    return {
      app,
      capturedOutput,
      controlDatabase: new URL(controlUrl).pathname.slice(1),
      canary(name) {
        const newCanary = canary(name);
        canaries.push(newCanary);
        return newCanary;
      },
      visitor,
      operator: () => visitor(OPERATOR),
      async findLeaks() {
        const metrics = await capturedOutput.createFetch()(`${url}/metrics`, {
          headers: { authorization: `Bearer ${variables.METRICS_TOKEN}` },
        });
        if (!metrics.ok) throw new Error(`no metrics: ${metrics.status}`);
        capturedOutput.record('process title', process.title);
        capturedOutput.record('crash report', JSON.stringify(process.report.getReport()));
        capturedOutput.record('requests to Vault', JSON.stringify(vault.control.requests));
        const rows = await Promise.all(recorders.map((each) => each.rows()));
        return findLeaks(canaries, [
          ...capturedOutput.texts,
          ...rows.flat(),
          ...(await readAllDiscordContent(app)),
        ]);
      },
    };
  }
  let fixture: Promise<SecrecyFixture> | undefined;
  return () => (fixture ??= createFixture());
}
