const STORAGE_KEY = 'vektra-auto-advance';

/** Whether the queue goes on by itself, as it was chosen in this browser; it does at first. */
export function readAutoAdvance(): boolean {
  try {
    return localStorage.getItem(STORAGE_KEY) !== 'off';
  } catch {
    return true;
  }
}

export function saveAutoAdvance(isOn: boolean): void {
  try {
    if (isOn) localStorage.removeItem(STORAGE_KEY);
    else localStorage.setItem(STORAGE_KEY, 'off');
  } catch {
    // Storage is blocked: the choice lasts as long as the page.
  }
}
