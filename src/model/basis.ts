/** Whether the source document says it in its own words (`stated`), or we read it into the document (`inferred`). */
export type Basis = 'stated' | 'inferred';
