const NAME = 'vektra-keys';

/** Single keys can be turned off (WCAG 2.1.4): they collide with speech input. */
export const areKeysOn = (): boolean => {
  try {
    return localStorage.getItem(NAME) !== 'off';
  } catch {
    return true;
  }
};

export const setKeysOn = (isOn: boolean): void => {
  try {
    if (isOn) localStorage.removeItem(NAME);
    else localStorage.setItem(NAME, 'off');
  } catch {
    // Storage is blocked: the choice lasts as long as nothing.
  }
};
