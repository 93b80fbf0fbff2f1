import type { Report } from '../model/report.ts';

/** The text of `report.json`: the same report, the same bytes. `report.schema.json` describes it. */
export function renderJson(report: Report): string {
  return `${JSON.stringify(report, null, 2)}\n`;
}
