# syntax=docker/dockerfile:1
FROM python:<% version %>-slim-<% debian %> AS build

ENV PIP_DISABLE_PIP_VERSION_CHECK=1 \
    PIP_NO_CACHE_DIR=1
WORKDIR /app
RUN python -m venv /opt/venv
COPY requirements.txt ./
# Hashes in requirements.txt (pip-compile --generate-hashes) pin what is installed.
RUN /opt/venv/bin/pip install --require-hashes -r requirements.txt

FROM python:<% version %>-slim-<% debian %> AS runtime

<%# source_url %>
LABEL org.opencontainers.image.title="<% name %>" \
      org.opencontainers.image.source="<% source_url %>"
<%/ source_url %>
<%^ source_url %>
LABEL org.opencontainers.image.title="<% name %>"
<%/ source_url %>
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1
RUN groupadd --gid <% uid %> app \
    && useradd --uid <% uid %> --gid app --no-create-home --no-log-init app
WORKDIR /app
COPY --from=build /opt/venv /opt/venv
COPY --chown=root:root src/ ./
USER <% uid %>:<% uid %>
EXPOSE <% port %>
<%# health %>
HEALTHCHECK --interval=30s --timeout=3s --start-period=10s --retries=3 \
    CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:<% port %><% health %>', timeout=2)"]
<%/ health %>
ENTRYPOINT ["python", "-m", "<% module %>"]
