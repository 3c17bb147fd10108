import type { LocalizedTranslate } from '../../strings/translator.ts';

/** Texts of the bar, which is loaded when something is played. */
export const barStrings = {
  player: {
    label: 'Player',
    play: 'Play',
    pause: 'Pause',
    next: 'Next demo',
    previous: 'Previous demo',
    speed: 'Speed',
    speed_value: '{{speed, number}}×',
    slower: 'Slower',
    faster: 'Faster',
    volume: 'Volume',
    volume_value: '{{percent, number}} %',
    mute: 'Mute',
    unmute: 'Unmute',
    loop_start: 'Loop from here',
    loop_end: 'Loop up to here',
    loop_clear: 'Stop looping',
    loop_from: 'Start of the loop',
    loop_to: 'End of the loop',
    forward: 'Forward 5 seconds',
    back: 'Back 5 seconds',
    frame: '{{title}} by {{artist}} on {{platform}}',
    framed: 'Playing from {{platform}}',
    collapse: 'Hide {{platform}}’s player',
    expand: 'Show {{platform}}’s player',
    close: 'Close the player',
    retry: 'Try again',
    open_page: 'Open the demo',
    unplayable: 'This demo can’t be played here.',
    failure: {
      unknown: 'This track doesn’t load.',
      offline: 'No connection. Check yours, then try again.',
      unavailable: 'This file is temporarily unavailable. Nothing is lost; try again in a minute.',
      gone: 'This file no longer exists, or you can’t see it.',
      unsupported: 'Your browser can’t play this file.',
      not_opened: 'The demo didn’t open.',
    },
  },
};

export type BarTranslate = LocalizedTranslate<typeof barStrings>;
