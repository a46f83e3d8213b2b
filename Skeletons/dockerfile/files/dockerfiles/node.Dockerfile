# syntax=docker/dockerfile:1
FROM node:<% version %>-<% debian %>-slim AS build

WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY . .
<%# build %>
RUN npm run build && npm prune --omit=dev
<%/ build %>
<%^ build %>
RUN npm prune --omit=dev
<%/ build %>

FROM node:<% version %>-<% debian %>-slim AS runtime

<%# source_url %>
LABEL org.opencontainers.image.title="<% name %>" \
      org.opencontainers.image.source="<% source_url %>"
<%/ source_url %>
<%^ source_url %>
LABEL org.opencontainers.image.title="<% name %>"
<%/ source_url %>
ENV NODE_ENV=production \
    PORT=<% port %>
RUN groupadd --gid <% uid %> app \
    && useradd --uid <% uid %> --gid app --no-create-home --no-log-init app
WORKDIR /app
COPY --from=build --chown=root:root /app ./
USER <% uid %>:<% uid %>
EXPOSE <% port %>
<%# health %>
HEALTHCHECK --interval=30s --timeout=3s --start-period=10s --retries=3 \
    CMD ["node", "-e", "fetch('http://127.0.0.1:<% port %><% health %>').then(r => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
<%/ health %>
ENTRYPOINT ["node", "<% script %>"]
