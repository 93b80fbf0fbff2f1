import childProcess from 'node:child_process';
import crypto from 'node:crypto';
import dns from 'node:dns';
import { EventEmitter } from 'node:events';
import fs from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import net from 'node:net';
import tls from 'node:tls';

/** The types of `http` do not tell of the options that an agent passes on to each of its connections. */
function optionsOf(agent: http.Agent): object {
  return Object(Reflect.get(agent, 'options'));
}

/** An object that every module of a process shares, by the name that a reader knows it under. */
export type Named = readonly [name: string, object: object];

const prototypes = [
  Object,
  Function,
  Array,
  String,
  Number,
  Boolean,
  Symbol,
  Promise,
  Error,
  TypeError,
  Map,
  Set,
  Date,
];

/** Looked at whole: what is added to them reaches every module, as much as what is replaced. */
export const wholeObjects: readonly Named[] = [
  ['globalThis', globalThis],
  ...[...prototypes, RegExp, Uint8Array].map((made): Named => [`${made.name}.prototype`, made.prototype]),
  ['JSON', JSON],
  ['Math', Math],
  ['Promise', Promise],
  ['Object', Object],
  ['http.globalAgent.options', optionsOf(http.globalAgent)],
  ['https.globalAgent.options', optionsOf(https.globalAgent)],
];

/**
 * Looked at where they are functions or plain settings: nobody minds what else is kept there. Read anew when they are asked for: MSW puts
 * a `Response` of its own in the place of the platform's, and the virtual clock a `Date`.
 */
export function usedObjects(): readonly Named[] {
  return [
    ...[Array, String, Number, Error, Map, Set, Date, Buffer, URL, AbortSignal].map((made): Named => [made.name, made]),
    ['Reflect', Reflect],
    ['console', console],
    ['process', process],
    ['http', http],
    ['https', https],
    ['net', net],
    ['tls', tls],
    ['dns', dns],
    ['crypto', crypto],
    ['fs', fs],
    ['child_process', childProcess],
    ['Buffer.prototype', Buffer.prototype],
    ['EventEmitter.prototype', EventEmitter.prototype],
    ['http.ClientRequest.prototype', http.ClientRequest.prototype],
    ['http.OutgoingMessage.prototype', http.OutgoingMessage.prototype],
    ['http.IncomingMessage.prototype', http.IncomingMessage.prototype],
    ['http.Agent.prototype', http.Agent.prototype],
    ['https.Agent.prototype', https.Agent.prototype],
    ['net.Socket.prototype', net.Socket.prototype],
    ['tls.TLSSocket.prototype', tls.TLSSocket.prototype],
    ['Response.prototype', Response.prototype],
    ['Request.prototype', Request.prototype],
    ['Headers.prototype', Headers.prototype],
  ];
}
