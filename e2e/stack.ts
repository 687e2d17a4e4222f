import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '@studywright/tooling/ports';
import { startStack, type Stack, type StackOptions } from '@studywright/tooling/stack';

export interface TestStack extends Stack {
  dataFolder: string;
}

/**
 * The whole product on free ports with data of its own, which goes when it is stopped. For a test that kills what others
 * need, or that wants other settings; every other test uses the one that all journeys share.
 */
export async function startTestStack(options: Partial<StackOptions> = {}): Promise<TestStack> {
  const dataFolder = options.dataFolder ?? mkdtempSync(join(tmpdir(), 'studywright-e2e-'));
  const lines: string[] = [];
  try {
    const stack = await startStack({
      dataFolder,
      ports: { web: await freePort(), api: await freePort() },
      authSecret: 'a secret of the browser journeys, and of nothing else',
      events: { say: (line) => void lines.push(line), output: (name, line) => void lines.push(`${name} | ${line}`) },
      ...options,
      // The model of whoever runs the tests must not answer in them.
      environment: { OPENAI_BASE_URL: '', OPENAI_API_KEY: '', OPENAI_MODEL: '', LOG_LEVEL: 'warn', ...options.environment },
    });
    const stop = async () => {
      await stack.stop();
      if (!options.dataFolder) rmSync(dataFolder, { recursive: true, force: true });
    };
    return { ...stack, dataFolder, stop };
  } catch (error) {
    process.stderr.write(`${lines.slice(-40).join('\n')}\n`);
    throw error;
  }
}
