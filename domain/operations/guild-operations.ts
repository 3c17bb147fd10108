import { z } from 'zod';
import type { GuildReader, GuildWriter } from '../../tenancy/types.ts';
import type { Actor } from '../actors/actor.ts';
import { requireAdmin, requireStaff } from '../actors/policies.ts';
import type { Deps } from '../deps.ts';
import { mapTenancyErrors } from '../errors/map-tenancy-errors.ts';
import { parseInput } from '../errors/parse-input.ts';
import { requireFeature } from '../plans/guild-plan.ts';
import type { IdempotentRequest } from '../requests/idempotent-request.ts';
import { withIdempotency } from '../requests/with-idempotency.ts';
import { readSettings } from '../settings/settings-document.ts';
import type { GuildSettings } from '../settings/types.ts';
import { requestId } from '../text/schemas.ts';
import type { Operation, OperationDeclaration } from './types.ts';

type GuildDeclaration = Pick<OperationDeclaration, 'name' | 'limit'> & {
  access: 'member' | 'staff' | 'admin';
  feature?: OperationDeclaration['feature'];
};

interface GuildScope<D> {
  db: D;
  actor: Actor;
  deps: Deps;
  /** Read once per operation. @throws VektraError `not_set_up` */
  settings(): Promise<GuildSettings>;
}

export type QueryScope = GuildScope<GuildReader>;

export interface MutationScope extends GuildScope<GuildWriter> {
  /** Null for a mutation that is repeatable without a request id. */
  request: IdempotentRequest | null;
}

/**
 * With the id of an idempotent mutation's request: an interaction's, or one that was minted into a
 * form.
 */
export type WithRequestId<I> =
  I extends Record<string, never> ? { requestId: string } : I & { requestId: string };

/**
 * A query on the guild's own database, read only. `read` runs beside the check of the actor's
 * access, so that both take one round trip; its result leaves only if the check passes.
 */
export function query<O, S extends z.ZodType = z.ZodUndefined>(
  spec: GuildDeclaration & {
    /** Absent: the query takes no input. */
    input?: S;
    read(scope: QueryScope, input: z.output<S>): Promise<O>;
  },
): Operation<Actor, z.input<S>, O> {
  return {
    ...toDeclaration(spec, 'query'),
    async run(deps, actor, input) {
      if (spec.access === 'admin') requireAdmin(actor);
      const parsed = spec.input
        ? await parseForActor(spec, deps, actor, spec.input, input)
        : (undefined as z.output<S>);
      return mapTenancyErrors(
        deps,
        deps.tenancy.read(actor.guildId, async (db) => {
          const scope = createScope(db, actor, deps);
          const check = authorize(spec, scope);
          return runBesideCheck(check, spec.read(scope, parsed));
        }),
      );
    },
  };
}

interface MutationSpec<S extends z.ZodObject, L, O> extends GuildDeclaration {
  input: S;
  /**
   * Runs before the transaction, for an actor whose right needs no query: refuses early, or
   * provisions.
   */
  prepare?(deps: Deps, actor: Actor): Promise<void>;
  /**
   * Reads and locks what `run` needs, in the round trip that checks the actor's access. It must
   * change nothing: the check may fail.
   */
  load?(scope: MutationScope, input: z.output<S>): Promise<L>;
  run(scope: MutationScope & { loaded: L }, input: z.output<S>): Promise<O>;
}

/**
 * A mutation in one transaction on the guild's own database, with one effect per request id: the
 * same request again gets the same result.
 */
export function mutation<S extends z.ZodObject, O, L = undefined>(
  spec: MutationSpec<S, L, O> & {
    /** What distinguishes requests that share an id; by default the whole input. */
    fingerprint?(input: z.output<S>): unknown;
  },
): Operation<Actor, WithRequestId<z.input<S>>, O> {
  const schema = z.object({ requestId, ...spec.input.shape });
  return {
    ...toDeclaration(spec, 'mutation'),
    async run(deps, actor, input) {
      if (spec.access === 'admin') requireAdmin(actor);
      const { requestId: id, ...rest } = await parseForActor(spec, deps, actor, schema, input);
      const parsed = rest as z.output<S>;
      const request = {
        id,
        operation: spec.name,
        actorId: actor.userId,
        input: spec.fingerprint ? spec.fingerprint(parsed) : parsed,
      };
      const prepare = async () => spec.prepare?.(deps, actor);
      await mapTenancyErrors(deps, prepare());
      return mapTenancyErrors(
        deps,
        deps.tenancy.write(actor.guildId, (db) =>
          withIdempotency(db, request, () =>
            runMutation(spec, { ...createScope(db, actor, deps), request }, parsed),
          ),
        ),
      );
    },
  };
}

/**
 * As {@link mutation}, for a change that has the same effect when repeated: it takes no request id.
 */
export function repeatableMutation<S extends z.ZodObject, O, L = undefined>(
  spec: MutationSpec<S, L, O>,
): Operation<Actor, z.input<S>, O> {
  return {
    ...toDeclaration(spec, 'mutation'),
    async run(deps, actor, input) {
      if (spec.access === 'admin') requireAdmin(actor);
      const parsed = await parseForActor(spec, deps, actor, spec.input, input);
      const prepare = async () => spec.prepare?.(deps, actor);
      await mapTenancyErrors(deps, prepare());
      return mapTenancyErrors(
        deps,
        deps.tenancy.write(actor.guildId, (db) =>
          runMutation(spec, { ...createScope(db, actor, deps), request: null }, parsed),
        ),
      );
    },
  };
}

async function runMutation<S extends z.ZodObject, L, O>(
  spec: MutationSpec<S, L, O>,
  scope: MutationScope,
  input: z.output<S>,
): Promise<O> {
  // First on the wire: it waits for no row that `load` locks.
  const check = authorize(spec, scope);
  const loading = spec.load ? spec.load(scope, input) : Promise.resolve(undefined as L);
  const loaded = await runBesideCheck(check, loading);
  return spec.run({ ...scope, loaded }, input);
}

/** Whatever the work failed with, a caller who does not pass the check learns only that. */
async function runBesideCheck<T>(check: Promise<void>, work: Promise<T>): Promise<T> {
  work.catch(() => {});
  await check;
  return work;
}

/**
 * Parses the input. Only who may call the operation learns what is wrong with it.
 * @throws VektraError `invalid_input` that names each field; as {@link authorize}
 */
async function parseForActor<S extends z.ZodType>(
  spec: GuildDeclaration,
  deps: Deps,
  actor: Actor,
  schema: S,
  input: unknown,
): Promise<z.output<S>> {
  try {
    return parseInput(schema, input);
  } catch (error) {
    if (spec.access === 'staff' || spec.feature)
      await mapTenancyErrors(
        deps,
        deps.tenancy.read(actor.guildId, (db) => authorize(spec, createScope(db, actor, deps))),
      );
    throw error;
  }
}

const toDeclaration = (
  spec: GuildDeclaration,
  kind: OperationDeclaration['kind'],
): OperationDeclaration => ({
  name: spec.name,
  kind,
  access: spec.access,
  feature: spec.feature ?? null,
  limit: spec.limit,
});

function createScope<D extends GuildReader>(db: D, actor: Actor, deps: Deps): GuildScope<D> {
  let settings: Promise<GuildSettings> | undefined;
  return {
    db,
    actor,
    deps,
    settings: () => {
      settings ??= readSettings(db);
      return settings;
    },
  };
}

/**
 * The plan is checked last: who may not call the operation does not learn it.
 * @throws VektraError `not_found`, `not_set_up`, `plan_required`
 */
async function authorize(
  { access, feature }: GuildDeclaration,
  { actor, deps, settings }: GuildScope<GuildReader>,
): Promise<void> {
  if (access === 'staff') await requireStaff(actor, await settings());
  if (feature) await requireFeature(deps, actor.guildId, feature);
}
