import type { ActionFunctionArgs, AppLoadContext } from '@remix-run/node';
import type { z } from 'zod';
import type { Actor } from '../../domain/actors/actor.ts';
import type { Operations } from '../../domain/contract.ts';
import { notFound } from '../../domain/errors/errors.ts';
import type { Feature } from '../../domain/plans/plans.ts';
import { type GuildAccess, requireGuildAccess } from './access.server.ts';
import { handleForm, type Intent } from './form.server.ts';
import { attachGuard } from './guard.ts';
import { noInput } from './schemas.server.ts';

interface Scope<P> {
  context: AppLoadContext;
  actor: Actor;
  operations: Operations;
  params: P;
}

interface GuildActionSpec<
  R extends object,
  P extends z.ZodType,
  I extends Record<keyof R, z.ZodType>,
> {
  access: GuildAccess;
  feature?: Feature;
  params?: P;
  /** Maximum body size in bytes, if larger than the default. */
  maxBodyBytes?: number;
  /** The intents that the page's forms can submit; any other name is rejected. */
  intents: { [K in keyof I]: Intent<Scope<z.output<P>>, I[K], R[K & keyof R] & object> };
}

/**
 * An action of a page about one guild.
 * @typeParam R what each intent's success carries
 */
export const guildAction =
  <R extends object>() =>
  <P extends z.ZodType, I extends Record<keyof R, z.ZodType>>(spec: GuildActionSpec<R, P, I>) => {
    const { access, feature = null, params = noInput, maxBodyBytes, intents } = spec;
    return attachGuard(
      {
        kind: 'action',
        access,
        feature,
        intents: Object.keys(intents),
        ...(maxBodyBytes ? { maxBodyBytes } : {}),
      },
      ({ context, request, params: rawParams }: ActionFunctionArgs) =>
        handleForm<Scope<z.output<P>>, R>({
          context,
          request,
          intents,
          async authorize() {
            const actor = await requireGuildAccess(context, request, rawParams, access, feature);
            const parsedParams = params.safeParse(rawParams);
            if (!parsedParams.success) throw notFound();
            return {
              context,
              actor,
              operations: context.operations,
              params: parsedParams.data as z.output<P>,
            };
          },
        }),
    );
  };
