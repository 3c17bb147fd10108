// Only the bar shows them, which is loaded when something is played.

export { default as IconPrevious } from '@tabler/icons-react/dist/esm/icons/IconPlayerSkipBackFilled.mjs';
export { default as IconNext } from '@tabler/icons-react/dist/esm/icons/IconPlayerSkipForwardFilled.mjs';
export { default as IconLoop } from '@tabler/icons-react/dist/esm/icons/IconRepeat.mjs';
export { default as IconVolume } from '@tabler/icons-react/dist/esm/icons/IconVolume.mjs';
export { default as IconMuted } from '@tabler/icons-react/dist/esm/icons/IconVolume3.mjs';
