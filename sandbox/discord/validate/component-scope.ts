import type { Field } from './field.ts';

/** What the components of one message or modal share: names and ids must not repeat. */
export class ComponentScope {
  readonly isV2: boolean;
  readonly isModal: boolean;
  /** Names that `attachment://` may refer to; null where there are no files. */
  readonly attachmentNames: ReadonlySet<string>;
  count = 0;
  textLength = 0;
  textBytes = 0;
  private readonly customIds = new Set<string>();
  private readonly ids = new Set<number>();

  constructor(options: {
    isV2: boolean;
    isModal?: boolean;
    attachmentNames?: ReadonlySet<string>;
  }) {
    this.isV2 = options.isV2;
    this.isModal = options.isModal ?? false;
    this.attachmentNames = options.attachmentNames ?? new Set();
  }

  readCustomId(field: Field): string {
    const id = field.string({ min: 1, max: 100, required: true }) ?? '';
    if (id && this.customIds.has(id))
      field.addError('COMPONENT_CUSTOM_ID_DUPLICATED', 'Component custom id cannot be duplicated');
    this.customIds.add(id);
    return id;
  }

  /** Zero means "give me one". */
  readId(field: Field): number {
    const id = field.int({ min: 0, max: 2 ** 31 - 1 }) ?? 0;
    if (id && this.ids.has(id))
      field.addError('COMPONENT_ID_DUPLICATED', 'Component id cannot be duplicated');
    this.ids.add(id);
    return id;
  }
}

export function failUnionType(field: Field, allowed: readonly number[]): undefined {
  const type = field.key('type');
  if (!type.isPresent) return type.failRequired();
  return type.addError(
    'UNION_TYPE_CHOICES',
    `Value of field "type" must be one of (${allowed.join(', ')}).`,
  );
}

export function omitUndefined<T extends Record<string, unknown>>(value: T): T {
  for (const key of Object.keys(value)) if (value[key] === undefined) delete value[key];
  return value;
}
