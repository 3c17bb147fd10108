import { Form } from '../errors/form.ts';
import { isSnowflake } from '../state/snowflake.ts';

/** A place in a body being read: it knows its path, so that an error names where it happened. */
export class Field {
  readonly form: Form;
  readonly path: readonly string[];
  readonly value: unknown;

  constructor(value: unknown, form: Form = new Form(), path: readonly string[] = []) {
    this.value = value;
    this.form = form;
    this.path = path;
  }

  get present(): boolean {
    return this.value !== undefined && this.value !== null;
  }

  has(name: string): boolean {
    return isObject(this.value) && this.value[name] !== undefined;
  }

  key(name: string): Field {
    const value = isObject(this.value) ? this.value[name] : undefined;
    return new Field(value, this.form, [...this.path, name]);
  }

  fail(code: string, message: string): undefined {
    this.form.add(this.path, code, message);
    return undefined;
  }

  required(): undefined {
    return this.fail('BASE_TYPE_REQUIRED', 'This field is required');
  }

  /** True when this is an object, an error otherwise. */
  object(): boolean {
    if (isObject(this.value)) return true;
    this.fail('MODEL_TYPE_CONVERT', 'Only dictionaries may be used in a ModelType');
    return false;
  }

  string(rule: { min?: number; max?: number; required?: boolean } = {}): string | undefined {
    if (!this.present) return rule.required ? this.required() : undefined;
    if (typeof this.value !== 'string') {
      if (typeof this.value !== 'number' && typeof this.value !== 'boolean')
        return this.fail('STRING_TYPE_CONVERT', 'Could not interpret value as string.');
      return String(this.value);
    }
    if (rule.required && this.value === '' && (rule.min ?? 0) > 0) return this.required();
    this.checkLength(length(this.value), rule.min, rule.max);
    return this.value;
  }

  int(rule: { min?: number; max?: number; required?: boolean } = {}): number | undefined {
    if (!this.present) return rule.required ? this.required() : undefined;
    const number = typeof this.value === 'string' ? Number(this.value) : this.value;
    if (typeof number !== 'number' || !Number.isInteger(number) || this.value === '')
      return this.fail('NUMBER_TYPE_COERCE', `Value ${JSON.stringify(this.value)} is not int.`);
    return this.range(number, 'int', rule);
  }

  number(rule: { min?: number; max?: number } = {}): number | undefined {
    if (!this.present) return undefined;
    if (typeof this.value !== 'number')
      return this.fail('NUMBER_TYPE_COERCE', `Value ${JSON.stringify(this.value)} is not double.`);
    return this.range(this.value, 'double', rule);
  }

  private range(number: number, kind: string, rule: { min?: number; max?: number }) {
    if (rule.min !== undefined && number < rule.min)
      return this.fail(
        'NUMBER_TYPE_MIN',
        `${kind} value should be greater than or equal to ${rule.min}.`,
      );
    if (rule.max !== undefined && number > rule.max)
      return this.fail(
        'NUMBER_TYPE_MAX',
        `${kind} value should be less than or equal to ${rule.max}.`,
      );
    return number;
  }

  bool(): boolean | undefined {
    if (!this.present) return undefined;
    if (typeof this.value !== 'boolean')
      return this.fail('BOOLEAN_TYPE_PARSE', 'Must be either true or false.');
    return this.value;
  }

  choice<const T extends string | number>(allowed: readonly T[], required = false): T | undefined {
    if (!this.present) return required ? this.required() : undefined;
    if (!allowed.includes(this.value as T))
      return this.fail('BASE_TYPE_CHOICES', `Value must be one of {${allowed.join(', ')}}.`);
    return this.value as T;
  }

  snowflake(required = false): string | undefined {
    if (!this.present) return required ? this.required() : undefined;
    const text = typeof this.value === 'number' ? String(this.value) : this.value;
    if (!isSnowflake(text))
      return this.fail(
        'NUMBER_TYPE_COERCE',
        `Value ${JSON.stringify(this.value)} is not snowflake.`,
      );
    return text;
  }

  /** The items of a list; nothing (and an error) when it is no list or has the wrong length. */
  list(rule: { min?: number; max?: number; required?: boolean } = {}): Field[] {
    if (!this.present) {
      if (rule.required) this.required();
      return [];
    }
    if (!Array.isArray(this.value)) {
      this.fail('LIST_TYPE_CONVERT', 'Only iterables may be used in a ListType');
      return [];
    }
    if (!this.checkLength(this.value.length, rule.min, rule.max)) return [];
    return this.value.map(
      (item: unknown, index) => new Field(item, this.form, [...this.path, String(index)]),
    );
  }

  url(rule: { max?: number; schemes?: string[]; required?: boolean } = {}): string | undefined {
    const text = this.string({
      max: rule.max ?? 2048,
      required: rule.required ?? false,
      min: rule.required ? 1 : 0,
    });
    if (!text) return undefined;
    const schemes = rule.schemes ?? ['http', 'https', 'attachment'];
    const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(text)?.[1]?.toLowerCase();
    if (!scheme) return this.fail('URL_TYPE_INVALID_URL', 'Not a well formed URL.');
    if (!schemes.includes(scheme)) {
      const list = schemes.map((item) => `'${item}'`).join(', ');
      return this.fail('URL_TYPE_INVALID_SCHEME', `Scheme "${scheme}" must be one of (${list}).`);
    }
    if (scheme !== 'attachment' && !URL.canParse(text))
      return this.fail('URL_TYPE_INVALID_URL', 'Not a well formed URL.');
    return text;
  }

  private checkLength(size: number, min = 0, max = Number.POSITIVE_INFINITY): boolean {
    if (size >= min && size <= max) return true;
    if (min > 0 && max !== Number.POSITIVE_INFINITY)
      this.fail('BASE_TYPE_BAD_LENGTH', `Must be between ${min} and ${max} in length.`);
    else if (size > max) this.fail('BASE_TYPE_MAX_LENGTH', `Must be ${max} or fewer in length.`);
    else this.fail('BASE_TYPE_MIN_LENGTH', `Must be ${min} or more in length.`);
    return false;
  }
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Discord counts code points, JavaScript UTF-16 units. */
export function length(text: string): number {
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
