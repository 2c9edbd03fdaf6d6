FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev
COPY . .
RUN node scripts/build-client.ts
# npm leaves the development packages that some other package would use if it found them.
RUN node -p 'Object.keys(require("./package.json").devDependencies).join("\n")' | sed 's|^|node_modules/|' | xargs rm -rf

FROM node:24-bookworm-slim
WORKDIR /app
COPY --from=build /app ./
# The image's own user, so that the embedded PostgreSQL, which never runs as root, is the hub's own too.
RUN install -d -o node -g node /data
USER node
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/data
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "server/main.ts"]
