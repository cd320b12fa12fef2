# syntax=docker/dockerfile:1
# Build: docker build -t jmo-login-assistant .   Run: see compose.yaml and docs/operations.md

FROM node:24-bookworm-slim AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci

FROM packages AS build
COPY tsconfig.json esbuild.config.mjs ./
COPY src ./src
# The build parses what they say.
COPY dialogs ./dialogs
COPY intents ./intents
COPY data/*.yml ./data/
RUN npm run -s build && npm prune --omit=dev

FROM node:24-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 DATA_DIR=/data
WORKDIR /app
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY package.json ./
COPY dialogs ./dialogs
COPY intents ./intents
# What a newly taught model must still read as before.
COPY test/conversations ./test/conversations
COPY data/accounts.json data/canned-replies.yml data/contacts.yml data/error-messages.yml ./data/
# Everything that is written lies in /data: the rest of the file system may be read-only.
RUN mkdir /data && chown node:node /data
VOLUME /data
USER node
EXPOSE 3978 3979
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + (process.env.PORT || 3978) + '/health/live').then(r => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# No shell and no npm in between: SIGTERM reaches the assistant, which ends its turns first.
CMD ["node", "--enable-source-maps", "--max-semi-space-size=32", "dist/main.js"]
