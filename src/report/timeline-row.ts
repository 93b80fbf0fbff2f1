/** One line of a timeline. All its text is plain: nothing in it moves a cursor or hides. */
export interface TimelineRow {
  /** Virtual milliseconds since the scenario began; absent where the row stands for many moments, or for none. */
  at?: number;
  /** The call it belongs to, where the timeline has several. */
  call?: string;
  mark: TimelineMark;
  text: string;
  /** An effect that the intent has already. */
  again?: true;
}

/** `▶` a call, `→` a request, `←` its reply, `●` an effect, `×` the client hung up, `↻` it renewed its credentials, `↺` it was restarted, `■` the call's end, `✉` an event of the provider's, `!` trouble, `…` left out. */
export type TimelineMark = '▶' | '→' | '←' | '●' | '×' | '↻' | '↺' | '■' | '✉' | '!' | '…';

/** Which attempt a request is. */
export interface Attempt {
  /** From 1, counted for each call and operation. */
  number: number;
  /** What it is an attempt of; attempts of the same thing have it in common. */
  of: string;
  noun: 'attempt' | 'read';
  /** Exchanges between the request before and this one that the timeline does not have. */
  skipped: number;
}

/** A row with what folding needs to know of it. */
export interface FoldableRow extends TimelineRow {
  /** Its text without what differs from attempt to attempt: repeated attempts have it in common. */
  same: string;
  /** Present for a request. */
  attempt?: Attempt;
}
