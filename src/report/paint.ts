import { styleText } from 'node:util';

/** The few styles of the terminal report. */
export type Style = 'bold' | 'dim' | 'red' | 'green' | 'yellow';

/** Dresses text in a style. */
export type Paint = (style: Style, text: string) => string;

/** Leaves text as it is. */
export const noPaint: Paint = (_style, text) => text;

/** ANSI styles, whatever the stream is: whether to paint is the caller's decision. */
export const ansiPaint: Paint = (style, text) => styleText(style, text, { validateStream: false });
