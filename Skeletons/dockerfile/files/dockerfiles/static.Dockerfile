# syntax=docker/dockerfile:1
<%# build %>
FROM node:24.19.0-<% debian %>-slim AS build

WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY . .
RUN npm run build

<%/ build %>
FROM nginxinc/nginx-unprivileged:<% version %>-<% debian %> AS runtime

<%# source_url %>
LABEL org.opencontainers.image.title="<% name %>" \
      org.opencontainers.image.source="<% source_url %>"
<%/ source_url %>
<%^ source_url %>
LABEL org.opencontainers.image.title="<% name %>"
<%/ source_url %>
COPY --chown=root:root nginx.conf /etc/nginx/conf.d/default.conf
<%# build %>
COPY --from=build --chown=root:root /app/<% output %>/ /usr/share/nginx/html/
<%/ build %>
<%^ build %>
COPY --chown=root:root <% output %>/ /usr/share/nginx/html/
<%/ build %>
USER 101:101
EXPOSE <% port %>
<%# health %>
HEALTHCHECK --interval=30s --timeout=3s --start-period=5s --retries=3 \
    CMD ["curl", "-fsS", "-o", "/dev/null", "http://127.0.0.1:<% port %><% health %>"]
<%/ health %>
