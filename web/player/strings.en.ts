/** Texts of what can be played on a page. */
export const trackStrings = {
  track: {
    label: 'Listen',
    play: 'Play {{title}}',
    pause: 'Pause {{title}}',
    play_from: 'Play {{title}} from {{platform}}',
    show: 'Show {{platform}}’s player',
    from: 'Play from {{platform}}',
    in_player: 'In the player below',
    loads: 'Loads {{platform}}’s player',
    open: 'Open on {{platform}}',
    position: 'Position in {{title}}',
    position_of: '{{position}} of {{duration}}',
  },
};
