# syntax=docker/dockerfile:1
FROM golang:<% version %>-<% debian %> AS build

ENV CGO_ENABLED=0 \
    GOFLAGS=-trimpath
WORKDIR /src
# A module without dependencies has no go.sum.
COPY go.mod go.su[m] ./
RUN go mod download && go mod verify
COPY . .
RUN go vet ./... && go build -tags timetzdata -ldflags="-s -w" -o /out/app <% package %>

# No shell, no package manager: the certificates of authorities and the program, which holds the time zones.
FROM scratch AS runtime

<%# source_url %>
LABEL org.opencontainers.image.title="<% name %>" \
      org.opencontainers.image.source="<% source_url %>"
<%/ source_url %>
<%^ source_url %>
LABEL org.opencontainers.image.title="<% name %>"
<%/ source_url %>
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/
COPY --from=build /out/app /app
USER 65532:65532
EXPOSE <% port %>
<%# health %>
# The program asks itself: there is no other in the image.
HEALTHCHECK --interval=30s --timeout=3s --start-period=10s --retries=3 \
    CMD ["/app", "-healthcheck", "http://127.0.0.1:<% port %><% health %>"]
<%/ health %>
ENTRYPOINT ["/app"]
