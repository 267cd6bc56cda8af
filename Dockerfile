# The service alone, for docker-compose.yml: it finds PostgreSQL by DATABASE_URL and runs as a user without rights.
FROM node:20-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY tsconfig.json tsconfig.build.json nest-cli.json ./
COPY migrations migrations
COPY src src
RUN npm run build && npm prune --omit=dev --ignore-scripts

FROM node:20-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 ZZ_DATA_DIR=/var/lib/zhaozhang/data ZZ_CERTS_DIR=/var/lib/zhaozhang/certs
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY docs/openapi.json docs/openapi.json
RUN mkdir -p /var/lib/zhaozhang/data /var/lib/zhaozhang/certs && chown -R node:node /var/lib/zhaozhang
USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:3000/health/ready').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "dist/src/cli.js", "serve"]
