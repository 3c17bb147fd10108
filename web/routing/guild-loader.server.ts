import type { AppLoadContext, LoaderFunctionArgs } from '@remix-run/node';
import type { z } from 'zod';
import type { Actor } from '../../domain/actors/actor.ts';
import type { Operations } from '../../domain/contract.ts';
import { notFound } from '../../domain/errors/errors.ts';
import type { Feature } from '../../domain/plans/plans.ts';
import { type GuildAccess, requireGuildAccess } from './access.server.ts';
import { attachGuard } from './guard.ts';
import { parseInput, readSearchParams } from './input.server.ts';
import { createProblemResponse, isThrownResponse, toProblem } from './problem-response.server.ts';
import { noInput } from './schemas.server.ts';

interface GuildLoaderSpec<P extends z.ZodType, S extends z.ZodType> {
  access: GuildAccess;
  /** Without it in the guild's plan the page says which plan has it. */
  feature?: Feature;
  /** Of the address; what does not fit is not found. */
  params?: P;
  /** Of the query; what does not fit is named. */
  search?: S;
}

export interface GuildScope<P, S> {
  actor: Actor;
  operations: Operations;
  params: P;
  search: S;
  context: AppLoadContext;
  request: Request;
}

/** A loader of a page about one guild: declares who may see it, gets what it declared. */
export function guildLoader<R, P extends z.ZodType, S extends z.ZodType>(
  spec: GuildLoaderSpec<P, S>,
  run: (scope: GuildScope<z.output<P>, z.output<S>>) => Promise<R> | R,
) {
  const { access, feature = null, params = noInput, search = noInput } = spec;
  return attachGuard(
    { kind: 'loader', access, feature, intents: [] },
    async ({ context, request, params: rawParams }: LoaderFunctionArgs): Promise<R> => {
      try {
        const actor = await requireGuildAccess(context, request, rawParams, access, feature);
        const parsedParams = params.safeParse(rawParams);
        if (!parsedParams.success) throw notFound();
        return await run({
          actor,
          operations: context.operations,
          params: parsedParams.data as z.output<P>,
          search: parseInput(search, readSearchParams(request.url)) as z.output<S>,
          context,
          request,
        });
      } catch (error) {
        if (isThrownResponse(error)) throw error;
        throw createProblemResponse(toProblem(error, context));
      }
    },
  );
}
