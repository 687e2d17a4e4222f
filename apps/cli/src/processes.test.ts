import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, it, onTestFinished } from 'vitest';
import { metered } from './processes.ts';

it('tells of a process that lives on only what it held while it worked', async () => {
  // Holds much while it starts, little afterwards, and more again once it is asked, which it then keeps.
  const hungry = `let held = Buffer.alloc(400 * 1024 * 1024, 1); held = null; globalThis.gc(); process.stdout.write('ready'); process.stdin.on('data', () => { held = Buffer.alloc(200 * 1024 * 1024, 1); const end = process.cpuUsage().user + 500_000; while (process.cpuUsage().user < end); process.stdout.write('here'); });`;
  const child = spawn(process.execPath, ['--expose-gc', '-e', hungry], { stdio: ['pipe', 'pipe', 'inherit'] });
  onTestFinished(() => {
    child.kill();
  });
  const answer = () => once(child.stdout, 'data');
  const { usage: started } = await metered(answer);
  const { usage: later } = await metered(async () => {
    const heard = answer();
    child.stdin.write('?');
    await heard;
  });
  const { usage: idle } = await metered(async () => {
    // It lives until it has been looked at, however short the work was.
    const other = spawn(process.execPath, ['-e', `process.stdout.write('here'); setInterval(() => {}, 1000)`], { stdio: ['ignore', 'pipe', 'inherit'] });
    onTestFinished(() => {
      other.kill();
    });
    await once(other.stdout, 'data');
  });
  // Elsewhere nothing is told of it.
  if (process.platform === 'linux') {
    expect(started.peakMb).toBeGreaterThan(400);
    expect(later.peakMb).toBeGreaterThan(200);
    expect(later.peakMb).toBeLessThan(400);
    expect(idle.peakMb).toBeLessThan(200);
  } else expect([started.peakMb, later.peakMb, idle.peakMb]).toEqual([null, null, null]);
});
