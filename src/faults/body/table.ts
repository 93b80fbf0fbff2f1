import type { BodyFault } from './body-fault.ts';
import { bom } from './bom.ts';
import { both } from './both.ts';
import { codeCase } from './code-case.ts';
import { codeSpace } from './code-space.ts';
import { deep } from './deep.ts';
import { duplicateKeys } from './duplicate-keys.ts';
import { gzip } from './gzip.ts';
import { gzipBomb } from './gzip-bomb.ts';
import { gzipLying } from './gzip-lying.ts';
import { htmlType } from './html-type.ts';
import { huge } from './huge.ts';
import { hugeNumbers } from './huge-numbers.ts';
import { invalidUtf8 } from './invalid-utf-8.ts';
import { noType } from './no-type.ts';
import { padded } from './padded.ts';
import { protoKeys } from './proto-keys.ts';
import { textType } from './text-type.ts';
import { utf16 } from './utf-16.ts';
import { wrongType } from './wrong-type.ts';

/** Every way to spoil a body, by its name in a tape. */
export const bodyFaults: Readonly<Record<string, BodyFault>> = Object.fromEntries(
  [
    bom,
    both,
    codeCase,
    codeSpace,
    deep,
    duplicateKeys,
    gzip,
    gzipBomb,
    gzipLying,
    htmlType,
    huge,
    hugeNumbers,
    invalidUtf8,
    noType,
    padded,
    protoKeys,
    textType,
    utf16,
    wrongType,
  ].map((fault) => [fault.name, fault]),
);
