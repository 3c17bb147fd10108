import { createHttpVisitor, type HttpVisitor } from '../../sandbox/demo/http-visitor.ts';
import type { DemoPlan } from '../chaos/demo-plan.ts';
import { runDemo } from '../chaos/demo-run.ts';
import type { StartedTestApp } from '../helpers/app.ts';
import { submitDemoWithCard } from '../helpers/discord-actions.ts';
import { messageText, runCommand } from '../helpers/label.ts';
import type { DeployedLabel } from './labels.ts';
import type { DeployedServer } from './processes.ts';

const MAX_ATTEMPTS = 20;

interface User {
  label: DeployedLabel;
  /** The owner's browser. */
  visitor: HttpVisitor;
}

/** People of several labels, who use Discord and the dashboard while processes are replaced. */
export class Load {
  readonly tally = { submitted: 0 };
  readonly #app: StartedTestApp;
  readonly #users: User[] = [];
  #demoCount = 0;

  constructor(app: StartedTestApp) {
    this.#app = app;
  }

  /** Demos whose artists got a number, or tried to in vain. */
  get demoCount(): number {
    return this.#demoCount;
  }

  get labels(): DeployedLabel[] {
    return this.#users.map(({ label }) => label);
  }

  /** Adds a label; its owner signs in on the dashboard and stays signed in. */
  async addLabel(label: DeployedLabel): Promise<void> {
    const { url, discord } = this.#app;
    const visitor = createHttpVisitor(url, discord.url);
    await visitor.logIn(label.owner);
    this.#users.push({ label, visitor });
  }

  /**
   * People send and review demos while the deployment changes, and again when it has changed.
   * @param change of the deployment
   */
  async during(change: () => Promise<unknown>): Promise<void> {
    await Promise.all([change(), ...this.#users.map((user) => this.#useDiscord(user))]);
    await Promise.all(
      this.#users.map(async (user) => {
        await this.#useDiscord(user);
        await this.#useDashboard(user);
      }),
    );
  }

  /** Opens a page of a label's dashboard on one server. */
  async openPage(label: DeployedLabel, server: DeployedServer, path: string): Promise<string> {
    const user = this.#users.find((each) => each.label === label);
    const response = await fetch(`${server.url}/g/${label.guildId}${path}`, {
      headers: { cookie: user?.visitor.cookie() ?? '' },
    });
    if (response.status !== 200) throw new Error(`${server.name} ${path}: ${response.status}`);
    return response.text();
  }

  #useDiscord({ label }: User): Promise<void> {
    const target = { app: this.#app, labels: [label], bot: label.shard.asTarget };
    return runDemo(target, planDemo(this.#demoCount++), this.tally);
  }

  /** A demo whose status changes on the dashboard, and which is then rejected there or withdrawn. */
  async #useDashboard({ label, visitor }: User): Promise<void> {
    const serial = this.#demoCount++;
    const trackTitle = `Dashboard ${serial}.`;
    const trackUrl = `https://soundcloud.com/kite/dashboard-${serial}`;
    const { number } = await submitDemoWithCard(this.#app, label, { trackTitle, trackUrl });
    this.tally.submitted += 1;
    const post = async (fields: Record<string, string>) => {
      for (let attempt = 1; ; attempt++) {
        const page = await visitor.post(`/g/${label.guildId}/submissions/${number}`, fields);
        if (page.status === 200) return;
        // The label's data may be moving: people are asked to try again.
        if (page.status !== 503 || attempt === MAX_ATTEMPTS)
          throw new Error(`${fields.intent}: ${page.status}\n${page.text.slice(0, 2_000)}`);
      }
    };
    await post({ intent: 'status', status: 'shortlisted' });
    if (serial % 2 === 0) return post({ intent: 'reject', reason: `${trackTitle} no.` });
    const reply = await runCommand(this.#app, label.artist, label.demosChannel, 'withdraw', {
      number,
    });
    if (!messageText(reply).includes(`#${number}`)) throw new Error(messageText(reply));
  }
}

const DECISIONS: readonly DemoPlan['decision'][] = [
  'approved',
  'rejected',
  'rejected',
  'approved',
  null,
];

/** Every combination of what people do comes up among some tens of demos. */
const planDemo = (serial: number): DemoPlan => ({
  serial,
  label: 0,
  isSecondArtist: serial % 2 === 1,
  isReviewedByOwner: false,
  hasMessage: serial % 3 > 0,
  isAnswered: serial % 3 === 1,
  decision: DECISIONS[serial % DECISIONS.length] ?? null,
  isUndone: serial % 4 === 0,
  killMoment: null,
  faults: { sending: null, staff: null },
  shouldForgetNonces: false,
});
