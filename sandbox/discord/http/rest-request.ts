import type { AccessTokenRecord, ApplicationRecord } from '../state/types.ts';
import { Field } from '../validate/field.ts';
import type { UploadedFile } from './body.ts';

/** A REST request on its way to the handler, with who makes it. */
export class RestRequest {
  readonly params: Record<string, string>;
  readonly query: URLSearchParams;
  readonly json: unknown;
  readonly files: UploadedFile[];
  readonly application: ApplicationRecord | null;
  readonly bearer: AccessTokenRecord | null;
  /** The X-Audit-Log-Reason header, decoded. */
  readonly auditReason: string | null;

  constructor(fields: {
    params: Record<string, string>;
    query: URLSearchParams;
    json: unknown;
    files: UploadedFile[];
    application: ApplicationRecord | null;
    bearer: AccessTokenRecord | null;
    auditReason: string | null;
  }) {
    this.params = fields.params;
    this.query = fields.query;
    this.json = fields.json;
    this.files = fields.files;
    this.application = fields.application;
    this.bearer = fields.bearer;
    this.auditReason = fields.auditReason;
  }

  param(name: string): string {
    return this.params[name] ?? '';
  }

  /** The bot that calls; only for routes that ask for one. */
  get botId(): string {
    if (!this.application) throw new Error('This route is not for bots');
    return this.application.id;
  }

  /** Who is behind the call: the bot, or the person whose token it carries. */
  get actorId(): string {
    return this.application?.id ?? this.bearer!.userId;
  }

  /** The body as a field to read, with a fresh form for its errors. */
  body(): Field {
    return new Field(this.json ?? {});
  }

  /** A boolean of the query string; false when it is absent. */
  readFlag(name: string): boolean {
    const field = this.queryField().key(name);
    const value = field.bool() ?? false;
    field.form.throwIfFailed();
    return value;
  }

  /** The query as a field: numbers arrive as text. */
  queryField(): Field {
    return new Field(Object.fromEntries(this.query));
  }
}
