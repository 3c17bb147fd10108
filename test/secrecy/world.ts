import test from 'ava';
import { browserLess, type Visitor } from '../../sandbox/demo/visitor.ts';
import type { StartedHouse } from '../helpers/house.ts';
import { sharedHouse } from '../helpers/shared-house.ts';
import { type Canary, canary, type Sighting, sightings } from './canary.ts';
import { everythingOnDiscord } from './discord.ts';
import { Heard } from './heard.ts';
import { openWitness, type Witness } from './witness.ts';

const OPERATOR = '1180000000000000077';

/** A house of which everything is heard: all three processes, their databases, what they sent. */
export interface Overheard {
  house: StartedHouse;
  heard: Heard;
  /** A canary that is looked for from now on. */
  canary(name: string): Canary;
  visitor(personId: string): Promise<Visitor>;
  operator(): Promise<Visitor>;
  /** SQL on the control database, as superuser. */
  control: string;
  /** Where any canary was written or sent. */
  search(): Promise<Sighting[]>;
}

export function overheardHouse(): () => Promise<Overheard> {
  const heard = new Heard();
  const open = sharedHouse({
    processes: ['server', 'bot', 'worker'],
    regions: ['eu-uk', 'us-west'],
    variables: {
      LOG_LEVEL: 'debug',
      OWN_DATABASE_ALLOW: '127.0.0.0/8',
      OUTBOX_SWEEP_MS: '300',
      OPERATORS: OPERATOR,
      MOVE_OBSERVE_MINUTES: '1',
    },
    log: heard.log(),
  });
  const canaries: Canary[] = [];
  const witnesses: Witness[] = [];
  const quiet = heard.standardOutput();
  test.after.always('nothing listens any more', async () => {
    quiet();
    for (const witness of witnesses) await witness.close();
  });

  async function begin(): Promise<Overheard> {
    const house = await open();
    const { url, discord, env, variables, vault } = house;
    const regions = env.regions.map(({ key }) => key.toUpperCase().replaceAll('-', '_'));
    const control = variables.CONTROL_DATABASE_URL ?? '';
    for (const each of [control, ...regions.map((key) => variables[`REGION_${key}_URL`] ?? '')])
      witnesses.push(await openWitness(each, heard));
    await discord.control.createPerson({ id: OPERATOR, username: 'operator' });
    const visitor = async (personId: string) => {
      const made = browserLess(url, discord.url, heard.fetch());
      await made.logIn(personId);
      return made;
    };
    return {
      house,
      heard,
      control: new URL(control).pathname.slice(1),
      canary(name) {
        const made = canary(name);
        canaries.push(made);
        return made;
      },
      visitor,
      operator: () => visitor(OPERATOR),
      async search() {
        const metrics = await heard.fetch()(`${url}/metrics`, {
          headers: { authorization: `Bearer ${variables.METRICS_TOKEN}` },
        });
        if (!metrics.ok) throw new Error(`no metrics: ${metrics.status}`);
        heard.note('process title', process.title);
        heard.note('crash report', JSON.stringify(process.report.getReport()));
        heard.note('requests to Vault', JSON.stringify(vault.control.requests));
        const rows = await Promise.all(witnesses.map((each) => each.rows()));
        return sightings(canaries, [
          ...heard.texts,
          ...rows.flat(),
          ...(await everythingOnDiscord(house)),
        ]);
      },
    };
  }
  let begun: Promise<Overheard> | undefined;
  return () => (begun ??= begin());
}
