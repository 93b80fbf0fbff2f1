/** What XML 1.0 forbids even as a reference (§2.2), and the carriage return, which a parser would turn into a newline. */
const forbidden = /[^\t\n\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu;
const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text as XML says it, in an element or an attribute; what XML 1.0 cannot say becomes visible text: `\x1b`, `\u{fffe}`. */
export function xmlText(text: string): string {
  return text.replace(forbidden, spell).replace(/[&<>"]/g, (character) => entities[character] ?? character);
}

/** An element. Attributes are escaped here, those without a value left out; the content is XML already. */
export function xmlElement(
  name: string,
  attributes: Record<string, string | number | undefined>,
  content: string[] = [],
): string {
  const given = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : ` ${key}="${spaced(xmlText(String(value)))}"`,
  );
  const head = `${name}${given.join('')}`;
  return content.length === 0 ? `<${head}/>` : `<${head}>${content.join('')}</${name}>`;
}

/** White space of an attribute is a space to a parser, unless it is written as a reference (§3.3.3). */
function spaced(value: string): string {
  return value.replaceAll('\n', '&#10;').replaceAll('\t', '&#9;');
}

function spell(character: string): string {
  const point = character.codePointAt(0) ?? 0;
  const hex = point.toString(16);
  return point < 256 ? `\\x${hex.padStart(2, '0')}` : `\\u{${hex}}`;
}
