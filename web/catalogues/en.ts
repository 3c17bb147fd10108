import type { Catalogue } from '../../domain/text/translator.ts';
import { acts } from './en/acts.ts';
import { errors } from './en/errors.ts';
import { pages } from './en/pages.ts';
import { shared } from './en/shared.ts';

/** Every word of the dashboard. */
export const en = { ...shared, ...acts, ...errors, ...pages } as const satisfies Catalogue;
