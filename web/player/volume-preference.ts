const STORAGE_KEY = 'vektra-volume';

interface VolumePreference {
  /** 0 to 1. */
  volume: number;
  isMuted: boolean;
}

/** What was chosen in this browser before. */
export function readVolume(): VolumePreference {
  try {
    const { volume, isMuted } = JSON.parse(localStorage.getItem(STORAGE_KEY) ?? '{}');
    return { volume: volume >= 0 && volume <= 1 ? volume : 1, isMuted: isMuted === true };
  } catch {
    return { volume: 1, isMuted: false };
  }
}

export function saveVolume(preference: VolumePreference): void {
  try {
    localStorage.setItem(STORAGE_KEY, JSON.stringify(preference));
  } catch {
    // Storage is blocked: the choice lasts as long as the page.
  }
}
