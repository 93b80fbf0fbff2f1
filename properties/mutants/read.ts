import * as v from 'valibot';

const position = v.object({ line: v.number(), column: v.number() });

const mutant = v.object({
  status: v.picklist(['Killed', 'Survived', 'NoCoverage', 'CompileError', 'RuntimeError', 'Timeout', 'Ignored']),
  replacement: v.string(),
  /** Lines and columns count from 1; the end is the first place behind. */
  location: v.object({ start: position, end: position }),
});

const report = v.object({
  files: v.record(v.string(), v.object({ source: v.string(), mutants: v.array(mutant) })),
});

const table = v.array(
  v.strictObject({ reason: v.pipe(v.string(), v.nonEmpty()), mutants: v.record(v.string(), v.array(v.string())) }),
);

/** One change to the code, and what became of it. */
export type Mutant = v.InferOutput<typeof mutant>;

/** What is used of Stryker's JSON report. */
export type Report = v.InferOutput<typeof report>;

/** The mutants that may survive, by reason and file; each is written as `mutantLine` writes it. */
export type Table = v.InferOutput<typeof table>;

/** Reads Stryker's report. Throws a `ValiError` on anything else. */
export function readReport(json: unknown): Report {
  return v.parse(report, json);
}

/** Reads the table of survivors. Throws a `ValiError` on anything else. */
export function readTable(json: unknown): Table {
  return v.parse(table, json);
}
