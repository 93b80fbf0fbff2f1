import { openapiPlatformHttps } from '../examples/openapi-platform/sadpath.ts';
import { reliesOn } from './rely-on.ts';

reliesOn(openapiPlatformHttps);
