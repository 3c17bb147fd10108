import { z } from 'zod';
import type { Actor } from '../actors/actor.ts';
import { requireAdmin } from '../actors/policies.ts';
import type { Deps } from '../deps.ts';
import { notFound } from '../errors/errors.ts';
import { mapTenancyErrors } from '../errors/map-tenancy-errors.ts';
import { parseInput } from '../errors/parse-input.ts';
import { requireFeature } from '../plans/guild-plan.ts';
import { withRegistryIdempotency } from '../requests/with-registry-idempotency.ts';
import { requestId, snowflakeId } from '../text/schemas.ts';
import type { WithRequestId } from './guild-operations.ts';
import type { Operation, OperationDeclaration } from './types.ts';

interface Scope<C> {
  deps: Deps;
  caller: C;
}

type Declaration = Pick<OperationDeclaration, 'name' | 'kind' | 'limit'> & {
  feature?: OperationDeclaration['feature'];
};

/** Whoever calls, and for which guild. */
interface Caller {
  guildId: string;
}

/**
 * An operation that is more, or less, than one transaction on a guild's own data: about where the
 * guild's data lives, about its plan, or for our own processes.
 */
export function operation<C extends Caller, O, S extends z.ZodType = z.ZodUndefined>(
  spec: Declaration & {
    access: 'member' | 'system';
    /** Absent: the operation takes no input. */
    input?: S;
    run(scope: Scope<C>, input: z.output<S>): Promise<O>;
  },
): Operation<C, z.input<S>, O> {
  return {
    ...toDeclaration(spec, spec.access),
    async run(deps, caller, input) {
      if (!snowflakeId.safeParse(caller.guildId).success) throw notFound();
      return mapTenancyErrors(deps, runParsed(spec, { deps, caller }, input));
    },
  };
}

/** As {@link operation}, for a guild's admins. */
export function adminOperation<O, S extends z.ZodType = z.ZodUndefined>(
  spec: Declaration & { input?: S; run(scope: Scope<Actor>, input: z.output<S>): Promise<O> },
): Operation<Actor, z.input<S>, O> {
  return {
    ...toDeclaration(spec, 'admin'),
    async run(deps, caller, input) {
      requireAdmin(caller);
      return mapTenancyErrors(deps, runParsed(spec, { deps, caller }, input));
    },
  };
}

/**
 * As {@link adminOperation}, with one effect per request id. Requests are recorded in the control
 * database: the guild's own may be the one that is unavailable.
 */
export function adminMutation<S extends z.ZodObject, O>(
  spec: Omit<Declaration, 'kind'> & {
    input: S;
    /** Refuses before the request is recorded. */
    prepare?(scope: Scope<Actor>, input: z.output<S>): Promise<void>;
    run(scope: Scope<Actor>, input: z.output<S>): Promise<O>;
    /** What distinguishes requests that share an id; by default the whole input. */
    fingerprint?(input: z.output<S>): unknown;
  },
): Operation<Actor, WithRequestId<z.input<S>>, O> {
  const schema = z.object({ requestId, ...spec.input.shape });
  return {
    ...toDeclaration({ ...spec, kind: 'mutation' }, 'admin'),
    async run(deps, caller, input) {
      requireAdmin(caller);
      const { requestId: id, ...rest } = parseInput(schema, input);
      const parsed = rest as z.output<S>;
      const prepare = async () => {
        if (spec.feature) await requireFeature(deps, caller.guildId, spec.feature);
        await spec.prepare?.({ deps, caller }, parsed);
      };
      await mapTenancyErrors(deps, prepare());
      const request = {
        id,
        operation: spec.name,
        actorId: caller.userId,
        input: spec.fingerprint ? spec.fingerprint(parsed) : parsed,
      };
      return mapTenancyErrors(
        deps,
        withRegistryIdempotency(deps, caller.guildId, request, () =>
          spec.run({ deps, caller }, parsed),
        ),
      );
    },
  };
}

/**
 * The plan is checked after the access and the input: who may not call the operation does not learn
 * it.
 */
async function runParsed<C extends Caller, S extends z.ZodType, O>(
  spec: Declaration & { input?: S; run(scope: Scope<C>, input: z.output<S>): Promise<O> },
  scope: Scope<C>,
  input: unknown,
): Promise<O> {
  const parsed = spec.input ? parseInput(spec.input, input) : (undefined as z.output<S>);
  if (spec.feature) await requireFeature(scope.deps, scope.caller.guildId, spec.feature);
  return spec.run(scope, parsed);
}

const toDeclaration = (
  { name, kind, limit, feature = null }: Declaration,
  access: OperationDeclaration['access'],
): OperationDeclaration => ({ name, kind, access, feature, limit });
