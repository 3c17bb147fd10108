import { z } from 'zod';
import type { Core } from '../core.ts';

/** One thing that can be asked of the control API, over HTTP and in the same process alike. */
export interface Operation<Input extends z.ZodType, Output> {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: string;
  input: Input;
  run(core: Core, input: z.output<Input>): Output | Promise<Output>;
}

export function operation<Input extends z.ZodType, Output>(
  definition: Operation<Input, Output>,
): Operation<Input, Output> {
  return definition;
}

export class ControlError extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

export function notFound(resource: string, id: string): ControlError {
  return new ControlError(404, 'NOT_FOUND', `There is no ${resource} ${id}.`);
}

export const id = z
  .union([z.string(), z.number(), z.bigint()])
  .transform(String)
  .pipe(z.string().regex(/^\d{1,20}$/));
/** A switch that may arrive as text in a query. */
export const flag = z.union([z.boolean(), z.stringbool()]);
export const count = z.coerce.number().int().nonnegative();
/** Permissions as a decimal string, a number or a bigint. */
export const bits = z.union([z.string().regex(/^\d+$/), z.number(), z.bigint()]).transform(String);
export const file = z.object({
  name: z.string().min(1),
  content: z.union([z.string(), z.instanceof(Uint8Array)]).optional(),
  text: z.string().optional(),
  contentType: z.string().optional(),
});
