/** What the control API refused, in its own words. */
export class ApiError extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export async function callApi<T>(
  method: Method,
  path: string,
  body?: object,
  files: File[] = [],
): Promise<T> {
  const response = await fetch(`/control${path}`, { method, ...createPayload(body, files) }).catch(
    () => {
      throw new ApiError('OFFLINE', 'The local Discord does not answer.');
    },
  );
  const json = await response.json().catch(() => ({}));
  if (!response.ok) {
    const error = json.error ?? {};
    throw new ApiError(error.code ?? String(response.status), error.message ?? 'It did not work.');
  }
  return json as T;
}

/** Files travel as parts of their own; the body refers to the n-th by `upload(n)`. */
export const upload = (index: number) => ({ upload: `${index}` });

function createPayload(body: object | undefined, files: File[]): RequestInit {
  if (!body) return {};
  if (files.length === 0)
    return { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const form = new FormData();
  form.set('payload_json', JSON.stringify(body));
  for (const [index, file] of files.entries()) form.set(`files[${index}]`, file, file.name);
  return { body: form };
}

/** Says in a sentence what went wrong. */
export const getErrorMessage = (error: unknown) =>
  error instanceof Error ? error.message : String(error);
