import { z } from 'zod';
import type { OperatorAuditEntry } from '../../tenancy/index.ts';
import type { Deps } from '../deps.ts';
import { SignInAgainError } from '../errors/errors.ts';
import { mapTenancyErrors } from '../errors/map-tenancy-errors.ts';
import { parseInput } from '../errors/parse-input.ts';
import { type OperatorAction, requiresRecentSignIn } from '../operator/actions.ts';
import { singleLine } from '../text/schemas.ts';
import type { Operation, OperationDeclaration } from './types.ts';

/** Who operates the deployment. An adapter makes one only for somebody who is an operator. */
export interface OperatorActor {
  /** A Discord user id, or `cli:` and the name of an account. */
  userId: string;
  name: string;
  /**
   * When they signed in with Discord, epoch ms. On the command line nobody does: whoever runs it
   * holds the deployment's credentials.
   */
  signedInAt: number | 'command-line';
}

interface QueryScope {
  deps: Deps;
  operator: OperatorActor;
}

interface MutationScope extends QueryScope {
  reason: string;
  /** The entry of the operators' audit log for this change. */
  auditEntry(details: {
    guildId: string | null;
    details?: Record<string, unknown>;
  }): OperatorAuditEntry & { act: OperatorAction };
}

/** Every change by an operator names a reason, of 3 to 300 characters. */
const reason = singleLine(300).pipe(z.string().min(3, 'text.too_short'));

/** A query of the operators'; it never returns what is in a guild's database. */
export function operatorQuery<O, S extends z.ZodType = z.ZodUndefined>(spec: {
  name: string;
  input?: S;
  run(scope: QueryScope, input: z.output<S>): Promise<O>;
}): Operation<OperatorActor, z.input<S>, O> {
  return {
    ...toDeclaration(spec.name, 'query'),
    async run(deps, operator, input) {
      const parsed = spec.input ? parseInput(spec.input, input) : (undefined as z.output<S>);
      return mapTenancyErrors(deps, spec.run({ deps, operator }, parsed));
    },
  };
}

/**
 * A change by an operator: it has a reason, is recorded in the operators' audit log, and takes a
 * recent sign-in if it is destructive.
 */
export function operatorMutation<S extends z.ZodObject, O>(spec: {
  name: string;
  input: S;
  action(input: z.output<S>): OperatorAction;
  run(scope: MutationScope, input: z.output<S>): Promise<O>;
}): Operation<OperatorActor, z.input<S> & { reason: string }, O> {
  const schema = z.object({ ...spec.input.shape, reason });
  return {
    ...toDeclaration(spec.name, 'mutation'),
    async run(deps, operator, input) {
      const { reason: parsedReason, ...rest } = parseInput(schema, input);
      const parsed = rest as unknown as z.output<S>;
      const act = spec.action(parsed);
      const { signedInAt } = operator;
      if (signedInAt !== 'command-line' && requiresRecentSignIn(act, signedInAt, deps.now()))
        throw new SignInAgainError();
      const scope: MutationScope = {
        deps,
        operator,
        reason: parsedReason,
        auditEntry: ({ guildId, details = {} }) => ({
          operator: operator.userId,
          act,
          guildId,
          reason: parsedReason,
          details,
          now: deps.now(),
        }),
      };
      return mapTenancyErrors(deps, spec.run(scope, parsed));
    },
  };
}

const toDeclaration = (name: string, kind: OperationDeclaration['kind']): OperationDeclaration => ({
  name,
  kind,
  access: 'operator',
  feature: null,
  limit: null,
});
