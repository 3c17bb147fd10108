import type { ExecutionContext } from 'ava';
import { type Actor, type Acts, bindActs } from '../../domain/index.ts';
import type { Visitor } from '../../sandbox/demo/visitor.ts';
import { actorOf } from '../helpers/acts.ts';
import {
  createLabel,
  type Label,
  run,
  setUp,
  submitDemo,
  textOf,
  waitFor,
} from '../helpers/label.ts';
import { dmTo, messageOf } from '../helpers/on-discord.ts';
import {
  type OwnEngine,
  outageOfLong,
  type ReachedOwn,
  reachedOwn,
  settledMove,
} from '../helpers/own-place.ts';
import { asSuperuser } from '../helpers/postgres.ts';
import type { Overheard } from './world.ts';

/** Whether the page that comes back holds the code, as a string of its data. */
const says = (page: string, code: string): boolean => new RegExp(`\\\\?"${code}\\\\?"`).test(page);

/** One label with an own database whose user, password and name are canaries; chapter by chapter. */
export class Life {
  #t: ExecutionContext;
  #overheard: Overheard;
  #engine: OwnEngine;
  #label: Label;
  #own: ReachedOwn;
  #owner: Visitor;
  #acts: Acts;
  #admin: Actor;
  #password: string;

  private constructor(parts: {
    t: ExecutionContext;
    overheard: Overheard;
    engine: OwnEngine;
    label: Label;
    own: ReachedOwn;
    owner: Visitor;
    password: string;
  }) {
    this.#t = parts.t;
    this.#overheard = parts.overheard;
    this.#engine = parts.engine;
    this.#label = parts.label;
    this.#own = parts.own;
    this.#owner = parts.owner;
    this.#password = parts.password;
    const { tenancy, discord } = parts.overheard.house;
    this.#acts = bindActs({ tenancy, now: Date.now, discordUrl: discord.url });
    const { guildId, owner, staffChannel } = parts.label;
    const isStaff = (id: string) => id === staffChannel;
    this.#admin = {
      ...actorOf(guildId, 'Mara', { isAdmin: true, canView: isStaff }),
      userId: owner,
    };
  }

  static async begin(t: ExecutionContext, overheard: Overheard, engine: OwnEngine): Promise<Life> {
    const { house, canary, visitor } = overheard;
    const label = await createLabel(house, { plan: 'pro' });
    await setUp(house, label);
    const password = canary('password').word;
    const own = await reachedOwn(t, engine, {
      user: canary('user').word,
      password,
      database: canary('database').word,
    });
    const owner = await visitor(label.owner);
    return new Life({ t, overheard, engine, label, own, owner, password });
  }

  get #house() {
    return this.#overheard.house;
  }

  get #page() {
    return `/g/${this.#label.guildId}/settings/storage`;
  }

  #url(change: Partial<Record<'user' | 'password' | 'host' | 'database' | 'query', string>> = {}) {
    const { user, database } = this.#own.database;
    const scheme = this.#engine === 'postgres' ? 'postgres' : 'mariadb';
    const given = {
      user,
      password: this.#password,
      host: `127.0.0.1:${this.#own.way.port}`,
      database,
      query: '',
      ...change,
    };
    return `${scheme}://${given.user}:${given.password}@${given.host}/${given.database}${given.query}`;
  }

  /** Pastes a URL into the connect page and tests it. */
  async #test(url: string, ca = this.#own.input.ca ?? ''): Promise<string> {
    const { text } = await this.#owner.post(`${this.#page}/connect`, {
      intent: 'test',
      by: 'url',
      url,
      ca,
    });
    return text;
  }

  /** `/setup_db`, its link, and everything that can be wrong with what is pasted there. */
  async failingTests(): Promise<void> {
    const { canary, heard } = this.#overheard;
    const { owner, general } = this.#label;
    const offered = JSON.stringify(messageOf(await run(this.#house, owner, general, 'setup_db')));
    const link = new RegExp(`${this.#house.url}(/connect/[^"]+)`).exec(offered)?.[1] ?? '';
    await this.#owner.get(link);
    await this.#owner.post(link, { intent: 'open' });
    const file = canary('file').word;
    const other = () => canary('password').word;
    const failing: Record<string, [url: string, code: string, ca?: string]> = {
      'a private host': [this.#url({ host: '10.0.0.1:5432' }), 'UNREACHABLE'],
      'an unknown host': [this.#url({ host: `${canary('host').word}.invalid` }), 'UNREACHABLE'],
      'no certificate': [this.#url(), 'TLS', ''],
      'a wrong password': [this.#url({ password: other() }), 'AUTH'],
      'an unknown user': [this.#url({ user: canary('user').word }), 'AUTH'],
      'a bad parameter': [this.#url({ query: `?sslrootcert=/etc/${file}` }), 'PARAM'],
      'a weak mode': [this.#url({ query: `?sslmode=disable&x=${file}` }), 'TLS'],
      'a password not escaped': [this.#url({ password: `${other()}#@/?${other()}` }), 'URL'],
      'another scheme': [this.#url().replace(/^\w+/, 'sqlite'), 'SCHEME'],
      'nothing of a URL': [`${other()} ${other()}`, 'URL'],
    };
    for (const [what, [url, code, ca]] of Object.entries(failing))
      this.#t.true(says(await this.#test(url, ca), code), what);
    this.#t.true(
      says(await this.#test(this.#url({ database: canary('database').word })), 'DATABASE'),
    );
    for (const [what, [url, , ca]] of Object.entries(failing))
      await heard.failure(what, () => this.#acts.storage.test(this.#admin, { url, ca: ca ?? '' }));
    this.#own.way.cut();
    await this.#test(this.#url());
    this.#own.way.mend();
  }

  async moveIn(): Promise<void> {
    await this.#test(this.#url());
    const moved = settledMove(this.#house.tenancy, this.#label.guildId);
    await this.#owner.post(`${this.#page}/connect`, { intent: 'connect' });
    await moved;
    this.#t.is((await this.#house.tenancy.placement(this.#label.guildId)).kind, 'own');
  }

  /** A demo with its card and decision, and all pages. */
  async work(trackTitle: string): Promise<void> {
    const { staff, staffChannel } = this.#label;
    const number = Number(
      /#(\d+)/.exec(textOf(await submitDemo(this.#house, this.#label, { trackTitle })))?.[1],
    );
    await waitFor(this.#house, { channelId: staffChannel, contains: trackTitle });
    await run(this.#house, staff, staffChannel, 'status', { number, new_status: 'approved' });
    await this.#look();
  }

  /** All at once: while the database is silent, each of them runs into a time-out. */
  async #look(): Promise<void> {
    const { guildId, owner, staff, artist, general, demos, staffChannel } = this.#label;
    const operator = await this.#overheard.operator();
    const label = ['', '/submissions', '/submissions/1', '/settings', '/settings/storage'];
    const data = ['/settings/storage.data', '/settings/storage/connect.data'];
    const desk = ['', '/secrets', '/moves', '/clusters', '/migrations', '/tenants'];
    await Promise.all([
      ...[...label, ...data].map((page) => this.#owner.get(`/g/${guildId}${page}`)),
      ...desk.map((page) => operator.get(`/operator${page}`)),
      run(this.#house, owner, general, 'db_status'),
      run(this.#house, staff, staffChannel, 'queue'),
      run(this.#house, artist, demos, 'my_subs'),
      this.#fail(),
    ]);
  }

  /** What acts fail with, as an adapter gets it. */
  async #fail(): Promise<void> {
    const { heard, house } = this.#overheard;
    const { guildId } = this.#label;
    const acts: Record<string, () => Promise<unknown>> = {
      list: () => this.#acts.submissions.list(this.#admin, {}),
      overview: () => this.#acts.overview(this.#admin),
      view: () => this.#acts.storage.view(this.#admin),
      decide: () =>
        this.#acts.review.decide(this.#admin, {
          requestId: `x:${Date.now()}`,
          number: 1,
          decision: 'approved',
        }),
      read: () => house.tenancy.read(guildId, async (db) => db.table('submissions').select()),
      write: () => house.tenancy.write(guildId, async (db) => db.table('no_such_table').select()),
      own: () => house.tenancy.status.own(),
    };
    await Promise.all(Object.entries(acts).map(([name, act]) => heard.failure(`act ${name}`, act)));
  }

  /** Connections break: demos are parked, deliveries fail, the owner is told. */
  async outage(): Promise<void> {
    const { control, house } = this.#overheard;
    const { guildId, owner } = this.#label;
    this.#own.way.cut();
    this.#t.regex(
      textOf(await submitDemo(house, this.#label, { trackTitle: 'Low Tide' })),
      /safe hands/,
    );
    await this.#look();
    await asSuperuser(
      `SELECT graphile_worker.add_job('outbox', '{"guildId":"${guildId}"}')`,
      control,
    );
    await this.#owner.post(this.#page, { intent: 'retest' });
    await outageOfLong(house, guildId);
    await dmTo(house, owner, 'does not answer');
    await this.#mend();
    await dmTo(house, this.#label.artist, 'Low Tide” is in');
  }

  /** Connections stay, and nothing comes: what was asked runs into its time-out. */
  async silence(): Promise<void> {
    this.#own.way.freeze();
    await this.#look();
    await this.#mend();
  }

  async #mend(): Promise<void> {
    this.#own.way.mend();
    this.#t.true((await this.#acts.storage.retest(this.#admin)).passed);
  }

  /** The old password stops working, and the new one is given. */
  async newPassword(): Promise<void> {
    const next = this.#overheard.canary('password').word;
    const { user } = this.#own.database;
    await this.#own.admin(
      this.#engine === 'postgres'
        ? `ALTER ROLE ${user} PASSWORD '${next}'`
        : `ALTER USER ${user}@'%' IDENTIFIED BY '${next}'`,
    );
    await this.#owner.post(this.#page, { intent: 'setup' });
    await this.#test(this.#url());
    this.#password = next;
    await this.#test(this.#url());
    await this.#owner.post(`${this.#page}/connect`, { intent: 'connect' });
    this.#t.is((await this.#house.tenancy.placement(this.#label.guildId)).secret?.version, 2);
    await this.work('Paper Lanterns');
  }

  /** Operators ask for new credentials, then destroy what there is; the admin gives it once more. */
  async revoked(): Promise<void> {
    const { house, operator } = this.#overheard;
    const { guildId } = this.#label;
    const ref = (await house.tenancy.placement(guildId)).secret?.ref ?? '';
    const desk = await operator();
    const change = (what: string) =>
      desk.post('/operator/secrets', { intent: 'change', ref, change: what, reason: 'leaked' });
    await change('rotate');
    await change('revoke');
    await this.#look();
    // The worker sweeps as well; whoever comes first destroys it.
    await house.tenancy.sweepSecrets();
    const secret = await house.tenancy.control.findDatabaseSecret({ guildId, ref });
    this.#t.is(secret?.state, 'destroyed');
    await this.#owner.post(this.#page, { intent: 'setup' });
    await this.#test(this.#url());
    await this.#owner.post(`${this.#page}/connect`, { intent: 'connect' });
    await this.work('Night Bus');
  }

  async moveOut(): Promise<void> {
    const moved = settledMove(this.#house.tenancy, this.#label.guildId);
    await this.#owner.post(this.#page, { intent: 'move', region: 'us-west' });
    await moved;
    await this.work('Far Shore');
    await this.#house.tenancy.sweepSecrets();
  }
}
