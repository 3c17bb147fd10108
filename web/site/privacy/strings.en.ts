/** The privacy page: each section is a heading and paragraphs, in the order of `privacySections`. */
export const privacyStrings = {
  privacy: {
    title: 'Privacy',
    headline: 'What we keep, where, and how to get it back',
    intro:
      'Vektra carries demos from artists to labels. To do that it has to remember some things. This page names all of them, in plain words.',
    short: 'In short',
    short_1: 'A label’s data lives in one place, chosen by the label. No other label can reach it.',
    short_2: 'Artists get or erase what is theirs by asking us, whatever plan the label has.',
    short_3:
      'No advertising, no tracking, no selling. This site sets one cookie, to keep you logged in.',
    contents: 'On this page',
    sections: {
      artist: {
        title: 'When you send a demo',
        p1: 'We store what you type into the form: artist name, track title, link, genre, message and your answers to the label’s own questions. With it we store your Discord id and the name you had in that server, so that the answer finds you.',
        p2: 'We store the link, never the music. Nobody’s audio passes through us, and opening a demo here does not call the platform until a reviewer follows the link.',
        p3: 'What you and the label write to each other about a demo is kept beside it, as are the decisions: who made them, when, and why.',
      },
      staff: {
        title: 'When you review for a label',
        p1: 'We keep your Discord id, your name and what you did: decisions, status changes and messages, each with its time. The label’s staff can see that; artists cannot see who decided.',
        p2: 'Logging in here asks Discord for your name, your picture and the list of your servers. We keep Discord’s access token encrypted for as long as you are logged in, and ask Discord again for your permissions whenever you act.',
      },
      where: {
        title: 'Where it lives',
        p1: 'A label’s demos, messages and settings are in exactly one place: a database in the region that the label chose, or a database that the label runs itself. Staff find the place under Settings, Storage.',
        p2: 'Outside of it we keep only what makes that possible: which server is where, on which plan, which servers a person has open demos in, and log-in sessions with encrypted tokens. While a label’s own database is away, a new demo waits with us, sealed with a key of that label, and moves in when it is back.',
        p3: 'The keys that open those tokens, and the passwords of labels’ own databases, are kept in a vault, apart from every database. They appear in no log and on no page, not even to us.',
      },
      who: {
        title: 'Who can see it',
        p1: 'The staff of the label that you sent it to. The database itself refuses every other label, whatever our code does.',
        p2: 'Our console shows operators where a label lives and on which plan, never what is in it.',
        p3: 'Discord carries the messages, so Discord’s own privacy policy applies to them as well.',
      },
      long: {
        title: 'For how long',
        p1: 'A label’s data stays until an artist has us erase theirs or the owner has us remove all of it. A plan that ends deletes nothing.',
        p2: 'When Vektra leaves a server, its data stays, so that it is there when Vektra comes back; ask us to remove it.',
        p3: 'Logs hold ids and times, not what people wrote.',
      },
      rights: {
        title: 'Get it, or erase it',
        p1: 'As an artist, write to support from the account that you sent demos with: you get everything we hold of you, or have it erased. It works on every plan and needs nobody’s consent.',
        p2: 'As the owner of a server, write to support to get a copy of everything, or to have it removed.',
        p3: 'Tell us which server it is, also when you have left it.',
      },
      cookies: {
        title: 'Cookies',
        p1: 'One cookie keeps you logged in. Whether you prefer light or dark, and whether shortcuts are on, stays in your browser and is never sent to us.',
      },
    },
    support: 'Write to support',
  },
};
