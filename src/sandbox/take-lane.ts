import type { Lane } from '../model/scenario.ts';
import { installMsw, isMswOn, resumeMsw, suspendMsw } from './msw-lane.ts';
import { installWire } from './wire-lane.ts';

/**
 * Makes a lane ready, so that the next scenario can be played on it: MSW and real sockets exclude each other. Gives back whether that
 * changed what the process shares; MSW puts globals of its own in the place of some.
 */
export async function takeLane(lane: Lane): Promise<boolean> {
  const before = isMswOn();
  switch (lane) {
    case 'fetch':
      // What bypasses global fetch is to be answered too.
      await resumeMsw();
      break;
    case 'msw':
      await installMsw();
      break;
    case 'wire':
      await suspendMsw();
      await installWire();
      break;
  }
  return isMswOn() !== before;
}
