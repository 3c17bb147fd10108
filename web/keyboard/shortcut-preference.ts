const STORAGE_KEY = 'vektra-keys';

/** Single keys can be turned off (WCAG 2.1.4): they collide with speech input. */
export const areShortcutsEnabled = (): boolean => {
  try {
    return localStorage.getItem(STORAGE_KEY) !== 'off';
  } catch {
    return true;
  }
};

export const setShortcutsEnabled = (isEnabled: boolean): void => {
  try {
    if (isEnabled) localStorage.removeItem(STORAGE_KEY);
    else localStorage.setItem(STORAGE_KEY, 'off');
  } catch {
    // Storage is blocked: the choice lasts as long as nothing.
  }
};
