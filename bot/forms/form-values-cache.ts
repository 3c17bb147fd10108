import { LRUCache } from 'lru-cache';

/** As long as Discord lets the reply be edited that carries the button. */
const VALUES_TTL_MS = 15 * 60_000;
const MAX_FORMS = 5_000;

export type FormValues = Readonly<Record<string, string>>;

/**
 * What people typed into forms that were refused, so that they need not type it again. In this
 * process's memory only: after a restart the form opens empty.
 */
export class FormValuesCache {
  #forms = new LRUCache<string, { userId: string; values: FormValues }>({
    max: MAX_FORMS,
    ttl: VALUES_TTL_MS,
  });

  /** @param interactionId of the form as it was sent */
  set(interactionId: string, userId: string, values: FormValues): void {
    this.#forms.set(interactionId, { userId, values });
  }

  /** Nothing for anybody else. */
  get(interactionId: string, userId: string): FormValues {
    const form = this.#forms.get(interactionId);
    return form?.userId === userId ? form.values : {};
  }
}
