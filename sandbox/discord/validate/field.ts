import { FormErrors } from '../errors/form-errors.ts';
import { isSnowflake } from '../state/snowflake.ts';

/** As Discord writes them in query strings, and takes them in bodies. */
const BOOLEANS = new Map<unknown, boolean>([
  ...[true, 'true', 'True', '1', 1].map((value) => [value, true] as const),
  ...[false, 'false', 'False', '0', 0].map((value) => [value, false] as const),
]);

/** A place in a body being read: it knows its path, so that an error names where it happened. */
export class Field {
  readonly form: FormErrors;
  readonly path: readonly string[];
  readonly value: unknown;

  constructor(value: unknown, form: FormErrors = new FormErrors(), path: readonly string[] = []) {
    this.value = value;
    this.form = form;
    this.path = path;
  }

  get isPresent(): boolean {
    return this.value !== undefined && this.value !== null;
  }

  has(name: string): boolean {
    return isObject(this.value) && this.value[name] !== undefined;
  }

  key(name: string): Field {
    const value = isObject(this.value) ? this.value[name] : undefined;
    return new Field(value, this.form, [...this.path, name]);
  }

  addError(code: string, message: string): undefined {
    this.form.add(this.path, code, message);
    return undefined;
  }

  failRequired(): undefined {
    return this.addError('BASE_TYPE_REQUIRED', 'This field is required');
  }

  /** True when this is an object, an error otherwise. */
  object(): boolean {
    if (isObject(this.value)) return true;
    this.addError('MODEL_TYPE_CONVERT', 'Only dictionaries may be used in a ModelType');
    return false;
  }

  string(constraints: { min?: number; max?: number; required?: boolean } = {}): string | undefined {
    if (!this.isPresent) return constraints.required ? this.failRequired() : undefined;
    if (typeof this.value !== 'string') {
      if (typeof this.value !== 'number' && typeof this.value !== 'boolean')
        return this.addError('STRING_TYPE_CONVERT', 'Could not interpret value as string.');
      return String(this.value);
    }
    if (constraints.required && this.value === '' && (constraints.min ?? 0) > 0)
      return this.failRequired();
    this.checkLength(countCharacters(this.value), constraints.min, constraints.max);
    return this.value;
  }

  int(constraints: { min?: number; max?: number; required?: boolean } = {}): number | undefined {
    if (!this.isPresent) return constraints.required ? this.failRequired() : undefined;
    const number = coerceNumber(this.value);
    if (number === undefined || !Number.isInteger(number))
      return this.addError('NUMBER_TYPE_COERCE', `Value ${JSON.stringify(this.value)} is not int.`);
    return this.checkRange(number, 'int', constraints);
  }

  number(constraints: { min?: number; max?: number } = {}): number | undefined {
    if (!this.isPresent) return undefined;
    const number = coerceNumber(this.value);
    if (number === undefined)
      return this.addError(
        'NUMBER_TYPE_COERCE',
        `Value ${JSON.stringify(this.value)} is not double.`,
      );
    return this.checkRange(number, 'double', constraints);
  }

  /** The number that decides how the rest is read, such as `type`; adds no error. */
  peekNumber(): number | undefined {
    return coerceNumber(this.value);
  }

  private checkRange(number: number, kind: string, constraints: { min?: number; max?: number }) {
    if (constraints.min !== undefined && number < constraints.min)
      return this.addError(
        'NUMBER_TYPE_MIN',
        `${kind} value should be greater than or equal to ${constraints.min}.`,
      );
    if (constraints.max !== undefined && number > constraints.max)
      return this.addError(
        'NUMBER_TYPE_MAX',
        `${kind} value should be less than or equal to ${constraints.max}.`,
      );
    return number;
  }

  bool(): boolean | undefined {
    if (!this.isPresent) return undefined;
    const value = BOOLEANS.get(this.value);
    if (value === undefined)
      return this.addError('BOOLEAN_TYPE_PARSE', 'Must be either true or false.');
    return value;
  }

  choice<const T extends string | number>(allowed: readonly T[], required = false): T | undefined {
    if (!this.isPresent) return required ? this.failRequired() : undefined;
    const isNumeric = typeof allowed[0] === 'number';
    const value = isNumeric ? (coerceNumber(this.value) ?? this.value) : this.value;
    if (!allowed.includes(value as T))
      return this.addError('BASE_TYPE_CHOICES', `Value must be one of {${allowed.join(', ')}}.`);
    return value as T;
  }

  snowflake(required = false): string | undefined {
    if (!this.isPresent) return required ? this.failRequired() : undefined;
    const text = typeof this.value === 'number' ? String(this.value) : this.value;
    if (!isSnowflake(text))
      return this.addError(
        'NUMBER_TYPE_COERCE',
        `Value ${JSON.stringify(this.value)} is not snowflake.`,
      );
    return text;
  }

  /** An ISO 8601 timestamp, as it was sent. */
  timestamp(): string | undefined {
    const text = this.string();
    if (text === undefined) return undefined;
    if (Number.isNaN(Date.parse(text)))
      return this.addError('DATE_TIME_TYPE_PARSE', `Could not parse ${text}. Should be ISO8601.`);
    return text;
  }

  /** The items of a list; nothing (and an error) when it is no list or has the wrong length. */
  list(constraints: { min?: number; max?: number; required?: boolean } = {}): Field[] {
    if (!this.isPresent) {
      if (constraints.required) this.failRequired();
      return [];
    }
    if (!Array.isArray(this.value)) {
      this.addError('LIST_TYPE_CONVERT', 'Only iterables may be used in a ListType');
      return [];
    }
    if (!this.checkLength(this.value.length, constraints.min, constraints.max)) return [];
    return this.value.map(
      (item: unknown, index) => new Field(item, this.form, [...this.path, String(index)]),
    );
  }

  url(
    constraints: { max?: number; schemes?: string[]; required?: boolean } = {},
  ): string | undefined {
    const text = this.string({
      max: constraints.max ?? 2048,
      required: constraints.required ?? false,
      min: constraints.required ? 1 : 0,
    });
    if (!text) return undefined;
    const schemes = constraints.schemes ?? ['http', 'https', 'attachment'];
    const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(text)?.[1]?.toLowerCase();
    if (!scheme) return this.addError('URL_TYPE_INVALID_URL', 'Not a well formed URL.');
    if (!schemes.includes(scheme)) {
      const list = schemes.map((item) => `'${item}'`).join(', ');
      return this.addError(
        'URL_TYPE_INVALID_SCHEME',
        `Scheme "${scheme}" must be one of (${list}).`,
      );
    }
    if (scheme !== 'attachment' && !URL.canParse(text))
      return this.addError('URL_TYPE_INVALID_URL', 'Not a well formed URL.');
    return text;
  }

  private checkLength(size: number, min = 0, max = Number.POSITIVE_INFINITY): boolean {
    if (size >= min && size <= max) return true;
    if (min > 0 && max !== Number.POSITIVE_INFINITY)
      this.addError('BASE_TYPE_BAD_LENGTH', `Must be between ${min} and ${max} in length.`);
    else if (size > max)
      this.addError('BASE_TYPE_MAX_LENGTH', `Must be ${max} or fewer in length.`);
    else this.addError('BASE_TYPE_MIN_LENGTH', `Must be ${min} or more in length.`);
    return false;
  }
}

/** Numbers may come as decimal strings: JDA sends every enumerated integer so. */
function coerceNumber(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string' || !/^-?\d+(\.\d+)?$/.test(value)) return undefined;
  return Number(value);
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Discord counts code points, JavaScript UTF-16 units. */
export function countCharacters(text: string): number {
  let count = text.length;
  for (let i = 0; i < text.length - 1; i++) {
    const unit = text.charCodeAt(i);
    if (unit >= 0xd800 && unit < 0xdc00) {
      const next = text.charCodeAt(i + 1);
      if (next >= 0xdc00 && next < 0xe000) {
        count--;
        i++;
      }
    }
  }
  return count;
}
