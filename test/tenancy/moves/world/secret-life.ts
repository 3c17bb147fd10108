import { randomUUID } from 'node:crypto';
import {
  addDatabaseSecret,
  findDatabaseSecret,
  revokeDatabaseSecret,
} from '../../../../tenancy/control/database-secrets.ts';
import { loadPlacement } from '../../../../tenancy/control/guilds.ts';
import type { Checkpoint, MovePlace, Moves, PlaceRef } from '../../../../tenancy/moves/index.ts';
import { databaseSecretPath, type SecretStore } from '../../../../tenancy/secrets/index.ts';
import { sweepSecrets } from '../../../../tenancy/storage/index.ts';
import { rotate } from '../../../../tenancy/storage/rotate.ts';
import type { Row } from '../../../../tenancy/types.ts';
import type { TestGuild } from './guild.ts';
import { writeOne } from './halting.ts';
import type { Places } from './places.ts';

const HOUR = 3_600_000;
const REGION: PlaceRef = { kind: 'managed', region: 'eu-uk' };
const own = (password: number) => ({
  engine: 'postgres' as const,
  host: 'db.test',
  port: 5432,
  user: 'label',
  password: String(password),
  database: 'label',
  ca: null,
});

/** A guild that goes between its own database and a region, whose password changes, with real secrets. */
export class SecretLife {
  #places: Places;
  #guild: TestGuild;
  #secrets: SecretStore;
  /** What the database takes now. */
  #password = 1;
  #ahead = 0;

  private constructor(places: Places, guild: TestGuild, secrets: SecretStore) {
    this.#places = places;
    this.#guild = guild;
    this.#secrets = secrets;
  }

  static async begin(places: Places, guild: TestGuild, secrets: SecretStore): Promise<SecretLife> {
    const life = new SecretLife(places, guild, secrets);
    const ref = await life.#candidate();
    const { control } = places;
    // What the world wrote there names no secret in Vault.
    await control('database_secrets')
      .where('guild_id', guild.guildId)
      .whereNot('secret_ref', ref)
      .delete();
    await control('database_secrets').where('secret_ref', ref).update({ state: 'active' });
    await control('guilds').where('guild_id', guild.guildId).update({ secret_ref: ref });
    return life;
  }

  now = () => Date.now() + this.#ahead;
  get #control() {
    return this.#places.control;
  }

  moves(checkpoint?: Parameters<TestGuild['moves']>[0]): Moves {
    return this.#guild.moves({
      now: this.now,
      openPlace: (guildId, ref) => this.#open(guildId, ref),
      ...checkpoint,
    });
  }

  /** As the product opens it: with what Vault has, which must be what the database takes. */
  async #open(guildId: string, ref: PlaceRef): Promise<MovePlace> {
    if (ref.kind === 'managed') return this.#places.openPlace(guildId, ref);
    const { data } = await this.#secrets.get(ref.secretRef, ref.secretVersion);
    if (data.password !== String(this.#password))
      throw Object.assign(new Error('refused'), { code: '28P01' });
    return { ...this.#guild.source, ref };
  }

  async #candidate(): Promise<string> {
    const ref = databaseSecretPath(this.#guild.guildId, randomUUID());
    await addDatabaseSecret(this.#control, {
      ref,
      guildId: this.#guild.guildId,
      engine: 'postgres',
      version: 1,
      server: 'test',
      createdBy: '1',
      createdAt: this.now(),
    });
    await this.#secrets.put(ref, own(this.#password), 0);
    return ref;
  }

  async registry(): Promise<Row> {
    return this.#control('guilds').where('guild_id', this.#guild.guildId).first();
  }

  async start(): Promise<void> {
    const { kind } = await this.registry();
    const to: PlaceRef =
      kind === 'own'
        ? REGION
        : {
            kind: 'own',
            engine: 'postgres',
            secretRef: await this.#candidate(),
            secretVersion: 1,
          };
    const { guildId } = this.#guild;
    await this.moves().start({ guildId, to, by: 'test', reason: 'test', way: 'live' });
  }

  /** Up to a checkpoint, or to trouble: a process that ends there. */
  async run(id: string, at?: Checkpoint): Promise<void> {
    const stop = new AbortController();
    await this.moves({
      checkpoint: (now) => void (now === at && stop.abort()),
      onEvent: ({ kind }) => void (kind === 'trouble' && stop.abort()),
    }).run(id, stop.signal);
  }

  /** The password is changed in the database, and given to us. @param dies between Vault and registry */
  async rotate({ dies = false } = {}): Promise<void> {
    const at = await loadPlacement(this.#control, this.#guild.guildId);
    if (at?.kind !== 'own') return;
    this.#password += 1;
    const ref = await this.#candidate();
    if (dies && at.secret) {
      const { version } = at.secret;
      await this.#secrets.put(at.secret.ref, own(this.#password), version).catch(() => {});
      return;
    }
    await rotate({ control: this.#control, secrets: this.#secrets, now: this.now }, at, {
      ref,
      database: own(this.#password),
      server: 'test',
    });
  }

  async revoke(): Promise<void> {
    const { secret_ref: ref } = await this.registry();
    const move = await this.moves().latest(this.#guild.guildId);
    const target = move?.to.kind === 'own' ? move.to.secretRef : null;
    const secret = ref ?? target;
    const audit = {
      operator: 'test',
      act: 'secret.revoke',
      guildId: this.#guild.guildId,
      reason: 'test',
      details: {},
      now: this.now(),
    };
    if (secret) await revokeDatabaseSecret(this.#control, { ref: secret, now: this.now(), audit });
  }

  /** Some hours later. @param dies after each secret that it has erased in Vault */
  async sweep(hours: number, { dies = false } = {}): Promise<void> {
    this.#ahead += hours * HOUR;
    const secrets: SecretStore = {
      ...this.#secrets,
      erase: async (path) => {
        await this.#secrets.erase(path);
        if (dies) throw new Error('killed');
      },
    };
    await sweepSecrets({ control: this.#control, secrets, now: this.now }).catch((error) => {
      if (!dies) throw error;
    });
  }

  async write(): Promise<void> {
    const { epoch, kind } = await this.registry();
    const place = kind === 'own' ? this.#guild.source : this.#guild.target;
    await writeOne(this.#guild, place, epoch);
  }

  /** What is referred to can be opened; what is destroyed is gone. */
  async holds(): Promise<void> {
    const { guildId } = this.#guild;
    const home = await this.registry();
    if (home.secret_version !== null) {
      const row = await findDatabaseSecret(this.#control, { guildId, ref: home.secret_ref });
      if (row?.state !== 'active') throw new Error(`the secret in use is ${row?.state}`);
      await this.#secrets.get(home.secret_ref, home.secret_version);
    }
    for (const move of await this.#control('moves').where('guild_id', guildId)) {
      const isFinished = move.ended_at !== null && !move.leftovers;
      const isOver = move.step === 'observe' || move.step === 'retire';
      const named = [move.from_place, ...(isOver ? [] : [move.to_place])];
      const canRetry =
        ['failed', 'aborted'].includes(move.state) &&
        Number(move.ended_at) > this.now() - 72 * HOUR &&
        move.epoch === home.epoch;
      for (const { secretRef: ref } of named) {
        if (!ref || (isFinished && !canRetry)) continue;
        const row = await findDatabaseSecret(this.#control, { guildId, ref });
        if (isFinished && row?.state !== 'active' && row?.state !== 'candidate') {
          // A move that could be tried again does not keep what was revoked.
          if (!this.#wasRevoked.has(ref)) throw new Error(`to be tried again with ${row?.state}`);
          continue;
        }
        if (!row || row.state === 'destroyed' || row.state === 'retired')
          throw new Error(`a move under way names a secret that is ${row?.state}`);
        await this.#secrets.get(ref, row.version);
      }
    }
  }

  #wasRevoked = new Set<string>();
  async noteRevoked(): Promise<void> {
    const rows = await this.#control('database_secrets')
      .where({ guild_id: this.#guild.guildId, state: 'revoked' })
      .pluck('secret_ref');
    for (const ref of rows) this.#wasRevoked.add(ref);
  }

  /** In the end: the guild takes writes, and Vault has nothing but what the registry names. */
  async settle(): Promise<void> {
    const { guildId } = this.#guild;
    for (let turn = 0; turn < 12; turn++) {
      // An admin gives the password that is good.
      await this.rotate();
      for (const id of await this.#openMoves()) {
        const move = await this.moves().get(id);
        if (move?.state === 'paused') await this.moves().resume(id);
        await this.run(id);
      }
      this.#ahead += 25 * HOUR;
    }
    if ((await this.#openMoves()).length > 0) throw new Error('a move does not end');
    await this.write();
    await this.sweep(100);
    await this.sweep(1);
    await this.holds();
    const { secret_ref: inUse } = await this.registry();
    const left = await this.#control('database_secrets')
      .where('guild_id', guildId)
      .whereNot('state', 'destroyed')
      .pluck('secret_ref');
    const wanted = inUse === null ? [] : [inUse];
    if (JSON.stringify(left) !== JSON.stringify(wanted))
      throw new Error(`left in Vault: ${left}, in use: ${inUse}`);
  }

  async #openMoves(): Promise<string[]> {
    return this.#control('moves')
      .where('guild_id', this.#guild.guildId)
      .where((open) => open.whereNull('ended_at').orWhere('leftovers', true))
      .orderBy('started_at')
      .pluck('id');
  }
}
