import type { ExecutionContext } from 'ava';
import { type Actor, bindOperations, type Operations } from '../../domain/index.ts';
import type { HttpVisitor } from '../../sandbox/demo/http-visitor.ts';
import {
  backdateOutage,
  type CustomerEngine,
  createProxiedCustomerDatabase,
  type ProxiedCustomerDatabase,
  waitForMove,
} from '../helpers/customer-placement.ts';
import { getMessage, waitForDm } from '../helpers/discord-actions.ts';
import {
  createLabel,
  type Label,
  messageText,
  runCommand,
  setUpLabel,
  submitDemo,
  waitForMessage,
} from '../helpers/label.ts';
import { createActor } from '../helpers/operations-fixture.ts';
import { runAsSuperuser } from '../helpers/postgres.ts';
import type { SecrecyFixture } from './fixture.ts';

/** Whether the page that comes back holds the code, as a string of its data. */
const containsCode = (page: string, code: string): boolean =>
  new RegExp(`\\\\?"${code}\\\\?"`).test(page);

/**
 * One label with an own database whose user, password and name are canaries; chapter by chapter.
 */
export class SecretLifecycle {
  #t: ExecutionContext;
  #fixture: SecrecyFixture;
  #engine: CustomerEngine;
  #label: Label;
  #customerDatabase: ProxiedCustomerDatabase;
  #owner: HttpVisitor;
  #operations: Operations;
  #admin: Actor;
  #password: string;

  private constructor(deps: {
    t: ExecutionContext;
    fixture: SecrecyFixture;
    engine: CustomerEngine;
    label: Label;
    customerDatabase: ProxiedCustomerDatabase;
    owner: HttpVisitor;
    password: string;
  }) {
    this.#t = deps.t;
    this.#fixture = deps.fixture;
    this.#engine = deps.engine;
    this.#label = deps.label;
    this.#customerDatabase = deps.customerDatabase;
    this.#owner = deps.owner;
    this.#password = deps.password;
    const { tenancy, discord } = deps.fixture.app;
    this.#operations = bindOperations({ tenancy, now: Date.now, discordUrl: discord.url });
    const { guildId, owner, staffChannel } = deps.label;
    const isStaff = (id: string) => id === staffChannel;
    this.#admin = {
      ...createActor(guildId, 'Mara', { isAdmin: true, canView: isStaff }),
      userId: owner,
    };
  }

  static async create(
    t: ExecutionContext,
    fixture: SecrecyFixture,
    engine: CustomerEngine,
  ): Promise<SecretLifecycle> {
    const { app, canary, visitor } = fixture;
    const label = await createLabel(app, { plan: 'pro' });
    await setUpLabel(app, label);
    const password = canary('password').value;
    const customerDatabase = await createProxiedCustomerDatabase(t, engine, {
      user: canary('user').value,
      password,
      database: canary('database').value,
    });
    const owner = await visitor(label.owner);
    return new SecretLifecycle({ t, fixture, engine, label, customerDatabase, owner, password });
  }

  get #app() {
    return this.#fixture.app;
  }

  get #page() {
    return `/g/${this.#label.guildId}/settings/storage`;
  }

  #url(
    overrides: Partial<Record<'user' | 'password' | 'host' | 'database' | 'query', string>> = {},
  ) {
    const { user, database } = this.#customerDatabase.database;
    const scheme = this.#engine === 'postgres' ? 'postgres' : 'mariadb';
    const urlParts = {
      user,
      password: this.#password,
      host: `127.0.0.1:${this.#customerDatabase.proxy.port}`,
      database,
      query: '',
      ...overrides,
    };
    return `${scheme}://${urlParts.user}:${urlParts.password}@${urlParts.host}/${urlParts.database}${urlParts.query}`;
  }

  /** Pastes a URL into the connect page and tests it. */
  async #testUrl(url: string, ca = this.#customerDatabase.input.ca ?? ''): Promise<string> {
    const { text } = await this.#owner.post(`${this.#page}/connect`, {
      intent: 'test',
      by: 'url',
      url,
      ca,
    });
    return text;
  }

  /** `/setup_db`, its link, and everything that can be wrong with what is pasted there. */
  async testFailingConnections(): Promise<void> {
    const { canary, capturedOutput } = this.#fixture;
    const { owner, generalChannel } = this.#label;
    const offered = JSON.stringify(
      getMessage(await runCommand(this.#app, owner, generalChannel, 'setup_db')),
    );
    const link = new RegExp(`${this.#app.url}(/connect/[^"]+)`).exec(offered)?.[1] ?? '';
    await this.#owner.get(link);
    await this.#owner.post(link, { intent: 'open' });
    const file = canary('file').value;
    const otherPassword = () => canary('password').value;
    const failing: Record<string, [url: string, code: string, ca?: string]> = {
      'a private host': [this.#url({ host: '10.0.0.1:5432' }), 'UNREACHABLE'],
      'an unknown host': [this.#url({ host: `${canary('host').value}.invalid` }), 'UNREACHABLE'],
      'no certificate': [this.#url(), 'CERTIFICATE_UNTRUSTED', ''],
      'a wrong password': [this.#url({ password: otherPassword() }), 'AUTH'],
      'an unknown user': [this.#url({ user: canary('user').value }), 'AUTH'],
      'a bad parameter': [this.#url({ query: `?sslrootcert=/etc/${file}` }), 'PARAM'],
      'a weak mode and a bad parameter': [
        this.#url({ query: `?sslmode=disable&x=${file}` }),
        'PARAM',
      ],
      'a password not escaped': [
        this.#url({ password: `${otherPassword()}#@/?${otherPassword()}` }),
        'URL',
      ],
      'another scheme': [this.#url().replace(/^\w+/, 'sqlite'), 'SCHEME'],
      'nothing of a URL': [`${otherPassword()} ${otherPassword()}`, 'URL'],
    };
    for (const [what, [url, code, ca]] of Object.entries(failing))
      this.#t.true(containsCode(await this.#testUrl(url, ca), code), what);
    this.#t.true(
      containsCode(
        await this.#testUrl(this.#url({ database: canary('database').value })),
        'DATABASE',
      ),
    );
    for (const [what, [url, , ca]] of Object.entries(failing))
      await capturedOutput.captureError(what, () =>
        this.#operations.storage.testConnection(this.#admin, { url, ca: ca ?? '' }),
      );
    this.#customerDatabase.proxy.disconnect();
    await this.#testUrl(this.#url());
    this.#customerDatabase.proxy.restore();
  }

  async moveToCustomerDatabase(): Promise<void> {
    await this.#testUrl(this.#url());
    const moveFinished = waitForMove(this.#app.tenancy, this.#label.guildId);
    await this.#owner.post(`${this.#page}/connect`, { intent: 'connect' });
    await moveFinished;
    this.#t.is((await this.#app.tenancy.getPlacement(this.#label.guildId)).kind, 'own');
  }

  /** A demo with its card and decision, and all pages. */
  async reviewDemo(trackTitle: string): Promise<void> {
    const { staff, staffChannel } = this.#label;
    const number = Number(
      /#(\d+)/.exec(messageText(await submitDemo(this.#app, this.#label, { trackTitle })))?.[1],
    );
    await waitForMessage(this.#app, { channelId: staffChannel, contains: trackTitle });
    await runCommand(this.#app, staff, staffChannel, 'status', { number, new_status: 'approved' });
    await this.#visitAllPages();
  }

  /** All at once: while the database is silent, each of them runs into a time-out. */
  async #visitAllPages(): Promise<void> {
    const { guildId, owner, staff, artist, generalChannel, demosChannel, staffChannel } =
      this.#label;
    const operator = await this.#fixture.operator();
    const label = ['', '/submissions', '/submissions/1', '/settings', '/settings/storage'];
    const data = ['/settings/storage.data', '/settings/storage/connect.data'];
    const operatorPages = ['', '/secrets', '/moves', '/clusters', '/migrations', '/tenants'];
    await Promise.all([
      ...[...label, ...data].map((page) => this.#owner.get(`/g/${guildId}${page}`)),
      ...operatorPages.map((page) => operator.get(`/operator${page}`)),
      runCommand(this.#app, owner, generalChannel, 'db_status'),
      runCommand(this.#app, staff, staffChannel, 'queue'),
      runCommand(this.#app, artist, demosChannel, 'my_subs'),
      this.#captureOperationErrors(),
    ]);
  }

  /** What acts fail with, as an adapter gets it. */
  async #captureOperationErrors(): Promise<void> {
    const { capturedOutput, app } = this.#fixture;
    const { guildId } = this.#label;
    const operations: Record<string, () => Promise<unknown>> = {
      list: () => this.#operations.submissions.list(this.#admin, {}),
      overview: () => this.#operations.overview.get(this.#admin),
      view: () => this.#operations.storage.get(this.#admin),
      decide: () =>
        this.#operations.review.decide(this.#admin, {
          requestId: `x:${Date.now()}`,
          number: 1,
          decision: 'approved',
        }),
      read: () => app.tenancy.read(guildId, async (db) => db.table('submissions').select()),
      write: () => app.tenancy.write(guildId, async (db) => db.raw('SELECT 1 FROM no_such_table')),
      own: () => app.tenancy.status.customerDatabases(),
    };
    await Promise.all(
      Object.entries(operations).map(([name, act]) =>
        capturedOutput.captureError(`act ${name}`, act),
      ),
    );
  }

  /** Connections break: demos are parked, deliveries fail, the owner is told. */
  async breakConnections(): Promise<void> {
    const { controlDatabase, app } = this.#fixture;
    const { guildId, owner } = this.#label;
    this.#customerDatabase.proxy.disconnect();
    this.#t.regex(
      messageText(await submitDemo(app, this.#label, { trackTitle: 'Low Tide' })),
      /Your demo is safe/,
    );
    await this.#visitAllPages();
    await runAsSuperuser(
      `SELECT graphile_worker.add_job('outbox', '{"guildId":"${guildId}"}')`,
      controlDatabase,
    );
    await this.#owner.post(this.#page, { intent: 'retest' });
    await backdateOutage(app, guildId);
    await waitForDm(app, owner, 'isn’t responding');
    await this.#repairConnection();
    await waitForDm(app, this.#label.artist, 'Low Tide” is in');
  }

  /** Connections stay, and nothing comes: what was asked runs into its time-out. */
  async freezeConnections(): Promise<void> {
    this.#customerDatabase.proxy.freeze();
    await this.#visitAllPages();
    await this.#repairConnection();
  }

  async #repairConnection(): Promise<void> {
    this.#customerDatabase.proxy.restore();
    this.#t.true((await this.#operations.storage.retestConnection(this.#admin)).passed);
  }

  /** The old password stops working, and the new one is given. */
  async rotatePassword(): Promise<void> {
    const next = this.#fixture.canary('password').value;
    const { user } = this.#customerDatabase.database;
    await this.#customerDatabase.runAsAdmin(
      this.#engine === 'postgres'
        ? `ALTER ROLE ${user} PASSWORD '${next}'`
        : `ALTER USER ${user}@'%' IDENTIFIED BY '${next}'`,
    );
    await this.#owner.post(this.#page, { intent: 'setup' });
    await this.#testUrl(this.#url());
    this.#password = next;
    await this.#testUrl(this.#url());
    await this.#owner.post(`${this.#page}/connect`, { intent: 'connect' });
    this.#t.is((await this.#app.tenancy.getPlacement(this.#label.guildId)).secret?.version, 2);
    await this.reviewDemo('Paper Lanterns');
  }

  /**
   * Operators ask for new credentials, then destroy what there is; the admin gives it once more.
   */
  async revokeCredentials(): Promise<void> {
    const { app, operator } = this.#fixture;
    const { guildId } = this.#label;
    const ref = (await app.tenancy.getPlacement(guildId)).secret?.ref ?? '';
    const operatorVisitor = await operator();
    const change = (action: string) =>
      operatorVisitor.post('/operator/secrets', {
        intent: 'change',
        ref,
        change: action,
        reason: 'leaked',
      });
    await change('rotate');
    await change('revoke');
    await this.#visitAllPages();
    // The worker sweeps as well; whoever comes first destroys it.
    await app.tenancy.sweepSecrets();
    const secret = await app.tenancy.control.findDatabaseSecret({ guildId, ref });
    this.#t.is(secret?.state, 'destroyed');
    await this.#owner.post(this.#page, { intent: 'setup' });
    await this.#testUrl(this.#url());
    await this.#owner.post(`${this.#page}/connect`, { intent: 'connect' });
    await this.reviewDemo('Night Bus');
  }

  async moveToRegion(): Promise<void> {
    const moveFinished = waitForMove(this.#app.tenancy, this.#label.guildId);
    await this.#owner.post(this.#page, { intent: 'move', region: 'us-west' });
    await moveFinished;
    await this.reviewDemo('Far Shore');
    await this.#app.tenancy.sweepSecrets();
  }
}
