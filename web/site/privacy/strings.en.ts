/**
 * The privacy page: each section is a heading and paragraphs, in the order of `privacySections`.
 */
export const privacyStrings = {
  privacy: {
    title: 'Privacy',
    headline: 'What we store, where, and how to get it back',
    intro:
      'Vektra delivers demos from artists to labels. To do that, we store some data. This page lists all of it in plain words.',
    short: 'In short',
    short_1:
      'A label’s data is stored in one location, chosen by the label. No other label can reach it.',
    short_2: 'Artists can get or erase their data by contacting us, whatever plan the label is on.',
    short_3: 'No ads, no tracking, no selling. One cookie keeps you signed in.',
    contents: 'On this page',
    sections: {
      artist: {
        title: 'When you send a demo',
        p1: 'We store what you enter in the form: artist name, track title, link, genre, message and your answers to the label’s own questions. We also store your Discord ID and your name in that server, so we can send you the reply.',
        p2: 'We store the link, never the music. No audio passes through us, and opening a demo here doesn’t contact the platform until a reviewer follows the link.',
        p3: 'We store the messages between you and the label about a demo, and its decisions: who made them, when and why.',
      },
      staff: {
        title: 'When you review for a label',
        p1: 'We store your Discord ID, your name and what you did: decisions, status changes and messages, each with its time. The label’s staff can see that; artists can’t see who decided.',
        p2: 'When you sign in here, we ask Discord for your name, your picture and your list of servers. We keep Discord’s access token encrypted while you’re signed in, and check your permissions with Discord whenever you act.',
      },
      where: {
        title: 'Where it’s stored',
        p1: 'A label’s demos, messages and settings are in exactly one location: a database in the region the label chose, or a database the label runs itself. Staff can see which under Settings, Storage.',
        p2: 'Beyond that, we only store what makes it work: which server is stored where and on which plan, which servers someone has open demos in, and sign-in sessions with encrypted tokens. If a label’s own database isn’t responding, we hold new demos, encrypted with that label’s key, until it’s back.',
        p3: 'The keys to those tokens and the passwords of labels’ own databases are in a vault, separate from every database. They never appear in a log or on a page, not even to us.',
      },
      who: {
        title: 'Who can see it',
        p1: 'The staff of the label you sent it to. The database itself refuses access to every other label, whatever our code does.',
        p2: 'Our operators can see where a label is stored and on which plan it is, never its data.',
        p3: 'Discord delivers the messages, so Discord’s privacy policy applies to them too.',
      },
      long: {
        title: 'How long we keep it',
        p1: 'A label’s data stays until an artist asks us to erase theirs or the owner asks us to erase all of it. Nothing is deleted when a plan ends.',
        p2: 'When Vektra is removed from a server, its data stays in case Vektra is added again. Contact us to erase it.',
        p3: 'Logs contain IDs and times, not what people wrote.',
      },
      rights: {
        title: 'Get or erase your data',
        p1: 'Artists: contact us from the account you sent demos with, and we’ll send you everything we store about you, or erase it. It works on every plan and needs no one’s consent.',
        p2: 'Server owners: contact us to get a copy of everything, or to have it erased.',
        p3: 'Tell us which server it is, even if you’ve left it.',
      },
      cookies: {
        title: 'Cookies',
        p1: 'One cookie keeps you signed in. Your theme and shortcut preferences stay in your browser and are never sent to us.',
      },
    },
    support: 'Contact us',
  },
};
