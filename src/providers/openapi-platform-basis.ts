import type { ErrorRow, RowBasis } from '../model/provider.ts';

/** What every certain failure has in common: the result status is the document's, HTTP 200 is found elsewhere (a6). */
export const failed = { status: [200], types: ['F'] } satisfies Partial<ErrorRow>;

/** As {@link failed}, for what is not certain. */
export const uncertain = { status: [200], types: ['U'] } satisfies Partial<ErrorRow>;

/** The document says what it is, and not whether to send it again. */
export const stated: RowBasis = { status: 'inferred', outcome: 'stated', category: 'stated', retry: 'inferred' };

/** The document says what to do as well. */
export const advised: RowBasis = { ...stated, retry: 'stated' };

/** The document says that it failed or is not known, and leaves the rest to the reader. */
export const inferred: RowBasis = { ...stated, category: 'inferred' };
